"""The tables as one workbook that Excel and WPS open well: notes first, then a sheet for each table.

Text is never a formula or a link, numbers are numbers, days are days, heads say the unit and stay in sight,
columns are as wide as what they hold. The same tables give the same bytes.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.tables import Column, contract
from etl.texts import LANGS, texts

TEXTS = Path(__file__).with_name("workbook.yaml")
CELL = 32_767
"""Characters that a cell of a workbook can hold; longer text is cut there, and whole in CSV and JSON."""
ROWS = 1_048_575
"""Rows of a sheet below its head; what is more goes on in a second sheet."""
NOTES = "notes"
_WIDTHS = (9, 48)
_SAMPLE = 300
_EPOCH = datetime(2000, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


def workbook(frames: Mapping[str, pd.DataFrame], version: str) -> bytes:
    """Return the workbook of these tables as the bytes of an XLSX file."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": f"Zhibiao {version}", "created": _EPOCH})
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "broken": book.add_format({"num_format": "#,##0.0#########"}),
            "plain": book.add_format({"num_format": "0"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _notes(book.add_worksheet(NOTES), formats, version)
        for name, frame in frames.items():
            for number, part in enumerate(_parts(frame), start=1):
                title = name if number == 1 else f"{name}-{number}"
                _sheet(book.add_worksheet(title), formats, contract()[name].columns, part)
    return buffer.getvalue()


def _say(key: str, **values: object) -> str:
    """Return a text in both languages, Chinese first."""
    return "\n".join(texts(TEXTS).say(key, lang, **values) for lang in LANGS)


def _notes(sheet: Worksheet, formats: Mapping[str, Format], version: str) -> None:
    sheet.set_column(0, 2, 24)
    sheet.set_column(3, 4, 60)
    lines = [_say("notes.version", version=version), *(_say(f"notes.{n}", cell=CELL) for n in range(1, 6))]
    for number, line in enumerate(lines):
        sheet.merge_range(number, 0, number, 4, "", formats["wrap"])
        sheet.write_string(number, 0, line, formats["wrap"])
        sheet.set_row(number, 34)
    first = len(lines) + 1
    heads = ("table", "column", "unit", "zh", "en")
    for column, key in enumerate(heads):
        sheet.write_string(first, column, _say(f"notes.head.{key}"), formats["head"])
    for number, row in enumerate(_meanings(), start=first + 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, formats["wrap"])


def _meanings() -> Iterator[tuple[str, str, str, str, str]]:
    for name, table in contract().items():
        yield name, "", "", table.zh, table.en
        for column, spec in table.columns.items():
            unit = _say(f"unit.{spec.unit}") if spec.unit else ""
            yield name, column, unit, spec.zh, spec.en


def _parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, max(len(frame), 1), ROWS):
        yield frame.iloc[start : start + ROWS]


def _sheet(
    sheet: Worksheet, formats: Mapping[str, Format], columns: Mapping[str, Column], frame: pd.DataFrame
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 48)
    sheet.autofilter(0, 0, max(len(frame), 1), len(columns) - 1)
    for position, (name, column) in enumerate(columns.items()):
        unit = f"（{texts(TEXTS).say('head.unit', 'zh', unit=_unit(column.unit))}）" if column.unit else ""
        sheet.write_string(0, position, f"{name}\n{column.zh}{unit}", formats["head"])
        sheet.set_column(position, position, _width(name, column, frame[name]))
        for row, cell in enumerate(frame[name], start=1):
            _write(sheet, row, position, cell, formats, column)


def _unit(unit: str) -> str:
    return texts(TEXTS).say(f"unit.{unit}", "zh")


def _write(
    sheet: Worksheet, row: int, position: int, cell: object, formats: Mapping[str, Format], column: Column
) -> None:
    if pd.isna(cell):
        return
    if isinstance(cell, str):
        sheet.write_string(row, position, cell[:CELL])
    elif isinstance(cell, pd.Timestamp):
        sheet.write_datetime(row, position, cell.to_pydatetime(), formats["date"])
    elif isinstance(cell, bool | np.bool_):
        sheet.write_boolean(row, position, bool(cell))
    elif column.type == "integer":
        sheet.write_number(row, position, cell, formats["plain"])
    else:
        sheet.write_number(row, position, cell, formats["whole" if float(cell).is_integer() else "broken"])


def _width(name: str, column: Column, cells: pd.Series) -> float:
    """Return the width of a column in characters, a Chinese one counting double."""
    if column.type == "date":
        return 12
    shown = [f"{cell:,}" if isinstance(cell, float) else str(cell) for cell in cells.head(_SAMPLE).dropna()]
    longest = max((_columns(text.split("\n")[0]) for text in (name, *shown)), default=0)
    least, most = _WIDTHS
    return min(max(longest + 2, least), most)


def _columns(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
