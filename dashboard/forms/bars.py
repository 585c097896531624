"""Flows as bars over their own spans on a true time axis: whole years side by side, part-years as they are.

A worked-out value is a hollow bar, a bound an open-ended whisker; a year without data says so.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, broken, steps, text_box, write
from dashboard.forms.labels import Labels, keys, keys_height
from dashboard.forms.timeline import axis_texts, breaks, value_axis
from dashboard.points import Point, Series

DAY_MS = 86_400_000
WIDEST, SHARE, WHISKER, SIDE, APART = 96, 0.62, 20, 4, 0.92
HEAD, TALL = 34, 54
"""Px above the plot for labels of one line, and for those of two."""


class Bar(NamedTuple):
    """One bar: its point and series, the moment of its middle and its width, both in days."""

    point: Point
    index: int
    middle: float
    width: float


def draw(scene: Scene, box: Box) -> Drawing:
    """Return the scene's spans as bars from zero."""
    points = [point for one in scene.series for point in _drawn(one)]
    names = keys(scene, box)
    head = TALL if any(scene.words(p) for p in points) else HEAD
    top = box.top + keys_height(names, box) + head
    values = steps(max(scene.reach[1], *(p.value for p in points)) * 1.02, box.bottom - top - 26)
    texts = axis_texts(scene, values, points[0])
    left = box.left + max(typeset.width(t, look.SMALL) for t in texts) + 10
    plot = Box(left, top, box.right - left, box.bottom - top - 26)
    x = timescale.axis(points, plot.left, plot.right, (16, 16))
    y = Axis(0, values[-1], plot.bottom, plot.top)
    drawing = Drawing(plot, timescale.layout(scene, x, True), value_axis(scene, values, texts))
    labels = Labels(
        scene, drawing, Placer(Box(plot.left, top - head, plot.width, plot.height + head + 6)), x, y
    )
    spots = marks.draw(scene, drawing, labels.placer, x)
    bars = [bar for index in range(len(scene.series)) for bar in _bars(scene, index, x)]
    tops = [_bar(labels, bar) for bar in bars]
    drawing.traces[:0] = [_trace(scene, bars, index) for index in range(len(scene.series))]
    _empty_years(scene, drawing, points, x)
    breaks(scene, drawing, labels.placer, x)
    _label_bars(labels, bars, tops)
    drawing.annotations += names
    marks.name(scene, drawing, labels.placer, spots)
    return drawing


def _drawn(one: Series) -> list[Point]:
    """Return the spans that get a bar: not those within a longer one, which the footer names."""
    inside = one.inside()
    return [p for p in one.points if p.shape in ("span", "plan") and p not in inside]


def _bars(scene: Scene, index: int, x: Axis) -> Iterator[Bar]:
    """Give the bars of a series: side by side with those of the others, and with other values of one span."""
    count, drawn = len(scene.series), _drawn(scene.series[index])
    day = (x.end - x.start) / (x.last - x.first)
    for point in drawn:
        rivals = [p for p in drawn if (p.start, p.end) == (point.start, point.end)]
        span = (point.end - (point.start or point.end)).days or 30
        room = min(span * SHARE, WIDEST * count / day) / count
        shift = (index - (count - 1) / 2) * room
        width = room / len(rivals)
        shift += (rivals.index(point) - (len(rivals) - 1) / 2) * width
        gap = 1 if len(rivals) == 1 else APART
        yield Bar(point, index, point.at.toordinal() + 0.5 + shift, width * gap)


def _bar(labels: Labels, bar: Bar) -> tuple[float, float]:
    """Keep labels off a bar, add its whisker, and return the px above which its label may stand."""
    scene, x, y, point = labels.scene, labels.x, labels.y, bar.point
    px, py = x.px(bar.middle), y.px(point.value)
    wide = bar.width * (x.end - x.start) / (x.last - x.first)
    labels.placer.block(Box(px - wide / 2, py, wide, max(0, y.start - py)))
    if point.bound in ("at_least", "at_most"):
        end = py - WHISKER if point.bound == "at_least" else py + WHISKER
        labels.drawing.traces.append(
            timescale.whisker(timescale.iso(bar.middle), point, y.value(end), scene.color(bar.index))
        )
        py = min(py, end) - 4
    return px, py


def _label_bars(labels: Labels, bars: list[Bar], tops: list[tuple[float, float]]) -> None:
    """Write the value above each bar; where that has no room, above the newest bar of each series only."""
    scene, x = labels.scene, labels.x
    day = (x.end - x.start) / (x.last - x.first)
    rooms = [(bar.point.end - (bar.point.start or bar.point.end)).days * day for bar in bars]
    widest = max(typeset.width(scene.label(bar.point), look.LABEL, True) for bar in bars)
    every = len(scene.series) == 1 or widest <= min(rooms) / len(scene.series) + SIDE
    for bar, at in zip(bars, tops, strict=True):
        shown = every or bar.point is scene.series[bar.index].last
        lines = _label(scene, bar.point, max(bar.width * day, 120)) if shown else []
        labels.write(bar.point, lines, at, gap=3)


def _trace(scene: Scene, bars: list[Bar], index: int) -> dict:
    color, own = scene.color(index), [bar for bar in bars if bar.index == index]
    hollow = [bar.point.worked_out or bar.point.shape == "plan" for bar in own]
    return {
        "type": "bar",
        "name": scene.labels[index],
        "x": [timescale.iso(bar.middle) for bar in own],
        "y": [bar.point.value for bar in own],
        "width": [bar.width * DAY_MS for bar in own],
        "customdata": [bar.point.observation for bar in own],
        "marker": {
            "color": [scene.theme.ground if h else color for h in hollow],
            "line": {"color": color, "width": [2 if h else 0 for h in hollow]},
        },
        "hovertext": [scene.hover(bar.point, scene.labels[index]) for bar in own],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _label(scene: Scene, point: Point, widest: float) -> list[Line]:
    """Return a bar's value as lines, with its span where that is no whole year, and the words it needs."""
    lines = [Line(scene.label(point), look.LABEL, scene.theme.ink, True)]
    words = scene.words(point) if point.whole_year else scene.dated(point)
    return broken([*lines, *([Line(words, look.SMALL, scene.theme.quiet)] if words else [])], widest)


def _empty_years(scene: Scene, drawing: Drawing, points: list[Point], x: Axis) -> None:
    """Say "no data" where a whole year between the first and the last has none, if a year has room for it."""
    words = [Line(scene.say("no_data"), look.SMALL, scene.theme.quiet)]
    if text_box(words)[0] > timescale.YEAR * (x.end - x.start) / (x.last - x.first):
        return
    covered = {year for p in points for year in range(timescale.first_day(p).year, p.end.year + 1)}
    for year in range(min(covered), max(covered)):
        if year not in covered:
            px = x.px(date(year, 7, 2).toordinal())
            drawing.annotations += write(words, px, drawing.plot.bottom - 20, "center", "empty")
