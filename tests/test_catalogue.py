"""The catalogue: every entry proves itself by its sentences; a wrong one says where and what is near."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from etl.catalogue import load_catalogue
from etl.errors import DataFileError
from etl.model import ReportDates
from etl.observe import observe
from etl.paths import RULES
from etl.reading.figures import read_figures

CATALOGUE = load_catalogue()
DATES = ReportDates("2025-03-31", "2025-03-31")
READS = [(name, proof) for name, metric in CATALOGUE.metrics.items() for proof in metric.reads]
LEAVES = [(name, text) for name, metric in CATALOGUE.metrics.items() for text in metric.leaves]


def observations(text):
    return observe("r", read_figures(text, DATES), CATALOGUE, DATES).observations


@pytest.mark.parametrize(("name", "proof"), READS, ids=lambda case: getattr(case, "text", case))
def test_a_metric_reads_its_sentences(name, proof):
    found = [o for o in observations(proof.text) if o.metric == name and o.transform == proof.transform]
    assert proof.value in [o.value for o in found]
    row = next(o for o in found if o.value == proof.value)
    assert row.unit == (proof.unit or CATALOGUE.metrics[name].unit)
    for stated, read in ((proof.measure, row.measure), (proof.place, row.place), (proof.end, row.period_end)):
        assert stated is None or read == stated


@pytest.mark.parametrize(("name", "text"), LEAVES)
def test_a_metric_leaves_its_sentences_alone(name, text):
    assert [o.value for o in observations(text) if o.metric == name] == []


def test_every_metric_says_what_it_is_and_proves_itself():
    for name, metric in CATALOGUE.metrics.items():
        assert metric.definition_zh, name
        assert metric.reads, name
        for proof in metric.reads:
            assert proof.end is None or date.fromisoformat(proof.end)


def test_one_entry_of_a_persons_own_is_a_new_metric(tmp_path: Path):
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "own.yaml").write_text(
        "patents.open_licences:\n"
        "  {name_zh: 开放许可声明, name_en: Open licences,\n"
        "   definition_zh: 声明数, definition_en: Statements,\n"
        "   unit: count, measure: flow, claims: [{says: [开放许可声明]}]}\n",
        encoding="utf-8",
    )
    catalogue = load_catalogue(tmp_path)
    reading = read_figures("2023年，全市发布专利开放许可声明621项，专利授权量3万件。", DATES)
    found = {o.metric: o.value for o in observe("r", reading, catalogue, DATES).observations}
    assert found == {"patents.open_licences": 621, "patents.grants": 30000}


def test_a_claim_with_an_unknown_value_names_the_nearest(tmp_path: Path):
    (tmp_path / "metrics").mkdir()
    shutil.copy(RULES / "metrics" / "courts.yaml", tmp_path / "metrics" / "courts.yaml")
    path = tmp_path / "metrics" / "courts.yaml"
    path.write_text(path.read_text("utf-8").replace("court_deed: close", "court_deed: closed"), "utf-8")
    with pytest.raises(
        DataFileError, match=r"courts\.ip_cases_closed.*'court_deed\.closed'.*'court_deed\.close'"
    ):
        load_catalogue(tmp_path)


def test_an_unknown_key_names_the_nearest(tmp_path: Path):
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "own.yaml").write_text("patents.x: {name_zhs: 甲}\n", "utf-8")
    with pytest.raises(DataFileError, match="name_zh"):
        load_catalogue(tmp_path)
