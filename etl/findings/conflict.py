"""Two statements of one metric, place, time and measure whose values exclude each other.

Bounds and rounding are allowed for (379 and 近380 agree). Values with the same digits and a multiplier or
currency that a slip explains (8.14亿, 8.14万) are told as a slip of the unit. Two reports with almost the
same sentence, numbers aside, are copies of one text, not independent witnesses.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import log10

from rapidfuzz import fuzz

from etl.derive.between import comparable
from etl.derive.implied import interval_of
from etl.derive.spans import known_day
from etl.evidence import where
from etl.findings.case import Case, Finding
from etl.findings.cells import of_a_part
from etl.findings.rules import rules
from etl.model import Observation

_COPY = 90
_SHORT = 12
_TELLING_DIGITS = 3
_NUMBERS = re.compile(r"[\d.,]+")


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
    slip = _slip(a, b)
    if not slip and (a.unit != b.unit or agree(case, a, b)):
        return
    if not comparable(a, b, case.evidence) or _two_deals(a, b) or _parts_of_one_table(case, a, b):
        return
    kind = "unit_slip" if slip else "conflict"
    yield case.finding(
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


def _parts_of_one_table(case: Case, a: Observation, b: Observation) -> bool:
    return a.report == b.report and (of_a_part(case, a) or of_a_part(case, b))


def _relation(case: Case, a: Observation, b: Observation) -> str:
    if a.report == b.report:
        return "within"
    sentences = [
        _NUMBERS.sub("0", case.evidence.sentence(f)) for o in (a, b) for f in case.evidence.figures_of(o)[:1]
    ]
    copied = len(sentences) == 2 and min(map(len, sentences)) >= _SHORT
    return "copies" if copied and fuzz.partial_ratio(*sentences) >= _COPY else "independent"


def _slip(a: Observation, b: Observation) -> bool:
    """Tell whether the values have the same digits, and a multiplier or currency that a slip makes."""
    if a.transform != "level" or a.value * b.value <= 0 or not (a.unit == b.unit or _money(a, b)):
        return False
    digits = {f"{abs(o.value):.12e}".partition("e")[0].rstrip("0.") for o in (a, b)}
    if len(digits) > 1:
        return False
    if a.unit != b.unit:
        return a.value == b.value and _telling(digits)
    power = abs(round(log10(a.value / b.value)))
    return power in rules().slip_powers and (_telling(digits) or a.bound == b.bound == "exact")


def _telling(digits: Iterable[str]) -> bool:
    return all(len(d.replace(".", "")) >= _TELLING_DIGITS for d in digits)


def _money(a: Observation, b: Observation) -> bool:
    return a.unit.isupper() and b.unit.isupper()


def _point(o: Observation) -> tuple:
    unit = "" if o.unit.isupper() else o.unit
    return o.metric, where(o), o.transform, o.measure, unit, o.time_kind, o.period_start, o.period_end
