"""A library of one's own: what comes in, what is told, what stays untouched, how one goes back."""

import shutil
from datetime import date

import pandas
import pytest

from etl import tables
from etl.decisions import Decision
from etl.errors import DataFileError, UnknownNameError
from etl.library import Library, LibraryError
from etl.library.adding import add, rebuild
from etl.library.deciding import decide
from etl.library.states import KEPT, restore, state, states
from etl.paths import CURATED, SEEDS

REPLY = """长沙市市场监督管理局关于第1234号提案的答复

2031年，全市共办结专利侵权纠纷案件{cases}宗，同比增加25%。
为支持企业出海，全市建立了海外知识产权纠纷应对指导分中心。
分中心为企业提供免费的海外维权咨询服务。
下一步，我市将继续完善知识产权保护体系建设。

长沙市市场监督管理局
2032年3月5日
"""
OTHER = """株洲市知识产权局工作简报

2032年，全市共办结专利侵权纠纷案件88宗。

株洲市知识产权局
2033年1月9日
"""
OWN_METRIC = """
services.night_markets:
  name_zh: 夜市检查
  name_en: Night markets inspected
  definition_zh: 一段时间内检查的夜市数量
  definition_en: Night markets inspected in a period
  unit: count
  measure: flow
  claims:
    - {says: [夜市], measure_words: [个]}
"""


@pytest.fixture
def reply(tmp_path):
    path = tmp_path / "inbox" / "reply.txt"
    path.parent.mkdir()
    path.write_text(REPLY.format(cases=500), encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def cases(folder):
    found = tables.open_tables(folder).observations
    mine = found[(found["metric"] == "enforcement.patent_dispute_cases") & (found["transform"] == "level")]
    return sorted(mine[mine["method"] == "stated"]["value"])


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_added_stands_in_the_library_s_own_tables(library, reply):
    shipped = tree(SEEDS), tree(CURATED)
    added = add(library, [reply])
    assert added.files == ("reports/0001/reply.txt",)
    assert cases(library.tables) == [500.0]
    assert (library.path / added.files[0]).read_bytes() == reply.read_bytes()
    assert (tree(SEEDS), tree(CURATED)) == shipped


def test_a_sidecar_comes_along(library, reply):
    unknown = "publisher: unknown\nplace: unknown\nwritten: unknown\npublished: unknown\nurl: unknown\n"
    reply.with_suffix(".yaml").write_text(f"id: my-reply\ntitle: 答复\n{unknown}", encoding="utf-8")
    added = add(library, [reply, reply.with_suffix(".yaml")])
    assert added.files == ("reports/0001/reply.txt",)
    assert tables.open_tables(library.tables).reports["report"].tolist() == ["my-reply"]


def test_the_same_bytes_are_told_and_skipped(library, reply):
    add(library, [reply])
    again = reply.with_name("copy.txt")
    shutil.copy(reply, again)
    added = add(library, [again, reply])
    assert (added.files, added.built) == ((), None)
    assert [(d.file.name, d.earlier) for d in added.duplicates] == [
        ("copy.txt", "reports/0001/reply.txt"),
        ("reply.txt", "reports/0001/reply.txt"),
    ]
    assert len(states(library)) == 1


def test_the_same_bytes_twice_in_one_call_come_in_once(library, reply):
    again = reply.with_name("copy.txt")
    shutil.copy(reply, again)
    added = add(library, [reply, again])
    assert added.files == ("reports/0001/reply.txt",)
    assert [d.file.name for d in added.duplicates] == ["copy.txt"]


def test_a_near_duplicate_is_told_with_the_report_and_the_share(library, reply, tmp_path):
    add(library, [reply])
    newer = tmp_path / "newer.txt"
    newer.write_text(REPLY.format(cases=640), encoding="utf-8")
    different = tmp_path / "other.txt"
    different.write_text(OTHER, encoding="utf-8")
    added = add(library, [newer, different])
    assert [(s.file.name, s.other) for s in added.similar] == [("newer.txt", "reply")]
    assert 0.5 <= added.similar[0].share < 1
    assert cases(library.tables) == [88.0, 500.0, 640.0]


def test_traditional_characters_and_blanks_hide_no_near_duplicate(library, reply, tmp_path):
    add(library, [reply])
    same = tmp_path / "traditional.txt"
    text = REPLY.format(cases=640).replace("为", "為").replace("应对", "應對 ").replace("护", "護")
    same.write_text(text, encoding="utf-8")
    assert [s.other for s in add(library, [same]).similar] == ["reply"]


def test_one_missing_file_and_nothing_comes_in(library, reply, tmp_path):
    add(library, [reply])
    before = tree(library.path)
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"nowhere\.txt"):
        add(library, [other, tmp_path / "nowhere.txt"])
    assert tree(library.path) == before


def test_a_build_that_fails_leaves_the_library_as_it_was(library, reply, tmp_path):
    add(library, [reply])
    before = tree(library.path)
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    other.with_suffix(".yaml").write_text("id: x\nvalue: 3\n", encoding="utf-8")
    with pytest.raises(DataFileError):
        add(library, [other])
    assert tree(library.path) == before


def test_an_unreadable_report_is_kept_and_told(library, reply, tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    added = add(library, [reply, bad])
    assert [file for file, _ in added.built.problems] == ["bad.pdf"]
    assert cases(library.tables) == [500.0]


def test_files_of_one_name_keep_apart_with_their_sidecars(library, reply, tmp_path):
    other = tmp_path / "else" / "reply.txt"
    other.parent.mkdir()
    other.write_text(OTHER, encoding="utf-8")
    added = add(library, [reply, other])
    assert len(added.files) == 2
    assert cases(library.tables) == [88.0, 500.0]


def test_own_catalogue_entries_stand_beside_the_shipped_ones(library, reply):
    reply.write_text(REPLY.format(cases=500) + "2031年，全市检查夜市37个。\n", encoding="utf-8")
    metrics = library.path / "catalogue" / "metrics"
    metrics.mkdir(parents=True)
    (metrics / "own.yaml").write_text(OWN_METRIC, encoding="utf-8")
    add(library, [reply])
    found = tables.open_tables(library.tables).observations
    assert found[found["metric"] == "services.night_markets"]["value"].tolist() == [37.0]
    assert cases(library.tables) == [500.0]


def test_going_back_brings_reports_and_tables_back_and_forth(library, reply, tmp_path):
    add(library, [reply])
    first = tree(library.reports), tables.open_tables(library.tables).version
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    add(library, [other])
    second = tree(library.reports), tables.open_tables(library.tables).version
    assert restore(library, first[1]).current
    assert (tree(library.reports), tables.open_tables(library.tables).version) == first
    assert rebuild(library).version == first[1]
    restore(library, second[1][:6])
    assert (tree(library.reports), tables.open_tables(library.tables).version) == second
    assert [s.version for s in states(library)] == [first[1], second[1]]


def test_an_earlier_state_is_opened_while_the_newer_one_is_shown(library, reply, tmp_path):
    add(library, [reply])
    (first,) = states(library)
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    add(library, [other])
    assert cases(state(library, first.version).tables) == [500.0]
    assert cases(library.tables) == [88.0, 500.0]


def test_what_no_state_holds_is_not_lost_by_going_back(library, reply):
    add(library, [reply])
    (library.reports / "by-hand.txt").write_text(OTHER, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"by-hand\.txt"):
        restore(library, states(library)[0].version)
    assert (library.reports / "by-hand.txt").is_file()


def test_damaged_tables_are_mended_by_going_back(library, reply):
    add(library, [reply])
    version = tables.open_tables(library.tables).version
    damaged = next(library.tables.glob("observations-*"))
    data = damaged.read_bytes()
    damaged.unlink()
    damaged.write_bytes(data[:-9])
    with pytest.raises(tables.TablesError):
        tables.open_tables(library.tables)
    restore(library, version)
    assert cases(library.tables) == [500.0]


def test_a_state_that_is_not_there_gets_the_nearest(library, reply):
    add(library, [reply])
    version = states(library)[0].version
    with pytest.raises(UnknownNameError, match=version):
        state(library, version[:-1] + "x")
    with pytest.raises(LibraryError, match="zhibiao add"):
        Library(library.path / "nowhere").existing()


def test_states_are_bounded(library, reply, monkeypatch):
    monkeypatch.setattr("etl.library.states.KEPT", 3)
    versions = []
    for number in range(6):
        path = library.reports / f"r{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPLY.format(cases=100 + number), encoding="utf-8")
        versions.append(rebuild(library).version)
    assert [s.version for s in states(library)] == versions[-3:]
    assert KEPT >= 20
    kept = {digest for s in states(library) for digest in s.files.values()}
    assert {path.name for path in (library.states / "files").iterdir()} == kept


def conflicting(library, reply, tmp_path):
    """Add two reports of one office that contradict each other; return the id of the finding."""
    add(library, [reply])
    press = tmp_path / "press.txt"
    press.write_text(
        "2031年，长沙市共办结专利侵权纠纷案件512宗。\n\n长沙晚报\n2032年3月9日\n", encoding="utf-8"
    )
    add(library, [press])
    findings = tables.open_tables(library.tables).findings
    return findings.loc[findings["kind"] == "conflict", "finding"].iloc[0]


def decided(library, finding):
    row = tables.open_tables(library.tables).findings.set_index("finding").loc[finding]
    day = None if pandas.isna(row["decided_on"]) else row["decided_on"].date()
    return row["state"], row["reason"], row["decided_by"], day


def test_a_decision_is_kept_in_the_library_and_shown_in_its_tables(library, reply, tmp_path):
    finding = conflicting(library, reply, tmp_path)
    values = cases(library.tables)
    decide(library, finding[:6], Decision("explained", "含上年结转", "李", date(2032, 4, 1)))
    assert decided(library, finding) == ("explained", "含上年结转", "李", date(2032, 4, 1))
    assert cases(library.tables) == values
    rebuild(library)
    assert decided(library, finding)[0] == "explained"
    decide(library, finding, Decision("source_error", "晚报误植"))
    assert decided(library, finding)[:2] == ("source_error", "晚报误植")


def test_what_a_person_wrote_by_hand_stays_when_a_decision_comes_in(library, reply, tmp_path):
    finding = conflicting(library, reply, tmp_path)
    path = library.path / "decisions" / "findings.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# 由李核对\nabcdefabcdef: {state: explained, reason: 旧}\n", encoding="utf-8")
    built = decide(library, finding, Decision("our_error", "读错"))
    assert path.read_text(encoding="utf-8").startswith("# 由李核对\nabcdefabcdef: ")
    assert decided(library, finding)[0] == "our_error"
    assert built.stray_decisions == ("abcdefabcdef",)


def test_a_decision_needs_a_finding_and_a_reason(library, reply, tmp_path):
    finding = conflicting(library, reply, tmp_path)
    before = tree(library.path)
    with pytest.raises(UnknownNameError, match="finding"):
        decide(library, "0000", Decision("explained", "x"))
    with pytest.raises(LibraryError, match="--reason"):
        decide(library, finding, Decision("explained", "  "))
    assert tree(library.path) == before


def test_a_decision_is_taken_back_with_its_state(library, reply, tmp_path):
    finding = conflicting(library, reply, tmp_path)
    before = states(library)[-1].version
    decide(library, finding, Decision("explained", "含上年结转"))
    restore(library, before)
    assert decided(library, finding)[0] == "open"
