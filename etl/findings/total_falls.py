"""A running total that gets smaller, which no running total can do.

Each total is held against the highest one before it, so that a rough value between two hides nothing. An
error where the words of both make them running totals; a warning where one is only taken for one.
"""

from collections.abc import Iterable, Iterator

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
    for position, after in enumerate(series):
        least = {o: interval_of(o, case.evidence).low for o in series[:position]}
        before = max((o for o in least if least[o] is not None), key=least.__getitem__, default=None)
        most = interval_of(after, case.evidence).high
        if before is None or most is None or most >= least[before] or before.period_end == after.period_end:
            continue
        if comparable(before, after, case.evidence):
            words = before.measure_basis == after.measure_basis == "words"
            yield case.finding(
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
