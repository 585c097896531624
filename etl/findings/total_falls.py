"""A running total that gets smaller, which no running total can do.

Each total is held against the highest one that is surely before it (an inferred date by its whole interval),
so that a rough value between two hides nothing; each highest one is told with the first total below it. An
error where the words of both make them running totals; a warning where one is only taken for one.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from etl.derive.between import comparable
from etl.derive.implied import interval_of
from etl.evidence import series_of
from etl.findings.case import Case, Finding
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each total that is below an earlier one of its series."""
    totals = [o for o in case.levels if o.measure == "cumulative" and o.time_kind == "as_of" and o.period_end]
    for series in series_of(totals).values():
        yield from _falls(case, series)


def _falls(case: Case, series: list[Observation]) -> Iterator[Finding]:
    """Hold each total against the highest of those that are surely earlier; tell each highest once."""
    waiting = sorted(series, key=lambda o: (o.period_end, o.observation))
    highest: Observation | None = None
    least, told = Fraction(0), set()
    for after in sorted(series, key=lambda o: (_earliest(o), o.period_end, o.observation)):
        while waiting and waiting[0].period_end < _earliest(after):
            earlier = waiting.pop(0)
            low = interval_of(earlier, case.evidence).low
            if low is not None and (highest is None or low > least):
                highest, least = earlier, low
        most = interval_of(after, case.evidence).high
        falls = highest is not None and most is not None and most < least
        if falls and highest not in told and comparable(highest, after, case.evidence):
            told.add(highest)
            yield _finding(case, highest, after)


def _earliest(o: Observation) -> str:
    return o.period_end_earliest or o.period_end


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
