"""What was known when: builds and tables as of a day, and ladders of what was said of one point."""

import pytest

from etl.build import NoReportsError, as_known_on, build
from etl.export import json_bytes
from etl.tables import contract, open_tables
from etl.vintages import ladders

TEXT = """长沙市市场监督管理局通报

{year}年，长沙市共办结专利侵权纠纷案件{cases}宗，同比增加25%。截至{day}，长沙市累计承保知识产权海外侵权责任险{policies}家次。

联系人：王小明
联系电话：0731-88886666

长沙市市场监督管理局
{signed}
"""
CASES = "enforcement.patent_dispute_cases"
REPORTS = [
    ("a", {"year": 2031, "cases": 500, "day": "2031年12月底", "policies": 300, "signed": "2032年3月5日"}),
    ("b", {"year": 2031, "cases": 510, "day": "2032年6月底", "policies": 379, "signed": "2032年7月1日"}),
    ("c", {"year": 2032, "cases": 640, "day": "2032年12月底", "policies": 420, "signed": "2033年2月8日"}),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports")
    for name, values in REPORTS:
        (path / f"{name}.txt").write_text(TEXT.format(**values), encoding="utf-8")
    (path / "undated.txt").write_text("长沙市另有企业若干，增长了许多。共3件。", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def now(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("now")
    build([folder], out)
    return open_tables(out)


def test_a_build_as_known_on_a_day_holds_the_reports_of_then(folder, tmp_path):
    built = build([folder], tmp_path, known_by="2032-05-01")
    assert built.aside == ("b.txt", "c.txt", "undated.txt")
    then = open_tables(tmp_path)
    assert then.reports["file"].tolist() == ["a.txt"]
    stated = then.observations.query("metric == @CASES and method == 'stated' and transform == 'level'")
    assert stated["value"].tolist() == [500.0]


@pytest.mark.parametrize("day", ["2032-03-05", "2032-07-01", "2033-02-08"])
@pytest.mark.parametrize("table", contract())
def test_the_tables_of_then_are_those_that_a_build_would_have_given(now, folder, tmp_path, day, table):
    build([folder], tmp_path, known_by=day)
    assert json_bytes(table, as_known_on(now, day)[table]) == json_bytes(table, open_tables(tmp_path)[table])


def test_nothing_known_yet_is_told(now, folder, tmp_path):
    with pytest.raises(NoReportsError, match="no report was out by 2031-01-01"):
        build([folder], tmp_path, known_by="2031-01-01")
    with pytest.raises(NoReportsError, match="no report was out"):
        as_known_on(now, "2031-01-01")
    assert as_known_on(now, "2032-03-05").version.endswith("@2032-03-05")


def test_no_observation_is_older_than_what_it_rests_on(now):
    since = now.observations.set_index("observation")["known_since"]
    for link in now.observation_inputs.itertuples():
        assert since[link.observation] >= since[link.input]


def test_revisions_of_a_point_are_a_ladder_in_the_order_in_which_they_became_known(now):
    found = [ladder for ladder in ladders(now, CASES) if ladder.point[2] == "level"]
    values = {ladder.point[6]: [rung["value"] for rung in ladder.rungs] for ladder in found}
    assert values == {"2031-12-31": [500.0, 510.0, 512.0], "2030-12-31": [400.0, 408.0]}
    methods = {rung["value"]: rung["method"] for ladder in found for rung in ladder.rungs}
    assert (methods[510.0], methods[512.0]) == ("stated", "implied")


@pytest.mark.parametrize("day", ["2032-03-05", "2032-07-01", "2033-02-08"])
def test_the_preferred_rows_of_then_are_the_first_choices_among_those_known_by_then(now, day):
    since = now.observations.set_index("observation")["known_since"]
    known = now.annual[now.annual["observation"].map(since) <= day]
    cells = known.groupby(["metric", "place", "measure", "year"], dropna=False)["choice"]
    first = known[known["choice"] == cells.transform("min")]
    then = as_known_on(now, day).annual
    assert set(first["observation"]) == set(then.loc[then["preferred"], "observation"])
    assert len(first) < len(known) or day == "2032-03-05"


def test_a_finding_is_known_since_all_that_it_rests_on(now):
    conflicts = now.findings[now.findings["kind"] == "conflict"]
    assert set(conflicts["known_since"].dt.strftime("%Y-%m-%d")) == {"2032-07-01"}
