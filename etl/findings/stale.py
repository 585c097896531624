"""A series that nobody has stated for long, measured against the newest report of the library.

A single statement is no series and cannot go stale. How long ago that is today, pages work out when shown.
"""

from collections.abc import Iterable
from datetime import date

from etl.evidence import series_of
from etl.findings.case import Case, Finding
from etl.findings.rules import rules


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each series of two points or more whose last is older than the limit."""
    newest = case.evidence.newest
    for series in series_of(o for o in case.levels if o.period_end and o.measure != "event").values():
        times = {o.period_end for o in series}
        last = series[-1]
        if newest and len(times) > 1 and _months(last.period_end, newest) >= rules().stale_months:
            yield case.finding(
                "stale",
                "note",
                [last],
                found=case.when(last),
                last=case.when(last),
                newest=newest,
                months=rules().stale_months,
            )


def _months(early: str, late: str) -> int:
    a, b = date.fromisoformat(early), date.fromisoformat(late)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)
