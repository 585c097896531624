"""XLSX: each sheet a table, a row a line, cells parted by tabs and written as the sheet shows them."""

import io
from datetime import date, datetime, time
from typing import Any

import openpyxl

from etl.errors import UnreadableError
from etl.readers import package
from etl.readers.document import Cell, Document, SheetCell
from etl.readers.draft import Draft
from etl.readers.limits import CELLS
from etl.readers.problems import unreadable
from etl.readers.shown import show
from etl.readers.source import Source

ORDER = 11


def matches(source: Source) -> bool:
    """Return whether the file is a package with a workbook in it."""
    return "xl/workbook.xml" in package.names(source.data)


def read(source: Source) -> Document:
    """Return the rows of every sheet, each sheet under its name; formulas by the value last worked out."""
    package.check(source.data, "Excel")
    draft = Draft()
    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
        sheets = book.worksheets
        for sheet in sheets:
            _sheet(draft, sheet, named=len(sheets) > 1)
    except UnreadableError:
        raise
    except Exception as problem:  # openpyxl raises whatever a damaged part makes it stumble over
        raise unreadable("damaged", format="Excel") from problem
    return draft.document("xlsx")


def _sheet(draft: Draft, sheet: Any, named: bool) -> None:
    cells: list[Cell] = []
    seen = written = 0
    for row in sheet.iter_rows():
        seen += len(row)
        if seen > CELLS:
            raise unreadable("too_big", size=f"{seen}+ cells", limit=f"{CELLS} cells")
        texts = [_shown(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if not any(texts):
            continue
        if named and not written:
            _name(draft, sheet.title)
        start = draft.length
        cells += _row(draft, sheet.title, row, texts, written)
        if not written and sum(map(bool, texts)) == 1:
            draft.heading(start, 1)
        written += 1
    if written > 1:
        draft.table(_with_headers(cells))


def _name(draft: Draft, title: str) -> None:
    start = draft.length
    draft.add(title, SheetCell(title, ""))
    draft.heading(start, 2)
    draft.add("\n", SheetCell(title, ""))


def _row(draft: Draft, sheet: str, row: tuple, texts: list[str], number: int) -> list[Cell]:
    cells = []
    for column, text in enumerate(texts):
        where = SheetCell(sheet, getattr(row[column], "coordinate", ""))
        if column:
            draft.add("\t", where)
        start = draft.length
        draft.add(text, where)
        cells.append(Cell(start, draft.length, number, column))
    draft.add("\n", where)
    return cells


def _with_headers(cells: list[Cell]) -> list[Cell]:
    """Return the cells with those of the first row that fills two columns or more marked as headers."""
    filled: dict[int, int] = {}
    for cell in cells:
        filled[cell.row] = filled.get(cell.row, 0) + (cell.end > cell.start)
    header = next((row for row, count in filled.items() if count > 1), 0)
    return [Cell(c.start, c.end, c.row, c.column, c.row <= header) for c in cells]


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return show(value, cell.number_format or "General")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split()) if any(c in str(value) for c in "\n\t\r") else str(value)
