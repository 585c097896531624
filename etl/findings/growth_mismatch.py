"""A stated growth rate or change that the stated levels contradict.

The value that the rate implies for the year before is held against the value that any report states for it;
the rounding of all three numbers is allowed for, and wording that counts something else is no
contradiction.
"""

from collections.abc import Iterable
from fractions import Fraction

from etl.derive.between import comparable
from etl.derive.implied import number
from etl.derive.rounding import exact
from etl.findings.case import Case, Finding
from etl.findings.conflict import agree
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each rate whose implied value is not the stated one."""
    stated: dict[tuple, list[Observation]] = {}
    for o in case.levels:
        if o.bound == "exact":
            stated.setdefault(_point(o), []).append(o)
    for derived in case.derived:
        implied = derived.observation
        if implied.method != "implied" or derived.roles[1] == "share":
            continue
        level, rate = (case.by_id[name] for name in implied.inputs)
        for other in stated.get(_point(implied), []):
            if not agree(case, implied, other) and comparable(level, other, case.evidence):
                expected = _expected(level, other, rate)
                yield case.finding(
                    "growth_mismatch",
                    "warning",
                    (level, rate, other),
                    expected=expected,
                    found=case.written(rate),
                    time=case.when(level),
                    level=level,
                    rate=rate,
                    before=other,
                )


def _expected(level: Observation, before: Observation, rate: Observation) -> str:
    if rate.transform == "change":
        return number(float(exact(level.value) - exact(before.value)))
    value = (exact(level.value) / exact(before.value) - 1) * 100 if before.value else Fraction(0)
    return f"{float(value):+.2f}%"


def _point(o: Observation) -> tuple:
    return o.metric, o.place, o.measure, o.unit, o.period_start, o.period_end
