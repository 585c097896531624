"""Single values side by side as horizontal bars: siblings of one unit and one kind of measure.

Each row names what it is; place and date stand under the name where the rows do not share them. Bars start at
zero; the longest is in focus where the rows share date and place, so that no rank is claimed across dates.
"""

from dashboard import look, typeset
from dashboard.forms.base import Axis, Box, Drawing, Line, Scene, text_box, write
from dashboard.forms.timeline import words_of_date
from dashboard.points import Point

TALLEST, THICKEST, WHISKER = 210, 84, 20


def draw(scene: Scene, box: Box) -> Drawing:
    """Return one bar a point, longest first where they compare."""
    entries = [(p, name) for one, name in zip(scene.series, scene.labels, strict=True) for p in one.points]
    shared = len({(p.when("zh"), p.inferred) for p, _ in entries}) == 1
    entries.sort(key=lambda entry: -entry[0].value) if shared else None
    height = min(TALLEST, box.height / len(entries))
    names = [
        _name(scene, point, name, Box(0, 0, box.width * 0.36, height), shared) for point, name in entries
    ]
    left = box.left + max(text_box(lines)[0] for lines in names) + 14
    values = [scene.value(p) for p, _ in entries]
    room = max(typeset.width(v, look.LABEL + 1, True) for v in values) + 14 + WHISKER
    largest = max(p.value for p, _ in entries) or 1
    plot = Box(left, box.top, box.right - left, height * len(entries))
    x = Axis(0, largest * plot.width / max(plot.width - room, 1), plot.left, plot.right)
    drawing = Drawing(plot, _hidden([0, x.last]), _hidden([len(entries), 0]))
    drawing.traces.append(_bars(scene, entries, shared, min(0.56, THICKEST / height)))
    for row, ((point, _), lines, value) in enumerate(zip(entries, names, values, strict=True)):
        middle = plot.top + (row + 0.5) * height
        drawing.annotations += write(lines, plot.left - 12, middle - text_box(lines)[1] / 2, "right")
        end = x.px(point.value)
        if point.bound == "at_least":
            drawing.traces.append(
                _whisker(point, row + 0.5, x.value(end + WHISKER), _color(scene, row, shared))
            )
            end += WHISKER + 4
        line = Line(value, look.LABEL + 1, scene.theme.ink, True)
        drawing.annotations += write([line], end + 8, middle - line.height / 2)
    return drawing


def _name(scene: Scene, point: Point, name: str, box: Box, shared: bool) -> list[Line]:
    """Return the lines of a row's name, with its date where the rows differ in it, as many as have room."""
    theme = scene.theme
    room = max(1, int((box.height - 2) // (look.LABEL * typeset.LINE)))
    dated = not shared and room > 1
    names = typeset.fit(name, box.width, look.LABEL, max(1, min(2, room - dated)))
    lines = [Line(line, look.LABEL, theme.ink) for line in names]
    if dated:
        words = typeset.fit(words_of_date(scene, point), box.width, look.SMALL, 1)
        lines += [Line(line, look.SMALL, theme.quiet) for line in words]
    return lines


def _color(scene: Scene, row: int, shared: bool) -> str:
    return scene.theme.series[0] if not shared or row == 0 else scene.theme.muted


def _bars(scene: Scene, entries: list[tuple[Point, str]], shared: bool, thick: float) -> dict:
    points = [point for point, _ in entries]
    colors = [_color(scene, row, shared) for row in range(len(points))]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [p.value for p in points],
        "y": [row + 0.5 for row in range(len(points))],
        "width": [thick] * len(points),
        "customdata": [p.observation for p in points],
        "marker": {
            "color": [scene.theme.ground if p.worked_out else c for p, c in zip(points, colors, strict=True)],
            "line": {"color": colors, "width": [2 if p.worked_out else 0 for p in points]},
        },
        "hovertext": [scene.hover(point, name) for point, name in entries],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _whisker(point: Point, row: float, end: float, color: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [point.value, end],
        "y": [row, row],
        "line": {"color": color, "width": 2},
        "marker": {"symbol": "triangle-right", "size": [0, 10], "color": color, "opacity": 1},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _hidden(span: list[float]) -> dict:
    return {"range": span, "visible": False, "fixedrange": True}
