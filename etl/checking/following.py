"""What a draft reckons from its own figures: sums, differences, shares, averages, multiples, rates of growth.

A figure that no report states is `worked_out` when its words say how it was reckoned (合计, 增加了, 平均每;
following.yaml) and two statements give it that the draft's other figures are of, as the reports have them.
Nothing becomes `supported` here, and without such a word nothing is tried: numbers meet by chance.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import permutations
from pathlib import Path

import msgspec

from etl import datafiles
from etl.checking.agree import fit
from etl.checking.book import Book
from etl.checking.judge import time_fits
from etl.checking.model import Checked, Claim, Statement
from etl.derive.rounding import exact
from etl.reading.fold import fold

NEAREST = 16
"""Figures of the draft, the nearest ones, whose statements one may be reckoned from."""
REACH = 40
"""Characters on either side of a figure in which its words are looked for, within its clause."""
SMALL = 10
TOGETHER = 31
"""Days by which two stocks or totals may be apart that are added, divided or compared as of one time."""
_EVEN_AGAINST = ("sum", "difference", "gap", "growth")
"""What may be reckoned though another number is stated: words beside a figure say that it is."""
_SENTENCE = re.compile(r"[;。\n]|\.\s")
_STOP = re.compile(r"[,;。:\n]|\.\s")


class _Cue(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    before: str
    behind: str = "$^"


@dataclass(frozen=True)
class _Way:
    """How two statements give a figure: what they must share, the result, and the unit that it has."""

    suits: Callable[[Statement, Statement], bool]
    result: Callable[[Fraction, Fraction], Fraction]
    unit: Callable[[str], str]
    of_two_times: bool = False
    """The draft need name only one of the two: an increase to 8.14亿元 has its base in the tables."""


def follow(checked: Sequence[Checked], text: str, book: Book) -> list[Checked]:
    """Return the verdicts of a draft in text order, with those figures worked out that follow from others."""
    folded = fold(text)
    found = list(checked)
    for way in (_implied, _reckoned):
        known = [one for one in found if one.verdict != "not_found"]
        found = [way(one, known, folded, book) or one if _open(one) else one for one in found]
    return found


def _open(one: Checked) -> bool:
    claim = one.claim
    return one.verdict in ("not_found", "differs") and not claim.plan and _telling(claim)


def _telling(claim: Claim) -> bool:
    """Tell whether a number is large, or precise, enough not to be met by chance."""
    return abs(claim.value) >= (SMALL if claim.unit in ("count", "times") else 1)


def _implied(one: Checked, known: Sequence[Checked], folded: str, book: Book) -> Checked | None:
    """Return the verdict of a figure that names no metric, where the tables work it out of a known one."""
    claim = one.claim
    before = _SENTENCE.split(folded[max(0, claim.start - REACH) : claim.start])[-1]
    if claim.metric or claim.time.basis != "stated" or not _cues()["implied"][0].search(before):
        return None
    near = sorted(known, key=lambda other: abs(other.claim.start - claim.start))[:NEAREST]
    for metric in dict.fromkeys(other.claim.metric or "" for other in near):
        for row in book.of(metric):
            here = row.worked_out and row.place == claim.place and row.transform == "level"
            if here and time_fits(claim, row) and fit(claim, row):
                return Checked(claim, "worked_out", "worked_out", row)
    return None


def _reckoned(one: Checked, known: Sequence[Checked], folded: str, book: Book) -> Checked | None:
    near = sorted(known, key=lambda other: abs(other.claim.start - one.claim.start))[:NEAREST]
    meant = [other.matched or other.newest for other in near if other is not one]
    said = {row.observation: row for row in meant if row}
    known_of = [row for named in said.values() for row in book.of(named.metric) if not row.worked_out]
    newest = _newest_of(one.claim, book)
    for name in _named(one, folded):
        over_time = WAYS[name].of_two_times
        rows = {row.observation: row for row in (*known_of, *newest)} if over_time else {}
        anchors = {*said, *(row.observation for row in newest[:1])}
        for a, b in permutations({**said, **rows}.values(), 2):
            if not anchors & {a.observation, b.observation}:
                continue
            if _gives(WAYS[name], a, b, one) and _base_named(WAYS[name], one.claim, b, folded):
                return Checked(one.claim, "worked_out", f"follows_{name}", a, b)
    return None


def _base_named(way: _Way, claim: Claim, base: Statement, folded: str) -> bool:
    """Tell whether the words near a rate of growth with a base of its own (与2020年相比) name its year."""
    if way is not WAYS["growth"] or claim.base != "other":
        return True
    near = folded[max(0, claim.start - REACH) : claim.end + REACH]
    return bool(base.end) and base.end[:4] in near


def _newest_of(claim: Claim, book: Book) -> list[Statement]:
    """Return the levels stated of a claim's own metric and place, the newest first."""
    if not claim.metric or not claim.place:
        return []
    here = [row for row in book.of(claim.metric) if row.place == claim.place and not row.worked_out]
    levels = (row for row in here if row.transform == "level")
    return sorted(levels, key=lambda row: row.end or "", reverse=True)


def _named(one: Checked, folded: str) -> Iterator[str]:
    """Yield the ways of reckoning that a figure's words name."""
    start, end = one.claim.start, one.claim.end
    before = _STOP.split(folded[max(0, start - REACH) : start])[-1]
    behind = _STOP.split(folded[end : end + REACH])[0]
    for name, (ahead, after) in _cues().items():
        if name not in WAYS or (one.verdict == "differs" and name not in _EVEN_AGAINST):
            continue
        if ahead.search(before) or after.search(behind):
            yield from (name, "share_of_both") if name == "share" else (name,)


@cache
def _cues() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    found = datafiles.load(Path(__file__).with_name("following.yaml"), dict[str, _Cue])
    return {
        name: (re.compile(cue.before, re.IGNORECASE), re.compile(cue.behind, re.IGNORECASE))
        for name, cue in found.items()
    }


def _gives(way: _Way, a: Statement, b: Statement, one: Checked) -> bool:
    """Tell whether two statements, in this order, give the figure, rounded as it is written."""
    claim = one.claim
    if claim.place not in (None, a.place, b.place) or not way.suits(a, b) or not b.value:
        return False
    if claim.base == "year_before" and _days(a, b) > 366:
        return False
    if way.of_two_times and claim.metric not in (None, a.metric):
        return False
    value = way.result(exact(a.value), exact(b.value))
    made = replace(a, value=float(value), unit=way.unit(a.unit), bound="about", worked_out=True)
    return fit(claim if way is WAYS["growth"] else replace(claim, value=abs(claim.value)), made) is not None


def _days(a: Statement, b: Statement) -> int:
    if not a.end or not b.end:
        return 0 if a.end == b.end else 10_000
    return (date.fromisoformat(a.end) - date.fromisoformat(b.end)).days


def _level(a: Statement, b: Statement) -> bool:
    return a.transform == b.transform == "level" and all(
        one.bound == "exact" or one.worked_out for one in (a, b)
    )


def _at_once(a: Statement, b: Statement) -> bool:
    """Tell whether two levels are of one place and time, and of one field."""
    field = a.metric.partition(".")[0] == b.metric.partition(".")[0]
    spans = a.start or b.start
    same = (a.start, a.end) == (b.start, b.end) if spans else abs(_days(a, b)) <= TOGETHER
    return _level(a, b) and a.place == b.place and same and (field or a.unit == b.unit)


def _later(a: Statement, b: Statement) -> bool:
    """Tell whether the first is a later level of the same metric and place."""
    return _level(a, b) and (a.metric, a.place, a.unit) == (b.metric, b.place, b.unit) and _days(a, b) > 0


def _apart(a: Statement, b: Statement) -> bool:
    """Tell whether two levels of one metric differ in place alone, the first the larger."""
    alike = (a.metric, a.unit) == (b.metric, b.unit) and a.place != b.place and a.value > b.value
    return _level(a, b) and alike


def _parts(a: Statement, b: Statement) -> bool:
    return _at_once(a, b) and a.unit == b.unit and a.metric != b.metric


def _part_of(a: Statement, b: Statement) -> bool:
    """Tell whether the first may be a part of the second: smaller, of another metric or of one report."""
    same = a.metric == b.metric and a.report == b.report
    return a.value < b.value and _at_once(a, b) and a.unit == b.unit and (same or a.metric != b.metric)


def _same(unit: str) -> str:
    return unit


def _share(a: Fraction, b: Fraction) -> Fraction:
    return a / b * 100


def _percent(unit: str) -> str:
    return "percent"


WAYS = {
    "sum": _Way(_parts, lambda a, b: a + b, _same),
    "difference": _Way(lambda a, b: _later(a, b) or _apart(a, b), lambda a, b: abs(a - b), _same, True),
    "gap": _Way(lambda a, b: _part_of(b, a), lambda a, b: a - b, _same),
    "growth": _Way(_later, lambda a, b: _share(a - b, b), _percent, True),
    "multiple": _Way(
        lambda a, b: _later(a, b) or _parts(a, b), lambda a, b: a / b, lambda unit: "times", True
    ),
    "share": _Way(_part_of, _share, _percent),
    "share_of_both": _Way(_parts, lambda a, b: _share(a, a + b), _percent),
    "average": _Way(
        lambda a, b: _at_once(a, b) and a.unit.isupper() and b.unit == "count", lambda a, b: a / b, _same
    ),
}
