"""A series that nobody has stated for long, measured against the newest report of the library.

A single statement is no series and cannot go stale, and a metric that is still told in another way (its
growth, a running total) has not. How long ago that is today, pages work out when shown.
"""

from collections.abc import Iterable
from datetime import date

from etl.evidence import series_of, where
from etl.findings.case import Case, Finding, day
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each series of two points or more whose last is older than the limit."""
    newest = case.evidence.newest
    told: dict[tuple, str] = {}
    for o in case.observations:
        if o.period_end and o.time_kind != "plan":
            told[_thing(o)] = max(o.period_end, told.get(_thing(o), ""))
    for series in series_of(o for o in case.levels if o.period_end and o.measure != "event").values():
        times = {o.period_end for o in series}
        last = series[-1]
        if newest and len(times) > 1 and _months(told[_thing(last)], newest) >= rules().stale_months:
            yield case.finding(
                "stale",
                "note",
                [last],
                found=case.when(last),
                last=case.when(last),
                newest=day(newest),
                months=rules().stale_months,
            )


def _thing(o: Observation) -> tuple:
    return o.metric, where(o)


def _months(early: str, late: str) -> int:
    a, b = date.fromisoformat(early), date.fromisoformat(late)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)
