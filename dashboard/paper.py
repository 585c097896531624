"""The pages of a PDF as pictures, with the place of every figure on them and contact persons painted over.

PDFium draws them without any script of the file; it works for one thread at a time (`TURN`). Boxes are parts
of a page's width and height, counted from its upper left corner.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
from PIL import ImageDraw

from etl.readers import Document
from etl.readers.contacts import find_contacts
from etl.readers.document import PageBoxes
from etl.readers.pdf.glyphs import Glyph, PageGlyphs, pages

TURN = threading.Lock()
WIDTH, TALLEST = 1100, 3300
"""Width of a page's picture in px, and its greatest height."""
MOST_PAGES = 60
"""Pages that are shown; of a longer report the first ones."""
HIDDEN, EDGE = "#8a929c", 2
"""Colour of what is painted over, and px that it reaches beyond the characters."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """A page: number from 1, size and lower left corner in points, and what of it is painted over."""

    number: int
    width: float
    height: float
    corner: tuple[float, float]
    hidden: tuple[Box, ...]

    def part(self, box: Box) -> Box:
        """Return a box (left, bottom, right, top in points) as left, top, width, height in parts."""
        left, foot, right, head = (edge - self.corner[at % 2] for at, edge in enumerate(box))
        wide, high = right - left, head - foot
        return left / self.width, 1 - head / self.height, wide / self.width, high / self.height


@dataclass(frozen=True)
class Spot:
    """Where a figure stands on a page: left, top, width and height as parts of the page's."""

    figure: str
    page: int
    box: Box


def is_pdf(content: bytes) -> bool:
    """Return whether the content begins as a PDF does."""
    return b"%PDF-" in content[:1024]


def sheets(content: bytes, document: Document) -> list[Sheet]:
    """Return the first pages of a PDF; those that are turned and cut at once are left out."""
    named = list(_boxes(document, find_contacts(document.text)))
    with TURN, pypdfium2.PdfDocument(content) as pdf:
        found = [_sheet(pdf, page, named) for page in islice(pages(pdf), MOST_PAGES)]
    return [sheet for sheet in found if sheet]


def _sheet(pdf: pypdfium2.PdfDocument, page: PageGlyphs, named: list[tuple[int, Box]]) -> Sheet | None:
    drawn = pdf[page.number - 1]
    corner = drawn.get_bbox()[:2]
    if drawn.get_rotation() and any(corner):
        return None
    hidden = [box for number, box in named if number == page.number] + _persons(page.glyphs)
    return Sheet(page.number, page.width, page.height, corner, tuple(hidden))


def spots(found: Iterable[Sheet], document: Document, figures: Iterable[dict]) -> Iterator[Spot]:
    """Give the places of figures (rows with `figure`, `start`, `end`) on pages, one for each line of each."""
    sizes = {sheet.number: sheet for sheet in found}
    for figure in figures:
        for number, box in _boxes(document, [(figure["start"], figure["end"])]):
            if number in sizes:
                yield Spot(figure["figure"], number, sizes[number].part(box))


def picture(content: bytes, sheet: Sheet) -> bytes:
    """Return a page as PNG."""
    scale = min(WIDTH / sheet.width, TALLEST / sheet.height)
    with TURN, pypdfium2.PdfDocument(content) as pdf:
        drawn = pdf[sheet.number - 1].render(scale=scale).to_pil().convert("RGB")
    brush = ImageDraw.Draw(drawn)
    for left, top, width, height in map(sheet.part, sheet.hidden):
        corners = (left, top, left + width, top + height)
        sides = (drawn.width, drawn.height) * 2
        first, head, last, foot = (part * side for part, side in zip(corners, sides, strict=True))
        brush.rectangle([first - EDGE, head - EDGE, last + EDGE, foot + EDGE], fill=HIDDEN)
    made = io.BytesIO()
    drawn.save(made, "PNG", optimize=True)
    return made.getvalue()


def _boxes(document: Document, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Box]]:
    """Give page and box (points, from the lower left) of spans of the clean text, line by line."""
    for start, end in spans:
        for where in document.source_map.where(start, end):
            if isinstance(where, PageBoxes):
                for line in _lines(where.boxes):
                    yield where.page, PageBoxes(where.page, tuple(line)).box


def _lines(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Give boxes that follow each other to the right together."""
    line: list[Box] = []
    for box in boxes:
        if line and box[0] < line[-1][0]:
            yield line
            line = []
        line.append(box)
    if line:
        yield line


def _persons(glyphs: tuple[Glyph, ...]) -> list[Box]:
    """Return the boxes of contact persons in all that is written on a page, running heads included."""
    text, owners = "", []
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        apart = before and (abs(before.base - glyph.base) > glyph.size / 2 or glyph.left < before.left)
        text += ("\n" if apart else "") + glyph.text
        owners += [None, glyph] if apart else [glyph]
    hidden = [owners[at] for start, end in find_contacts(text) for at in range(start, end) if owners[at]]
    return [(glyph.left, glyph.bottom, glyph.right, glyph.top) for glyph in hidden]
