"""DOCX: paragraphs and tables in the order in which they stand, headings by their style.

The XML is walked, not python-docx's paragraphs, which leave out tracked insertions, content controls and text
boxes. Foot- and endnotes follow the body, a paragraph each. Deleted text, running heads and field codes are
left out; numbers that Word counts itself are no characters of the text and stay out too.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from etl.readers import package
from etl.readers.document import Cell, Claim, Document, Paragraph
from etl.readers.draft import Draft
from etl.readers.pagewords import page_words
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = 10
LONGEST_CELL = 300
WIDEST = 64
P, TBL, TR, TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
WORDS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
NOTES = ("/footnotes", "/endnotes")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def matches(source: Source) -> bool:
    """Return whether the file is a package with a Word document in it."""
    return "word/document.xml" in package.names(source.data)


def read(source: Source) -> Document:
    """Return the text of the document, a paragraph or a table's row a line."""
    package.check(source.data, "Word")
    try:
        opened = docx.Document(io.BytesIO(source.data))
        body = opened.element.body
        walk = _Walk(_levels(opened))
        walk.blocks(body)
        for notes in _notes(opened):
            walk.blocks(notes)
        properties = opened.core_properties
    except Exception as problem:  # python-docx raises whatever a damaged part makes it stumble over
        raise unreadable("damaged", format="Word") from problem
    claims = {"title": Claim(properties.title, "inferred")} if properties.title else {}
    if walk.draft.document("docx").headings:
        claims = {}
    return walk.draft.document("docx", **claims)


def _levels(opened: Any) -> dict[str, int]:
    """Return the heading level of each style id; a title is level 1."""
    levels = {}
    for style in opened.styles:
        found = re.match(page_words().heading_style, style.name or "", re.I)
        if found:
            levels[style.style_id] = int(found[1])
        elif re.fullmatch(page_words().title_style, style.name or "", re.I):
            levels[style.style_id] = 1
    return levels


def _notes(opened: Any) -> Iterator[Any]:
    """Yield the footnotes and endnotes with text, but for the lines that part them from the page."""
    for related in opened.part.rels.values():
        if related.reltype.endswith(NOTES) and not related.is_external:
            for note in parse_xml(related.target_part.blob):
                if note.get(qn("w:type")) in (None, "normal"):
                    yield note


class _Walk:
    """Goes through the XML in order, without recursion into the depth of nested elements."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.draft, self.levels, self.number = Draft(), levels, 0

    def blocks(self, parent: Any) -> None:
        """Add the paragraphs and tables below `parent`, those of text boxes and content controls too."""
        for element in _outermost(parent, {P, TBL}):
            if element.tag == TBL:
                self.table(element)
            else:
                self.paragraph(element)

    def paragraph(self, element: Any, end: str = "\n") -> None:
        """Add a paragraph, then `end`; text boxes in it follow as paragraphs of their own."""
        self.number += 1
        start, where = self.draft.length, Paragraph(self.number)
        self.draft.add(_text(element), where)
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = self.levels.get(style.get(qn("w:val"))) if style is not None else None
        if level:
            self.draft.heading(start, level)
        self.draft.add(end, where)
        for inner in _outermost(element, {P}):
            self.paragraph(inner, end)

    def table(self, element: Any) -> None:
        """Add a table: rows of cells if it holds data, its paragraphs if it only lays out a page."""
        rows = [list(_outermost(row, {TC})) for row in _outermost(element, {TR})]
        nested = next(element.iterdescendants(TBL), None) is not None
        texts = [[_cell_text(cell) for cell in row] for row in rows]
        data = sum(len(row) > 1 for row in rows) >= 2 and all(
            len(t) <= LONGEST_CELL for r in texts for t in r
        )
        if nested or not data:
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        cells: list[Cell] = []
        for number, row in enumerate(texts):
            cells += self._row(number, row, rows[number])
        self.draft.table(cells)

    def _row(self, number: int, texts: list[str], elements: list[Any]) -> list[Cell]:
        """Add a row; a cell that reaches over several columns is followed by a tab for each of them."""
        cells, column = [], 0
        for index, text in enumerate(texts):
            self.number += 1
            if index:
                self.draft.add("\t" * _span(elements[index - 1]), Paragraph(self.number))
            start = self.draft.length
            self.draft.add(text, Paragraph(self.number))
            cells.append(Cell(start, self.draft.length, number, column, number == 0))
            column += _span(elements[index])
        self.draft.add("\n", Paragraph(self.number))
        return cells


def _cell_text(cell: Any) -> str:
    """Return the paragraphs of a cell as one line, a space only where two words or numbers meet."""
    lines = "\n".join(_text(paragraph) for paragraph in _outermost(cell, {P}))
    return re.sub(r"\s*\n\s*", "", re.sub(r"(?<=[\w%])\s*\n\s*(?=[\w+-])", " ", lines, flags=re.A))


def _span(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = span.get(qn("w:val"), "1") if span is not None else "1"
    return min(int(value), WIDEST) or 1 if value.isdigit() else 1


def _outermost(parent: Any, tags: set[str]) -> Iterator[Any]:
    """Yield the nearest descendants with one of the tags, in document order."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            yield element
        elif element.tag not in SKIPPED and element.tag != FALLBACK:
            stack.extend(reversed(element))


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph without that of text boxes in it."""
    pieces, stack = [], list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.tag in WORDS:
            pieces.append(WORDS[element.tag])
        elif element.tag not in SKIPPED and element.tag not in (FALLBACK, P, TBL):
            stack.extend(reversed(element))
    return "".join(pieces)
