"""Reports come with what the file or a person says of them; unknown stays unknown."""

from pathlib import Path

import pytest

from etl.errors import DataFileError
from etl.paths import SEEDS
from etl.reports import ReportSource, load_report, report_files
from etl.work import Worked, work_all

TEXT = """某市市场监督管理局关于第12号提案的答复

发布日期：2024-07-22 来源：某市市场监督管理局

累计承保379家次。
"""
SIDECAR = """id: my-report
title: unknown
publisher: 某局
place: guangzhou
written: 2024-07-18
published: unknown
url: unknown
"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def worked(folder: Path) -> list[Worked]:
    return work_all(report_files(folder), None, lambda done, total: None)


def test_the_sidecars_of_the_seeds_say_what_the_files_say() -> None:
    reports = [report for path in report_files(SEEDS) for report in load_report(path)]
    assert len(reports) == 5
    assert all(report.problem is None for report in reports)
    for report in reports:
        for name in ("title", "publisher", "written", "published", "url"):
            claim = getattr(report.document, name)
            assert getattr(report, name) == (claim.value if claim else None), (report.file, name)


def test_without_a_sidecar_the_text_speaks(tmp_path: Path) -> None:
    (report,) = load_report(put(tmp_path, "2024 答复（一）.txt", TEXT), place_of=lambda name: "guangzhou")
    row = report.row()
    assert row["report"] == "2024-答复-一"
    assert (row["title"], row["published"]) == ("某市市场监督管理局关于第12号提案的答复", "2024-07-22")
    assert (row["date_earliest"], row["date_latest"], row["date_basis"]) == (
        "2024-07-22",
        "2024-07-22",
        "stated",
    )
    assert (row["place"], "place" in report.inferred) == ("guangzhou", True)


def test_a_person_s_word_goes_before_the_text_s(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "a.yaml", SIDECAR)
    row = load_report(path)[0].row()
    assert (row["report"], row["title"], row["publisher"]) == ("my-report", None, "某局")
    assert (row["written"], row["published"], row["date_basis"]) == ("2024-07-18", None, "stated")


def test_a_report_without_a_date_takes_the_interval_it_is_given(tmp_path: Path) -> None:
    (report,) = load_report(put(tmp_path, "a.txt", "累计承保379家次。"))
    assert report.row()["date_basis"] == "unknown"
    row = report.row(("2024-01-01", "2024-12-31"))
    assert (row["date_earliest"], row["date_latest"], row["date_basis"]) == (
        "2024-01-01",
        "2024-12-31",
        "inferred",
    )


def test_the_same_file_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT)
    first, second = worked(tmp_path)
    assert (first.row["problem"], second.text) == (None, None)
    assert second.row["problem"] == "the same file as a.txt, not counted again"


def test_two_files_of_one_stem_have_two_ids(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "a.md", TEXT + "再发1件。")
    assert len({found.row["report"] for found in worked(tmp_path)}) == 2


def test_bad_files_are_listed_with_their_problem(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "empty.txt", b"")
    put(tmp_path, "noise.bin", bytes(range(256)) * 8)
    found: dict[str, ReportSource] = {p.name: load_report(p)[0] for p in report_files(tmp_path)}
    assert found["empty.txt"].problem == "the file is empty"
    assert "not a text file" in found["noise.bin"].problem
    assert found["noise.bin"].row()["characters"] == 0


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        (SIDECAR.replace("publisher", "publishr"), "publisher"),
        (SIDECAR.replace("2024-07-18", "July 2024"), "no date"),
        (SIDECAR.replace("my-report", "my.report"), "letters, digits and hyphens"),
    ],
)
def test_a_wrong_sidecar_says_where_and_what(tmp_path: Path, sidecar: str, message: str) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "a.yaml", sidecar)
    with pytest.raises(DataFileError, match=message):
        load_report(path)
