"""Amounts that are no statistics because of the words around them: titles, names, classes, fines, articles.

Promises: `trap` names the rule that takes an amount out of the statistics, or None. It never changes a value;
the amount stays in the tables, marked. Patterns come from rules/traps.yaml.
"""

import re
from bisect import bisect_right
from functools import cache

import msgspec

from etl import datafiles
from etl.model import Bound, Kind
from etl.paths import RULES
from etl.reading.grammar import grammar, is_han
from etl.reading.growth import any_of, kinds
from etl.reading.lexicon import lexicon
from etl.reading.quantities import Draft

_BEHIND, _AHEAD = 36, 24


class Trap(msgspec.Struct, forbid_unknown_fields=True):
    """One row of rules/traps.yaml."""

    key: str
    before: str
    after: str
    kinds: list[Kind] = []
    bare: bool | None = None
    hedged: bool | None = None
    bounds: list[Bound] = []
    chinese: bool | None = None
    reads: list[str] = []
    leaves: list[str] = []


class TrapFile(msgspec.Struct, forbid_unknown_fields=True):
    """rules/traps.yaml."""

    traps: list[Trap]
    counted_one: str
    chosen_one: str
    norms: list[str]
    changes: str


class _Rules:
    def __init__(self, file: TrapFile) -> None:
        self.rows = [
            (
                row,
                re.compile(f"(?:{row.before})$") if row.before else None,
                re.compile(row.after) if row.after else None,
            )
            for row in file.traps
        ]
        self.norms = {f"traps:{key}" for key in file.norms}
        self.counted_one = re.compile(file.counted_one)
        self.chosen_one = re.compile(file.chosen_one)
        self.changes = re.compile(file.changes)
        self.quoted, self.title = re.compile(grammar().quoted), re.compile(grammar().title)
        self.stops = re.compile(grammar().stops)
        self.measured = re.compile(any_of(kinds().measured))


@cache
def _rules() -> _Rules:
    return _Rules(datafiles.load(RULES / "traps.yaml", TrapFile))


class Spans:
    """Titles and short quotes of a text, asked by place."""

    def __init__(self, folded: str) -> None:
        rules = _rules()
        found = [
            (m.start(), m.end(), m[0][0]) for p in (rules.quoted, rules.title) for m in p.finditer(folded)
        ]
        self._spans = sorted(found)
        self._starts = [start for start, _, _ in self._spans]

    def around(self, start: int, end: int) -> tuple[int, int, str] | None:
        """Return the title or quote that holds `start`..`end`."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self._spans[index][1] >= end:
            return self._spans[index]
        return None


def changed_norm(folded: str, previous: Draft | None, draft: Draft) -> bool:
    """Tell whether `draft` is what a norm before it is changed to: 补贴比例由40%提高到50%."""
    if previous is None or previous.rule not in _rules().norms or previous.unit != draft.unit:
        return False
    return bool(_rules().changes.fullmatch(folded, previous.end, draft.start))


def trap(folded: str, draft: Draft, spans: Spans) -> str | None:
    """Return the rule by which `draft` is no statistic, or None."""
    named = _named(folded, draft, spans)
    if named:
        return named
    if draft.kind == "duration" and _measured(folded, draft):
        return None
    if draft.trait:
        return f"traps:{draft.trait}"
    if draft.kind == "duration":
        return "traps:span"
    if _article(folded, draft):
        return "traps:article"
    if draft.bare and draft.bound == "about" and not draft.front and not _counted_thing(folded, draft):
        return "traps:bare"
    if draft.chinese and draft.word in lexicon().listed and draft.numeral_end - draft.at == 1:
        return "traps:listed"
    for row, before, after in _rows(draft.kind, draft.bare, draft.chinese, draft.bound):
        if after and not after.match(folded, draft.end, min(len(folded), draft.end + _AHEAD)):
            continue
        if before and not before.search(folded, max(0, draft.start - _BEHIND), draft.start):
            continue
        return f"traps:{row.key}"
    return None


@cache
def _rows(
    kind: Kind, bare: bool, chinese: bool, bound: Bound
) -> list[tuple[Trap, re.Pattern | None, re.Pattern | None]]:
    """Return the rows that an amount of these traits can fall under."""
    return [
        (row, before, after)
        for row, before, after in _rules().rows
        if (not row.kinds or kind in row.kinds)
        and (not row.bounds or bound in row.bounds)
        and row.bare in (None, bare)
        and row.chinese in (None, chinese)
        and row.hedged in (None, bound != "exact")
    ]


def _counted_thing(folded: str, draft: Draft) -> bool:
    """Tell 万名青年 and 百家企业 from units that stand alone: (万件), 亿元 in a cell, 千亿台阶."""
    ahead, behind = (
        folded[draft.end : draft.end + 1],
        folded[draft.start - 1 : draft.start] if draft.start else "",
    )
    return draft.unit == "count" and is_han(ahead) and is_han(behind) and behind != grammar().each


def _named(folded: str, draft: Draft, spans: Spans) -> str | None:
    """Tell amounts inside 《…》, and those that open or close a short quote: “3M”, “…互认10条”."""
    around = spans.around(draft.start, draft.end)
    if not around:
        return None
    start, end, mark = around
    if mark == grammar().title_mark:
        return "traps:title"
    if draft.kind in ("count", "rate") and (draft.start == start + 1 or draft.end == end - 1):
        return "traps:quoted"
    return None


def _measured(folded: str, draft: Draft) -> bool:
    before = _rules().stops.split(folded[max(0, draft.start - 14) : draft.start])[-1]
    return bool(_rules().measured.search(before))


def _article(folded: str, draft: Draft) -> bool:
    """Tell 一 used as an article (一件专利) from a count behind its noun (金奖一项、银奖两项)."""
    if (
        not draft.chinese
        or draft.kind != "count"
        or folded[draft.at : draft.numeral_end] != grammar().article
    ):
        return False
    if draft.front or _rules().counted_one.search(folded, max(0, draft.start - 8), draft.start):
        return False
    if _rules().chosen_one.match(folded, draft.end, draft.end + _AHEAD):
        return False
    behind = folded[draft.end : draft.end + 1]
    return bool(behind) and behind not in grammar().postposed
