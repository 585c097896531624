"""The tables for other programs: CSV, XLSX, JSON or Parquet under plain names.

CSV has a byte order mark, so that spreadsheets on Windows take it for UTF-8; cells that a spreadsheet would
run as a formula get a leading apostrophe. A `datapackage.json` beside CSV, JSON and Parquet says what every
column means; a workbook says it on its notes sheet.
"""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pandas as pd

from etl import store
from etl.tables import PACKAGE, Tables, describe, package_bytes, parquet_bytes
from etl.workbook import workbook

FORMATS = ("csv", "xlsx", "json", "parquet")
_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def export(tables: Tables, format: str, out: Path) -> list[Path]:
    """Write all tables into `out` and return the files; each is whole or not there."""
    out.mkdir(parents=True, exist_ok=True)
    if format == "xlsx":
        files = {"zhibiao.xlsx": workbook(tables.frames, tables.version)}
    else:
        make = {"csv": csv_bytes, "json": json_bytes, "parquet": parquet_bytes}[format]
        files = {f"{name}.{format}": make(name, frame) for name, frame in tables.frames.items()}
        files[PACKAGE] = _package(tables, format, files)
    for name, data in files.items():
        store.replace(out / name, data)
    return [out / name for name in files]


def _package(tables: Tables, format: str, files: dict[str, bytes]) -> bytes:
    """Return the data package of exported files.

    A JSON list without rows names no columns: for Frictionless it is a file and no table.
    """
    contents = {name: files[f"{name}.{format}"] for name in tables.frames}
    package = describe(contents, {name: len(frame) for name, frame in tables.frames.items()})
    for resource in package["resources"]:
        resource |= {"path": f"{resource['name']}.{format}", "format": format, "mediatype": _MEDIA[format]}
        resource["type"] = "json" if format == "json" and not resource["rows"] else "table"
        if format == "csv":
            resource |= {"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}}
    return package_bytes(package | {"version": tables.version})


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
