"""Estimates that nobody stated: a year between two running totals, a part of a year made a whole one.

Off by default and kept apart: they are worked out only when asked for (`estimates=True`, `zhibiao build
--estimates`), carry a status of their own and a basis in the yearly view, and are never the preferred row.
Straight lines and equal days are assumptions; the formula says them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from msgspec.structs import replace

from etl.derive.between import comparable
from etl.derive.implied import Derived, number
from etl.derive.rounding import exact
from etl.derive.spans import known_day, whole_year
from etl.evidence import Evidence, series_of
from etl.model import Observation, short_id

ESTIMATES = {"I": "interpolated", "N": "annualised"}
"""SDMX observation status (imputed; not significant, here: made of a part) → basis in the yearly view."""
_LEAST_DAYS = 89


def estimates(observations: Iterable[Observation], evidence: Evidence) -> list[Derived]:
    """Return the estimates that stated exact levels allow, where the year has no stated value itself."""
    stated = [
        o
        for o in observations
        if o.transform == "level" and o.method == "stated" and o.bound == "exact" and known_day(o)
        if o.status != "P" and o.metric not in evidence.nature.listed
    ]
    found: list[Derived] = []
    for series in series_of(o for o in stated if o.place).values():
        found += _between(series, evidence)
        found += _annualised(series)
    return found


def _between(series: list[Observation], evidence: Evidence) -> Iterator[Derived]:
    """Yield the end of each year that lies between two dates of a running total, on a straight line."""
    points = [o for o in series if o.time_kind == "as_of" and o.measure in ("cumulative", "stock")]
    for a, b in pairwise(points):
        first, last = date.fromisoformat(a.period_end), date.fromisoformat(b.period_end)
        if first.year == last.year or not comparable(a, b, evidence):
            continue
        for year in range(first.year, last.year):
            end = date(year, 12, 31)
            if end > first:
                yield _on_the_line(a, b, end, Fraction((end - first).days, (last - first).days))


def _on_the_line(a: Observation, b: Observation, end: date, part: Fraction) -> Derived:
    value = exact(a.value) + (exact(b.value) - exact(a.value)) * part
    formula = f"{number(a.value)} + ({number(b.value)} - {number(a.value)}) × {part}"
    return _estimate(b, (a, b), value, "I", formula, time_kind="as_of", period_end=end.isoformat())


def _annualised(series: list[Observation]) -> Iterator[Derived]:
    """Yield a year's flow from its longest stated part, a quarter or more from 1 January, by days."""
    whole = {whole_year(o) for o in series}
    longest: dict[int, Observation] = {}
    for o in filter(_part_of_a_year, series):
        year = int(o.period_end[:4])
        longest[year] = max(longest.get(year, o), o, key=_days)
    for year, o in longest.items():
        if year not in whole:
            days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
            value = exact(o.value) * days / _days(o)
            formula = f"{number(o.value)} × {days} / {_days(o)}"
            yield _estimate(o, (o,), value, "N", formula, period_end=f"{year}-12-31", report=o.report)


def _part_of_a_year(o: Observation) -> bool:
    if o.measure != "flow" or o.period_start != f"{(o.period_end or '')[:4]}-01-01":
        return False
    return whole_year(o) is None and _days(o) >= _LEAST_DAYS


def _days(o: Observation) -> int:
    return (date.fromisoformat(o.period_end) - date.fromisoformat(o.period_start)).days + 1


def _estimate(
    like: Observation,
    inputs: tuple[Observation, ...],
    value: Fraction,
    status: str,
    formula: str,
    **changes: object,
) -> Derived:
    ids = tuple(o.observation for o in inputs)
    known = [o.known_since for o in inputs]
    values = {"report": None, **changes}
    observation = replace(
        like,
        observation=short_id(ESTIMATES[status], values["period_end"], *ids),
        value=float(round(value)) if like.unit == "count" else float(f"{float(value):.6g}"),
        low=None,
        high=None,
        bound="about",
        method="derived",
        formula=formula,
        status=status,
        note=None,
        figures=(),
        inputs=ids,
        known_since=None if None in known else max(known),
        **values,
    )
    return Derived(observation, ("start", "end") if len(ids) > 1 else ("part",))
