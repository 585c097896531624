"""Reports damaged by the thousand: no crash, no hang, every one accounted for, good ones unharmed."""

import signal
from contextlib import contextmanager
from pathlib import Path

import made_damage
import pytest

from etl import tables
from etl.build import build
from etl.readers import Document, UnreadableError, read_all

GOOD = "长沙市市场监督管理局\n\n2031年，全市共办结专利侵权纠纷案件500宗，同比增加25%。\n\n2032年3月5日\n"
SECONDS = 20
"""No single damaged report may take longer; the slowest seen takes less than a tenth of that."""


@contextmanager
def within(seconds: int, name: str):
    """Fail when the block takes longer."""

    def stop(*_: object) -> None:
        pytest.fail(f"{name} takes more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read_each(count: int, seed: int) -> None:
    for name, data in made_damage.damaged(count, seed):
        with within(SECONDS, name):
            found = read_all(data, name)
        assert found, name
        for _, document in found:
            assert isinstance(document, Document | UnreadableError), name
            if isinstance(document, UnreadableError):
                assert str(document).strip(), name
                assert "\n" not in str(document), name


def build_with(count: int, seed: int, folder: Path) -> None:
    reports = folder / "reports"
    reports.mkdir()
    for name, data in made_damage.damaged(count, seed):
        (reports / name).write_bytes(data)
    (reports / "good.txt").write_text(GOOD, encoding="utf-8")
    with within(SECONDS * max(count // 10, 1), "the build"):
        build([reports], folder / "out")
    made = tables.open_tables(folder / "out")
    rows = made.reports
    accounted = {file.partition("/")[0] for file in rows["file"]}
    assert accounted == {path.name for path in reports.iterdir()}
    assert (rows["problem"].notna() | rows["report"].isin(made.texts["report"])).all()
    mine = made.observations[made.observations["report"] == "good"]
    assert set(mine["value"]) >= {500.0, 25.0}
    texts = dict(zip(made.texts["report"], made.texts["text"], strict=True))
    for row in made.figures[made.figures["kind"] != "phone"].itertuples():
        assert texts[row.report][row.start : row.end] == row.surface


def test_every_reader_reads_or_names_damaged_reports() -> None:
    read_each(2 * len(made_damage.SOURCES) * len(made_damage.DAMAGES), seed=1)


def test_a_build_takes_damaged_reports_as_rows(tmp_path: Path) -> None:
    build_with(40, seed=2, folder=tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 15))
def test_readers_hold_by_the_thousand(seed: int) -> None:
    read_each(1000, seed)


@pytest.mark.slow
def test_a_build_holds_by_the_thousand(tmp_path: Path) -> None:
    build_with(1000, seed=3, folder=tmp_path)


def test_a_bomb_among_the_reports_is_a_row(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good.txt").write_text(GOOD, encoding="utf-8")
    (reports / "bomb.zip").write_bytes(made_damage.zipped({"a.txt": bytes(400_000_000 // 8)}))
    (reports / "bomb.docx").write_bytes(made_damage.zipped({"word/document.xml": b" " * 50_000_000}))
    (reports / "many.zip").write_bytes(made_damage.zipped({f"{n}.txt": b"" for n in range(2100)}))
    with within(SECONDS, "bombs"):
        built = build([reports], tmp_path / "out")
    assert {file for file, _ in built.problems} >= {"bomb.zip", "bomb.docx", "many.zip"}
    assert built.rows["texts"] == 1


def test_a_huge_report_is_read_or_named(tmp_path: Path) -> None:
    name, text = "huge.txt", GOOD * 20_000
    with within(SECONDS, name):
        ((_, document),) = read_all(text.encode(), name)
    assert len(document.text) == len(text)
    ((_, problem),) = read_all(b"a" * (101 * 2**20), name)
    assert "split it" in str(problem)
