"""PPTX: slide by slide, the texts of its shapes in the order in which they stand, tables as rows of cells.

Speaker notes are left out: they say nothing that a reader of the slides is shown.
"""

import io
from collections.abc import Iterator
from typing import Any

import pptx

from etl.readers import package
from etl.readers.document import Cell, Document, Paragraph
from etl.readers.draft import Draft
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = 12


def matches(source: Source) -> bool:
    """Return whether the file is a package with slides in it."""
    return "ppt/presentation.xml" in package.names(source.data)


def read(source: Source) -> Document:
    """Return the text of the slides, a paragraph or a table's row a line; titles are headings."""
    package.check(source.data, "PowerPoint")
    walk = _Walk()
    try:
        for slide in pptx.Presentation(io.BytesIO(source.data)).slides:
            title = slide.shapes.title
            for shape in _shapes(slide.shapes):
                walk.shape(shape, title is not None and shape.shape_id == title.shape_id)
    except Exception as problem:  # python-pptx raises whatever a damaged part makes it stumble over
        raise unreadable("damaged", format="PowerPoint") from problem
    return walk.draft.document("pptx")


def _shapes(shapes: Any) -> Iterator[Any]:
    """Yield the shapes in order, those of groups in the place of the group."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


class _Walk:
    """Collects the paragraphs of shapes, each with its number."""

    def __init__(self) -> None:
        self.draft, self.number = Draft(), 0

    def shape(self, shape: Any, title: bool) -> None:
        """Add a shape's table or its paragraphs."""
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                self._line(paragraph.text.replace("\v", "\n"), title)
        elif getattr(shape, "has_table", False):
            self._table(shape.table)

    def _line(self, text: str, title: bool) -> None:
        self.number += 1
        start = self.draft.length
        self.draft.add(text, Paragraph(self.number))
        if title:
            self.draft.heading(start, 2)
        self.draft.add("\n", Paragraph(self.number))

    def _table(self, table: Any) -> None:
        cells: list[Cell] = []
        for row, entries in enumerate(table.rows):
            self.number += 1
            for column, cell in enumerate(entries.cells):
                if column:
                    self.draft.add("\t", Paragraph(self.number))
                start = self.draft.length
                self.draft.add(" ".join(cell.text.split()), Paragraph(self.number))
                cells.append(Cell(start, self.draft.length, row, column, row == 0))
            self.draft.add("\n", Paragraph(self.number))
        self.draft.table(cells)
