"""Two statements of one metric, place, time and measure whose values exclude each other.

Bounds and rounding are allowed for (379 and 近380 agree). Values with the same digits and another
multiplier are told as a slip of the unit (8.14亿, 8.14万). Two reports with almost the same sentence are
copies of one text, not independent witnesses.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from etl.derive.between import comparable
from etl.derive.implied import interval_of
from etl.derive.spans import known_day
from etl.findings.case import Case, Finding
from etl.model import Observation

_COPY = 85


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each pair of statements that cannot both be true."""
    groups: dict[tuple, list[Observation]] = {}
    for o in case.observations:
        if o.time_kind in ("period", "as_of", "event") and o.time_basis == "stated" and known_day(o):
            groups.setdefault(_point(o), []).append(o)
    for group in groups.values():
        for a, b in combinations(sorted(group, key=lambda o: o.observation), 2):
            yield from _compare(case, a, b)


def _compare(case: Case, a: Observation, b: Observation) -> Iterator[Finding]:
    if agree(case, a, b) or not comparable(a, b, case.evidence) or _two_deals(a, b):
        return
    kind = "unit_slip" if _same_digits(a, b) else "conflict"
    yield case.finding(
        kind,
        "error" if a.bound == b.bound == "exact" else "warning",
        (a, b),
        text=f"{kind}.{_relation(case, a, b)}",
        expected=case.written(a),
        found=case.written(b),
        time=case.when(a),
        first=a,
        second=b,
    )


def agree(case: Case, a: Observation, b: Observation) -> bool:
    """Tell whether one true value can lie behind both statements."""
    first, second = interval_of(a, case.evidence), interval_of(b, case.evidence)
    return not (
        (first.high is not None and second.low is not None and first.high < second.low)
        or (second.high is not None and first.low is not None and second.high < first.low)
    )


def _two_deals(a: Observation, b: Observation) -> bool:
    """Tell whether both are single happenings of one report: two cases on a day are no conflict."""
    return a.measure == "event" and a.report == b.report


def _relation(case: Case, a: Observation, b: Observation) -> str:
    if a.report == b.report:
        return "within"
    sentences = [case.evidence.sentence(f) for o in (a, b) for f in case.evidence.figures_of(o)[:1]]
    return "copies" if len(sentences) == 2 and fuzz.ratio(*sentences) >= _COPY else "independent"


def _same_digits(a: Observation, b: Observation) -> bool:
    digits = {f"{abs(o.value):.12e}".partition("e")[0] for o in (a, b)}
    return len(digits) == 1 and a.value * b.value > 0


def _point(o: Observation) -> tuple:
    return o.metric, o.place, o.transform, o.measure, o.unit, o.time_kind, o.period_start, o.period_end
