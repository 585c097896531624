"""Ranks by year: the first place on top, each rank written at its dot, the years joined."""

from dashboard import look
from dashboard.forms import timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, text_box, write
from dashboard.points import Point

DOT = 34


def draw(scene: Scene, box: Box) -> Drawing:
    """Return ranks over a true time axis."""
    points = [p for p in scene.points if p.shape != "unknown"]
    lowest = max(3, *(int(p.value) for p in points))
    plot = Box(box.left + 20, box.top + 6, box.width - 20, box.height - 32)
    x = timescale.axis(points, plot.left, plot.right, 30)
    y = Axis(0.4, lowest + 0.5, plot.top, plot.bottom)
    drawing = Drawing(plot, timescale.layout(scene, x, True), _rank_axis(scene, lowest))
    placer = Placer(plot)
    for index, one in enumerate(scene.series):
        dated = [p for p in one.points if p.shape != "unknown"]
        drawing.traces.append(_dots(scene, dated, index))
        for point in dated:
            _label(scene, drawing, placer, point, index, x, y)
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


def _label(
    scene: Scene, drawing: Drawing, placer: Placer, point: Point, index: int, x: Axis, y: Axis
) -> None:
    lines = [Line(scene.value(point), look.LABEL, scene.color(index), True)]
    if len(scene.series) > 1 and point is scene.series[index].last:
        lines.append(Line(scene.labels[index], look.LABEL, scene.color(index), True))
    width, height = text_box(lines)
    px, py = x.px(point.at.toordinal()), y.px(point.value)
    placer.block(Box(px - DOT / 2, py - DOT / 2, DOT, DOT))
    spot = placer.place(width, height, px, py + DOT / 2 + height + 10, gap=4)
    drawing.annotations += write(lines, spot.left + spot.width / 2, spot.top, "center")
