"""The characters of a PDF with their boxes, page by page, as PDFium gives them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

MOST_PATHS = 5000
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in points, rotation undone; `base` is its line, `size` that of its type.

    Characters with the same `drawn` were put on the page in one go.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float
    drawn: int = 0

    @property
    def wide(self) -> bool:
        """Whether it is a character as wide as it is high."""
        return self.text >= "\u2e80"

    @property
    def middle(self) -> float:
        """Height of the line's middle above the page's foot."""
        return self.base + 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical line drawn on the page, as between the cells of a table."""

    x: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page: number from 1, width and height, its characters in drawing order, its rules."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: bool


def pages(pdf: pypdfium2.PdfDocument) -> Iterator[PageGlyphs]:
    """Yield the pages one by one."""
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            turn = page.get_rotation()
            found = tuple(_glyphs(text.raw, text.count_chars(), turn, width, height))
            pictures = not found and any(
                True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
            )
            yield PageGlyphs(index + 1, width, height, found, tuple(_rules(page)), pictures)
        finally:
            text.close()
            page.close()


def _glyphs(text: object, count: int, turn: int, width: float, height: float) -> Iterator[Glyph]:
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code < 0x20 or code == 0xFFFE or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, pointer) or box.right <= box.left:
            continue
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        found = _turned((box.left, box.bottom, box.right, box.top), turn, width, height)
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        yield Glyph(chr(code), *found, found[1] if turn else y.value, _size(code, found), _drawn(text, index))


def _drawn(text: object, index: int) -> int:
    return ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0


def _size(code: int, box: Box) -> float:
    """Return the size of the type; the box of a flat character such as 一 is as wide as the type."""
    left, bottom, right, top = box
    return max(top - bottom, right - left) if code >= 0x2E80 else top - bottom


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    """Yield the vertical lines, and the sides of boxes, that are drawn on a page that is not turned."""
    if page.get_rotation():
        return
    for count, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if count == MOST_PATHS:
            return
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom > 6:
            yield Rule(left, bottom, top)
            if right - left > 3:
                yield Rule(right, bottom, top)


def _turned(box: Box, turn: int, width: float, height: float) -> Box:
    """Return the box on the page as shown, `turn` degrees clockwise; width and height are those shown."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, height - right, top, height - left
    if turn == 180:
        return width - right, height - top, width - left, height - bottom
    if turn == 270:
        return width - top, left, width - bottom, right
    return box
