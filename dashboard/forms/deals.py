"""Dated single happenings as stems on a true time axis: deals are never joined by a line."""

from dashboard import look, typeset
from dashboard.forms import marks, timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, broken, steps
from dashboard.forms.labels import Labels
from dashboard.forms.timeline import axis_texts, value_axis
from dashboard.points import Point

DOT = 13


def draw(scene: Scene, box: Box) -> Drawing:
    """Return one stem a deal, labelled with place, value and day."""
    points = [p for p in scene.points if p.shape != "unknown"]
    values = steps(max(p.value for p in points) * 1.08, box.height - 22 - 26)
    texts = axis_texts(scene, values, points[0])
    left = box.left + max(typeset.width(t, look.SMALL) for t in texts) + 10
    plot = Box(left, box.top + 22, box.right - left, box.height - 22 - 26)
    x = timescale.axis(points, plot.left, plot.right, (min(110, plot.width / 6),) * 2)
    y = Axis(0, values[-1], plot.bottom, plot.top)
    drawing = Drawing(plot, timescale.layout(scene, x, False), value_axis(scene, values, texts))
    placer = Placer(Box(plot.left + 8, box.top - 4, plot.width - 8, plot.height + 22))
    for index, one in enumerate(scene.series):
        for point in one.points:
            drawing.traces.append(_stem(scene, point, index))
            at = x.px(point.at.toordinal())
            placer.block_line(at, plot.bottom, at, y.px(point.value))
            placer.mark(at, y.px(point.value))
            placer.block(Box(at - DOT / 2, y.px(point.value) - DOT / 2, DOT, DOT))
    spots = marks.draw(scene, drawing, placer, x)
    for index in range(len(scene.series)):
        _label_all(Labels(scene, drawing, placer, x, y), index)
    marks.name(scene, drawing, placer, spots)
    return drawing


def _stem(scene: Scene, point: Point, index: int) -> dict:
    """Return a stem from zero with its dot; only the dot answers the pointer."""
    color = _color(scene, index)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": scene.labels[index],
        "x": [point.at.isoformat()] * 2,
        "y": [0, point.value],
        "customdata": [None, point.observation],
        "line": {"color": color, "width": 3},
        "marker": {"size": [0, DOT], "color": color, "opacity": 1},
        "hovertext": ["", scene.hover(point, scene.labels[index])],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }


def _color(scene: Scene, index: int) -> str:
    """Return the colour of a series: of many only the one with the largest deal is in focus."""
    if len(scene.series) <= len(scene.theme.series):
        return scene.color(index)
    largest = max(scene.series, key=lambda one: max(p.value for p in one.points))
    return scene.color(0) if scene.series[index] is largest else scene.theme.muted


def _label_all(labels: Labels, index: int) -> None:
    """Label every deal of a series: its value, its place where there are several, its day."""
    scene, plot = labels.scene, labels.drawing.plot
    color = _color(scene, index)
    color = scene.theme.quiet if color == scene.theme.muted else color
    for point in scene.series[index].points:
        lines = [Line(scene.label(point), look.LABEL + 1, color, True)]
        if len(scene.series) > 1:
            lines.append(Line(scene.labels[index], look.LABEL, scene.theme.ink))
        lines.append(Line(scene.dated(point), look.SMALL, scene.theme.quiet))
        labels.write(point, broken(lines, max(plot.width * 0.5, 120)))
