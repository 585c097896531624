"""Every character of the clean text leads back to its place in the source, and nothing is rewritten."""

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.paths import SEEDS
from etl.readers import Document, TextSpan, read
from etl.readers.document import drop

FILES = Path(__file__).with_name("files")
SEEDED = sorted(SEEDS.glob("*.txt"))
WORDS = st.text(
    "知识产权保险2023年累计承保379家次，。0123456789万元亿 \u3000ab", min_size=1, max_size=30
).filter(str.strip)


def check(document: Document, source: str) -> None:
    """Assert that each run is what stands at its place: the same characters, or a reference to them."""
    position = 0
    for run in document.source_map.runs:
        assert run.start == position
        position += run.length
        text = document.text[run.start : position]
        written = source[run.where.start : run.where.end]
        if written and text not in ("\n", "\t", " "):
            assert text == (written if len(written) == run.length else html.unescape(written))
    assert position == len(document.text)


@pytest.mark.parametrize(
    "path",
    [*SEEDED, *sorted(FILES.glob("*.html")), FILES / "post.md", FILES / "table_gb18030.csv"],
    ids=lambda p: p.name,
)
def test_the_clean_text_is_the_source_without_what_was_deleted(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    check(document, path.read_bytes().decode(document.encoding))


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_a_plain_text_is_kept_character_for_character(number: str) -> None:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    assert read(path.read_bytes(), path.name).text == path.read_bytes().decode()


def test_glosses_go_and_other_brackets_stay() -> None:
    text = "全國(guó)知識(shí)產(chǎn)權(quán)局(GACG)批準(zhǔn)3項(xiàng)標準，長度5公里(km)，人工智能(ai)"
    document = read(text.encode(), "a.txt")
    assert document.text == "全國知識產權局(GACG)批準3項標準，長度5公里(km)，人工智能(ai)"
    assert read("人工智能(ai)企业3家".encode(), "a.txt").text == "人工智能(ai)企业3家"


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["p", "div", "li", "h2"]))
def test_tags_around_paragraphs_change_no_text(paragraphs: list[str], tag: str) -> None:
    page = "".join(f"<{tag} class='x'>{html.escape(p)}</{tag}>\n" for p in paragraphs)
    document = read(page.encode(), "a.html")
    assert document.text.splitlines() == [p.strip(" ") for p in paragraphs]
    check(document, page)


@given(st.text("知识产权379家次万元", min_size=2, max_size=20), st.data())
def test_inline_tags_change_no_text(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    page = f"<p>{text[:cut]}<b style='color:red'>{text[cut:]}</b></p>"
    assert read(page.encode(), "a.html").text == text


@given(st.text("ab产权1", min_size=1, max_size=40), st.data())
def test_dropping_spans_keeps_the_map_right(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    document = drop(read(f"|{text}".encode(), "a.txt"), [(start + 1, end + 1) for start, end in spans])
    check(document, f"|{text}")
    assert all(isinstance(run.where, TextSpan) for run in document.source_map.runs)
