"""Ranks by year: the first place on top, each rank written at its dot, the years joined."""

from itertools import pairwise

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, stack, write
from dashboard.forms.timeline import beside
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
    placer = Placer(Box(plot.left, box.top - 4, plot.width, plot.height + 10))
    for index, one in enumerate(scene.series):
        dated = [p for p in one.points if p.shape != "unknown"]
        drawing.traces.append(_dots(scene, dated, index))
        _block(placer, [(x.px(p.at.toordinal()), y.px(p.value)) for p in dated])
    spots = marks.draw(scene, drawing, placer, x)
    for point in points:
        words = [Line(scene.words(point), look.SMALL, scene.theme.quiet)] if scene.words(point) else []
        at = x.px(point.at.toordinal()), y.px(point.value)
        drawing.annotations += beside(scene, placer, point, _flagged(scene, point, words), at, gap=DOT / 2)
    marks.name(scene, drawing, placer, spots)
    if several:
        _label_ends(scene, drawing, y)
    return drawing


def _flagged(scene: Scene, point: Point, words: list[Line]) -> list[Line]:
    """Return the words below a dot with the numbers of findings on it: the dot itself has the rank."""
    flags = scene.flags.get(point.observation)
    return [*words, *([Line(flags, look.LABEL, scene.theme.ink)] if flags else [])]


def _block(placer: Placer, dots: list[tuple[float, float]]) -> None:
    """Keep labels off the dots and the lines between them."""
    for x, y in dots:
        placer.block(Box(x - DOT / 2, y - DOT / 2, DOT, DOT))
    for before, after in pairwise(dots):
        placer.block_line(*before, *after)


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
    tops = stack(middles, lines[0].height, plot.top, plot.bottom)
    for index, (top, line) in enumerate(zip(tops, lines, strict=True)):
        drawing.annotations += write([line], plot.right + 8, top, name=f"series:{index}")
