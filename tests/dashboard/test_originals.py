"""A report's original beside its clean text: whole, in order, and with contact persons masked."""

from pathlib import Path

import pytest

from dashboard import data, originals
from dashboard.app import App
from dashboard.pages.records import records
from etl.paths import ROOT, SEEDS
from etl.store import sha256

SHIPPED = data.load(ROOT / "data" / "curated")
REPORTS = records(SHIPPED).reports


@pytest.mark.parametrize("report", list(REPORTS))
def test_what_was_kept_is_the_clean_text_and_all_of_it_is_the_source(report: str) -> None:
    row, text = REPORTS[report], records(SHIPPED).texts[report]
    pieces = originals.pieces(SHIPPED, row, text)
    source = (SEEDS / row["file"]).read_bytes().decode()
    assert sum(len(piece.text) + piece.cut for piece in pieces) == len(source)
    kept = "".join(piece.text for piece in pieces if piece.kept)
    assert kept.replace("\n", "") == text.replace("\n", "")


def test_a_file_that_is_another_one_now_is_not_shown() -> None:
    row = next(iter(REPORTS.values()))
    assert originals.pieces(SHIPPED, row | {"sha256": "0" * 64}, "") is None
    assert originals.pieces(SHIPPED, row | {"file": "../../etc/passwd"}, "") is None


def test_contact_persons_of_the_original_stay_masked(tmp_path: Path) -> None:
    page = "<title>联系人：王小明，电话：0731-88886666</title><body><p>长沙市办结案件5宗。</p></body>"
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.html").write_text(page, encoding="utf-8")

    class Library:
        path = tmp_path / "tables"

    row = {"file": "a.html", "sha256": sha256(page.encode())}
    pieces = originals.pieces(Library(), row, "长沙市办结案件5宗。")
    shown = "".join(piece.text for piece in pieces)
    assert "5宗" in shown
    assert "王小明" not in shown
    assert "88886666" not in shown


def test_the_page_sets_both_side_by_side() -> None:
    asked = App(ROOT / "data" / "curated").server.test_client()
    page = asked.get("/report/gz-news-2023?beside=original").text
    assert '<article class="reading original"' in page
    assert "<del>(guó)</del>" in page
