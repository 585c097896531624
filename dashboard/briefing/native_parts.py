"""What the native charts share: their frame, labels, axes in readable units, columns of the sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing import chart_xml as xml
from dashboard.briefing.content import Item, marks
from dashboard.briefing.geometry import Drawn, Note, around
from dashboard.briefing.sheets import Cell, Sheet
from dashboard.forms.base import Box
from dashboard.points import Point, Series
from etl.numbers import unit_name
from etl.texts import Lang

IDS = (111111111, 222222222)
"""Ids of the horizontal (or category) and the vertical (or value) axis within a chart."""
EDGE, NEAR = 24, 10
"""Free px around a frame; px by which a label may be off its usual place before it is moved there."""
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True)
class Native:
    """A chart ready for a slide: its XML, workbook, frame in px, and the notes that it writes itself."""

    element: xml.Element
    workbook: bytes
    frame: Box
    said: frozenset[int]
    """Places of the drawn figure's notes (Drawn.notes) that became labels of the chart."""


@dataclass(frozen=True)
class Scale:
    """How an axis writes its values: in units of `factor`, by a number format."""

    factor: float
    code: str


def frame_of(drawn: Drawn) -> Box:
    """Return the room between subtitle and footer, as wide as the picture but for its edge."""
    head = around(note.box for note in drawn.notes if note.name in ("title", "subtitle"))
    foot = around(note.box for note in drawn.notes if note.name in ("foot", "code"))
    wide = drawn.figure.layout.width
    return Box(EDGE, head.bottom + 4, wide - 2 * EDGE, foot.top - 24 - head.bottom)


def inner(plot: Box, frame: Box) -> tuple[float, float, float, float]:
    """Return the plot as parts of its frame."""
    return (
        (plot.left - frame.left) / frame.width,
        (plot.top - frame.top) / frame.height,
        plot.width / frame.width,
        plot.height / frame.height,
    )


def label_at(notes: Sequence[Note], at: tuple[float, float], reach: float, frame: Box) -> xml.Label:
    """Return notes as the label of a point at px `at` whose mark reaches `reach` px, where they stand."""
    box = around(note.box for note in notes)
    middle = box.left + box.width / 2, box.top + box.height / 2
    usual = {
        "above": (at[0], at[1] - reach - box.height / 2),
        "below": (at[0], at[1] + reach + box.height / 2),
        "left": (at[0] - reach - box.width / 2, at[1]),
        "right": (at[0] + reach + box.width / 2, at[1]),
        "center": at,
    }
    off = {side: (middle[0] - x, middle[1] - y) for side, (x, y) in usual.items()}
    side = min(off, key=lambda one: abs(off[one][0]) + abs(off[one][1]))
    dx, dy = off[side]
    moved = (dx / frame.width, dy / frame.height) if max(abs(dx), abs(dy)) > NEAR else (0.0, 0.0)
    return xml.Label([line for note in notes for line in note.lines], notes[0].size, side, moved)


def scale_of(drawn: Drawn) -> Scale:
    """Return the units of the value axis: those of its first step; the uppermost with the whole unit."""
    axis = drawn.figure.layout.yaxis
    values, texts = list(axis.tickvals), list(axis.ticktext)
    step = next((at for at, value in enumerate(values) if value), 0)
    low, high = _around_number(texts[step]), _around_number(texts[-1])
    factor = values[step] / low[1] if low[1] else 1.0
    top = values[-1] / factor
    number = "#,##0" if any("," in text for text in texts) else "General"
    plain = _code(low[0], number, low[2])
    uppermost = _code(high[0], number, high[2]) if values[-1] == high[1] * factor else f'"{texts[-1]}"'
    return Scale(factor, f"[>={top * 0.9999:.10g}]{uppermost};[=0]0;{plain}")


def value_column(sheet: Sheet, head: str, values: Sequence[float | None], scale: Scale) -> tuple[str, list]:
    """Add values, and beside them in the axis's units where those differ; return the column that is drawn."""
    letter = sheet.column(head, values)
    if scale.factor == 1:
        return letter, list(values)
    shown = [None if value is None else value / scale.factor for value in values]
    return sheet.column(f"{head} ÷ {scale.factor:,.0f}", shown, scale.factor), shown


def told(sheet: Sheet, item: Item, points: Sequence[Point | None]) -> None:
    """Add what is known of each point: time as written, value as written, how, sources."""
    facts = {fact.point.observation: fact for fact in item.facts}
    known = [facts.get(point.observation) if point else None for point in points]
    rows: list[tuple[str, list[Cell]]] = [
        ("when", [fact and fact.when for fact in known]),
        ("value", [fact and fact.value for fact in known]),
        ("how", [fact and fact.how for fact in known]),
        ("sources", [fact and marks(fact.sources) for fact in known]),
    ]
    for key, cells in rows:
        sheet.column(item.say(f"col_{key}"), cells)


def head_of(item: Item, name: str) -> str:
    """Return the head of a column of values: the series and the unit that its cells count in."""
    units = list(dict.fromkeys(_unit(point, item.wish.lang) for point in item.shown.points))
    said = item.say("list_comma").join(filter(None, units))
    return item.say("sheet_value", name=name, unit=said) if said else name


def _unit(point: Point, lang: Lang) -> str:
    counted = point.unit == "count" and lang == "zh" and point.unit_text
    return point.unit_text if counted else unit_name(point.unit, lang)


def drawn_points(drawn: Drawn, one: Series) -> list[Point]:
    """Return the points of a series that the figure draws."""
    return [point for point in one.points if drawn.trace_of(point.observation)]


def said(drawn: Drawn, points: Sequence[Point], *kinds: str) -> frozenset[int]:
    """Return the places of the figure's notes that are words at these points."""
    names = {f"{kind}:{point.observation}" for kind in kinds for point in points}
    return frozenset(at for at, note in enumerate(drawn.notes) if note.name in names)


def look_of(drawn: Drawn, point: Point) -> tuple[str | None, str]:
    """Return a point's fill (None when hollow) and its colour, as the figure draws it."""
    trace, at = drawn.trace_of(point.observation)
    inside, line = trace.marker.color, trace.marker.line
    inside = inside if isinstance(inside, str) else inside[at]
    edge = line.color if line is not None else None
    edge = inside if edge is None else edge if isinstance(edge, str) else edge[at]
    return (None, edge) if inside != edge else (inside, edge)


SYMBOLS = {"square": "square", "diamond": "diamond", "triangle-up": "triangle", "triangle-down": "x"}
"""Native marks for those of the figure that are not round; there is no triangle that points down."""
SIGNS = str.maketrans("▼", "✕")
"""What stands in words for a mark that the native chart draws otherwise."""


def symbol_of(drawn: Drawn, point: Point) -> str:
    """Return the native name of a point's mark."""
    trace, at = drawn.trace_of(point.observation)
    symbol = trace.marker.symbol
    return SYMBOLS.get(symbol if isinstance(symbol, str) or symbol is None else symbol[at], "circle")


def size_of(drawn: Drawn, point: Point) -> float:
    """Return the px of a point's mark."""
    trace, at = drawn.trace_of(point.observation)
    size = trace.marker.size
    return float(size if isinstance(size, int | float) else size[at])


def faint(color: str, part: float = 0.45) -> str:
    """Return a colour as it looks on white when only `part` of it is there."""
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - one) * part):02x}" for one in parts)


def _around_number(text: str) -> tuple[str, float, str]:
    """Return the words before a number, the number, the words behind it."""
    found = _NUMBER.search(text)
    if not found:
        return "", 0.0, text
    return text[: found.start()], float(found[0].replace(",", "")), text[found.end() :]


def _code(before: str, number: str, behind: str) -> str:
    """Return the number format that writes a number between these words."""
    quoted = [f'"{words}"' if words else "" for words in (before, behind)]
    return f"{quoted[0]}{number}{quoted[1]}"
