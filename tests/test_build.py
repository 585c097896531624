"""The build: incremental, the same bytes, whole under bad input, contact persons masked, changes told."""

import json

import pytest

from etl import work
from etl.build import NoReportsError, build
from etl.decisions import load_decisions
from etl.errors import DataFileError
from etl.tables import open_tables

REPLY = """长沙市市场监督管理局关于第1234号提案的答复

2031年，全市共办结专利侵权纠纷案件{cases}宗，同比增加25%。

联系人：王小明
联系电话：0731-88886666

长沙市市场监督管理局
2032年3月5日
"""


@pytest.fixture
def folder(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "reply.txt").write_text(REPLY.format(cases=500), encoding="utf-8")
    return reports


def disputes(out):
    observations = open_tables(out).observations
    mine = observations[observations["metric"] == "enforcement.patent_dispute_cases"]
    return {(row.transform, row.method, row.period_end.year): row.value for row in mine.itertuples()}


def test_a_report_becomes_tables_down_to_the_implied_year(folder, tmp_path):
    built = build([folder], tmp_path / "out")
    assert disputes(tmp_path / "out") == {
        ("level", "stated", 2031): 500.0,
        ("growth", "stated", 2031): 25.0,
        ("level", "implied", 2030): 400.0,
    }
    assert built.problems == ()
    assert built.rows["reports"] == 1


def test_two_builds_give_the_same_bytes_with_and_without_the_cache(folder, tmp_path):
    for name, cache in (("a", None), ("b", tmp_path / "cache"), ("c", tmp_path / "cache")):
        build([folder], tmp_path / name, cache)
    (a, b, c) = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in "abc")
    assert a == b == c


def test_all_cores_give_the_same_bytes_as_one(folder, tmp_path, monkeypatch):
    for cases in range(600, 608):
        (folder / f"{cases}.txt").write_text(REPLY.format(cases=cases), encoding="utf-8")
    for name, worth in (("one", 100), ("all", 2)):
        monkeypatch.setattr(work, "WORTH_A_POOL", worth)
        build([folder], tmp_path / name)
    one, all_ = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "all"))
    assert one == all_


def test_an_unchanged_report_is_not_read_again(folder, tmp_path, monkeypatch):
    build([folder], tmp_path / "out", tmp_path / "cache")
    monkeypatch.setattr(work, "work", lambda path: pytest.fail(f"{path.name} is read again"))
    build([folder], tmp_path / "out", tmp_path / "cache")


def test_a_changed_rule_or_report_is_read_again(folder, tmp_path, monkeypatch):
    build([folder], tmp_path / "out", tmp_path / "cache")
    (folder / "reply.txt").write_text(REPLY.format(cases=640), encoding="utf-8")
    build([folder], tmp_path / "out", tmp_path / "cache")
    assert disputes(tmp_path / "out")["level", "stated", 2031] == 640.0
    monkeypatch.setattr(work, "engine", lambda: "other rules")
    done = []
    monkeypatch.setattr(
        work, "work", lambda path, taken=frozenset(), real=work.work: done.append(path) or real(path)
    )
    build([folder], tmp_path / "out", tmp_path / "cache")
    assert len(done) == 1


def test_a_build_says_what_is_new_changed_and_gone(folder, tmp_path):
    first = build([folder], tmp_path / "out").changes
    assert (len(first.reports.new), first.each) == (1, ())
    (folder / "reply.txt").write_text(REPLY.format(cases=640), encoding="utf-8")
    second = build([folder], tmp_path / "out").changes
    assert second.reports.changed == first.reports.new
    revised = {(c.row["method"], c.value("old"), c.value("new")) for c in second.of("observation", "changed")}
    assert revised == {("stated", 500.0, 640.0), ("implied", 400.0, 512.0)}
    assert "500宗" in {c.row["surface"] for c in second.of("figure", "gone")}
    assert "640宗" in {c.row["surface"] for c in second.of("figure", "new")}
    (folder / "reply.txt").rename(folder / "other.txt")
    assert build([folder], tmp_path / "out").changes.reports.gone == first.reports.new


@pytest.mark.parametrize(
    "data",
    [b"", bytes(range(256)) * 40, b"%PDF-1.7 broken", b"PK\x03\x04 broken"],
    ids=["empty", "binary", "broken pdf", "broken zip"],
)
def test_a_bad_report_is_a_row_with_its_problem_and_stops_nothing(folder, tmp_path, data):
    (folder / "bad.pdf").write_bytes(data)
    built = build([folder], tmp_path / "out")
    assert [file for file, _ in built.problems] == ["bad.pdf"]
    rows = open_tables(tmp_path / "out").reports.set_index("file")
    assert rows.loc["bad.pdf", "problem"]
    assert disputes(tmp_path / "out")["level", "stated", 2031] == 500.0


def test_the_same_file_twice_is_read_once_and_told(folder, tmp_path):
    (folder / "zz-copy.txt").write_bytes((folder / "reply.txt").read_bytes())
    built = build([folder], tmp_path / "out")
    assert [file for file, _ in built.problems] == ["zz-copy.txt"]
    assert "reply.txt" in built.problems[0][1]
    assert len(open_tables(tmp_path / "out").texts) == 1


def test_two_reports_of_one_name_keep_apart(folder, tmp_path):
    below = folder / "more"
    below.mkdir()
    (below / "reply.txt").write_text(REPLY.format(cases=80), encoding="utf-8")
    build([folder], tmp_path / "out", tmp_path / "cache")
    tables = open_tables(tmp_path / "out")
    assert tables.reports["report"].nunique() == 2
    assert tables.figures["figure"].is_unique


def test_contact_persons_stand_in_no_table(folder, tmp_path):
    build([folder], tmp_path / "out")
    tables = open_tables(tmp_path / "out")
    everything = "".join(frame.to_csv() for frame in tables.frames.values())
    assert "王小明" not in everything
    assert "88886666" not in everything
    assert len(tables.texts["text"][0]) == tables.reports["characters"][0]
    phones = tables.figures[tables.figures["kind"] == "phone"]
    assert phones[["surface", "sentence", "value", "unit", "rule"]].isna().all(axis=None)


def test_every_figure_is_its_slice_of_the_clean_text_and_has_a_fate(folder, tmp_path):
    build([folder], tmp_path / "out")
    tables = open_tables(tmp_path / "out")
    text = tables.texts["text"][0]
    for row in tables.figures[tables.figures["kind"] != "phone"].itertuples():
        assert text[row.start : row.end] == row.surface
        assert row.surface in row.sentence
    assert set(tables.figures["fate"]) <= {"observed", "unmapped", "not_statistic"}
    assert set(tables.observation_figures["figure"]) <= set(tables.figures["figure"])


def test_no_reports_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(NoReportsError, match="--reports"):
        build([tmp_path / "nowhere"], tmp_path / "out")
    with pytest.raises(NoReportsError, match="put one there"):
        build([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_person_s_decision_sets_the_state_of_a_finding(folder, tmp_path):
    (folder / "press.txt").write_text(
        "晚报讯\n\n2031年，长沙市全市共办结专利侵权纠纷案件510宗。\n", encoding="utf-8"
    )
    build([folder], tmp_path / "out")
    conflicts = open_tables(tmp_path / "out").findings.query("kind == 'conflict'")
    assert conflicts["state"].tolist() == ["open"]
    (folder / "decisions").mkdir()
    decisions = {conflicts["finding"].iloc[0]: "explained", "0" * 12: "our_error"}
    lines = [f"{json.dumps(k)}: {{state: {v}, reason: 含上年结转}}" for k, v in decisions.items()]
    (folder / "decisions" / "findings.yaml").write_text("\n".join(lines), encoding="utf-8")
    built = build([folder], tmp_path / "out")
    after = open_tables(tmp_path / "out").findings.query("kind == 'conflict'")
    assert after[["state", "reason"]].values.tolist() == [["explained", "含上年结转"]]
    assert built.stray_decisions == ("0" * 12,)


def test_a_decision_never_carries_a_value(tmp_path):
    path = tmp_path / "findings.yaml"
    path.write_text("abc: {state: explained, reason: x, value: 3}", encoding="utf-8")
    with pytest.raises(DataFileError, match="value"):
        load_decisions(path)
