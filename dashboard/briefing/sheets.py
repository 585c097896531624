"""The workbook inside a native chart: what PowerPoint and WPS open under “Edit data”.

One sheet, a table from row 1: `column` adds one and returns the address of its cells. The same tables give
the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

SHEET = "Sheet1"
EPOCH = (1980, 1, 1, 0, 0, 0)
BORN = datetime(2000, 1, 1)
"""When files made here say that they were made: builds read no clock."""
DAY_ZERO = date(1899, 12, 30).toordinal()
"""Day 0 of a spreadsheet's dates."""

Cell = str | float | None


@dataclass(frozen=True)
class Column:
    """A column: head, cells, what it divides the column before by (0: nothing), whether it is days."""

    head: str
    cells: tuple[Cell, ...]
    factor: float
    dates: bool


@dataclass
class Sheet:
    """The columns of the sheet, each with its head; row 1 is the heads'."""

    columns: list[Column] = field(default_factory=list)

    def column(self, head: str, cells: Sequence[Cell], factor: float = 0, dates: bool = False) -> str:
        """Add a column and return its letter.

        With `factor` its cells are those of the column before divided by it; `dates` are days since DAY_ZERO.
        """
        self.columns.append(Column(head, tuple(cells), factor, dates))
        return _letter(len(self.columns) - 1)

    def workbook(self) -> bytes:
        """Return the workbook as XLSX."""
        body = io.BytesIO()
        book = xlsxwriter.Workbook(
            body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        book.set_properties({"created": BORN})
        sheet = book.add_worksheet(SHEET)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, column in enumerate(self.columns):
            sheet.write_string(0, at, column.head, bold)
            for row, cell in enumerate(column.cells, 1):
                if column.factor and cell is not None:
                    sheet.write_formula(
                        row, at, f"={_letter(at - 1)}{row + 1}/{column.factor:.15g}", None, cell
                    )
                elif cell is not None:
                    sheet.write(row, at, cell, day if column.dates else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit(360)
        book.close()
        return body.getvalue()


def cells(letter: str, first: int, count: int) -> str:
    """Return the address of `count` cells of a column from data row `first` (0 is the row under the head)."""
    return f"${letter}${first + 2}:${letter}${first + 1 + count}"


def head(letter: str) -> str:
    """Return the address of a column's head."""
    return f"${letter}$1"


def settled(content: bytes) -> bytes:
    """Return a ZIP (a PPTX, a DOCX) packed anew with fixed times: the same parts, the same bytes."""
    body = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(body, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, EPOCH), old.read(name), ZIP_DEFLATED)
    return body.getvalue()


def _letter(at: int) -> str:
    return xlsxwriter.utility.xl_col_to_name(at)
