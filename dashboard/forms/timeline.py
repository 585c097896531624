"""Values at dates on a true time axis: stocks and running totals.

A line joins two comparable points or more of one series and stops where the definition breaks; an inferred
date is a span, a bound an open-ended whisker, a worked-out value hollow, a plan dotted.
"""

from itertools import pairwise
from typing import Literal

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import (
    Axis,
    Box,
    Drawing,
    Line,
    Placer,
    Scene,
    broken,
    stack,
    steps,
    text_box,
    write,
)
from dashboard.forms.labels import Labels, keys, keys_height
from dashboard.points import Point, Series, comparable, firm
from etl import numbers

DOT, WHISKER, ARROW = 11, 24, 11
MUTED = (("square", "■"), ("diamond", "◆"), ("triangle-up", "▲"), ("triangle-down", "▼"))
"""Markers of the series that have no colour of their own, with the characters that look like them."""
NARROWEST = 0.5
"""Least part of the width that names at the right leave to the plot of few series."""
Names = Literal["points", "ends", "values", "keys"]
"""Where the names of series stand: at newest points, at the right, there with the newest values, or above."""
MOST_LABELLED = 4
"""Series whose points are labelled; with more, each is named at the right with its newest value."""


def draw(scene: Scene, box: Box) -> Drawing:
    """Return the scene's dated points on time and value axes.

    Few series are named at their points, or where one has no room for its name at the right or above; many at
    the right with their newest values.
    """
    if len(scene.series) > MOST_LABELLED:
        return _drawn(scene, box, "values")[0]
    drawing, named = _drawn(scene, box, "points")
    if named:
        return drawing
    drawing, _ = _drawn(scene, box, "ends")
    return drawing if drawing.plot.width >= box.width * NARROWEST else _drawn(scene, box, "keys")[0]


def _drawn(scene: Scene, box: Box, names: Names) -> tuple[Drawing, bool]:
    """Return the drawing and whether each of several series has its name in it."""
    points = [p for p in scene.points if p.shape != "unknown"]
    lowest = min(scene.reach[0], *(min(p.value, p.low or 0) for p in points)) * 1.08
    largest = max(scene.reach[1], *(max(p.value, p.high or 0) for p in points)) * 1.08
    values = steps(largest, box.height - 18 - 26, lowest)
    texts = axis_texts(scene, values, points[0])
    left = box.left + max(typeset.width(t, look.SMALL) for t in texts) + 10
    above = keys(scene, box) if names == "keys" else []
    box = box.lowered(keys_height(above, box))
    at_right = names in ("ends", "values")
    ends = [_end_line(scene, i, names) for i in range(len(scene.series))] if at_right else []
    room = max((line.width for line in ends), default=-14) + 14
    plot = Box(left, box.top + 18, max(box.right - left - room, 1), box.height - 18 - 26)
    pads = (12, 12) if names == "values" else _pads(scene, points, plot.width)
    x = timescale.axis(points, plot.left, plot.right, pads)
    y = Axis(values[0], values[-1], plot.bottom, plot.top)
    drawing = Drawing(plot, timescale.layout(scene, x, False), value_axis(scene, values, texts))
    drawing.annotations += above
    placer = Placer(Box(plot.left + 8, box.top - 4, plot.width - 8, plot.height + 18))
    for index, one in enumerate(scene.series):
        _trace_series(scene, drawing, placer, one, index, x, y)
    breaks(scene, drawing, placer, x)
    spots = marks.draw(scene, drawing, placer, x)
    labels = Labels(scene, drawing, placer, x, y)
    if ends:
        _label_ends(labels, ends)
    named = _label_points(scene, labels, names)
    marks.name(scene, drawing, placer, spots)
    return drawing, named


def _pads(scene: Scene, points: list[Point], width: float) -> tuple[float, float]:
    """Return the px left free before the first point, where its label may stand, and behind the last."""
    first = min(points, key=lambda p: p.at)
    label = text_box(
        [Line(scene.label(first), look.LABEL, "", True), Line(scene.dated(first), look.SMALL, "")]
    )
    even = min(110.0, width / 6)
    return max(even, min(label[0] + 12, width * 0.3)), even


def axis_texts(scene: Scene, values: list[float], point: Point) -> list[str]:
    """Return the words of a value axis; only the uppermost names the unit."""
    scale = numbers.scale_of(values[-1], point.unit) if scene.scale == "auto" else scene.scale
    top = numbers.tick(values[-1], point.unit, scene.lang, scale, point.unit_text)
    return [*(numbers.bare(v, point.unit, scene.lang, scale) for v in values[:-1]), top]


def value_axis(scene: Scene, values: list[float], texts: list[str]) -> dict:
    """Return a y axis with light gridlines and `texts` at `values`; below zero it has a line at zero."""
    return {
        "range": [values[0], values[-1]],
        "tickmode": "array",
        "tickvals": values,
        "ticktext": texts,
        "tickfont": {"size": look.SMALL, "color": scene.theme.quiet},
        "gridcolor": scene.theme.grid,
        "gridwidth": 1,
        "zeroline": values[0] < 0,
        "zerolinecolor": scene.theme.quiet,
        "zerolinewidth": 1,
        "fixedrange": True,
    }


def _trace_series(
    scene: Scene, drawing: Drawing, placer: Placer, one: Series, index: int, x: Axis, y: Axis
) -> None:
    """Add a series' lines, spans, whiskers and dots; keep labels off them."""
    color = scene.color(index)
    for run in one.runs():
        if comparable(run):
            drawing.traces += _lines(run, color)
            for a, b in pairwise(run):
                ends = x.px(a.at.toordinal()), y.px(a.value), x.px(b.at.toordinal()), y.px(b.value)
                placer.block_line(*ends)
    dated = [p for p in one.points if p.shape != "unknown"]
    for point in dated:
        px, py = x.px(point.at.toordinal()), y.px(point.value)
        placer.block(Box(px - DOT / 2, py - DOT / 2, DOT, DOT))
        placer.mark(px, py)
        if point.inferred:
            drawing.traces.append(_span(point, color))
            placer.block_line(x.px(point.earliest.toordinal()), py, x.px(point.end.toordinal()), py)
        if point.bound in ("at_least", "at_most"):
            up = WHISKER if point.bound == "at_least" else -WHISKER
            drawing.traces.append(timescale.whisker(point.at.isoformat(), point, y.value(py - up), color))
            placer.block_line(px, py, px, py - up)
            placer.block(Box(px - ARROW / 2, py - up - ARROW / 2, ARROW, ARROW))
        if point.bound == "range":
            drawing.traces.append(_range(point, color))
    if dated:
        drawing.traces.append(_dots(scene, dated, index))


def _lines(run: tuple[Point, ...], color: str) -> list[dict]:
    """Return the run's segments: dashed where a report does not state an end's date, value or measure."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [a.at.isoformat(), b.at.isoformat()],
            "y": [a.value, b.value],
            "line": {
                "color": color,
                "width": 2.5,
                "dash": "solid" if _plain(a) and _plain(b) else "dash",
            },
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for a, b in pairwise(run)
    ]


def _plain(point: Point) -> bool:
    """Return whether a report states a point's value, date and measure."""
    return not (point.inferred or point.worked_out) and firm([point])


def _span(point: Point, color: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point.earliest.isoformat(), point.end.isoformat()],
        "y": [point.value] * 2,
        "line": {"color": color, "width": 5},
        "opacity": 0.45,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _range(point: Point, color: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [point.at.isoformat()] * 2,
        "y": [point.low, point.high],
        "line": {"color": color, "width": 2},
        "marker": {"symbol": "line-ew-open", "size": 12, "color": color},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(scene: Scene, points: list[Point], index: int) -> dict:
    """Return the dots: filled when stated, hollow when worked out or planned."""
    color = scene.color(index)
    hollow = [p.worked_out or p.shape == "plan" for p in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": scene.labels[index],
        "x": [p.at.isoformat() for p in points],
        "y": [p.value for p in points],
        "customdata": [p.observation for p in points],
        "marker": {
            "size": DOT,
            "symbol": ["circle-dot" if p.shape == "plan" else _muted(index)[0] for p in points],
            "color": [scene.theme.ground if h else color for h in hollow],
            "line": {"color": color, "width": 2.5},
        },
        "hovertext": [scene.hover(p, scene.labels[index]) for p in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }


def _label_points(scene: Scene, labels: Labels, names: Names) -> bool:
    """Label the points that have room: the newest and the first of each series before the others.

    Where values stand at the right only those with a finding, by its number. Return whether each of several
    series has its label.
    """
    dense = names == "values"
    wanted = [
        (0 if point is one.last else 1 if point is one.points[0] else 2, index, point)
        for index, one in enumerate(scene.series)
        for point in one.points
        if point.shape != "unknown" and (not dense or point.observation in scene.flags)
    ]
    widest, named = max(labels.placer.box.width * 0.5, 120), True
    for rank, index, point in sorted(wanted, key=lambda entry: entry[0]):
        lines = [] if dense else broken(_label(scene, point, index, names), widest)
        written = labels.write(point, lines, far=rank < 2)
        named &= written or rank > 0 or len(scene.series) == 1
    return named


def _label(scene: Scene, point: Point, index: int, names: Names) -> list[Line]:
    """Return a point's value and date as lines; the newest point names its series too where names stand"""
    color = scene.color(index) if index < len(scene.theme.series) else scene.theme.quiet
    lines = [Line(scene.label(point), look.LABEL, color, True)]
    if names == "points" and point is scene.series[index].last and len(scene.series) > 1:
        lines.insert(0, Line(scene.labels[index], look.LABEL, color, True))
    return [*lines, Line(scene.dated(point), look.SMALL, scene.theme.quiet)]


def _end_line(scene: Scene, index: int, names: Names) -> Line:
    """Return the name of a series in one line, with its newest value for a chart of many."""
    color = scene.color(index) if index < len(scene.theme.series) else scene.theme.quiet
    value = scene.value(scene.series[index].last) if names == "values" else ""
    words = f"{scene.labels[index]} {value}".rstrip()
    return Line(" ".join(filter(None, [_muted(index)[1], words])), look.SMALL, color, True)


def _muted(index: int) -> tuple[str, str]:
    """Return the marker of a series and the character like it: a muted one has a shape of its own."""
    focus = len(look.THEMES["light"].series)
    return MUTED[(index - focus) % len(MUTED)] if index >= focus else ("circle", "")


def _label_ends(labels: Labels, ends: list[Line]) -> None:
    """Write the series' names and newest values at the right, moved apart, each led to its newest point."""
    scene, drawing, y = labels.scene, labels.drawing, labels.y
    plot = drawing.plot
    middles = [y.px(one.last.value) for one in scene.series]
    tops = stack(middles, ends[0].height, plot.top - 8, plot.bottom + 8)
    for index, (top, line) in enumerate(zip(tops, ends, strict=True)):
        drawing.annotations += write([line], plot.right + 14, top, name=f"series:{index}")
        last = scene.series[index].last
        end = plot.right + 10, top + line.height / 2
        drawing.traces.insert(0, labels.leader(labels.where(last), end, scene.theme.rule))


def breaks(scene: Scene, drawing: Drawing, placer: Placer, x: Axis) -> None:
    """Draw a dotted upright where a definition changes, with the word for it where that has room."""
    for day in sorted({day for one in scene.series for day in one.breaks}):
        if x.first < day.toordinal() < x.last:
            drawing.shapes.append(_upright(scene, day.isoformat()))
            lines = [Line(scene.say("break"), look.SMALL, scene.theme.quiet)]
            width, height = text_box(lines)
            spot = placer.place(width, height, x.px(day.toordinal()), drawing.plot.top, gap=2)
            if spot:
                drawing.annotations += write(lines, spot.left + spot.width / 2, spot.top, "center", "break")


def _upright(scene: Scene, day: str) -> dict:
    """Return a dotted line over the whole height of the plot at `day`."""
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": scene.theme.quiet, "width": 1, "dash": "dot"},
    }
