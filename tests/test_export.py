"""Exports that a spreadsheet opens and cannot be made to run, and the way from a value to its sentence."""

import csv
import hashlib
import io
import json
from datetime import datetime

import duckdb
import openpyxl
import pandas as pd
import polars
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from made_tables import made_frames

from etl import workbook
from etl.errors import UnknownNameError
from etl.explain import NothingStatedError, explain
from etl.export import FORMATS, csv_bytes, export, harmless
from etl.tables import contract, open_tables, write


@pytest.fixture
def tables(tmp_path):
    write(made_frames(), tmp_path / "data")
    return open_tables(tmp_path / "data")


def test_every_format_holds_every_table(tables, tmp_path):
    for format in FORMATS:
        found = {path.name for path in export(tables, format, tmp_path / format)}
        assert found == (
            {"zhibiao.xlsx"}
            if format == "xlsx"
            else {"datapackage.json", *(f"{name}.{format}" for name in contract())}
        )
    assert pd.read_parquet(tmp_path / "parquet" / "observations.parquet")["value"].tolist() == [
        379.0,
        814000000.0,
    ]
    rows = json.loads((tmp_path / "json" / "observations.json").read_text(encoding="utf-8"))
    assert rows[1]["value"] == 814000000
    assert rows[1]["period_end"] == "2031-07-31"
    assert rows[1]["period_start"] is None


def test_csv_starts_with_a_byte_order_mark_and_keeps_numbers_plain(tables):
    data = csv_bytes("observations", tables.observations)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == ["379", "814000000"]


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_text_cell_of_a_csv_begins_like_a_formula(text):
    cell = harmless(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.endswith(text)


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers(tables, tmp_path):
    (path,) = export(tables, "xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["notes", *contract()]
    assert book["observations"].freeze_panes == "B2"
    heads = [cell.value.splitlines()[0] for cell in book["observations"][1]]
    assert heads == list(contract()["observations"].columns)
    value = book["observations"].cell(3, heads.index("value") + 1)
    assert (value.value, value.data_type) == (814000000, "n")
    title = book["reports"].cell(2, list(contract()["reports"].columns).index("title") + 1)
    assert (title.value, title.data_type) == ("=SUM(A1)", "s")


def test_heads_say_the_unit_days_are_days_and_columns_are_wide_enough(tables, tmp_path):
    (path,) = export(tables, "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(path)["observations"]
    heads = {cell.value.splitlines()[0]: cell for cell in sheet[1]}
    assert heads["value"].value.endswith("（单位：见 unit 列）")
    day = sheet.cell(2, heads["period_end"].column)
    assert (day.value, day.is_date, day.number_format) == (datetime(2031, 7, 31), True, "yyyy-mm-dd")
    value = sheet.cell(3, heads["value"].column)
    assert value.number_format == "#,##0"
    width = sheet.column_dimensions[heads["value"].column_letter].width
    assert width >= len("814,000,000")


def test_the_notes_sheet_names_version_and_meaning_of_every_column(tables, tmp_path):
    (path,) = export(tables, "xlsx", tmp_path)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["notes"].iter_rows()]
    assert tables.version in rows[0][0]
    told = {(row[0], row[1]) for row in rows}
    assert told >= {(name, column) for name, table in contract().items() for column in table.columns}


def test_a_sheet_that_is_full_goes_on_in_the_next(tables, monkeypatch):
    monkeypatch.setattr(workbook, "ROWS", 1)
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(tables.frames, "v")))
    assert {"observations", "observations-2"} <= set(book.sheetnames)


@pytest.mark.parametrize("format", ["csv", "json", "parquet"])
def test_exports_are_valid_data_packages(tables, tmp_path, format):
    export(tables, format, tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])


@pytest.mark.parametrize("format", ["csv", "json", "parquet"])
def test_the_package_of_an_export_names_its_files_hashes_and_rows(tables, tmp_path, format):
    export(tables, format, tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == tables.version
    for resource in described["resources"]:
        digest = hashlib.sha256((tmp_path / resource["path"]).read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
        assert resource["rows"] == len(tables[resource["name"]])


def test_outside_readers_take_exports_as_they_are(tables, tmp_path):
    export(tables, "csv", tmp_path)
    path = str(tmp_path / "observations.csv")
    wanted = [379.0, 814000000.0]
    assert pd.read_csv(path)["value"].tolist() == wanted
    assert polars.read_csv(path)["value"].to_list() == wanted
    assert [row[0] for row in duckdb.sql(f"select value from '{path}'").fetchall()] == wanted
    assert pd.read_csv(path, parse_dates=["period_end"])["period_end"].dt.year.tolist() == [2031, 2031]


def test_the_same_tables_give_the_same_workbook(tables, tmp_path):
    first, second = (export(tables, "xlsx", tmp_path / name)[0].read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_value_leads_to_its_sentence_report_and_hash(tables):
    (chain,) = explain(tables, "made.coverage", "changsha", 2031)
    assert chain.observation["value"] == 814000000.0
    (figure,) = chain.figures
    assert figure["sentence"][figure["start"] : figure["end"]] == figure["surface"] == "8.14亿元"
    assert chain.report["sha256"] == "0" * 64


def test_unknown_names_get_the_nearest_and_known_ones_say_where_they_are_stated(tables):
    with pytest.raises(UnknownNameError, match=r"did you mean made\.coverage"):
        explain(tables, "made.coverge")
    with pytest.raises(UnknownNameError, match="changsha"):
        explain(tables, "made.coverage", "changsa")
    with pytest.raises(NothingStatedError, match="changsha 2031"):
        explain(tables, "made.coverage", "changsha", 1999)
