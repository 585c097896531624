"""A page that is a picture inside a PDF with text: the rest is read, and what was not is said."""

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from etl.cli import group
from etl.readers import ocr, problems
from etl.work import work

FILES = Path(__file__).parent / "files"


@pytest.fixture
def mixed(tmp_path, monkeypatch):
    """A PDF whose last page is a picture, on a machine without text recognition."""
    monkeypatch.setattr(ocr, "available", lambda: False)
    whole = pypdfium2.PdfDocument(FILES / "whitepaper.pdf")
    pages = len(whole)
    whole.import_pages(pypdfium2.PdfDocument(FILES / "scanned.pdf"), [0])
    whole.save(tmp_path / "mixed.pdf")
    return tmp_path / "mixed.pdf", pages + 1


def test_the_pages_with_text_are_read_and_the_picture_is_named(mixed):
    path, last = mixed
    (worked,) = work(path)
    (whole,) = work(FILES / "whitepaper.pdf")
    assert [f.surface for f in worked.figures] == [f.surface for f in whole.figures] != []
    assert f"pages {last} are pictures" in worked.row["problem"]
    assert f"第 {last} 页是图片" in problems.say(worked.row["problem"], "zh")
    assert whole.row["problem"] is None


def test_the_figures_verb_says_so_beside_the_figures(mixed):
    path, last = mixed
    said = CliRunner().invoke(group, ["figures", str(path), "--format", "jsonl"])
    assert said.stdout.count("\n") > 3
    assert str(last) in said.stderr
