"""The command line: two languages, exit codes, errors in a line, output that programs can read."""

import csv
import io
import json
import sys

import pytest
from made_tables import made_frames

from etl import cli, errors, verbs
from etl.build import build
from etl.cli import group
from etl.listing import FIELDS
from etl.tables import open_tables, write
from etl.texts import LANGS, texts

TEXT = """截至2031年7月底，长沙市累计承保知识产权海外侵权责任险379家次，总保额达8.14亿元。

联系人：王小明  联系电话：0731-88886666
"""

CASES = "enforcement.patent_dispute_cases"


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*args):
        code = verbs.run(group, [str(arg) for arg in args])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path):
    write(made_frames(), tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("verb", sorted(group.commands))
@pytest.mark.parametrize("lang", LANGS)
def test_every_verb_explains_itself_in_both_languages(run, verb, lang):
    code, out, _ = run("--lang", lang, verb, "--help")
    assert code == 0
    assert texts(group.commands[verb].path).say(f"{verb}.help", lang).splitlines()[0] in out


@pytest.mark.parametrize("path", [verbs.OWN_TEXTS, errors.TEXTS], ids=lambda path: path.name)
def test_every_text_has_both_languages(path):
    said = texts(path)
    assert all(said.languages(key) == set(LANGS) for key in sorted(said.keys()))


@pytest.mark.parametrize(
    ("locale", "word"), [("en_GB.UTF-8", "Usage"), ("zh_CN.UTF-8", "用法"), ("C", "用法")]
)
def test_the_language_is_the_locale_s_and_chinese_otherwise(run, monkeypatch, locale, word):
    monkeypatch.setenv("LC_ALL", locale)
    assert word in run("--help")[1]


@pytest.mark.parametrize(
    ("args", "code", "hints"),
    [
        (["biuld"], 2, ("您要的是不是 build", "did you mean build")),
        (["build", "--repots", "x"], 2, ("您要的是不是 --reports", "did you mean --reports")),
        (["explain"], 2, ("缺少 METRIC", "METRIC is missing")),
        (["export", "--format", "exe"], 2, ("--format 的值不对", "wrong value of --format")),
        (["explain", "made.coverge", "--data", "DATA"], 2, ("是不是 made.coverage", "mean made.coverage")),
        (
            ["explain", "made.coverage", "--data", "/nowhere"],
            1,
            ("请运行 zhibiao build", "run zhibiao build"),
        ),
        (["figures", "/nowhere/report.txt"], 1, ("report.txt", "report.txt")),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_an_error_is_a_line_that_says_what_to_do(run, data, args, code, hints, lang):
    found, out, err = run("--lang", lang, *(data if arg == "DATA" else arg for arg in args))
    assert found == code
    assert hints[LANGS.index(lang)] in err
    assert len(err.splitlines()) <= 2
    assert "Traceback" not in err
    assert out == ""


def test_jsonl_is_one_object_a_line_with_the_fields_of_the_contract_and_nothing_else(run, report):
    code, out, _ = run("figures", report, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert all(tuple(row) == FIELDS for row in rows)
    found = {row["surface"]: row for row in rows}
    assert found["8.14亿元"]["value"] == 814000000
    assert found["379家次"]["metric"] == "overseas_insurance.policies"
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


def test_spans_of_figures_fit_the_printed_text_and_contact_persons_stand_in_neither(run, report):
    _, text, _ = run("text", report)
    _, out, _ = run("figures", report, "--format", "jsonl")
    for row in map(json.loads, out.splitlines()):
        assert row["kind"] == "phone" or text[row["start"] : row["end"]] == row["surface"]
    assert "王小明" not in text + out
    assert "88886666" not in text + out
    assert len(text) == len(TEXT)


def test_the_table_for_people_shows_words_values_and_fates(run, report):
    _, out, _ = run("--lang", "en", "figures", report)
    assert "8.14亿元" in out
    assert "814000000" in out
    assert "overseas_insurance.coverage" in out


def test_csv_has_a_head_and_a_row_a_figure(run, report):
    _, out, _ = run("figures", report, "--format", "csv")
    assert out.splitlines()[0] == ",".join(FIELDS)


def test_standard_input_is_read(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    _, out, _ = run("figures", "-", "--format", "jsonl")
    assert {json.loads(line)["file"] for line in out.splitlines()} == {"-"}


def test_several_files_go_on_after_a_bad_one(run, report, tmp_path):
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    code, out, err = run("figures", bad, report, "--format", "jsonl")
    assert code == 1
    assert "empty.txt" in err
    assert {json.loads(line)["file"] for line in out.splitlines()} == {"report.txt"}


def test_build_says_what_it_did_and_strict_fails_on_a_bad_report(run, report, tmp_path):
    folder, out = tmp_path / "reports", tmp_path / "out"
    folder.mkdir()
    report.rename(folder / "report.txt")
    command = ["--lang", "en", "build", "--reports", folder, "--out", out, "--no-cache"]
    code, printed, _ = run(*command)
    assert code == 0
    assert "reports: +1 new" in printed
    assert open_tables(out).version in printed
    (folder / "empty.txt").write_bytes(b"")
    code, _, err = run(*command)
    assert code == 0
    assert "empty.txt" in err
    assert run(*command, "--strict")[0] == 1


def test_explain_prints_the_chain(run, data):
    code, out, _ = run("--lang", "en", "explain", "made.coverage", "changsha", 2031, "--data", data)
    assert code == 0
    for part in ("CNY 814 million (814000000)", "【8.14亿元】", "made.txt", "0" * 64, "unknown"):
        assert part in out


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", ("214.776万元/家次", "8.14亿元 / 379家次", "8.14亿元（814000000）", "累计，原话写明", "分子")),
        ("en", ("CNY 2,147,760 per policy", "CNY 814 million / 379", "running total", "numerator")),
    ],
)
def test_values_are_explained_in_the_words_of_people(run, report, tmp_path, lang, parts):
    build([report.parent], tmp_path / "out")
    _, out, _ = run(
        "--lang", lang, "explain", "overseas_insurance.average_coverage", "--data", tmp_path / "out"
    )
    assert [part for part in parts if part not in out] == []
    assert "CNY_per" not in out


def test_findings_are_listed_with_their_ids_and_filtered(run, reports, tmp_path):
    run("build", "--reports", reports, "--out", tmp_path / "out", "--no-cache")
    ids = set(open_tables(tmp_path / "out").findings["finding"])
    _, out, _ = run("findings", "--data", tmp_path / "out")
    assert all(name in out for name in ids)
    assert f"共 {len(ids)} 处" in out
    _, errors_alone, _ = run("findings", "--severity", "error", "--data", tmp_path / "out")
    assert "conflict" in errors_alone
    assert "stale" not in errors_alone
    code, _, err = run("--lang", "en", "findings", "--place", "changhsa", "--data", tmp_path / "out")
    assert (code, "did you mean changsha" in err) == (2, True)


def test_a_decision_from_the_command_line_shows_in_the_list(run, reports, tmp_path):
    home = tmp_path / "home"
    run("add", reports, "--library", home)
    finding = open_tables(home / "tables").findings["finding"].iloc[0]
    code, _, err = run("decide", finding, "explained", "--library", home)
    assert (code, "--reason" in err) == (2, True)
    code, out, _ = run(
        "decide", finding, "explained", "--reason", "含上年结转", "--who", "李", "--library", home
    )
    assert (code, "已说明" in out) == (0, True)
    _, listed, _ = run("findings", "--state", "explained", "--library", home)
    assert "含上年结转（李）" in listed
    assert "共 1 处" in listed


def test_export_writes_the_tables(run, data, tmp_path):
    code, out, _ = run("--lang", "en", "export", "--format", "csv", "--out", tmp_path / "x", "--data", data)
    assert code == 0
    assert "14 files" in out
    assert (tmp_path / "x" / "observations.csv").exists()


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for cases, year in ((500, 2032), (510, 2033)):
        text = f"2031年，长沙市共办结专利侵权纠纷案件{cases}宗，同比增加25%。"
        signed = f"长沙市市场监督管理局\n{year}年3月5日\n"
        (folder / f"{year}.txt").write_text(f"{text}\n\n{signed}", encoding="utf-8")
    return folder


def test_a_build_lists_each_change_and_writes_them_all(run, reports, tmp_path):
    out, changes = tmp_path / "out", tmp_path / "changes.csv"
    command = ["--lang", "en", "build", "--reports", reports, "--out", out, "--no-cache"]
    assert "enforcement" not in run(*command)[1]
    path = reports / "2033.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("510宗", "540宗"), encoding="utf-8")
    _, printed, _ = run(*command, "--changes", changes)
    assert (
        "changed  enforcement.patent_dispute_cases changsha 2031-01-01/2031-12-31 [2033]: 510 → 540"
        in printed
    )
    assert "[2033]: 408 → 432" in printed
    rows = list(csv.DictReader(io.StringIO(changes.read_bytes().decode("utf-8-sig"))))
    assert ("observation", "changed", "510", "540") in {
        (row["what"], row["kind"], row["value_old"], row["value_new"]) for row in rows
    }
    assert {row["surface"] for row in rows if row["kind"] == "gone"} >= {"510宗"}


def test_tables_of_an_earlier_day_are_built_beside_those_of_now(run, reports, tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    command = ["--lang", "en", "build", "--reports", reports, "--no-cache", "--as-known-on", "2032-12-31"]
    code, _, err = run(*command)
    assert code == 0
    assert "1 reports were not out by then" in err
    then = open_tables(tmp_path / "build" / "as-known-on" / "2032-12-31")
    assert then.reports["report"].tolist() == ["2032"]
    assert run(*command[:-1], "2031-12-31")[0] == 1
    assert run(*command[:-1], "yesterday")[0] == 2


def test_explain_leads_a_worked_out_value_down_to_its_sentences_and_shows_revisions(run, reports, tmp_path):
    out = tmp_path / "out"
    run("build", "--reports", reports, "--out", out, "--no-cache")
    observations = open_tables(out).observations
    implied = observations.loc[observations["value"] == 408, "observation"].item()
    code, printed, _ = run("--lang", "en", "explain", implied, "--data", out)
    assert code == 0
    for part in ("510 / (1 + 25%)", "input (level)", "【510宗】", "input (growth)", "【25%】", "2033.txt"):
        assert part in printed
    _, printed, _ = run("--lang", "en", "explain", CASES, "2031", "--data", out)
    ladder = printed[printed.index("revisions") :]
    assert (
        ladder.index("since 2032-03-05  500")
        < ladder.index("【500宗】")
        < ladder.index("since 2033-03-05  510")
    )


def test_a_correction_shows_where_it_touched(run, reports, tmp_path):
    out = tmp_path / "out"
    build = ["build", "--reports", reports, "--out", out, "--no-cache"]
    run(*build)
    figures = open_tables(out).figures.set_index("surface")
    (reports / "decisions").mkdir()
    (reports / "decisions" / "corrections.yaml").write_text(
        f"- {{figure: {figures.loc['510宗', 'figure']}, wrong: 地区, action: {{place: zhuzhou}},"
        " reason: 原件如此, who: 李, when: 2033-04-01, expect: {surface: 510宗}}",
        encoding="utf-8",
    )
    assert run(*build)[0] == 0
    _, printed, _ = run("--lang", "zh", "explain", CASES, "zhuzhou", "--data", out)
    assert "更正  place: 地区; 原件如此 (李, 2033-04-01)" in printed
