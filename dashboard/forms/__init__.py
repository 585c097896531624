"""The forms a chart can take, one file each: pure functions from a Scene to a Drawing (base.py).

A form is chosen by the data (`choose`), never by taste: no line without two comparable dates, no bar chart
across units, a number with its date where there is only that. Forms import neither dash nor the tables.
"""

from collections.abc import Sequence

from dashboard.forms import bars, base, deals, quotes, ranks, rows, tiles, timeline
from dashboard.points import Point, Series, comparable

FORMS = {
    "tiles": tiles.draw,
    "latest": tiles.draw,
    "rows": rows.draw,
    "bars": bars.draw,
    "timeline": timeline.draw,
    "ranks": ranks.draw,
    "deals": deals.draw,
}
MOST = {"rows": 14, "tiles": tiles.MOST, "latest": tiles.MOST}
MOST_SERIES, MOST_ASKED, MOST_BARS = 8, 12, 4
"""Series over time that one chart draws, of places asked for by name, and side by side as bars."""


LARGEST = 29
"""Px of the largest sentence below a plot."""
TALLEST, BELOW, LEAST_BELOW, LOWERED = 0.8, 34, 76, 0.3
"""Height of a plot by its width, from which on a sentence stands below it; the px between, the least of a
sentence, and the part of what stays empty that is left above."""


def draw(form: str, scene: base.Scene, box: base.Box) -> base.Drawing:
    """Return the scene drawn as `form` into `box`; where that leaves room, with the lead's sentence below."""
    if form in ("tiles", "latest"):
        return FORMS[form](scene, box)
    need = {"rows": rows.height, "ranks": ranks.height}.get(form, _filling)(scene, box)
    made = quotes.quote(scene, _stated_with(scene, scene.lead)) if scene.lead else None
    free = box.height - min(need, box.height) - BELOW
    if made is None or free < LEAST_BELOW:
        return FORMS[form](scene, box.lowered(max(0.0, box.height - need) * LOWERED if form == "rows" else 0))
    made, size = quotes.room(made, box.width, free, LARGEST)
    below = min(free, quotes.tall(made, box.width, size)) + BELOW
    empty = box.height - below - need if form in ("rows", "ranks") else 0
    upper = box._replace(height=box.height - below).lowered(max(0.0, empty) * LOWERED)
    drawing = FORMS[form](scene, upper._replace(height=min(need, upper.height)) if empty > 0 else upper)
    top = (drawing.plot.bottom + (0 if form == "rows" else AXIS) if empty > 0 else upper.bottom) + BELOW
    under = base.Box(box.left, top, box.width, below - BELOW)
    quotes.draw(scene, drawing, made, under, fixed=size)
    return drawing


AXIS = 26
"""Px below a plot for the words of its axis."""


def _filling(_: base.Scene, box: base.Box) -> float:
    """Return the height from which on a plot that fills any needs no more."""
    return box.width * TALLEST


def _stated_with(scene: base.Scene, lead: Point) -> list[Point]:
    """Return the points that the sentence of `lead` states, itself first."""
    return [lead, *(p for p in scene.points if lead.sentence and p.sentence == lead.sentence)]


def most(form: str, asked: bool) -> int:
    """Return how many series a form has room for, where a reader `asked` for their places or not."""
    return MOST.get(form, MOST_ASKED if asked else MOST_SERIES)


def choose(series: Sequence[Series]) -> str:
    """Return the form in which these series may be drawn together."""
    points = [point for one in series for point in one.points]
    shapes = {point.shape for point in points if point.shape != "plan"} or {"plan"}
    if len(points) == 1 or len({p.unit for p in points}) > 1 or len(shapes) > 1:
        return "tiles"
    if points[0].unit == "rank":
        return "ranks" if _develops(series) else "tiles"
    shape = shapes.pop()
    if shape == "event":
        return "deals"
    alone = shape == "as_of" and len(series) <= MOST_BARS and _scattered(points)
    if shape in ("as_of", "span") and (_develops(series) or alone):
        return "bars" if shape == "span" and len(series) <= MOST_BARS else "timeline"
    if shape in ("plan", "unknown") or not _siblings(points):
        return "tiles"
    return "rows"


def _develops(series: Sequence[Series]) -> bool:
    """Return whether one of the series has two comparable dates or more, or several that reports contest."""
    contested = (one.contested and len({p.moment for p in one.points}) > 1 for one in series)
    return any(comparable(run) for one in series for run in one.runs()) or any(contested)


def _scattered(points: Sequence[Point]) -> bool:
    """Return whether one metric stands at several dates: places on a time axis, not side by side."""
    return len({p.metric for p in points}) == 1 and len({p.at for p in points}) > 1


def _siblings(points: Sequence[Point]) -> bool:
    """Return whether the points may stand side by side: one kind of measure, one per series."""
    one_each = len({p.series for p in points}) == len(points)
    return one_each and len({p.measure for p in points}) == 1
