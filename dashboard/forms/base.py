"""What every form works with: the scene (what to draw, in one language), the box it has, what it gives back.

Lengths are reference px (look.py), y grows downwards from the top of the picture. Since all ranges are set
here, a form knows where every mark and label falls and can keep them apart (`Placer`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from math import ceil, floor, hypot, log10
from typing import NamedTuple

from dashboard import look, typeset
from dashboard.points import Point, Series
from etl.numbers import Scale
from etl.texts import Lang, Texts


class Box(NamedTuple):
    """A rectangle in px: left and top edge, width, height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its bottom edge."""
        return self.top + self.height

    @property
    def tall(self) -> bool:
        """Whether it is tall enough that things had better stand below one another."""
        return self.height > self.width * 0.7

    def lowered(self, free: float) -> "Box":
        """Return the box with `free` px left empty above."""
        return Box(self.left, self.top + free, self.width, self.height - free)

    def distance(self, x: float, y: float) -> float:
        """Return how far the point (x, y) is from it, 0 inside."""
        return hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))

    def overlaps(self, other: "Box") -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Return whether `other` lies within, to a hundredth of a px."""
        return (
            self.left <= other.left + 0.01
            and other.right <= self.right + 0.01
            and self.top <= other.top + 0.01
            and other.bottom <= self.bottom + 0.01
        )


DOT = " · "
"""What stands between words on one point."""


@dataclass(frozen=True)
class Mark:
    """An event laid over a time axis: its day and its words."""

    day: date
    text: str


@dataclass(frozen=True)
class Scene:
    """What to draw: series with the words that tell them apart, in one language and theme."""

    series: tuple[Series, ...]
    labels: tuple[str, ...]
    lang: Lang
    theme: look.Theme
    texts: Texts
    scale: Scale = "auto"
    marks: tuple[Mark, ...] = ()
    formulas: Mapping[str, str] = field(default_factory=dict)
    """How worked-out points came about, by observation."""
    inputs: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    """What worked-out points were worked out from, by observation."""
    lead: Point | None = None
    """The point that the title speaks of, whose sentence may stand below the drawing."""
    flags: Mapping[str, str] = field(default_factory=dict)
    """The numbers of findings on points, by observation; the footer has their words."""
    contested: frozenset[str] = frozenset()
    """The observations that others of the same time contradict."""
    reach: tuple[float, float] = (0.0, 0.0)
    """The least and the greatest value that a value axis takes in, whatever the series hold."""

    @property
    def points(self) -> list[Point]:
        """All points, series by series."""
        return [point for one in self.series for point in one.points]

    def say(self, key: str, **values: object) -> str:
        """Return a text of forms.yaml in the scene's language."""
        return self.texts.say(key, self.lang, **values)

    def color(self, index: int) -> str:
        """Return the colour of the series `index`: four in focus, the others muted."""
        return self.theme.series[index] if index < len(self.theme.series) else self.theme.muted

    def value(self, point: Point) -> str:
        """Return a point's value as people write it."""
        return point.text(self.lang, self.scale)

    def label(self, point: Point) -> str:
        """Return a point's value with the numbers of findings on it."""
        return " ".join(filter(None, [self.value(point), self.flags.get(point.observation)]))

    def words(self, point: Point) -> str:
        """Return what a mark alone does not say of a point: inferred, worked out, corrected, contradicted."""
        holds = {
            "inferred": point.inferred and point.shape != "open",
            "worked_out": point.worked_out,
            "planned": point.shape == "plan",
            "corrected": point.correction is not None,
            "contested": point.observation in self.contested,
        }
        return DOT.join(self.say(key) for key, one in holds.items() if one)

    def dated(self, point: Point) -> str:
        """Return a point's date, with the words that it needs."""
        return DOT.join(filter(None, [point.when(self.lang), self.words(point)]))

    def formula(self, point: Point) -> str:
        """Return how a worked-out point came about, "" for a stated one."""
        made = self.formulas.get(point.observation) or point.formula
        return self.say("formula", formula=made) if made else ""

    def hover(self, point: Point, label: str) -> str:
        """Return the words for a point under the pointer: series, value as written, date."""
        worked = self.formula(point)
        lines = [label, f"<b>{typeset.plain(self.value(point))}</b>", point.when(self.lang), worked]
        return "<br>".join(line for line in lines if line)


@dataclass
class Drawing:
    """A form's answer: traces and the part of the layout inside `plot` (the rectangle of the axes)."""

    plot: Box
    xaxis: dict
    yaxis: dict
    traces: list[dict] = field(default_factory=list)
    annotations: list[dict] = field(default_factory=list)
    shapes: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Axis:
    """A linear map from values (numbers, or days as ordinals) to px."""

    first: float
    last: float
    start: float
    end: float

    def px(self, value: float) -> float:
        """Return where `value` stands."""
        return self.start + (value - self.first) / (self.last - self.first) * (self.end - self.start)

    def value(self, px: float) -> float:
        """Return the value at `px`."""
        return self.first + (px - self.start) / (self.end - self.start) * (self.last - self.first)


MOST_STEPS, STEP = 5, 36
"""Most steps of a value axis, and the least px of one."""


def steps(largest: float, height: float, lowest: float = 0.0) -> list[float]:
    """Return round values around zero, `lowest` and `largest`: steps for a plot of `height` px."""
    lowest, largest = min(lowest, 0.0), max(largest, 0.0)
    if largest <= lowest:
        return [0.0, 1.0]
    raw = (largest - lowest) / max(2, min(MOST_STEPS, int(height // STEP)))
    power = 10.0 ** floor(log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * 0.999999)
    if largest >= 1 and step < 1:
        step = 1.0
    first, last = floor(lowest / step + 1e-9), ceil(largest / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


class Line(NamedTuple):
    """One line of a label: its words, size in px, colour and weight."""

    text: str
    size: float
    color: str
    bold: bool = False

    @property
    def width(self) -> float:
        """Its width in px."""
        return typeset.width(self.text, self.size, self.bold)

    @property
    def height(self) -> float:
        """Its height in px."""
        return self.size * typeset.LINE

    @property
    def markup(self) -> str:
        """Its text so that plotly.js shows it as it is."""
        text = typeset.plain(self.text)
        return f"<b>{text}</b>" if self.bold else text


def text_box(lines: Sequence[Line]) -> tuple[float, float]:
    """Return width and height of lines under one another; browsers set small text a little wider."""
    return max(line.width for line in lines) * 1.03 + 2, sum(line.height for line in lines)


def broken(lines: Sequence[Line], limit: float) -> list[Line]:
    """Return lines none of which is wider than `limit` px: broken between words on a point, else evenly."""
    return [
        line._replace(text=even)
        for line in lines
        for part in _parted(line, limit)
        for even in typeset.balance(part, limit, line.size, line.bold)
    ]


def _parted(line: Line, limit: float) -> list[str]:
    """Return a line's words on a point, as many side by side as `limit` px hold."""
    parts: list[str] = []
    for word in line.text.split(DOT):
        joined = DOT.join([*parts[-1:], word])
        if parts and typeset.width(joined, line.size, line.bold) <= limit:
            parts[-1] = joined
        else:
            parts.append(word)
    return parts


def write(lines: Sequence[Line], x: float, top: float, anchor: str = "left", name: str = "") -> list[dict]:
    """Return annotations that write `lines` from px (x, top) of the picture down.

    `anchor` is the side of the text that stands at `x`: left, center or right; `name` says what the text is
    (title, point:<observation>). Lines of one style share an annotation, since plotly.js spaces all lines of
    one by a single font size.
    """
    made = []
    for (size, color, _), group in groupby(lines, key=lambda line: line[1:]):
        block = list(group)
        markup = "<br>".join(line.markup for line in block)
        font = {"size": size, "color": color}
        made.append(note(x, top, markup, name, xanchor=anchor, align=anchor, font=font))
        top += sum(line.height for line in block)
    return made


def note(x: float, y: float, markup: str, name: str = "", **more: object) -> dict:
    """Return an annotation at px (x, y) of the picture, its left upper corner unless `more` says otherwise.

    charts/draw.py turns the px into paper coordinates.
    """
    return {
        **({"name": name} if name else {}),
        "xref": "px",
        "yref": "px",
        "x": x,
        "y": y,
        "text": markup,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "borderpad": 0,
        **more,
    }


def block(box: Box, color: str) -> dict:
    """Return a filled rectangle at px of the picture; charts/draw.py turns the px into paper coordinates."""
    ends = {"x0": box.left, "x1": box.right, "y0": box.top, "y1": box.bottom}
    return {"type": "rect", "xref": "px", "yref": "px", "fillcolor": color, "line": {"width": 0}, **ends}


def stack(middles: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """Return the tops of labels `height` px high near `middles`, moved apart between `top` and `bottom`.

    Where they do not all fit they share the room evenly.
    """
    order = sorted(range(len(middles)), key=lambda i: middles[i])
    step = min(height, (bottom - top) / max(len(middles), 1))
    tops: dict[int, float] = {}
    least = top
    for i in order:
        tops[i] = max(least, middles[i] - height / 2)
        least = tops[i] + step
    most = bottom - step
    for i in reversed(order):
        tops[i] = min(tops[i], most)
        most = tops[i] - step
    return [tops[i] for i in range(len(middles))]


FAR, WIDE = (14, 28, 42, 60, 80, 110), 24
"""Px by which a label is moved up or down, and aside, where it has no room beside its mark."""
NEAR = 16
"""Px from a mark within which a label is beside it; one farther away needs a leader."""


def leader(box: Box, x: float, y: float) -> tuple[float, float] | None:
    """Return where on `box` a leader to the mark at (x, y) ends; None where the two stand together."""
    near = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    return None if box.distance(x, y) <= NEAR else near


def _along(x0: float, y0: float, x1: float, y1: float) -> Iterator[Box]:
    """Give small boxes all along a straight line."""
    count = max(2, int(max(abs(x1 - x0), abs(y1 - y0)) / 3))
    for i in range(count + 1):
        x, y = x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count
        yield Box(x - 2, y - 2, 4, 4)


class Placer:
    """Puts labels where they cover neither marks nor one another nor leave the box."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.taken: list[Box] = []
        self.marks: list[tuple[float, float]] = []
        self.labels: list[Box] = []

    def block(self, box: Box) -> None:
        """Keep labels away from `box`."""
        self.taken.append(box)

    def block_line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Keep labels away from a straight line."""
        self.taken += _along(x0, y0, x1, y1)

    def free(self, box: Box) -> bool:
        """Return whether `box` lies inside and covers nothing."""
        return self.box.holds(box) and not any(box.overlaps(other) for other in self.taken)

    def place(
        self, width: float, height: float, x: float, y: float, gap: float = 9, far: bool = True
    ) -> Box | None:
        """Return a free box of that size near (x, y), above first, and take it; None where there is none.

        Never nearer to another mark than to its own, unless it is `far` away, where it needs a `leader`.
        """
        middle, left, right = x - width / 2, x - width - gap, x + gap
        above, below, level = y - height - gap, y + gap, y - height / 2
        near = [
            (middle, above), (left, level), (right, level), (middle, below),
            (left + gap, above), (right - gap, above),
            (left, below), (right, below), (left, above), (right, above),
        ]  # fmt: skip
        away = [(middle, above - step) for step in FAR] + [(middle, below + step) for step in FAR]
        sides = (left - gap, right + gap, middle - width / 3, middle + width / 3)
        away += [(side, above - step) for side in sides for step in FAR]
        away += [(side, level - step) for side in (left - WIDE, right + WIDE) for step in (0, *FAR)]
        for wish in [*near, *(away if far else [])]:
            box = self._inside(Box(*wish, width, height))
            if self.free(box) and (self._led(box, x, y) if leader(box, x, y) else self._own(box, x, y)):
                self.block(box)
                self.labels.append(box)
                return box
        return None

    def _led(self, box: Box, x: float, y: float) -> bool:
        """Keep labels off the leader from `box` to its mark, unless it crosses one that is there."""
        line = list(_along(x, y, *leader(box, x, y)))
        if any(dot.overlaps(label) for dot in line for label in self.labels):
            return False
        self.taken += line
        return True

    def mark(self, x: float, y: float) -> None:
        """Know of a mark at (x, y): labels of others stay farther from it than from their own."""
        self.marks.append((x, y))

    def _own(self, box: Box, x: float, y: float) -> bool:
        """Return whether no other mark is nearer to `box` than the one at (x, y)."""
        own = box.distance(x, y)
        return all(own <= box.distance(*other) for other in self.marks)

    def _inside(self, box: Box) -> Box:
        left = min(max(box.left, self.box.left), self.box.right - box.width)
        top = min(max(box.top, self.box.top), self.box.bottom - box.height)
        return Box(left, top, box.width, box.height)
