"""Whatever the bytes are, a reader returns or says in one line why not; its time grows with the size."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.readers import Document, UnreadableError, problems, read_all
from etl.texts import LANGS

FILES = Path(__file__).with_name("files")
EVERY = sorted(path for path in FILES.iterdir() if path.is_file())


def accounted(data: bytes, name: str) -> None:
    found = read_all(data, name)
    assert found
    for _, document in found:
        if isinstance(document, UnreadableError):
            assert str(document)
            assert "\n" not in str(document)
        else:
            assert isinstance(document, Document)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_damaged_files_are_read_or_named(path: Path) -> None:
    data, dice = path.read_bytes(), random.Random(path.name)
    for _ in range(12):
        broken = bytearray(data)
        for _ in range(dice.choice([1, 8, 60])):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        cut = dice.randrange(len(data))
        for variant in (bytes(broken), data[:cut], data[cut:], data[:cut] + data[cut // 2 :]):
            accounted(variant, path.name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a.csv", "a.pdf", "a.docx", "a"]))
def test_any_bytes_are_read_or_named(data: bytes, name: str) -> None:
    accounted(data, name)


@settings(max_examples=150, deadline=None)
@given(
    st.text("<>/pdivtablerscript\"'=!-&#;x 年3\n|*`[]()", max_size=200),
    st.sampled_from(["a.html", "a.md", "a.csv"]),
)
def test_any_markup_is_read_or_named(text: str, name: str) -> None:
    accounted(text.encode(), name)


HARD = {
    "deep.html": lambda n: "<div>" * n + "3件" + "</div>" * n,
    "unclosed.html": lambda n: "<p>3件" + "<!--" * n,
    "quotes.html": lambda n: "<p>3件" + "<a '" * n,
    "closing.html": lambda n: "<b>" * n + "</i>" * n + "3件",
    "rows.html": lambda n: "<table>" + "<tr><td>3<td>4件" * n,
    "nested.html": lambda n: "<table><tr><td>" * (n // 3) + "3件",
    "scripts.html": lambda n: "<p>3件<script>" * n,
    "stars.md": lambda n: "3件" + "*" * n + "[" * n + "\n",
    "pipes.md": lambda n: "|a" * n + "\n" + "|--" * n + "\n",
    "quotes.csv": lambda n: '3件,"' + '""' * n,
    "brackets.txt": lambda n: "识(" * n + "3件",
    "labels.txt": lambda n: "联系人：" * n + "3件",
    "fence.txt": lambda n: "---\n" + "a: 3件\n" * n,
    "blanks.txt": lambda n: "发布日期" + " " * n + "3件",
    "digits.txt": lambda n: "2024" * n + "年",
}


@pytest.mark.parametrize("name", sorted(HARD))
def test_time_grows_with_the_size(name: str) -> None:
    def seconds(count: int) -> float:
        data = HARD[name](count).encode()
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            accounted(data, name)
            best = min(best, time.perf_counter() - start)
        return best

    small, large = seconds(2500), seconds(20000)
    assert large < max(30 * small, 0.5), f"8 times the text took {large / small:.0f} times as long"


def test_a_bomb_is_named_and_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("a.txt", bytes(40_000_000))
    ((_, problem),) = read_all(out.getvalue(), "bomb.zip")
    assert "unpacks to too much" in str(problem)


def test_an_archive_in_an_archive_in_an_archive_is_named() -> None:
    data = "3件".encode()
    for name in ("a.txt", "b.zip", "c.zip", "d.zip"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as opened:
            opened.writestr(name, data)
        data = out.getvalue()
    assert any(isinstance(found, UnreadableError) for _, found in read_all(data, "e.zip"))


def test_a_workbook_that_declares_entities_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    ((_, problem),) = read_all(out.getvalue(), "a.xlsx")
    assert "unsafe" in str(problem)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n ", "no text"),
        (bytes(range(256)) * 9, "not a text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 a}", "RTF"),
    ],
)
def test_each_problem_is_said_in_both_languages(data: bytes, word: str) -> None:
    ((_, problem),) = read_all(data, "a.txt")
    assert word in str(problem)
    said = {lang: problems.say(str(problem), lang) for lang in LANGS}
    assert said["en"] == str(problem)
    assert any("\u4e00" <= character <= "\u9fff" for character in said["zh"])
