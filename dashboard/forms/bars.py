"""Flows as bars over their own spans on a true time axis: whole years side by side, part-years as they are.

A worked-out value is a hollow bar, a bound an open-ended whisker; a year without data says so.
"""

from datetime import date

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, broken, steps, write
from dashboard.forms.labels import Labels
from dashboard.forms.timeline import axis_texts, breaks, value_axis
from dashboard.points import Point, Series

DAY_MS = 86_400_000
WIDEST, SHARE, WHISKER, SIDE = 96, 0.62, 20, 4
KEY = 26
"""Height of a line of names above the bars."""


def draw(scene: Scene, box: Box) -> Drawing:
    """Return the scene's spans as bars from zero."""
    points = [point for one in scene.series for point in _drawn(one)]
    keys = _keys(scene, box)
    top = box.top + max((key["y"] - box.top for key in keys), default=-KEY) + KEY + 34
    values = steps(max(p.value for p in points) * 1.02, box.bottom - top - 26)
    texts = axis_texts(scene, values, points[0])
    left = box.left + max(typeset.width(t, look.SMALL) for t in texts) + 10
    plot = Box(left, top, box.right - left, box.bottom - top - 26)
    x = timescale.axis(points, plot.left, plot.right, (16, 16))
    y = Axis(0, values[-1], plot.bottom, plot.top)
    drawing = Drawing(plot, timescale.layout(scene, x, True), value_axis(scene, values, texts))
    placer = Placer(Box(plot.left, top - 34, plot.width, plot.height + 40))
    for index in range(len(scene.series)):
        _bars(Labels(scene, drawing, placer, x, y), index)
    spots = marks.draw(scene, drawing, placer, x)
    _empty_years(scene, drawing, points, x)
    breaks(scene, drawing, placer, x)
    drawing.annotations += keys
    marks.name(scene, drawing, placer, spots)
    return drawing


def _drawn(one: Series) -> list[Point]:
    """Return the spans that get a bar: not those within a longer one, which the footer names."""
    inside = one.inside()
    return [p for p in one.points if p.shape in ("span", "plan") and p not in inside]


def _bars(labels: Labels, index: int) -> None:
    """Add the bars of one series, with a label above each."""
    scene, drawing, placer, x, y = labels.scene, labels.drawing, labels.placer, labels.x, labels.y
    one, color, count = scene.series[index], scene.color(index), len(scene.series)
    day = (x.end - x.start) / (x.last - x.first)
    drawn = _drawn(one)
    spans = [((p.end - (p.start or p.end)).days or 30) for p in drawn]
    widths = [min(span * SHARE, WIDEST * count / day) / count for span in spans]
    offsets = [(index - (count - 1) / 2) * width for width in widths]
    middles = [p.at.toordinal() + 0.5 + shift for p, shift in zip(drawn, offsets, strict=True)]
    drawing.traces.append(_trace(scene, drawn, index, middles, widths))
    for point, middle, width in zip(drawn, middles, widths, strict=True):
        px, py = x.px(middle), y.px(point.value)
        placer.block(Box(px - width * day / 2, py, width * day, max(0, y.start - py)))
        if point.bound in ("at_least", "at_most"):
            end = py - WHISKER if point.bound == "at_least" else py + WHISKER
            drawing.traces.append(_whisker(point, middle, y.value(end), color))
            py = min(py, end) - 4
        roomy = count == 1 or typeset.width(scene.label(point), look.LABEL, True) < width * day + SIDE
        lines = _label(scene, point, max(width * day, 120)) if roomy else []
        labels.write(point, lines, (px, py), gap=3)


def _trace(scene: Scene, points: list[Point], index: int, middles: list[float], widths: list[float]) -> dict:
    color = scene.color(index)
    hollow = [p.worked_out or p.shape == "plan" for p in points]
    return {
        "type": "bar",
        "name": scene.labels[index],
        "x": [timescale.iso(middle) for middle in middles],
        "y": [p.value for p in points],
        "width": [width * DAY_MS for width in widths],
        "customdata": [p.observation for p in points],
        "marker": {
            "color": [scene.theme.ground if h else color for h in hollow],
            "line": {"color": color, "width": [2 if h else 0 for h in hollow]},
        },
        "hovertext": [scene.hover(p, scene.labels[index]) for p in points],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _whisker(point: Point, middle: float, end: float, color: str) -> dict:
    symbol = "triangle-up" if end > point.value else "triangle-down"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [timescale.iso(middle)] * 2,
        "y": [point.value, end],
        "line": {"color": color, "width": 2},
        "marker": {"symbol": symbol, "size": [0, 9], "color": color, "opacity": 1},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _label(scene: Scene, point: Point, widest: float) -> list[Line]:
    """Return a bar's value as lines, with its span where that is no whole year, and the words it needs."""
    lines = [Line(scene.label(point), look.LABEL, scene.theme.ink, True)]
    words = scene.words(point) if point.whole_year else scene.dated(point)
    return broken([*lines, *([Line(words, look.SMALL, scene.theme.quiet)] if words else [])], widest)


def _empty_years(scene: Scene, drawing: Drawing, points: list[Point], x: Axis) -> None:
    """Say "no data" where a whole year between the first and the last has none."""
    covered = {year for p in points for year in range(timescale.first_day(p).year, p.end.year + 1)}
    for year in range(min(covered), max(covered)):
        if year not in covered:
            words = [Line(scene.say("no_data"), look.SMALL, scene.theme.quiet)]
            px = x.px(date(year, 7, 2).toordinal())
            drawing.annotations += write(words, px, drawing.plot.bottom - 20, "center", "empty")


def _keys(scene: Scene, box: Box) -> list[dict]:
    """Return the names of several series above the bars, in their colours, in as many lines as they take."""
    made, left, top = [], box.left, box.top
    for index, name in enumerate(scene.labels if len(scene.series) > 1 else ()):
        key = Line("■ " + name, look.LABEL, scene.color(index), True)
        if left > box.left and left + key.width > box.right:
            left, top = box.left, top + KEY
        made += write([key], left, top, name=f"series:{index}")
        left += key.width + 22
    return made
