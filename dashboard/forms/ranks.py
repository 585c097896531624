"""Ranks by year: the first place on top, each rank written at its dot, the years joined."""

from dashboard import look, typeset
from dashboard.forms import timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Scene, stack, write
from dashboard.points import Point

DOT = 34


def draw(scene: Scene, box: Box) -> Drawing:
    """Return ranks over a true time axis."""
    points = [p for p in scene.points if p.shape != "unknown"]
    lowest = max(3, *(int(p.value) for p in points))
    several = len(scene.series) > 1
    room = max(typeset.width(name, look.LABEL, True) for name in scene.labels) + 10 if several else 0
    plot = Box(box.left + 20, box.top + 6, box.width - 20 - room, box.height - 32)
    x = timescale.axis(points, plot.left, plot.right, 30)
    y = Axis(0.4, lowest + 0.5, plot.top, plot.bottom)
    drawing = Drawing(plot, timescale.layout(scene, x, True), _rank_axis(scene, lowest))
    for index, one in enumerate(scene.series):
        drawing.traces.append(_dots(scene, [p for p in one.points if p.shape != "unknown"], index))
    if several:
        _label_ends(scene, drawing, y)
    return drawing


def _rank_axis(scene: Scene, lowest: int) -> dict:
    every = max(1, lowest // 6)
    ranks = [1, *range(1 + every, lowest + 1, every)]
    return {
        "range": [lowest + 0.5, 0.4],
        "tickmode": "array",
        "tickvals": ranks,
        "ticktext": [str(rank) for rank in ranks],
        "tickfont": {"size": look.SMALL, "color": scene.theme.quiet},
        "gridcolor": scene.theme.grid,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
    }


def _dots(scene: Scene, points: list[Point], index: int) -> dict:
    color = scene.color(index)
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": scene.labels[index],
        "x": [p.at.isoformat() for p in points],
        "y": [p.value for p in points],
        "text": [f"<b>{int(p.value)}</b>" for p in points],
        "textfont": {"size": 17, "color": scene.theme.ground},
        "customdata": [p.observation for p in points],
        "line": {"color": color, "width": 4},
        "marker": {"size": DOT, "color": color},
        "hovertext": [scene.hover(p, scene.labels[index]) for p in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }


def _label_ends(scene: Scene, drawing: Drawing, y: Axis) -> None:
    """Write the series' names at the right, moved apart; the ranks stand in the dots."""
    lines = [
        Line(name, look.LABEL, scene.color(i) if i < len(scene.theme.series) else scene.theme.quiet, True)
        for i, name in enumerate(scene.labels)
    ]
    middles = [y.px(one.last.value) for one in scene.series]
    plot = drawing.plot
    for top, line in zip(stack(middles, lines[0].height, plot.top, plot.bottom), lines, strict=True):
        drawing.annotations += write([line], plot.right + 8, top)
