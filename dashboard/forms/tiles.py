"""Numbers with their dates, as large as the space allows, and the sentence each comes from.

For a single value, and for values of several units or kinds of time, which no axis may join.
"""

from typing import NamedTuple

from dashboard import look, typeset
from dashboard.forms import quotes
from dashboard.forms.base import Box, Drawing, Line, Scene, block, broken, write
from dashboard.points import Point

LARGEST, TALL = {1: 104, 2: 76, 3: 58}, 104
SMALLEST, LARGE = 20, 40
GAP, LEAD = 30, 20
MOST = 12
WIDEST_TALL = 168
"""Largest number of a single tile in a tall picture."""
SHARED_PART = 0.6
"""Part of the height that tiles take where they share a sentence below."""
NUMBER = 26
"""Least size that a number should have."""
Entries = list[tuple[Point, int]]


class Grid(NamedTuple):
    """How tiles stand: columns, rows, a tile's width, and its height without the number."""

    columns: int
    rows: int
    width: float
    around: float

    @property
    def least(self) -> float:
        """The least height of a tile."""
        return self.around + NUMBER * typeset.LINE


def draw(scene: Scene, box: Box) -> Drawing:
    """Return one tile a point, newest first within a series, twelve at most, a shared sentence below."""
    entries = [(p, i) for i, one in enumerate(scene.series) for p in reversed(one.points)]
    entries, left_out = _fitting(scene, entries, box)
    box = box._replace(height=box.height - LEAD) if left_out else box
    hidden = {"visible": False, "fixedrange": True}
    drawing = Drawing(box, hidden | {"range": [0, box.width]}, hidden | {"range": [box.height, 0]})
    grid = _grid(scene, entries, box)
    if len(entries) == 1:
        box = box.lowered()
    below = box.height - grid.rows * grid.least > 3 * quotes.LEAST * typeset.LINE
    shared = below and _shared_sentence(entries)
    height = max(grid.least, box.height * SHARED_PART / grid.rows) if shared else box.height / grid.rows
    _tiles(scene, drawing, entries, grid, box._replace(height=height), not shared)
    if left_out:
        more = Line(scene.say("left_out", count=left_out), look.SMALL, scene.theme.quiet)
        drawing.annotations += write([more], box.right, box.bottom, "right", "more")
    if shared:
        top = box.top + grid.rows * height
        quotes.draw(scene, drawing, [p for p, _ in entries], Box(box.left, top, box.width, box.bottom - top))
    return drawing


def _tiles(scene: Scene, drawing: Drawing, entries: Entries, grid: Grid, box: Box, quoted: bool) -> None:
    """Draw the tiles row by row, all numbers of one size, each with its sentence where `quoted`.

    `box` is the first row, as wide as all its tiles.
    """
    height = box.height
    largest = TALL if grid.columns == 1 else LARGEST.get(len(entries), LARGE)
    if len(entries) == 1 and height > grid.width * 0.7:
        largest = WIDEST_TALL
    size = min(_number_size(scene.value(p), grid, height, largest) for p, _ in entries)
    for at, (point, index) in enumerate(entries):
        left = box.left + (at % grid.columns) * (grid.width + GAP)
        tile = Box(left, box.top + (at // grid.columns) * height, grid.width, height)
        top = _tile(scene, drawing, point, index, tile, size)
        if quoted:
            quotes.draw(scene, drawing, [point], Box(left, top, grid.width, tile.bottom - top - 8))


def _grid(scene: Scene, entries: Entries, box: Box) -> Grid:
    columns = _columns(len(entries), box)
    least = max(typeset.width(scene.value(p), SMALLEST, True) for p, _ in entries)
    while (width := (box.width - GAP * (columns - 1)) / columns) < least and columns > 1:
        columns -= 1
    names = max(len(_named(scene, i, width)) for _, i in entries)
    dates = max(len(_dated(scene, p, width)) for p, _ in entries)
    around = 9 + names * look.SUBTITLE * typeset.LINE + 3 + dates * look.LABEL * typeset.LINE + 8
    return Grid(columns, -(-len(entries) // columns), width, around)


def _fitting(scene: Scene, entries: Entries, box: Box) -> tuple[Entries, int]:
    """Return the entries that have room, and how many have none."""
    kept = entries[:MOST]
    while len(kept) > 1:
        room = box._replace(height=box.height - LEAD) if len(kept) < len(entries) else box
        grid = _grid(scene, kept, room)
        if grid.rows * grid.least <= room.height:
            break
        kept = kept[:-1]
    return kept, len(entries) - len(kept)


def _shared_sentence(entries: Entries) -> bool:
    """Return whether one sentence states all the values."""
    sentences = {p.sentence for p, _ in entries}
    return len(entries) > 1 and len(sentences) == 1 and None not in sentences


def _columns(count: int, box: Box) -> int:
    """Return how many tiles stand side by side: as near to a pleasing tile as the box allows."""
    tall = box.height > box.width * 0.7
    if count <= 3 or (count == 4 and box.height > box.width):
        return 1 if tall else count
    return 2 if count == 4 or tall else 3 if count <= 6 else 4


def _number_size(text: str, grid: Grid, height: float, largest: float) -> float:
    """Return the largest size at which the number keeps to its tile."""
    fits = grid.width * 0.96 / typeset.width(text, 1, True)
    return max(SMALLEST, min(largest, fits, (height - grid.around) / typeset.LINE))


def _tile(scene: Scene, drawing: Drawing, point: Point, index: int, box: Box, size: float) -> float:
    """Draw a rule, name, number and date; return where the tile goes on below."""
    theme, top = scene.theme, box.top + 9
    drawing.shapes.append(block(Box(box.left, box.top, box.width, 1), theme.rule))
    names = _named(scene, index, box.width)
    kind = f"tile:{point.observation}"
    drawing.annotations += write(names, box.left, top, name=kind)
    top += sum(line.height for line in names) + 2
    drawing.traces.append(
        _hit(scene, point, index, Box(box.left, top, box.width, size * typeset.LINE), drawing.plot)
    )
    number = Line(scene.value(point), size, theme.series[0], True)
    drawing.annotations += write([number], box.left, top, name=kind)
    top += size * typeset.LINE + 1
    words = _dated(scene, point, box.width)
    drawing.annotations += write([Line(w, look.LABEL, theme.quiet) for w in words], box.left, top, name=kind)
    return top + len(words) * look.LABEL * typeset.LINE + LEAD * 0.7


def _named(scene: Scene, index: int, width: float) -> list[Line]:
    """Return the lines above a number: what it is, and where."""
    return broken([Line(scene.labels[index], look.SUBTITLE, scene.theme.ink)], width)


def _dated(scene: Scene, point: Point, width: float) -> list[str]:
    """Return the lines below a number: its date, the words it needs, the numbers of findings on it."""
    flags = scene.flags.get(point.observation, "")
    words = Line(f"{scene.dated(point)} {flags}".strip(), look.LABEL, scene.theme.quiet)
    return [line.text for line in broken([words], width)]


def _hit(scene: Scene, point: Point, index: int, box: Box, plot: Box) -> dict:
    """Return an unseen mark behind the number that answers the pointer."""
    width = min(box.width, typeset.width(scene.value(point), box.height / typeset.LINE, True))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": scene.labels[index],
        "x": [box.left - plot.left + width / 2],
        "y": [box.top - plot.top + box.height / 2],
        "customdata": [point.observation],
        "marker": {"size": box.height, "color": scene.theme.ground, "opacity": 0},
        "hovertext": [scene.hover(point, scene.labels[index])],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }
