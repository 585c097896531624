"""Two statements of one metric, place, time and measure whose values exclude each other.

Bounds and rounding are allowed for (379 and 近380 agree). Values with the same digits and a multiplier or
currency that a slip explains (8.14亿, 8.14万) are told as a slip of the unit. Two reports with almost the
same sentence, numbers aside, are copies of one text, not independent witnesses.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log10

from rapidfuzz import fuzz

from etl.derive.implied import interval_of
from etl.derive.rounding import Interval
from etl.derive.spans import known_day
from etl.derive.words import wording
from etl.evidence import where
from etl.findings.case import Case, Finding
from etl.findings.cells import of_a_part
from etl.findings.rules import rules
from etl.model import Observation

_COPY = 90
_SHORT = 12
_TELLING_DIGITS = 3
_NUMBERS = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One observation with its digits, what its words allow, and which wording they use."""

    o: Observation
    digits: str
    span: Interval
    wording: tuple


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each statement that cannot be true beside an earlier one.

    Each value is looked at once, however many reports repeat it, and is held against the first statement
    that it contradicts: a thousand contradictions of one point are a thousand findings, not their square.
    """
    points: dict[tuple, list[Observation]] = {}
    for o in case.observations:
        dated = o.time_kind in ("period", "as_of", "event") and o.time_basis == "stated" and known_day(o)
        if dated and o.metric not in case.evidence.nature.listed:
            points.setdefault(_point(o), []).append(o)
    for group in points.values():
        if len(group) > 1:
            yield from _contradictions(case, group)


def _contradictions(case: Case, group: list[Observation]) -> Iterator[Finding]:
    """Compare statements in the order in which they became known, exact ones first."""
    earlier: dict[tuple, Statement] = {}
    for o in sorted(group, key=lambda o: (o.bound != "exact", o.known_since or "9999", o.observation)):
        new = _statement(case, o)
        said = (o.value, o.bound, o.unit, new.wording, o.status == "P" and o.report)
        if said in earlier:
            continue
        slips = (old for old in earlier.values() if _slip(old, new) and _of_one_thing(case, old, new))
        others = (old for old in earlier.values() if _excludes(old, new) and _of_one_thing(case, old, new))
        if slip := next(slips, None):
            yield _finding(case, "unit_slip", slip.o, o)
        elif other := next(others, None):
            yield _finding(case, "conflict", other.o, o)
        earlier[said] = new


def _statement(case: Case, o: Observation) -> Statement:
    digits = f"{abs(o.value):.12e}".partition("e")[0].rstrip("0.").replace(".", "")
    words = tuple(sorted(wording(case.evidence, o).items()))
    return Statement(o, digits, interval_of(o, case.evidence), words)


def _finding(case: Case, kind: str, a: Observation, b: Observation) -> Finding:
    return case.finding(
        kind,
        "error" if a.bound == b.bound == "exact" else "warning",
        (a, b),
        text=f"{kind}.{_relation(case, a, b)}",
        expected=a,
        found=b,
        time=case.when(a),
        first=a,
        second=b,
    )


def _excludes(a: Statement, b: Statement) -> bool:
    return a.o.unit == b.o.unit and not overlap(a.span, b.span)


def _of_one_thing(case: Case, a: Statement, b: Statement) -> bool:
    """Tell whether two statements of a point count the same, as far as their words say."""
    one = a.o.report == b.o.report
    unfinished = "P" in (a.o.status, b.o.status)
    if one and (a.o.measure == "event" or of_a_part(case, a.o) or of_a_part(case, b.o)):
        return False
    second = dict(b.wording)
    return (one or not unfinished) and all(second.get(name, found) == found for name, found in a.wording)


def agree(case: Case, a: Observation, b: Observation) -> bool:
    """Tell whether one true value can lie behind both statements."""
    return overlap(interval_of(a, case.evidence), interval_of(b, case.evidence))


def overlap(first: Interval, second: Interval) -> bool:
    """Tell whether two intervals share a value."""
    return not (
        (first.high is not None and second.low is not None and first.high < second.low)
        or (second.high is not None and first.low is not None and second.high < first.low)
    )


def _relation(case: Case, a: Observation, b: Observation) -> str:
    if a.report == b.report:
        return "within"
    sentences = [
        _NUMBERS.sub("0", case.evidence.sentence(f)) for o in (a, b) for f in case.evidence.figures_of(o)[:1]
    ]
    copied = len(sentences) == 2 and min(map(len, sentences)) >= _SHORT
    return "copies" if copied and fuzz.partial_ratio(*sentences) >= _COPY else "independent"


def _slip(one: Statement, two: Statement) -> bool:
    """Tell whether the values have the same digits, and a multiplier or currency that a slip makes."""
    a, b, telling = one.o, two.o, len(one.digits) >= _TELLING_DIGITS
    if one.digits != two.digits or a.transform != "level" or a.value * b.value <= 0:
        return False
    if a.unit != b.unit:
        return a.unit.isupper() and b.unit.isupper() and a.value == b.value and telling
    power = abs(round(log10(a.value / b.value)))
    return power in rules().slip_powers and (telling or a.bound == b.bound == "exact")


def _point(o: Observation) -> tuple:
    unit = "" if o.unit.isupper() else o.unit
    return o.metric, where(o), o.transform, o.measure, unit, o.time_kind, o.period_start, o.period_end
