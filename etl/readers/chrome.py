"""Which blocks of a web page are the report and which its chrome: navigation, sharing, printing, footers.

A whole page loses what its names or words mark as chrome, what is mostly links, and what stands before the
title and behind the signature. A fragment (an aggregator's post without head and body) loses only what is
marked. A mark that would take away a third of the page's sentences is taken for wrong.
"""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES
from etl.readers.blocks import Block

MOST = 1 / 3
TAIL = 12


class Chrome(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What chrome.yaml holds."""

    names: frozenset[str]
    unseen: frozenset[str]
    elements: frozenset[str]
    void: frozenset[str]
    breaks: frozenset[str]
    folding: frozenset[str]
    lines: list[str]
    longest_line: int
    heads: str
    sentence_end: str


@cache
def rules() -> Chrome:
    """Return the rules of chrome.yaml."""
    return datafiles.load(RULES / "readers" / "chrome.yaml", Chrome)


def names_of(kind: str) -> frozenset[str]:
    """Return the element names of a kind: void, breaks, folding, unseen or elements."""
    return getattr(rules(), kind)


@cache
def _line() -> re.Pattern:
    return re.compile(r"\s*(?:" + "|".join(rules().lines) + ")")


@cache
def is_chrome_name(name: str) -> bool:
    """Return whether a class or id name marks page chrome: one of its words does."""
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
    return name in rules().names or any(
        word.lower() in rules().names for word in re.split(r"[^A-Za-z]+", words)
    )


def is_chrome_line(text: str) -> bool:
    """Return whether a line is page chrome by its words."""
    text = text.strip()
    return len(text) <= rules().longest_line and bool(_line().match(text)) and not is_sentence(text)


def is_sentence(text: str) -> bool:
    """Return whether a block reads like prose: it has a sentence's end and is no mere label."""
    return len(text) >= 20 and re.search(rules().sentence_end, text) is not None


def report_blocks(blocks: Sequence[Block], title: str | None, fragment: bool) -> list[Block]:
    """Return the blocks that are the report, in order; `title` is what the page calls itself."""
    wrong = _wrong_marks(blocks)
    kept = [b for b in blocks if not set(b.chrome) - wrong]
    if fragment:
        return kept
    kept = [
        b
        for b in kept
        if not is_chrome_line(b.text) and not (b.links > 0.6 and not is_sentence(b.text) and b.cell is None)
    ]
    prose = [i for i, b in enumerate(kept) if is_sentence(b.text) and b.links < 0.5]
    if not prose:
        return kept
    first, last = _first(kept, prose[0], title, blocks), _reach(kept, prose[-1], 1, blocks)
    return kept[first : last + 1]


def _wrong_marks(blocks: Sequence[Block]) -> set[int]:
    shares: dict[int, int] = {}
    total = 0
    for block in blocks:
        size = len(block.text) if is_sentence(block.text) else 0
        total += size
        for mark in block.chrome:
            shares[mark] = shares.get(mark, 0) + size
    return {mark for mark, share in shares.items() if share > total * MOST}


def _first(kept: list[Block], prose: int, title: str | None, blocks: Sequence[Block]) -> int:
    """Return the block to begin with: the title before the prose, else the line that says when and whence."""
    wanted = _bare(title or "")
    heads = [i for i in range(prose + 1) if kept[i].level in (1, 2)]
    named = [i for i in range(prose + 1) if len(bare := _bare(kept[i].text)) > 4 and bare in wanted]
    dated = [i for i in range(prose + 1) if re.search(rules().heads, kept[i].text)]
    for found in (named, heads, dated):
        if found:
            return min(found[-1], *dated[:1]) if dated and found[-1] - dated[0] < 4 else found[-1]
    return _reach(kept, prose, -1, blocks)


def _reach(kept: list[Block], prose: int, step: int, blocks: Sequence[Block]) -> int:
    """Return how far the report goes on: to the first chrome, or a dozen lines without number."""
    position = {id(block): index for index, block in enumerate(blocks)}
    last, bare = prose, 0
    while 0 <= last + step < len(kept) and bare < TAIL:
        block = kept[last + step]
        if position[id(block)] != position[id(kept[last])] + step:
            break
        last += step
        bare = 0 if block.cell or re.search(r"\d", block.text) else bare + 1
    return last


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)
