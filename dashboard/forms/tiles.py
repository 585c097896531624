"""Numbers with their dates, as large as the space allows, and the sentence each comes from.

For a single value, and for values of several units or kinds of time, which no axis may join.
"""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard import look, typeset
from dashboard.forms import quotes
from dashboard.forms.base import Box, Drawing, Line, Scene, block, broken, write
from dashboard.points import Point

BROAD, TALL = {1: 104, 2: 76, 3: 58}, {1: 190, 2: 128, 3: 104, 4: 88}
"""The largest number by how many tiles there are, in a broad picture and in tiles below one another."""
SMALLEST, LARGE, LEAST_QUOTED, STEP = 20, 48, 30, 0.94
"""Px of the smallest number, of the largest of many, of the least that leaves room for a sentence, and by how
much numbers get smaller until the sentences fit."""
GAP, LEAD, LIFT = 30, 20, 0.36
MOST = 12
PROPORTION, SHRUNK, LOOSE = 0.42, 0.5, 0.6
"""How large a sentence is wanted by its number, how far numbers shrink for one, and how far tiles stand apart
by their height."""
WANTED, WANTED_TALL, QUOTED = 19, 27, 35
"""Px of a sentence that is large enough, of one in a tall picture, and the most there."""
NUMBER = 26
"""Least size that a number should have."""
Entries = list[tuple[Point, int]]


class Grid(NamedTuple):
    """How tiles stand: columns, rows, their width, height without the number, and whether they have names."""

    columns: int
    rows: int
    width: float
    around: float
    named: bool

    @property
    def least(self) -> float:
        """The least height of a tile."""
        return self.around + NUMBER * typeset.LINE

    def height(self, size: float) -> float:
        """Return the height of a tile whose number has a size."""
        return self.around + size * typeset.LINE


class Plan(NamedTuple):
    """Where the tiles of a grid have their sentences: each its own, or one `shared` below all."""

    grid: Grid
    box: Box
    shared: bool

    @property
    def wide(self) -> float:
        """The px that a sentence has across."""
        return self.box.width if self.shared else self.grid.width

    @property
    def quotes(self) -> int:
        """How many rows of sentences there are."""
        return 1 if self.shared else self.grid.rows

    def room(self, number: float) -> float:
        """Return the px of height that numbers of a size leave to a sentence."""
        return (self.box.height - self.grid.rows * self.grid.height(number)) / self.quotes - LEAD


class Fit(NamedTuple):
    """The size of all numbers, and of the sentences; 0 where there is no room for them."""

    number: float
    quote: float


def draw(scene: Scene, box: Box) -> Drawing:
    """Return one tile a point, newest first within a series, twelve at most, a shared sentence below."""
    entries = [(p, i) for i, one in enumerate(scene.series) for p in reversed(one.points)]
    entries, left_out = _fitting(scene, entries, box)
    box = box._replace(height=box.height - LEAD) if left_out else box
    hidden = {"visible": False, "fixedrange": True}
    drawing = Drawing(box, hidden | {"range": [0, box.width]}, hidden | {"range": [box.height, 0]})
    if left_out:
        more = Line(scene.say("left_out", count=left_out), look.SMALL, scene.theme.quiet)
        drawing.annotations += write([more], box.right, box.bottom, "right", "more")
    _tiles(scene, drawing, entries, box)
    return drawing


def _tiles(scene: Scene, drawing: Drawing, entries: Entries, box: Box) -> None:
    """Draw the tiles row by row, numbers and sentences each of one size, a shared sentence below all."""
    plan = Plan(_grid(scene, entries, box), box, _shared_sentence(entries))
    grid, groups = plan.grid, [entries] if plan.shared else [[entry] for entry in entries]
    said = [quotes.quote(scene, [point for point, _ in group]) for group in groups]
    fit = _fit([one for one in said if one], plan, _largest(scene, entries, grid, box))
    below = min(max(_tall(one, plan.wide, fit.quote) for one in said), plan.room(fit.number) + LEAD)
    tall = grid.height(fit.number) + (0 if plan.shared else below)
    spare = max(0.0, box.height - grid.rows * tall - below * plan.shared)
    box = box.lowered(spare * LIFT if box.tall and len(entries) == 1 else 0)
    tall += min(spare / (grid.rows + plan.shared), tall * LOOSE) if len(entries) > 1 else 0
    for at, (point, index) in enumerate(entries):
        left = box.left + (at % grid.columns) * (grid.width + GAP)
        tile = Box(left, box.top + (at // grid.columns) * tall, grid.width, tall)
        if len(entries) > 1 or not box.tall:
            drawing.shapes.append(block(tile._replace(height=1), scene.theme.rule))
        top = _tile(scene, drawing, point, index if grid.named else None, tile, fit.number)
        if fit.quote and not plan.shared:
            under = Box(left, top, grid.width, below - LEAD)
            quotes.draw(scene, drawing, said[at], under, quotes.SIZES[0], fit.quote)
    if fit.quote and plan.shared:
        under = Box(box.left, box.top + grid.rows * tall, box.width, below - LEAD)
        quotes.draw(scene, drawing, said[0], under, quotes.SIZES[0], fit.quote)


def _fit(said: list[quotes.Quote], plan: Plan, largest: float) -> Fit:
    """Return the largest numbers beside which all sentences have room, and the sentences' size.

    Where whole ones have no room they are shortened, and left out before numbers get small.
    """
    cap = QUOTED if plan.box.tall else quotes.LARGE
    enough = WANTED_TALL if plan.box.tall and plan.grid.columns == 1 else WANTED
    if not said or plan.wide < 200:
        return Fit(largest, 0)
    for number in _steps(largest):
        suits = min(cap, max(enough, number * PROPORTION))
        sizes = [quotes.whole(one, plan.wide, plan.room(number), suits) for one in said]
        if all(sizes) and min(sizes) >= min(number * PROPORTION, WANTED):
            return Fit(number, min(sizes))
    for number in _steps(largest):
        room = plan.room(number)
        if room >= 2 * quotes.LEAST * typeset.LINE:
            return Fit(number, min(quotes.room(one, plan.wide, room, cap)[1] for one in said))
    return Fit(largest, 0)


def _steps(largest: float) -> Iterator[float]:
    """Give sizes of numbers from the largest down to the least that leaves room for a sentence."""
    size = largest
    while size >= max(min(LEAST_QUOTED, largest), largest * SHRUNK):
        yield size
        size *= STEP


def _tall(made: quotes.Quote | None, width: float, size: float) -> float:
    """Return the px that a sentence takes with the room above it."""
    return quotes.tall(made, width, size) + LEAD if made and size else 0


def _grid(scene: Scene, entries: Entries, box: Box) -> Grid:
    columns = _columns(len(entries), box)
    least = max(typeset.width(scene.value(p), SMALLEST, True) for p, _ in entries)
    while (width := (box.width - GAP * (columns - 1)) / columns) < least and columns > 1:
        columns -= 1
    named = len({scene.labels[i] for _, i in entries}) > 1
    names = max(len(_named(scene, i, width)) for _, i in entries) if named else 0
    dates = max(len(_dated(scene, p, width)) for p, _ in entries)
    around = 9 + names * look.SUBTITLE * typeset.LINE + 3 + dates * look.LABEL * typeset.LINE + 8
    return Grid(columns, -(-len(entries) // columns), width, around, named)


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
    if count <= 3 or (count == 4 and box.height > box.width):
        return 1 if box.tall else count
    return 2 if count == 4 or box.tall else 3 if count <= 6 else 4


def _largest(scene: Scene, entries: Entries, grid: Grid, box: Box) -> float:
    """Return the largest size at which every number keeps to its tile."""
    sizes = TALL if grid.columns == 1 and box.tall else BROAD
    widest = max(typeset.width(scene.value(p), 1, True) for p, _ in entries)
    high = (box.height / grid.rows - grid.around) / typeset.LINE
    return max(SMALLEST, min(sizes.get(len(entries), LARGE), grid.width * 0.96 / widest, high))


def _tile(scene: Scene, drawing: Drawing, point: Point, index: int | None, box: Box, size: float) -> float:
    """Draw the name (of a series' `index`), number and date; return where the tile goes on below."""
    theme, top = scene.theme, box.top + 9
    kind = f"tile:{point.observation}"
    if index is not None:
        names = _named(scene, index, box.width)
        drawing.annotations += write(names, box.left, top, name=kind)
        top += sum(line.height for line in names) + 2
    hit = Box(box.left, top, box.width, size * typeset.LINE)
    drawing.traces.append(_hit(scene, point, scene.labels[index or 0], hit, drawing.plot))
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


def _hit(scene: Scene, point: Point, label: str, box: Box, plot: Box) -> dict:
    """Return an unseen mark behind the number that answers the pointer."""
    width = min(box.width, typeset.width(scene.value(point), box.height / typeset.LINE, True))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": label,
        "x": [box.left - plot.left + width / 2],
        "y": [box.top - plot.top + box.height / 2],
        "customdata": [point.observation],
        "marker": {"size": box.height, "color": scene.theme.ground, "opacity": 0},
        "hovertext": [scene.hover(point, label)],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }
