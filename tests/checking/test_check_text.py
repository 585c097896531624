"""`zhibiao check-text` as a user meets it: files, exit codes, copies, errors in a line or two."""

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from dashboard.cli import command
from etl import verbs
from etl.checking import copies
from etl.checking.chinese import OWN, catalogue_of
from etl.checking.drafts import check, load
from etl.observe import observe
from etl.reading.figures import read_figures

RIGHT = "截至2025年7月底，广州开发区知识产权海外侵权责任险总保额8.14亿元。"
WRONG = "截至2025年7月底，广州开发区知识产权海外侵权责任险总保额8.41亿元。"
CONTACT = "联系人：王小明，电话：020-83228888。"


def run(*arguments: object) -> int:
    return verbs.run(command(), [str(one) for one in arguments])


def word(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in re.split(r"(?<=险)", text):
            paragraph.add_run(piece).bold = len(piece) % 2 == 0
    document.save(out)
    return out.getvalue()


def slides(text: str) -> bytes:
    deck, out = pptx.Presentation(), io.BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Overseas insurance", text
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.txt", RIGHT.encode("gb18030")),
        ("draft.md", f"# 简报\n\n**{RIGHT}**\n".encode()),
        ("draft.docx", word(RIGHT)),
        ("draft.pptx", slides(RIGHT)),
    ],
)
def test_a_right_draft_of_any_kind_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run("check-text", tmp_path / name, "--lang", "zh") in (0, 2)
    capsys.readouterr()
    assert run("--lang", "zh", "check-text", tmp_path / name) == 0
    said = capsys.readouterr().out
    assert "[8.14亿元✓1]" in said
    assert "总保额达8.14亿元" in said


def test_a_wrong_draft_ends_with_one_and_says_what_is_stated(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "draft.txt").write_text(f"{WRONG}{CONTACT}", encoding="utf-8")
    assert run("--lang", "en", "check-text", tmp_path / "draft.txt") == 1
    said = capsys.readouterr().out
    assert "The report says CNY 814 million (as of 31 July 2025)" in said
    assert "王小明" not in said
    assert "83228888" not in said


def test_json_lines_hold_claim_verdict_and_sources(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "draft.txt").write_text(WRONG, encoding="utf-8")
    run("--lang", "zh", "check-text", tmp_path / "draft.txt", "--format", "jsonl")
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["surface"], row["verdict"], row["metric"]) == (
        "8.41亿元",
        "differs",
        "overseas_insurance.coverage",
    )
    assert row["sources"][0]["report"] == "gz-reply-2161"
    assert WRONG[row["start"] : row["end"]] == row["surface"]


def test_this_year_counts_from_the_draft_s_own_day(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "draft.txt").write_text("去年，全市办结专利侵权纠纷案件2282宗。", encoding="utf-8")
    assert run("--lang", "zh", "check-text", tmp_path / "draft.txt") == 0
    assert "未找到" in capsys.readouterr().out
    run("--lang", "zh", "check-text", tmp_path / "draft.txt", "--date", "2024-03-01", "--place", "guangzhou")
    assert "[2282宗✓1]" in capsys.readouterr().out


def test_a_markdown_copy_keeps_the_draft_and_adds_a_note_for_each_figure(books: dict) -> None:
    source = f"# 简报[^1]\n\n**{WRONG}**\n\n{CONTACT}\n\n[^1]: 旧注\n"
    draft = load(source.encode(), "draft.md")
    found = check(draft, books["seeds"])
    copy = copies.WRITERS[".md"](draft, found, books["seeds"], "zh").decode()
    assert copy.startswith("# 简报[^1]\n\n**截至2025年7月底")
    assert "8.41亿元[^2]" in copy
    assert re.search(r"^\[\^2\]: ✗ 不符：.*8\.14亿元", copy, re.M)
    assert "王小明" not in copy


def test_a_word_copy_keeps_the_runs_and_has_real_footnotes(books: dict) -> None:
    draft = load(word(RIGHT, WRONG, CONTACT), "draft.docx")
    found = check(draft, books["seeds"])
    made = copies.WRITERS[".docx"](draft, found, books["seeds"], "zh")
    opened = docx.Document(io.BytesIO(made))
    assert [one.text for one in opened.paragraphs[:2]] == [RIGHT, WRONG]
    assert any(run.bold for run in opened.paragraphs[0].runs)
    references = [one.get(qn("w:id")) for one in opened.element.body.iter(qn("w:footnoteReference"))]
    notes = parse_xml(zipfile.ZipFile(io.BytesIO(made)).read("word/footnotes.xml"))
    texts = {note.get(qn("w:id")): "".join(t.text or "" for t in note.iter(qn("w:t"))) for note in notes}
    assert len(references) == 2
    assert "有据" in texts[references[0]]
    assert "不符" in texts[references[1]]
    assert "王小明" not in "".join(one.text for one in opened.paragraphs)


def test_a_checked_copy_can_be_checked_again(books: dict) -> None:
    draft = load(word(WRONG), "draft.docx")
    once = copies.WRITERS[".docx"](draft, check(draft, books["seeds"]), books["seeds"], "zh")
    again = load(once, "once.docx")
    twice = copies.WRITERS[".docx"](again, check(again, books["seeds"]), books["seeds"], "zh")
    ids = [
        n.get(qn("w:id")) for n in parse_xml(zipfile.ZipFile(io.BytesIO(twice)).read("word/footnotes.xml"))
    ]
    assert len(ids) == len(set(ids)) >= 4


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere.txt"], 1, "nowhere.txt"),
        (["empty.txt"], 1, "empty"),
        (["locked.docx"], 1, "locked.docx"),
        (["draft.txt", "--out", "copy.pdf"], 2, ".docx or .md"),
        (["draft.txt", "--place", "guangzou"], 2, "guangzhou"),
    ],
)
def test_what_goes_wrong_is_told_in_a_line_or_two(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    arguments: list,
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").write_bytes(b"")
    Path("draft.txt").write_text(RIGHT, encoding="utf-8")
    Path("locked.docx").write_bytes(word(RIGHT)[:900])
    assert run("--lang", "en", "check-text", *arguments) == code
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) <= 2


PROOFS = [
    (name, proof)
    for name, metric in catalogue_of().metrics.items()
    if f"\n{name}:" in "\n" + (OWN / "metrics" / "ratios.yaml").read_text(encoding="utf-8")
    for proof in metric.reads
]


@pytest.mark.parametrize(("name", "proof"), PROOFS, ids=[name for name, _ in PROOFS])
def test_a_draft_may_claim_what_the_tables_work_out(name: str, proof: object) -> None:
    seen = observe("", read_figures(proof.text), catalogue_of())
    assert (name, proof.value) in [(row.metric, row.value) for row in seen.observations]
