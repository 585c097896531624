"""A running total that gets smaller, which no running total can do.

Each total is held against the highest one before it, so that a rough value between two hides nothing. An
error where the words of both make them running totals; a warning where one is only taken for one.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from etl.derive.between import comparable
from etl.derive.implied import interval_of
from etl.derive.spans import known_day
from etl.evidence import series_of
from etl.findings.case import Case, Finding
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each total that is below an earlier one of its series."""
    totals = [o for o in case.levels if o.measure == "cumulative" and o.time_kind == "as_of" and known_day(o)]
    for series in series_of(totals).values():
        yield from _falls(case, series)


def _falls(case: Case, series: list[Observation]) -> Iterator[Finding]:
    highest: Observation | None = None
    least = Fraction(0)
    for _, day in groupby(series, key=lambda o: o.period_end):
        spans = [(o, interval_of(o, case.evidence)) for o in day]
        for after, span in spans:
            falls = highest is not None and span.high is not None and span.high < least
            if falls and comparable(highest, after, case.evidence):
                yield _finding(case, highest, after)
        for o, span in spans:
            if span.low is not None and (highest is None or span.low > least):
                highest, least = o, span.low


def _finding(case: Case, before: Observation, after: Observation) -> Finding:
    words = before.measure_basis == after.measure_basis == "words"
    return case.finding(
        "total_falls",
        "error" if words else "warning",
        (before, after),
        expected=case.at_least(*case.both(before)),
        found=after,
        before=before,
        after=after,
        earlier=case.when(before),
        later=case.when(after),
    )
