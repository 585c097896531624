"""Ranks by year: the first place on top, each rank written at its dot, the years joined."""

from itertools import pairwise

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, stack, write
from dashboard.forms.labels import Labels
from dashboard.points import Point

DOT, ROW, FEW, PART, AROUND = 34, 170, 2, 0.52, 38
"""Px of a dot, the most that one rank takes of the height, how few ranks leave room for a sentence below, the
part of the height that they then take, and the px above and below the plot."""


def height(scene: Scene, box: Box) -> float:
    """Return the px that the ranks need at most: of first places little."""
    lowest = _lowest(scene)
    return min(lowest * ROW + AROUND, box.height * (PART if lowest <= FEW and not box.tall else 1))


def draw(scene: Scene, box: Box) -> Drawing:
    """Return ranks over a true time axis."""
    points = [p for p in scene.points if p.shape != "unknown"]
    lowest = _lowest(scene)
    several = len(scene.series) > 1
    room = max(typeset.width(name, look.LABEL, True) for name in scene.labels) + 10 if several else 0
    height = min(box.height - AROUND + 6, lowest * ROW)
    plot = Box(box.left + 20, box.top + 6, box.width - 20 - room, height)
    x = timescale.axis(points, plot.left, plot.right, (30, 30))
    y = Axis(0.4, lowest + 0.5, plot.top, plot.bottom)
    drawing = Drawing(plot, timescale.layout(scene, x, True), _rank_axis(scene, lowest))
    labels = Labels(scene, drawing, Placer(Box(plot.left, box.top - 4, plot.width, height + 10)), x, y)
    for index, one in enumerate(scene.series):
        dated = [p for p in one.points if p.shape != "unknown"]
        drawing.traces.append(_dots(scene, dated, index))
        _block(labels.placer, [labels.where(p) for p in dated])
    spots = marks.draw(scene, drawing, labels.placer, x)
    for point in points:
        labels.write(point, _words(scene, point), gap=DOT / 2)
    marks.name(scene, drawing, labels.placer, spots)
    if several:
        _label_ends(scene, drawing, y)
    return drawing


def _lowest(scene: Scene) -> int:
    """Return the lowest rank that is drawn, two at least."""
    return max(2, *(int(p.value) for p in scene.points if p.shape != "unknown"))


def _words(scene: Scene, point: Point) -> list[Line]:
    """Return the words below a dot with the numbers of findings on it: the dot itself has the rank."""
    lines = [
        Line(scene.words(point), look.SMALL, scene.theme.quiet),
        Line(scene.flags.get(point.observation, ""), look.LABEL, scene.theme.ink),
    ]
    return [line for line in lines if line.text]


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
