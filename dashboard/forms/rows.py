"""Single values side by side as horizontal bars: siblings of one unit and one kind of measure.

Each row names what it is; place and date stand under the name where the rows do not share them. Bars start at
zero; the longest is in focus where the rows share date and place, so that no rank is claimed across dates.
"""

from dashboard import look, typeset
from dashboard.forms.base import DOT, Axis, Box, Drawing, Line, Scene, broken, text_box, write
from dashboard.points import Point

TALLEST, LEAST, MORE = 190, 19, 20
"""Px of a row at most and at least, and those of the line that counts what has none."""
THICKEST, WHISKER, NAMES, VALUES = 84, 20, 0.36, 0.6
"""Px of a bar and of a whisker at most, and the parts of the width that names and values take at most."""
Entries = list[tuple[Point, str]]


def height(scene: Scene, _: Box) -> float:
    """Return the px that the rows take at most."""
    return TALLEST * len(scene.points)


def draw(scene: Scene, box: Box) -> Drawing:
    """Return one bar a point, longest first where they compare; what has no room is counted below."""
    entries, shared, left_out = _entries(scene, box)
    tall = min(TALLEST, (box.height - (MORE if left_out else 0)) / len(entries))
    names = [_name(scene, point, name, box.width * NAMES, tall, not shared) for point, name in entries]
    inline = not shared and any(text_box(lines)[1] > tall for lines in names)
    if inline:
        names = [_name(scene, point, name, box.width * NAMES, tall, False) for point, name in entries]
    left = box.left + max(text_box(lines)[0] for lines in names) + 14
    values = [_value(scene, point, (box.right - left) * VALUES, shared, inline) for point, _ in entries]
    room = max(text_box(lines)[0] for lines in values) + 14 + WHISKER
    plot = Box(left, box.top, box.right - left, tall * len(entries))
    largest = max(p.value for p, _ in entries) or 1
    x = Axis(0, largest * plot.width / max(plot.width - room, 1), plot.left, plot.right)
    drawing = Drawing(plot, _hidden([0, x.last]), _hidden([len(entries), 0]))
    drawing.traces.append(_bars(scene, entries, shared, min(0.56, THICKEST / tall)))
    if left_out:
        more = Line(scene.say("left_out", count=left_out), look.SMALL, scene.theme.quiet)
        drawing.annotations += write([more], box.right, plot.bottom + 2, "right", "more")
    for row, ((point, _), name, value) in enumerate(zip(entries, names, values, strict=True)):
        middle, end = plot.top + (row + 0.5) * tall, x.px(point.value)
        drawing.annotations += _level(name, plot.left - 12, middle, "right", f"row:{point.observation}")
        if point.bound == "at_least":
            whisker = x.value(end + WHISKER)
            drawing.traces.append(_whisker(point, row + 0.5, whisker, _color(scene, row, shared)))
            end += WHISKER + 4
        drawing.annotations += _level(value, end + 8, middle, "left", f"point:{point.observation}")
    return drawing


def _entries(scene: Scene, box: Box) -> tuple[Entries, bool, int]:
    """Return points with their names, whether they share a time, and how many have no room.

    Those of one time stand in the order of their values.
    """
    entries = [(p, name) for one, name in zip(scene.series, scene.labels, strict=True) for p in one.points]
    shared = len({(p.when("zh"), p.inferred) for p, _ in entries}) == 1
    entries.sort(key=lambda entry: -entry[0].value) if shared else None
    fits = len(entries) * LEAST <= box.height
    kept = entries if fits else entries[: max(1, int((box.height - MORE) // LEAST))]
    return kept, shared, len(entries) - len(kept)


def _level(lines: list[Line], x: float, middle: float, anchor: str, name: str) -> list[dict]:
    """Return lines written so that `middle` is halfway down them."""
    return write(lines, x, middle - text_box(lines)[1] / 2, anchor, name)


def _name(scene: Scene, point: Point, name: str, width: float, height: float, dated: bool) -> list[Line]:
    """Return the lines of a row's name, with its date below where the rows differ in it.

    The name takes smaller lines before it loses a word, and loses words before it is higher than its row.
    """
    day = broken([Line(scene.dated(point), look.SMALL, scene.theme.quiet)], width) if dated else []
    for size in (look.LABEL, look.SMALL):
        lines = broken([Line(name, size, scene.theme.ink)], width)
        if text_box([*lines, *day])[1] <= height:
            return [*lines, *day]
    room = max(1, int(height // (size * typeset.LINE)))
    return [*(Line(line, size, scene.theme.ink) for line in typeset.fit(name, width, size, room)), *day]


def _value(scene: Scene, point: Point, width: float, shared: bool, inline: bool) -> list[Line]:
    """Return the lines behind a bar: its value, beside it its date where that is to be `inline`.

    Where all dates are `shared`, what the bar does not say of the value stands below.
    """
    if inline:
        return [Line(scene.label(point) + DOT + point.when(scene.lang), look.LABEL, scene.theme.ink, True)]
    lines = [Line(scene.label(point), look.LABEL + 1, scene.theme.ink, True)]
    words = scene.words(point) if shared else ""
    return broken([*lines, *([Line(words, look.SMALL, scene.theme.quiet)] if words else [])], width)


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
