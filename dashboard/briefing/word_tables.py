"""Tables of a Word document: three rules, columns as wide as their words, a head on every page."""

from collections.abc import Iterator, Sequence
from math import ceil

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from lxml import etree

from dashboard import typeset
from dashboard.briefing import canvas
from dashboard.briefing.word_styles import TABLE_SIZE, TEXT_WIDTH

WHOLE = 16
"""Rows of a table that are kept on one page."""
GAP, STEP = 0.4, 0.2
"""Room in cm that a cell leaves beside its words; by how much widths that are tried differ."""
SERIF = 0.92
"""Width of serif letters beside those of the pictures' font."""
NARROW = 2.4
"""Width in cm that the widest columns may be cut to; the others are not cut while that leaves room."""
ORDER = [
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
]
"""The order of a table's properties (ECMA-376 part 1, 17.4.59): Word refuses some that stand elsewhere."""


def add(paper: Paper, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """Add a table with three rules, its head repeated on every page, no row torn."""
    widths = _widths([heads, *rows])
    table = paper.add_table(1 + len(rows), len(heads))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for at, cells in enumerate([heads, *rows]):
        row = table.rows[at]
        _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Text"
            paragraph.add_run(text).font.bold = at == 0 or None
            paragraph.paragraph_format.keep_with_next = at < len(rows) <= WHOLE
    _flag(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _ruled(table)


def _width(text: str, em: float) -> float:
    """Return the width of a text in cm; Latin letters of a serif font are narrower than ours."""
    latin = "".join(char for char in text if char < "\u2e80")
    spaced = canvas.seams(text) * canvas.SPACED
    return em * (len(text) - len(latin) + spaced) + typeset.width(latin, em) * SERIF


def _widths(rows: Sequence[tuple[str, ...]]) -> list[float]:
    """Return the widths of columns in cm: of those too wide, the share that makes the table lowest."""
    em = TABLE_SIZE * 2.54 / 72
    natural = [[_width(text, em) for text in row] for row in rows]
    wide = [max(column) + GAP for column in zip(*natural, strict=True)]
    order = sorted(range(len(wide)), key=lambda at: wide[at])
    cut: list[int] = []
    while order and sum(wide[at] for at in order) + len(cut) * NARROW > TEXT_WIDTH:
        cut.append(order.pop())
    room = TEXT_WIDTH - sum(wide[at] for at in order)
    if not cut:
        return [one + room / len(wide) for one in wide]

    def widths(share: Sequence[float]) -> list[float]:
        found = dict(zip(cut, share, strict=True))
        return [found.get(at, one) for at, one in enumerate(wide)]

    return min(map(widths, _shares(room, len(cut))), key=lambda found: (_lines(natural, found), max(found)))


def _shares(room: float, count: int) -> Iterator[list[float]]:
    """Yield the ways to share a width out to `count` columns, of which none is narrower than NARROW."""
    if count == 1:
        yield [room]
        return
    steps = max(0, int((room - count * NARROW) / STEP))
    for at in range(steps + 1):
        first = NARROW + at * STEP
        yield from ([first, *others] for others in _shares(room - first, count - 1))


def _lines(natural: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """Return how many lines the rows of a table take."""
    return sum(
        max(ceil(one / (width - GAP) - 0.001) for one, width in zip(row, widths, strict=True))
        for row in natural
    )


def _ruled(table: Table) -> None:
    """Draw thick rules above and below the table, a thin one under its head."""
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 12), ("bottom", 12), ("insideH", 2)):
        borders.append(_rule(side, size, "9AA3AD" if side == "insideH" else "16212E"))
    properties = table._tbl.tblPr
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "0")
    indent.set(qn("w:type"), "dxa")
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(GAP / 4 * 567)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    for made in (indent, borders, margins):
        _insert(properties, made)
    for cell in table.rows[0].cells:
        inner = OxmlElement("w:tcBorders")
        inner.append(_rule("bottom", 6, "16212E"))
        cell._tc.get_or_add_tcPr().append(inner)


def _insert(properties: object, child: object) -> None:
    later = {qn(f"w:{name}") for name in ORDER[ORDER.index(etree.QName(child).localname) + 1 :]}
    at = next((index for index, one in enumerate(properties) if one.tag in later), len(properties))
    properties.insert(at, child)


def _rule(side: str, size: int, color: str) -> object:
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", color)):
        rule.set(qn(f"w:{name}"), value)
    return rule


def _flag(properties: object, tag: str) -> None:
    properties.append(OxmlElement(tag))
