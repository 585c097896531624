"""What must change no value: script, glosses, full-width digits, tags, and another report behind the text."""

import html
import re
from functools import cache

import opencc
import pytest
from label_formats import PAGES
from texts import labelled_texts, seed_texts, statistics, values

from etl import readers

TEXTS = labelled_texts()
SOME = sorted(TEXTS)[::3]
_DIGIT_RUN = re.compile(r"(?<![A-Za-z0-9.,-])[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9-])")
_TO_WIDE = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)} | {ord("."): 0xFF0E}


@cache
def _seeds() -> dict[str, str]:
    return seed_texts()


@pytest.mark.parametrize("doc", TEXTS)
def test_the_slice_is_the_surface(doc):
    for figure in statistics(TEXTS[doc]):
        assert TEXTS[doc][figure.start : figure.end] == figure.surface


@pytest.mark.parametrize("doc", TEXTS)
def test_simplified_and_traditional_give_equal_values(doc):
    characters = opencc.OpenCC("s2t")
    traditional = "".join(characters.convert(c) for c in TEXTS[doc])
    assert values(traditional) == values(TEXTS[doc])


@pytest.mark.parametrize("doc", SOME)
def test_full_width_digits_change_no_value(doc):
    wide = _DIGIT_RUN.sub(lambda run: run[0].translate(_TO_WIDE), TEXTS[doc])
    assert values(wide) == values(TEXTS[doc])


@pytest.mark.parametrize("doc", SOME)
def test_glosses_change_no_value(doc):
    characters = opencc.OpenCC("s2t")
    plain = "".join(characters.convert(c) for c in TEXTS[doc])
    glossed = "".join(f"{c}({PAGES['gloss'][c]})" if c in PAGES["gloss"] else c for c in plain)
    assert values(readers.read(glossed.encode(), "glossed.txt").text) == values(plain)


@pytest.mark.parametrize("doc", SOME)
def test_tags_change_no_value(doc):
    lines = [line for line in TEXTS[doc].split("\n") if line.strip()]
    if any("\t" in line for line in lines):
        pytest.skip("tables have tags of their own")
    tagged = [f"<p>{_emphasised(html.escape(line, quote=False))}</p>" for line in lines]
    page = '<html><head><meta charset="utf-8"></head><body>' + "\n".join(tagged) + "</body></html>"
    assert values(readers.read(page.encode(), "page.html").text) == values("\n".join(lines))


def _emphasised(line: str) -> str:
    """Return the line with tags in the middle of its numbers and words."""
    return _DIGIT_RUN.sub(lambda run: f"<b>{run[0][0]}</b><span>{run[0][1:]}</span>", line)


@pytest.mark.parametrize("pair", ["000 001", "002 004", "003 000", "004 003"])
def test_two_reports_in_one_text_give_the_figures_of_both(pair):
    one, other = (_seeds()[name] for name in pair.split())
    assert values(f"{one}\n\n{other}") == values(one) + values(other)
