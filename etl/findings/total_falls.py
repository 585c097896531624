"""A running total that gets smaller, which no running total can do.

An error where the words of both make them running totals; a warning where one is only taken for one.
"""

from collections.abc import Iterable
from itertools import pairwise

from etl.derive.between import comparable
from etl.derive.implied import interval_of
from etl.derive.spans import known_day
from etl.evidence import series_of
from etl.findings.case import Case, Finding


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each two totals of one series of which the later is smaller."""
    totals = [o for o in case.levels if o.measure == "cumulative" and o.time_kind == "as_of" and known_day(o)]
    for series in series_of(totals).values():
        for a, b in pairwise(series):
            early, late = interval_of(a, case.evidence), interval_of(b, case.evidence)
            if (
                a.period_end == b.period_end
                or early.low is None
                or late.high is None
                or late.high >= early.low
            ):
                continue
            if comparable(a, b, case.evidence):
                words = a.measure_basis == b.measure_basis == "words"
                yield case.finding(
                    "total_falls",
                    "error" if words else "warning",
                    (a, b),
                    expected=f">= {case.written(a)}",
                    found=case.written(b),
                    before=a,
                    after=b,
                    earlier=case.when(a),
                    later=case.when(b),
                )
