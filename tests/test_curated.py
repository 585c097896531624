"""The shipped tables are what the shipped reports give; compared by content, since libraries may differ."""

from functools import cache
from pathlib import Path

import pytest

from etl.build import build
from etl.export import json_bytes
from etl.paths import CURATED, SEEDS
from etl.tables import Tables, contract, open_tables

STALE = "data/curated no longer matches seeds/; run `zhibiao build` and commit data/curated"


@pytest.fixture(scope="module")
def anew(tmp_path_factory) -> Tables:
    out: Path = tmp_path_factory.mktemp("curated")
    build([SEEDS], out)
    return open_tables(out)


@cache
def shipped() -> Tables:
    return open_tables(CURATED)


@pytest.mark.parametrize("table", contract())
def test_the_shipped_tables_match_the_reports(anew, table):
    assert json_bytes(table, shipped()[table]) == json_bytes(table, anew[table]), STALE


@pytest.mark.parametrize(
    ("metric", "year", "before", "formula"),
    [
        ("enforcement.patent_dispute_cases", 2022, 2041, "2282 / (1 + 11.81%)"),
        ("enforcement.trademark_penalty_cases", 2022, 1397, "1568 / (1 + 12.24%)"),
    ],
)
def test_the_year_before_is_implied(anew, metric, year, before, formula):
    rows = anew.observations.query("metric == @metric and method == 'implied'")
    assert rows[["value", "formula"]].values.tolist() == [[before, formula]]
    yearly = anew.annual.query("metric == @metric and year == @year")
    assert yearly[["value", "basis"]].values.tolist() == [[before, "implied"]]


def test_the_premium_rate_and_the_doubtful_total_come_out(anew):
    rate = anew.observations.query("metric == 'overseas_insurance.premium_rate'")
    assert rate["value"].round(1).tolist() == [10.7]
    doubts = anew.findings.query("kind == 'total_below_deals'")
    assert doubts[["severity", "place", "expected", "found"]].values.tolist() == [
        ["note", "guangzhou-gdd", "不少于 7505万元", "6860万元"]
    ]
    assert anew.findings.query("kind in ['conflict', 'parts_mismatch', 'share_mismatch']").empty


def test_the_milestones_of_the_reports_are_read(anew):
    found = {(str(row.date.date()), row.kind) for row in anew.events.itertuples()}
    assert {("2020-05-14", "first_policy"), ("2021-04-26", "first_over")} <= found
