"""The default briefings as a reader opens them: slides and documents by LibreOffice, the PDF by Chromium."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pypdfium2 as pdfium
import pytest

pytestmark = pytest.mark.slow
Rect = tuple[float, float, float, float]


def pages(path: Path) -> Iterator[tuple[int, pdfium.PdfPage]]:
    document = pdfium.PdfDocument(path)
    for at in range(len(document)):
        yield at, document[at]


def lines(page: pdfium.PdfPage) -> list[tuple[Rect, str]]:
    """Return the runs of text of a page: left, bottom, right, top in points, and their words."""
    found = page.get_textpage()
    rects = [found.get_rect(at) for at in range(found.count_rects())]
    return [(rect, found.get_text_bounded(*rect)) for rect in rects if rect[2] - rect[0] > 1]


def shared(a: Rect, b: Rect) -> float:
    """Return the part of the smaller of two rectangles that the other covers."""
    wide, tall = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    areas = [(r[2] - r[0]) * (r[3] - r[1]) for r in (a, b)]
    return wide * tall / min(areas) if wide > 0 and tall > 0 else 0.0


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["overseas-insurance", "enforcement"])
def test_slides_print_one_page_each_with_their_claims(
    rendered: dict, briefings: dict, name: str, lang: str
) -> None:
    brief = briefings[name, lang].brief
    printed = list(pages(rendered[f"{name}.{lang}.pptx"]))
    assert 2 + len(brief.items) < len(printed) <= 4 + len(brief.items)
    for item, (_, page) in zip(brief.items, printed[2:], strict=False):
        words = squeezed(page.get_textpage().get_text_bounded())
        assert squeezed(item.title) in words
        for fact in item.facts:
            if item.shown.form != "ranks":
                assert squeezed(fact.value) in words, f"{item.title}: {fact.value}"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["overseas-insurance", "enforcement"])
def test_no_text_of_a_slide_leaves_it_or_covers_another(rendered: dict, name: str, lang: str) -> None:
    for at, page in pages(rendered[f"{name}.{lang}.pptx"]):
        width, height = page.get_size()
        found = lines(page)
        for (left, bottom, right, top), words in found:
            where = f"slide {at + 1}: {words}"
            assert left >= 0.02 * width, where
            assert right <= 0.985 * width, where
            assert bottom >= 0, where
            assert top <= height, where
        for (a, one), (b, other) in combinations(found, 2):
            assert shared(a, b) < 0.3, f"slide {at + 1}: {one!r} and {other!r}"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["overseas-insurance", "enforcement"])
def test_documents_keep_to_their_page_and_say_everything(
    rendered: dict, briefings: dict, tmp_path: Path, name: str, lang: str, kind: str
) -> None:
    made = briefings[name, lang]
    path = rendered.get(f"{name}.{lang}.{kind}", tmp_path / "own.pdf")
    if kind == "pdf":
        path.write_bytes(made.file("pdf"))
    words = ""
    for at, page in pages(path):
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842), "A4"
        said = page.get_textpage().get_text_bounded()
        assert str(at + 1) in said, "its number"
        assert squeezed(made.brief.name) in squeezed(said), "the running head"
        assert len(squeezed(said)) > 60, f"page {at + 1} is all but empty"
        words += squeezed(said)
        for (left, _, right, _), line in lines(page):
            assert left >= 50, line
            assert right <= width - 40, line
    for item in made.brief.items:
        assert squeezed(item.title) in words
    for source in made.brief.sources:
        assert f"[{source.number}]" in words
        assert squeezed(source.citation)[-12:] in words
    assert 4 <= at + 1 <= 9
