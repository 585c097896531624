"""Exports that a spreadsheet opens and cannot be made to run, and the way from a value to its sentence."""

import csv
import io
import json

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_tables import made_frames

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
            {"zhibiao.xlsx"} if format == "xlsx" else {f"{name}.{format}" for name in contract()}
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
    heads = [cell.value.splitlines()[0] for cell in book["observations"][1]]
    assert heads == list(contract()["observations"].columns)
    value = book["observations"].cell(3, heads.index("value") + 1)
    assert (value.value, value.data_type) == (814000000, "n")
    title = book["reports"].cell(2, list(contract()["reports"].columns).index("title") + 1)
    assert (title.value, title.data_type) == ("=SUM(A1)", "s")


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
