"""Corrections: each action, what it touches, the guard that fails once an entry no longer applies."""

import pytest
import yaml

from etl.build import build
from etl.catalogue import load_catalogue
from etl.corrections import Action, Entry, Guard, Time, load_corrections
from etl.errors import DataFileError
from etl.paths import ROOT
from etl.tables import open_tables

REPLY = """长沙市市场监督管理局关于第1234号提案的答复

2031年，全市共办结专利侵权纠纷案件500宗，同比增加25%。截至2031年7月底，长沙市累计承保知识产权海外侵权责任险379家次，总保额达8.14亿元。
2030年，全市专利密集型产业调解了40宗旧事。

长沙市市场监督管理局
2032年3月5日
"""
CASES = "enforcement.patent_dispute_cases"
POLICIES = "overseas_insurance.policies"


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "reports"
    (folder / "decisions").mkdir(parents=True)
    (folder / "reply.txt").write_text(REPLY, encoding="utf-8")
    return Library(folder, tmp_path / "out")


class Library:
    """A folder with one report, built with the corrections given."""

    def __init__(self, folder, out):
        self.folder, self.out = folder, out

    def build(self, *entries):
        path = self.folder / "decisions" / "corrections.yaml"
        path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
        build([self.folder], self.out)
        return open_tables(self.out)

    def figure(self, surface):
        found = self.build().figures
        return found.loc[found["surface"] == surface, "figure"].item()

    def entry(self, surface, action, **changes):
        return {
            "figure": self.figure(surface),
            "wrong": "读错了",
            "action": action,
            "reason": "原件如此",
            "who": "李",
            "when": "2032-04-01",
            "expect": {"surface": surface},
        } | changes


def rows(tables, metric, **equal):
    found = tables.observations[tables.observations["metric"] == metric]
    for name, value in equal.items():
        found = found[found[name] == value]
    return found


def test_a_dropped_figure_stays_listed_and_enters_nothing(library):
    after = library.build(library.entry("500宗", {"drop": True}))
    assert rows(after, CASES, transform="level").empty
    figure = after.figures.set_index("surface").loc["500宗"]
    assert (figure["fate"], figure["value"]) == ("unmapped", 500.0)
    assert "原件如此 (李, 2032-04-01)" in figure["correction"]
    assert after.figures["correction"].notna().sum() == 1


@pytest.mark.parametrize(
    ("action", "column", "value"),
    [
        ({"place": "zhuzhou"}, "place", "zhuzhou"),
        ({"time": {"kind": "as_of", "end": "2031-06-30"}}, "period_end", "2031-06-30"),
        ({"unit": "HKD"}, "unit", "HKD"),
    ],
    ids=["place", "time", "unit"],
)
def test_what_is_set_shows_in_figure_observation_and_yearly_view(library, action, column, value):
    after = library.build(library.entry("8.14亿元", action))
    coverage = rows(after, "overseas_insurance.coverage", method="stated")
    assert coverage[column].astype(str).tolist() == [value]
    assert coverage["value"].tolist() == [814000000.0]
    assert coverage["correction"].str.startswith(next(iter(action))).all()
    yearly = after.annual[after.annual["observation"].isin(coverage["observation"])]
    assert yearly["correction"].tolist() == coverage["correction"].tolist()
    assert rows(after, POLICIES)["correction"].isna().all()


def test_another_span_is_read_by_the_extractor(library):
    after = library.build(library.entry("379家次", {"span": "379家"}))
    figure = after.figures.set_index("surface").loc["379家"]
    assert after.texts["text"][0][figure["start"] : figure["end"]] == "379家"
    assert (figure["value"], figure["unit_text"]) == (379.0, "家")


def test_a_metric_is_set_by_name_and_only_for_its_kind(library):
    assert library.build().figures.set_index("surface").loc["40宗", "fate"] == "unmapped"
    entry = library.entry("40宗", {"metric": CASES})
    after = library.build(entry)
    added = rows(after, CASES, value=40.0)
    assert added[["method", "measure", "place"]].values.tolist() == [["stated", "flow", "changsha"]]
    assert after.figures.set_index("surface").loc["40宗", "fate"] == "observed"
    with pytest.raises(DataFileError, match="correct the unit as well"):
        library.build(entry | {"action": {"metric": "overseas_insurance.coverage"}})


def test_values_worked_out_of_a_corrected_one_are_marked_too(library):
    after = library.build(library.entry("500宗", {"place": "zhuzhou"}))
    assert rows(after, CASES, method="implied").empty
    growth = library.entry("25%", {"place": "zhuzhou"})
    both = library.build(library.entry("500宗", {"place": "zhuzhou"}), growth)
    implied = rows(both, CASES, method="implied")
    assert implied[["place", "value"]].values.tolist() == [["zhuzhou", 400.0]]
    assert implied["correction"].notna().all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"figure": "0" * 12}, "there is no figure 000000000000"),
        ({"expect": {"value": 501}}, "expect.value no longer holds, it is 500"),
        ({"expect": {"surface": "501宗"}}, "expect.surface no longer holds, it is 500宗"),
        ({"expect": {"sentence": "长春市"}}, "expect.sentence no longer holds"),
        ({"expect": {}}, "expect needs one of"),
        ({"action": {}}, "says nothing to do"),
        ({"action": {"drop": True, "place": "zhuzhou"}}, "drop stands alone"),
        ({"action": {"place": "zhuzou"}}, "did you mean zhuzhou"),
        ({"action": {"metric": "enforcement.patent_cases"}}, "no metric is called"),
        ({"action": {"place": "changsha"}}, "changes nothing any more; remove it"),
        ({"action": {"value": 3}}, "unknown field `value`"),
        ({"action": {"span": "900宗"}}, "stands 0 times"),
        ({"action": {"span": "专利侵权"}}, "does not read as one number"),
        ({"value": 3}, "unknown field `value`"),
        ({"raeson": "x"}, "did you mean 'reason'"),
    ],
)
def test_an_entry_that_does_not_apply_fails_in_a_line_and_the_tables_stay(library, change, words):
    entry = library.entry("500宗", {"drop": True}) | change
    before = library.build().version
    with pytest.raises(DataFileError, match=words.replace(".", r"\.")) as failure:
        library.build(entry)
    assert len(str(failure.value).splitlines()) == 1
    assert "corrections.yaml" in failure.value.say("zh")
    assert open_tables(library.out).version == before


PENALTIES = "enforcement.trademark_penalty_cases"


def test_growth_and_what_it_implies_go_along_with_the_metric_of_their_level(library):
    after = library.build(library.entry("500宗", {"metric": PENALTIES}))
    assert rows(after, CASES, method="stated")["value"].tolist() == []
    assert rows(after, PENALTIES, transform="growth")["value"].tolist() == [25.0]
    implied = rows(after, PENALTIES, method="implied")
    assert implied[["value", "formula"]].values.tolist() == [[400.0, "500 / (1 + 25%)"]]
    assert implied["correction"].notna().all()
    assert rows(after, CASES, method="implied").empty


def test_the_growth_of_a_dropped_level_enters_nothing(library):
    after = library.build(library.entry("500宗", {"drop": True}))
    assert rows(after, CASES).query("transform == 'growth' or method == 'implied'").empty


def test_a_growth_rate_is_given_another_metric_alone(library):
    after = library.build(library.entry("25%", {"metric": PENALTIES}))
    assert rows(after, PENALTIES, transform="growth")["value"].tolist() == [25.0]
    assert rows(after, CASES, method="implied").empty
    assert rows(after, CASES, transform="level", method="stated")["value"].tolist() == [500.0]


def test_a_finding_that_rests_on_a_corrected_figure_says_so(library):
    (library.folder / "press.txt").write_text(
        "2031年，长沙市共办结专利侵权纠纷案件512宗。\n\n长沙晚报\n2032年3月9日\n", encoding="utf-8"
    )
    entry = library.entry("40宗", {"metric": CASES, "time": {**_YEAR, "end": "2031-12-31"}})
    findings = library.build(entry).findings.query("kind == 'conflict'")
    touched = findings[findings["correction"].notna()]
    assert 0 < len(touched) < len(findings)
    assert touched["correction"].str.contains("李, 2032-04-01").all()


_YEAR = {"kind": "period", "start": "2031-01-01"}


def test_two_entries_for_one_figure_fail(library):
    entry = library.entry("500宗", {"drop": True})
    with pytest.raises(DataFileError, match="two corrections"):
        library.build(entry, entry)


def test_the_page_about_corrections_shows_one_that_is_read_and_misses_no_key(tmp_path):
    page = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "corrections.yaml").write_text(example, encoding="utf-8")
    assert len(load_corrections([tmp_path], load_catalogue().metrics)) == 1
    for struct in (Entry, Action, Guard, Time):
        assert [key for key in struct.__struct_fields__ if f"`{key}" not in page] == []


def test_no_file_is_no_correction_and_no_key_can_carry_a_value(tmp_path):
    assert load_corrections([tmp_path], load_catalogue().metrics) == {}
    keys = {*Entry.__struct_fields__, *Action.__struct_fields__}
    assert not keys & {"value", "low", "high", "bound"}
    assert Guard.__struct_fields__ == ("surface", "sentence", "value")
