"""The tables for other programs: CSV, XLSX, JSON or Parquet under plain names.

CSV has a byte order mark, so that spreadsheets on Windows take it for UTF-8; cells that a spreadsheet would
run as a formula get a leading apostrophe. XLSX has a sheet a table and a sheet of notes with every column's
meaning.
"""

import csv
import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import xlsxwriter

from etl import store
from etl.tables import Table, Tables, contract, to_arrow

FORMATS = ("csv", "xlsx", "json", "parquet")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL = 32_767
"""Characters that a cell of a workbook can hold; longer text is cut there, and whole in CSV and JSON."""
_EPOCH = datetime(2000, 1, 1)


def export(tables: Tables, format: str, out: Path) -> list[Path]:
    """Write all tables into `out` and return the files; each is whole or not there."""
    out.mkdir(parents=True, exist_ok=True)
    if format == "xlsx":
        files = {"zhibiao.xlsx": workbook(tables.frames, tables.version)}
    else:
        make = {"csv": csv_bytes, "json": json_bytes, "parquet": parquet_bytes}[format]
        files = {f"{name}.{format}": make(name, frame) for name, frame in tables.frames.items()}
    for name, data in files.items():
        store.replace(out / name, data)
    return [out / name for name in files]


def csv_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, formulas made harmless, dates as ISO."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows([harmless(_plain(cell)) for cell in row] for row in frame.itertuples(index=False))
    return "\ufeff".encode() + text.getvalue().encode()


def json_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """Return a table as a JSON list of objects; a missing cell is null."""
    rows = [dict(zip(frame.columns, map(_plain, row), strict=True)) for row in frame.itertuples(index=False)]
    return (json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def parquet_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """Return a table as Parquet, with the types of tables.yaml."""
    buffer = io.BytesIO()
    pq.write_table(to_arrow(name, frame), buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def workbook(frames: Mapping[str, pd.DataFrame], version: str) -> bytes:
    """Return a workbook: a sheet of notes, a sheet for each table; text is never a formula or a link."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": f"Zhibiao {version}", "created": _EPOCH})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        notes = book.add_worksheet("notes")
        _notes(notes, head, version)
        formats = head, book.add_format({"num_format": "yyyy-mm-dd"})
        for name, frame in frames.items():
            _sheet(book.add_worksheet(name), formats, contract()[name], frame)
    return buffer.getvalue()


def _notes(sheet: xlsxwriter.worksheet.Worksheet, head: object, version: str) -> None:
    rows = [("version", version, "", ""), ("table", "column", "unit", "meaning")]
    rows += [
        (name, column, spec.unit or "", f"{spec.zh} / {spec.en}")
        for name, table in contract().items()
        for column, spec in table.columns.items()
    ]
    sheet.set_column(0, 2, 22)
    sheet.set_column(3, 3, 90)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, head if number == 1 else None)


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet, formats: tuple[object, object], table: Table, frame: pd.DataFrame
) -> None:
    head, day = formats
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    for position, (name, column) in enumerate(table.columns.items()):
        sheet.write_string(0, position, f"{name}\n{column.zh}", head)
        sheet.set_column(position, position, 14)
        for row, cell in enumerate(frame[name], start=1):
            _write(sheet, row, position, cell, day)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object, day: object) -> None:
    if pd.isna(cell):
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:CELL])
    elif isinstance(cell, pd.Timestamp):
        sheet.write_datetime(row, column, cell.to_pydatetime(), day)
    elif isinstance(cell, bool | np.bool_):
        sheet.write_boolean(row, column, bool(cell))
    else:
        sheet.write_number(row, column, cell)


def harmless(cell: object) -> object:
    """Return text that a spreadsheet would run as a formula behind an apostrophe; all else as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_RISKY) else cell


def _plain(cell: object) -> object:
    """Return a cell as CSV and JSON have it: None, str, bool, int or float; a whole float as an int."""
    if isinstance(cell, str):
        return cell
    if pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else float(cell)
    return cell.item() if isinstance(cell, np.generic) else cell
