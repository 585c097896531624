"""Developments: comparable runs as an index of their first value (100) or as growth from value to value.

Values of different units and sizes can be drawn together this way where their levels cannot. Only exact
values that reports state take part, run by run, so that nothing is carried across a change of definition;
each point keeps the id of the observation that it comes from.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from dashboard.points import Point, Series, comparable

Way = Literal["", "index", "growth"]
WAYS = ("index", "growth")
BASE = 100.0
RELATIVE = ("rank", "percent", "permille", "percentage_point", "times", "ratio", "index", "score")
"""Units whose values are no amounts: their ratio says nothing."""


def developed(series: list[Series], way: Way) -> list[Series]:
    """Return a series for each comparable run, its values as index points or growth in percent."""
    change = _indexed if way == "index" else _grown
    return [Series(points) for run in runs(series) if (points := tuple(change(run)))]


def runs(series: list[Series]) -> list[tuple[Point, ...]]:
    """Return the runs of exact stated amounts above zero that may be compared, two dates or more."""
    stated = [replace(one, points=kept) for one in series if (kept := tuple(filter(_takes_part, one.points)))]
    return [run for one in stated for run in one.runs() if comparable(run)]


def _takes_part(point: Point) -> bool:
    return not point.worked_out and point.bound == "exact" and point.value > 0 and point.unit not in RELATIVE


def _indexed(run: tuple[Point, ...]) -> Iterator[Point]:
    first = run[0].value
    for point in run:
        yield _as(point, point.value / first * BASE, "index")


def _grown(run: tuple[Point, ...]) -> Iterator[Point]:
    for before, point in pairwise(run):
        held = replace(point, measure_basis=before.measure_basis) if point.measure_basis == "words" else point
        yield _as(held, (point.value / before.value - 1) * 100, "percent")


def _as(point: Point, value: float, unit: str) -> Point:
    return replace(point, value=round(value, 1), low=None, high=None, unit=unit, unit_text="")
