"""Text recognition for pages that are pictures: an extra (`zhibiao[ocr]`), offline, off without it.

A recognised line becomes characters with boxes, as those of a PDF with text, so that columns, tables and
paragraphs are found by the same geometry. What was recognised may hold misread characters: documents say so
by their format, and observations by their note.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

import pypdfium2

from etl.readers.limits import SCANNED_PAGES
from etl.readers.pdf.glyphs import Glyph, PageGlyphs
from etl.readers.problems import unreadable

FORMAT = "ocr"
"""Format of a document of which at least one page was recognised."""
NOTE = "read from a scan by text recognition; compare with the page"
DPI = 200
LONGEST_SIDE = 4000
NARROW = 0.55
"""Width of a Latin character or digit, as a share of a Chinese one's."""
SAME_SIZE = 0.2
"""Type that differs from the page's by less than this share is taken for the same."""


def available() -> bool:
    """Return whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised(pdf: pypdfium2.PdfDocument, found: list[PageGlyphs]) -> list[PageGlyphs]:
    """Return the pages with those that are pictures recognised; UnreadableError when they are too many."""
    if sum(page.pictures for page in found) > SCANNED_PAGES:
        raise unreadable("too_big", size=f"{len(found)} pages", limit=f"{SCANNED_PAGES} scanned pages")
    return [_recognise(pdf, page) if page.pictures else page for page in found]


def _recognise(pdf: pypdfium2.PdfDocument, page: PageGlyphs) -> PageGlyphs:
    opened = pdf[page.number - 1]
    try:
        scale = min(DPI / 72, LONGEST_SIDE / max(page.width, page.height, 1))
        picture = opened.render(scale=scale).to_numpy()
    finally:
        opened.close()
    glyphs = tuple(read_picture(picture, page.height, scale))
    return PageGlyphs(page.number, page.width, page.height, glyphs, (), not glyphs)


def read_picture(picture: Any, height: float, scale: float) -> Iterator[Glyph]:
    """Yield the characters of a BGR picture; `scale` is pixels a point, `height` its height in points."""
    result = _engine()(picture)
    lines = [] if result.txts is None else list(zip(result.txts, result.boxes, strict=True))
    found = [(text, _edges(box, scale)) for text, box in lines if text.strip()]
    usual = median([_size(text, edges) for text, edges in found]) if found else 0.0
    for number, (text, edges) in enumerate(found, start=1):
        size = _size(text, edges)
        yield from _glyphs(
            text, edges, usual if abs(size - usual) < SAME_SIZE * usual else size, height, number
        )


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # takes a second, and is there only with the extra

    return RapidOCR(params={"Global.log_level": "error"})


def _edges(box: Any, scale: float) -> tuple[float, float, float]:
    """Return left, right and the middle's distance from the top of a line's corners, in points."""
    across, down = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
    return (across[0] + across[3]) / 2, (across[1] + across[2]) / 2, sum(down) / 4


def _widths(text: str) -> list[float]:
    return [1.0 if character >= "\u2e80" else NARROW for character in text]


def _size(text: str, edges: tuple[float, float, float]) -> float:
    return max(edges[1] - edges[0], 1.0) / sum(_widths(text))


def _glyphs(
    text: str, edges: tuple[float, float, float], size: float, height: float, number: int
) -> Iterator[Glyph]:
    left, right, down = edges
    unit = max(right - left, 1.0) / sum(_widths(text))
    middle = height - down
    for character, width in zip(text, _widths(text), strict=True):
        box = (left, middle - size / 2, left + unit * width, middle + size / 2)
        yield Glyph(character, *box, middle - 0.35 * size, size, number)
        left = box[2]
