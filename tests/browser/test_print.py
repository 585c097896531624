"""Pages on paper: charts whole and light, no controls, nothing beside the sheet, and from where it came."""

from pathlib import Path

import pypdfium2
import pytest
from visiting import Visitor

pytestmark = pytest.mark.browser
SHEET = 680
"""Px that an A4 page with margins has for the page."""
PATHS = ["/", "/topic/enforcement", "/chart/overseas-coverage", "/report/r-new", "/findings"]
BEYOND = """(width) => [...document.querySelectorAll('main *')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.right > width + 1 && !one.closest('.unseen') })
  .map((one) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("path", PATHS)
def test_nothing_stands_beside_the_sheet_and_charts_are_whole(dark_visitor: Visitor, path: str) -> None:
    page = dark_visitor.visit(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 960})
    assert page.evaluate(BEYOND, SHEET) == []
    for part in (".top", ".controls", ".takealong", ".chips .button", ".plot-container"):
        assert page.locator(part).filter(visible=True).count() == 0
    for drawing in page.locator(".early svg").all():
        assert drawing.bounding_box()["width"] > SHEET / 2
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_sheet_says_what_and_from_where(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.visit("/chart/overseas-coverage?from=2023")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as made:
        text = "".join(page.get_textpage().get_text_bounded() for page in made)
    assert "6.37" in text
    assert "/chart/overseas-coverage?from=2023" in text.replace("\r\n", "")
