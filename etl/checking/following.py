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
    known = [one for one in checked if one.verdict != "not_found"]
    return [_reckoned(one, known, folded, book) or one if _open(one) else one for one in checked]


def _open(one: Checked) -> bool:
    claim = one.claim
    return one.verdict in ("not_found", "differs") and not claim.plan and _telling(claim)


def _telling(claim: Claim) -> bool:
    """Tell whether a number is large, or precise, enough not to be met by chance."""
    return abs(claim.value) >= (SMALL if claim.unit in ("count", "times") else 1)


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
            if _gives(WAYS[name], a, b, one):
                return Checked(one.claim, "worked_out", f"follows_{name}", a, b)
    return None


def _newest_of(claim: Claim, book: Book) -> list[Statement]:
    """Return the levels stated of a claim's own metric and place, the newest first."""
    if not claim.metric or not claim.place:
        return []
    here = [row for row in book.of(claim.metric) if row.place == claim.place and not row.worked_out]
    levels = (row for row in here if row.transform == "level")
    return sorted(levels, key=lambda row: row.end or "", reverse=True)


def _named(one: Checked, folded: str) -> Iterator[str]:
    """Yield the ways of reckoning that a figure's words name; what a report contradicts can be a sum only."""
    start, end = one.claim.start, one.claim.end
    before = _STOP.split(folded[max(0, start - REACH) : start])[-1]
    behind = _STOP.split(folded[end : end + REACH])[0]
    for name, (ahead, after) in _cues().items():
        if one.verdict == "differs" and name != "sum":
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
    if claim.base == "other" or (claim.base == "year_before" and _days(a, b) > 366):
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
    return a.transform == b.transform == "level" and a.bound == b.bound == "exact"


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


def _same(unit: str) -> str:
    return unit


def _share(a: Fraction, b: Fraction) -> Fraction:
    return a / b * 100


def _percent(unit: str) -> str:
    return "percent"


WAYS = {
    "sum": _Way(_parts, lambda a, b: a + b, _same),
    "difference": _Way(lambda a, b: _later(a, b) or _apart(a, b), lambda a, b: abs(a - b), _same, True),
    "growth": _Way(_later, lambda a, b: _share(a - b, b), _percent, True),
    "multiple": _Way(
        lambda a, b: _later(a, b) or _parts(a, b), lambda a, b: a / b, lambda unit: "times", True
    ),
    "share": _Way(lambda a, b: _parts(a, b) and a.value < b.value, _share, _percent),
    "share_of_both": _Way(_parts, lambda a, b: _share(a, a + b), _percent),
    "average": _Way(
        lambda a, b: _at_once(a, b) and a.unit.isupper() and b.unit == "count", lambda a, b: a / b, _same
    ),
}
