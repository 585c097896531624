"""The true time axis that timeline, bars, ranks and deals share: range, ticks, and a day's place on it."""

from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from dashboard import look, typeset
from dashboard.forms.base import Axis, Scene
from dashboard.points import Point
from etl import times
from etl.texts import Lang

YEAR = 365.25
LEFT, RIGHT = 6, 14
"""Px by which the words of a tick may stand out, to the left where the value axis has its own, and right."""


def first_day(point: Point) -> date:
    """Return the first day that a point covers."""
    if point.shape == "span" and point.start:
        return point.start
    return point.earliest or point.end


def axis(points: list[Point], left: float, right: float, pads: tuple[float, float]) -> Axis:
    """Return the axis from first to last day, `pads` px free before and behind, a year at least."""
    first = min(first_day(p) for p in points).toordinal()
    last = max(p.end for p in points).toordinal()
    short = max(0.0, YEAR - (last - first)) / 2
    first, last = first - short, last + short
    day = (last - first) / max(right - left - sum(pads), 1)
    return Axis(first - pads[0] * day, last + pads[1] * day, left, right)


def iso(ordinal: float) -> str:
    """Return the moment of a day's ordinal with fraction, as plotly.js reads it."""
    whole = int(ordinal // 1)
    moment = date.fromordinal(whole).isoformat()
    seconds = round((ordinal - whole) * 86400)
    return moment if not seconds else f"{moment} {timedelta(seconds=min(seconds, 86399))!s:0>8}"


def whisker(at: str, point: Point, end: float, color: str) -> dict:
    """Return the open-ended whisker of a bound at a moment, from the value to `end` on the value axis."""
    symbol = "triangle-up" if end > point.value else "triangle-down"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [at] * 2,
        "y": [point.value, end],
        "line": {"color": color, "width": 2},
        "marker": {"symbol": symbol, "size": [0, 9], "color": color, "opacity": 1},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def layout(scene: Scene, scale: Axis, centred: bool) -> dict:
    """Return the x axis: years at their first day, or at their middle (`centred`) under yearly bars."""
    ticks = _ticks(scene.lang, scale, centred)
    return {
        "type": "date",
        "range": [iso(scale.first), iso(scale.last)],
        "tickmode": "array",
        "tickvals": [iso(day) for day, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "tickfont": {"size": look.SMALL, "color": scene.theme.quiet},
        "ticklabeloverflow": "allow",
        "ticks": "" if centred else "outside",
        "ticklen": 5,
        "tickcolor": scene.theme.rule,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": scene.theme.quiet,
        "linewidth": 1,
        "fixedrange": True,
    }


def _ticks(lang: Lang, scale: Axis, centred: bool) -> list[tuple[float, str]]:
    """Return (ordinal, words) of years, every n-th where they would touch."""
    years = range(date.fromordinal(int(scale.first)).year, date.fromordinal(int(scale.last)).year + 2)
    days = [(date(y, 7, 2) if centred else date(y, 1, 1)).toordinal() for y in years]
    inside = [
        (day, times.span(date(y, 1, 1), date(y, 12, 31), lang))
        for y, day in zip(years, days, strict=True)
        if scale.first <= day <= scale.last
    ]
    inside = _within(inside, scale)
    if len(inside) < 2 and not centred:
        halves = _half_years(lang, scale)
        inside = _within(halves, scale) or halves[:1]
    room = min((scale.px(b) - scale.px(a) for (a, _), (b, _) in pairwise(inside)), default=1.0)
    every = max(1, ceil((2 * max(_half(text) for _, text in inside) + 14) / max(room, 1)))
    return inside[::-1][::every][::-1]


def _within(ticks: list[tuple[float, str]], scale: Axis) -> list[tuple[float, str]]:
    """Return the ticks whose words keep to the picture, left and right of the axis."""
    return [
        (day, text)
        for day, text in ticks
        if scale.start - LEFT <= scale.px(day) - _half(text)
        and scale.px(day) + _half(text) <= scale.end + RIGHT
    ]


def _half(text: str) -> float:
    """Return half the width of a tick's words in px."""
    return typeset.width(text, look.SMALL) / 2


def _half_years(lang: Lang, scale: Axis) -> list[tuple[float, str]]:
    """Return the first days of January and July, or the middle of an axis that holds none."""
    middle = (scale.first + scale.last) / 2
    years = range(date.fromordinal(int(scale.first)).year, date.fromordinal(int(scale.last)).year + 1)
    days = [date(year, month, 1) for year in years for month in (1, 7)]
    inside = [(day.toordinal(), times.month(day, lang)) for day in days]
    return [tick for tick in inside if scale.first <= tick[0] <= scale.last] or [
        (middle, times.month(date.fromordinal(int(middle)), lang))
    ]
