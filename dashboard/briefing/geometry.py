"""Where things stand in a drawn figure, in px of the picture: plot, axes, the labels of its points.

The slide takes its places from the same figure that the PNG is drawn from, so that both look alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import plotly.graph_objects as go

from dashboard import typeset
from dashboard.briefing.canvas import Run, lines_of, width_of
from dashboard.forms.base import Box
from dashboard.points import Point


@dataclass(frozen=True)
class Note:
    """An annotation: its name, its lines, its size and the box that it takes."""

    name: str
    lines: tuple[tuple[Run, ...], ...]
    size: float
    align: str
    box: Box


@dataclass(frozen=True)
class Drawn:
    """A figure with its places in px; `ground` is what it is seen on, `ink` and `quiet` colour its text."""

    figure: go.Figure
    ink: str
    ground: str
    quiet: str

    @cached_property
    def plot(self) -> Box:
        """The rectangle of the axes."""
        layout = self.figure.layout
        margin = layout.margin
        return Box(
            margin.l, margin.t, layout.width - margin.l - margin.r, layout.height - margin.t - margin.b
        )

    @cached_property
    def notes(self) -> list[Note]:
        """Every annotation, in the order in which they are drawn."""
        return [self._note(found) for found in self.figure.layout.annotations]

    def named(self, name: str) -> list[Note]:
        """Return the annotations called `name`, from the top down."""
        return sorted((note for note in self.notes if note.name == name), key=lambda note: note.box.top)

    def trace_of(self, observation: str) -> tuple[object, int] | None:
        """Return the trace that draws an observation and its place in it."""
        for trace in self.figure.data:
            drawn = list(trace.customdata) if trace.customdata is not None else []
            if observation in drawn:
                return trace, drawn.index(observation)
        return None

    def dashed(self, a: Point, b: Point) -> bool:
        """Return whether the figure joins two points by a dashed line."""
        ends = [a.at.isoformat(), b.at.isoformat()], [a.value, b.value]
        return any(
            trace.mode == "lines" and (list(trace.x), list(trace.y)) == ends and trace.line.dash == "dash"
            for trace in self.figure.data
        )

    @cached_property
    def leaders(self) -> list[tuple[float, float, float, float]]:
        """The thin lines from marks to labels that stand away from them, as ends in px."""
        return [
            (self.x_px(trace.x[0]), self.y_px(trace.y[0]), self.x_px(trace.x[1]), self.y_px(trace.y[1]))
            for trace in self.figure.data
            if trace.type == "scatter" and trace.mode == "lines" and trace.line.color == self.quiet
        ]

    @property
    def days(self) -> tuple[float, float]:
        """The first and the last day of a time axis, as ordinals with fractions."""
        return tuple(ordinal(end) for end in self.figure.layout.xaxis.range)

    def day_px(self, day: float) -> float:
        """Return where an ordinal stands on the time axis."""
        first, last = self.days
        return self.plot.left + (day - first) / (last - first) * self.plot.width

    def x_px(self, value: object) -> float:
        """Return where a value of the x axis stands: a moment on a time axis, else a number."""
        if isinstance(value, str):
            return self.day_px(ordinal(value))
        first, last = self.figure.layout.xaxis.range
        return self.plot.left + (value - first) / (last - first) * self.plot.width

    def y_px(self, value: float) -> float:
        """Return where a value of the y axis stands."""
        low, high = self.figure.layout.yaxis.range
        return self.plot.bottom - (value - low) / (high - low) * self.plot.height

    def _note(self, found: object) -> Note:
        lines = lines_of(found.text, found.font.color or self.ink)
        size = found.font.size
        wide, tall = width_of(lines, size), len(lines) * size * typeset.LINE
        x, y = self.plot.left + found.x * self.plot.width, self.plot.bottom - found.y * self.plot.height
        left = {"left": x, "center": x - wide / 2, "right": x - wide}[found.xanchor]
        return Note(found.name or "", tuple(map(tuple, lines)), size, found.xanchor, Box(left, y, wide, tall))


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    found = list(boxes)
    left, top = min(box.left for box in found), min(box.top for box in found)
    right, bottom = max(box.right for box in found), max(box.bottom for box in found)
    return Box(left, top, right - left, bottom - top)


def ordinal(moment: str) -> float:
    """Return a day or moment in ISO format as an ordinal with its part of the day."""
    if len(moment) == 10:
        return float(date.fromisoformat(moment).toordinal())
    found = datetime.fromisoformat(moment)
    seconds = found.hour * 3600 + found.minute * 60 + found.second
    return found.toordinal() + seconds / 86400
