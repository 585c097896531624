"""A stated growth rate, change or share that the stated levels contradict.

The value that it implies for the year before, or for the whole, is held against the value that any report
states for it; the rounding of all three numbers is allowed for, and wording that counts something else is no
contradiction.
"""

from collections.abc import Iterable
from fractions import Fraction

from etl.derive.between import comparable
from etl.derive.rounding import exact
from etl.evidence import where
from etl.findings.case import Case, Finding, Pair
from etl.findings.conflict import agree
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each rate whose implied value is not the stated one."""
    stated: dict[tuple, list[Observation]] = {}
    for o in case.levels:
        if o.bound == "exact" and o.status != "P":
            stated.setdefault(_point(o), []).append(o)
    for derived in case.derived:
        implied = derived.observation
        if implied.method != "implied" or derived.roles[0] != "level":
            continue
        level, rate = (case.by_id[name] for name in implied.inputs)
        for other in stated.get(_point(implied), []):
            if not agree(case, implied, other) and comparable(level, other, case.evidence):
                yield _finding(case, level, rate, other)


def _finding(case: Case, level: Observation, rate: Observation, other: Observation) -> Finding:
    expected = _expected(case, level, other, rate)
    if rate.transform == "share":
        return case.finding(
            "share_mismatch",
            "warning",
            (level, rate, other),
            text="share_mismatch.levels",
            expected=expected,
            found=rate,
            time=case.when(level),
            part=level,
            rate=rate,
            whole=other,
        )
    return case.finding(
        "growth_mismatch",
        "warning",
        (level, rate, other),
        expected=expected,
        found=rate,
        time=case.when(level),
        level=level,
        rate=rate,
        before=other,
    )


def _expected(case: Case, level: Observation, before: Observation, rate: Observation) -> Pair:
    if rate.transform == "change":
        return case.amount(float(exact(level.value) - exact(before.value)), level)
    if rate.transform == "share":
        share = float(exact(level.value) / exact(before.value) * 100) if before.value else 0.0
        return f"{share:.1f}%", f"{share:.1f}%"
    value = (exact(level.value) / exact(before.value) - 1) * 100 if before.value else Fraction(0)
    return f"{float(value):+.2f}%", f"{float(value):+.2f}%"


def _point(o: Observation) -> tuple:
    return o.metric, where(o), o.measure, o.unit, o.period_start, o.period_end
