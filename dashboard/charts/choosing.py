"""Which of a chart's series are drawn together, and in which form, where no one form holds them all.

Few values may stand as numbers beside one another. Of many, those of one unit and one kind of time make the
picture: the group with most of them; the footer counts what stays out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import forms
from dashboard.points import Point, Series

FEW = 6
"""Values of several kinds that still stand together as numbers."""


@dataclass(frozen=True)
class Choice:
    """Series that one form holds; `kinds` are the groups of series that stay out, `older` the values."""

    series: list[Series]
    form: str
    out: tuple[Series, ...] = ()
    older: int = 0


def choose(kept: list[Series]) -> Choice:
    """Return the series to draw: all, or the largest group of one unit, measure and kind of time."""
    form = forms.choose(kept)
    if form != "tiles" or _count(kept) <= FEW:
        return Choice(kept, form)
    groups = _groups(kept)
    choices = [one for key in groups if (one := _of_group(groups[key]))]
    best = max(choices, key=lambda one: (_count(one.series), len(one.series)), default=None)
    if best is None or _count(best.series) < 2:
        return Choice(kept, form)
    others = (one for some in groups.values() for one in some)
    drawn = {p.observation for one in best.series for p in one.points}
    out = tuple(one for one in others if not drawn & {p.observation for p in one.points})
    return replace(best, out=out)


def _of_group(some: list[Series]) -> Choice | None:
    """Return the form that holds a group, of its newest values where none holds all; None where none does."""
    if (form := forms.choose(some)) != "tiles":
        return Choice(some, form)
    newest = [replace(one, points=(one.last,)) for one in some]
    form = forms.choose(newest)
    return None if form == "tiles" else Choice(newest, form, older=_count(some) - len(newest))


def _groups(kept: list[Series]) -> dict[tuple, list[Series]]:
    """Return the series by unit, measure and kind of time; plans stand with what they plan."""
    groups: dict[tuple, list[Series]] = {}
    for one in kept:
        shapes: dict[str, list[Point]] = {}
        for point in one.points:
            shapes.setdefault(point.shape, []).append(point)
        plans = shapes.pop("plan", []) if len(shapes) > 1 else []
        for shape, points in shapes.items():
            part = replace(one, points=tuple(sorted([*points, *plans], key=one.points.index)))
            groups.setdefault((points[0].unit, points[0].measure, shape), []).append(part)
            plans = []
    return groups


def _count(some: Sequence[Series]) -> int:
    return sum(len(one.points) for one in some)
