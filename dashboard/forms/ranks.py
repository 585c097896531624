"""Ranks by year: the first place on top, each rank written at its dot, the years joined."""

from itertools import pairwise

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, stack, write
from dashboard.forms.labels import Labels
from dashboard.points import Point

DOT, SMALL, ROW, FEW, PART, AROUND = 34, 12, 170, 2, 0.52, 38
"""Px of a dot that holds its rank, of one beside which it stands, and of a rank at most; how few ranks leave
room for a sentence, and the part of the height that they then take; px around a plot."""
TICKS = 7


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
    dot = DOT if height / lowest >= DOT * 0.8 else SMALL
    plot = Box(box.left + 20, box.top + 6, box.width - 20 - room, height)
    x = timescale.axis(points, plot.left, plot.right, (30, 30))
    y = Axis(
        1 - 0.6 * max(1, dot * lowest / height),
        lowest + 0.5 * max(1, 1.3 * dot * lowest / height),
        plot.top,
        plot.bottom,
    )
    drawing = Drawing(plot, timescale.layout(scene, x, True), _rank_axis(scene, lowest, y))
    labels = Labels(scene, drawing, Placer(Box(plot.left, box.top - 4, plot.width, height + 10)), x, y)
    for index, one in enumerate(scene.series):
        dated = [p for p in one.points if p.shape != "unknown"]
        drawing.traces.append(_dots(scene, dated, index, dot))
        _block(labels.placer, [labels.where(p) for p in dated], dot)
    spots = marks.draw(scene, drawing, labels.placer, x)
    for index, one in enumerate(scene.series):
        for point in one.points:
            if point.shape != "unknown":
                labels.write(point, _words(scene, point, index, dot), gap=dot / 2 + 1)
    marks.name(scene, drawing, labels.placer, spots)
    if several:
        _label_ends(labels)
    return drawing


def _lowest(scene: Scene) -> int:
    """Return the lowest rank that is drawn, two at least."""
    return max(2, *(int(p.value) for p in scene.points if p.shape != "unknown"))


def _words(scene: Scene, point: Point, index: int, dot: float) -> list[Line]:
    """Return the words below a dot with the numbers of findings on it; the rank where the dot is small."""
    lines = [
        Line(scene.value(point) if dot == SMALL else "", look.LABEL, _ink(scene, index), True),
        Line(scene.words(point), look.SMALL, scene.theme.quiet),
        Line(scene.flags.get(point.observation, ""), look.LABEL, scene.theme.ink),
    ]
    return [line for line in lines if line.text]


def _ink(scene: Scene, index: int) -> str:
    """Return the colour of words about a series: quiet ink where the series is muted."""
    return scene.color(index) if index < len(scene.theme.series) else scene.theme.quiet


def _block(placer: Placer, dots: list[tuple[float, float]], size: float) -> None:
    """Keep labels off the dots and the lines between them."""
    for x, y in dots:
        placer.block(Box(x - size / 2, y - size / 2, size, size))
        placer.mark(x, y)
    for before, after in pairwise(dots):
        placer.block_line(*before, *after)


def _rank_axis(scene: Scene, lowest: int, scale: Axis) -> dict:
    """Return the axis of ranks: every one, else the first and round ones."""
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, lowest) if lowest / n <= TICKS)
    ranks = [1, *(rank for rank in range(every, lowest + 1, every) if rank > 1)]
    return {
        "range": [scale.last, scale.first],
        "tickmode": "array",
        "tickvals": ranks,
        "ticktext": [str(rank) for rank in ranks],
        "tickfont": {"size": look.SMALL, "color": scene.theme.quiet},
        "gridcolor": scene.theme.grid,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
    }


def _dots(scene: Scene, points: list[Point], index: int, dot: float) -> dict:
    color = scene.color(index)
    return {
        "type": "scatter",
        "mode": "lines+markers+text" if dot == DOT else "lines+markers",
        "name": scene.labels[index],
        "x": [p.at.isoformat() for p in points],
        "y": [p.value for p in points],
        "text": [f"<b>{int(p.value)}</b>" for p in points],
        "textfont": {"size": 17, "color": scene.theme.ground},
        "customdata": [p.observation for p in points],
        "line": {"color": color, "width": 4},
        "marker": {"size": dot, "color": color},
        "hovertext": [scene.hover(p, scene.labels[index]) for p in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }


def _label_ends(labels: Labels) -> None:
    """Write the series' names at the right, moved apart, each led to its newest dot."""
    scene, plot = labels.scene, labels.drawing.plot
    lines = [Line(name, look.LABEL, _ink(scene, i), True) for i, name in enumerate(scene.labels)]
    middles = [labels.y.px(one.last.value) for one in scene.series]
    tops = stack(middles, lines[0].height, plot.top, plot.bottom)
    for index, (top, line) in enumerate(zip(tops, lines, strict=True)):
        labels.drawing.annotations += write([line], plot.right + 8, top, name=f"series:{index}")
        end = plot.right + 4, top + line.height / 2
        start = labels.where(scene.series[index].last)
        labels.drawing.traces.insert(0, labels.leader(start, end, scene.theme.rule))
