"""Points on a true time axis as a native scatter chart: timelines, single deals, ranks.

A series is one block of rows; runs that may be joined stand together, an empty row breaks the line. Bounds
and stems are error bars, so that they follow their point; the interval of an inferred date is a short line
of its own, since LibreOffice draws no horizontal error bars of unequal length. The words of the time axis
are labels of a series of marks, since a scatter axis cannot write 1 January of each year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard import look
from dashboard.briefing import chart_xml as xml
from dashboard.briefing import native_parts as parts
from dashboard.briefing.canvas import Run
from dashboard.briefing.content import Item
from dashboard.briefing.geometry import Drawn, ordinal
from dashboard.briefing.native_parts import Native, Scale
from dashboard.briefing.sheets import DAY_ZERO, SHEET, Sheet, cells
from dashboard.forms.base import Box
from dashboard.forms.timeline import WHISKER
from dashboard.points import Point, Series, comparable

SPARE = 1
"""Empty rows at the end of each block, where a further point may be typed."""


@dataclass(frozen=True)
class Place:
    """A row of the sheet: a day as an ordinal, a value, and the point that stands there, if one does."""

    day: float
    value: float
    point: Point | None = None


@dataclass(frozen=True)
class Block:
    """The rows of one series, None for an empty one; the px of its line; rows to which it is dashed."""

    name: str
    rows: tuple[Place | None, ...]
    line: float = 0
    dashed: frozenset[int] = frozenset()

    @property
    def points(self) -> list[tuple[int, Point]]:
        """The points with their rows."""
        return [(at, place.point) for at, place in enumerate(self.rows) if place and place.point]


def make(item: Item, drawn: Drawn) -> Native:
    """Return the chart of an item whose figure has a time axis and points on it."""
    frame, scale = parts.frame_of(drawn), parts.scale_of(drawn)
    blocks = [
        _block(item.shown.form, drawn, one) for one in item.shown.series if parts.drawn_points(drawn, one)
    ]
    spans = [span for block in blocks if (span := _intervals(item, drawn, block))]
    axis = drawn.figure.layout.xaxis
    floor = float(drawn.figure.layout.yaxis.range[0])
    years = Block(item.say("sheet_marks"), tuple(Place(ordinal(day), floor) for day in axis.tickvals))
    under = [*_ranks(item, drawn, blocks), *spans]
    table = _Table(item, [*under, *blocks, years], scale)
    made = [
        *(_under(table, at, block, drawn) for at, block in enumerate(under)),
        *(_series(table, len(under) + at, block, drawn, frame, scale) for at, block in enumerate(blocks)),
        _years(table, len(under) + len(blocks), years, axis),
    ]
    chart = xml.c(
        "scatterChart",
        xml.val("scatterStyle", "lineMarker"),
        xml.val("varyColors", False),
        *made,
        *(xml.val("axId", one) for one in parts.IDS),
    )
    element = xml.space(parts.inner(_plot(drawn), frame), chart, _axes(drawn, scale))
    points = [point for block in blocks for _, point in block.points]
    return Native(element, table.sheet.workbook(), frame, parts.said(drawn, points, "point"))


class _Table:
    """The sheet of a scatter chart: its blocks one below the other, each as long as the longest and one more.

    LibreOffice loses the series of a chart whose later ones are longer.
    """

    def __init__(self, item: Item, blocks: list[Block], scale: Scale) -> None:
        self.sheet, self.length = Sheet(), max(len(block.rows) for block in blocks) + SPARE
        pad = [None] * self.length
        rows = [place for block in blocks for place in [*block.rows, *pad][: self.length]]
        names = [block.name for block in blocks for _ in range(self.length)]
        self.name = self.sheet.column(item.say("col_name"), names)
        self.x = [place and place.day - DAY_ZERO for place in rows]
        self.day = self.sheet.column(item.say("sheet_date"), self.x, dates=True)
        values = [place and place.value for place in rows]
        self.value, self.y = parts.value_column(self.sheet, parts.head_of(item, item.subject), values, scale)
        parts.told(self.sheet, item, [place and place.point for place in rows])

    def refs(self, at: int, name: str) -> tuple[xml.Element, xml.Element, xml.Element]:
        """Return name, dates and values of the block `at` as elements that point into the sheet."""
        first, end = at * self.length, (at + 1) * self.length
        return (
            xml.strings("tx", SHEET, cells(self.name, first, 1).split(":")[0], [name]),
            xml.numbers("xVal", SHEET, cells(self.day, first, self.length), self.x[first:end], "yyyy-mm-dd"),
            xml.numbers("yVal", SHEET, cells(self.value, first, self.length), self.y[first:end]),
        )


def _block(form: str, drawn: Drawn, one: Series) -> Block:
    """Return a series' points so that those that are joined stand one behind the other."""
    points = parts.drawn_points(drawn, one)
    runs = {
        "timeline": [run for run in one.runs() if comparable(run)],
        "ranks": [tuple(points)] if len(points) > 1 else [],
    }.get(form, [])
    joined = {p.observation for run in runs for p in run}
    rows: list[Place | None] = []
    dashed = set()
    for group in [*runs, *([p] for p in points if p.observation not in joined)]:
        rows += [None] if rows else []
        dashed |= {len(rows) + at + 1 for at, (a, b) in enumerate(pairwise(group)) if drawn.dashed(a, b)}
        rows += [Place(p.at.toordinal(), p.value, p) for p in group]
    name = drawn.trace_of(points[0].observation)[0].name
    line = {"timeline": 2.5, "ranks": 4.0}.get(form, 0) * _unit(drawn) if runs else 0
    return Block(name, tuple(rows), line, frozenset(dashed))


def _intervals(item: Item, drawn: Drawn, block: Block) -> Block | None:
    """Return the intervals of a series' inferred dates as lines of their own, None where it has none."""
    rows: list[Place | None] = []
    for _, point in block.points:
        if point.inferred and item.shown.form == "timeline":
            ends = float(point.earliest.toordinal()), float(point.end.toordinal())
            rows += _around(drawn, ends, point.value, [point])
    return Block(item.say("sheet_interval", name=block.name), tuple(rows[:-1])) if rows else None


def _around(
    drawn: Drawn, ends: tuple[float, float], value: float, points: Sequence[Point]
) -> list[Place | None]:
    """Return the rows of a line that leaves out its points: programs differ in what they draw last."""
    if not points:
        return [Place(ends[0], value), Place(ends[1], value), None]
    first, last = drawn.days
    reach = parts.size_of(drawn, points[0]) / 2 / drawn.plot.width * (last - first)
    days = [point.at.toordinal() for point in points]
    pieces = (ends[0], min(days) - reach), (max(days) + reach, ends[1])
    return [
        row for low, high in pieces if low < high for row in (Place(low, value), Place(high, value), None)
    ]


def _ranks(item: Item, drawn: Drawn, blocks: list[Block]) -> list[Block]:
    """Return the gridlines of ranks as one block: an axis would begin to count its own at rank 0."""
    axis = drawn.figure.layout.yaxis
    if axis.range[0] < axis.range[1]:
        return []
    points = [point for block in blocks for _, point in block.points]
    rows = [
        row
        for rank in axis.tickvals
        for row in _around(drawn, drawn.days, float(rank), [p for p in points if p.value == rank])
    ]
    return [Block(item.say("sheet_marks"), tuple(rows), axis.gridwidth)]


def _under(table: _Table, at: int, block: Block, drawn: Drawn) -> xml.Element:
    """Return the series of lines under the points: gridlines, which have a width of their own, or intervals.

    An interval's colour is that of the figure's span at the same height.
    """
    tx, x, y = table.refs(at, block.name)
    if block.line:
        line = xml.stroke(drawn.figure.layout.yaxis.gridcolor, block.line)
    else:
        color = next(
            trace.line.color
            for trace in drawn.figure.data
            if trace.opacity and trace.y is not None and block.rows[0].value in list(trace.y)
        )
        line = xml.stroke(parts.faint(color), 5 * _unit(drawn))
    return _ser(at, tx, xml.c("spPr", line), xml.marker(0, None, ""), x, y)


def _ser(at: int, tx: xml.Element, *inside: xml.Element) -> xml.Element:
    order = [xml.val("idx", at), xml.val("order", at)]
    return xml.c("ser", *order, tx, *inside, xml.val("smooth", False))


def _series(table: _Table, at: int, block: Block, drawn: Drawn, frame: Box, scale: Scale) -> xml.Element:
    tx, x, y = table.refs(at, block.name)
    usual = parts.look_of(drawn, block.points[0][1])
    every = bool(block.dashed) and len(block.dashed) == len(block.points) - 1
    line = xml.stroke(usual[1] if block.line else None, block.line, "dash" if every else "solid")
    return _ser(
        at,
        tx,
        xml.c("spPr", line),
        _mark(drawn, block.points[0][1]),
        *_exceptions(block, drawn, usual),
        xml.labels(_labels(block, drawn, frame)),
        *_bars(block, table.length, drawn, usual[1], scale),
        x,
        y,
    )


def _mark(drawn: Drawn, point: Point) -> xml.Element:
    """Return a point's mark as the figure draws it."""
    inside, color = parts.look_of(drawn, point)
    return xml.marker(parts.size_of(drawn, point), inside, color, parts.symbol_of(drawn, point))


def _exceptions(block: Block, drawn: Drawn, usual: tuple[str | None, str]) -> list[xml.Element]:
    """Return the points that look otherwise than the first: hollow ones, those with a dashed line to them."""
    made = []
    for row, point in block.points:
        inside, color = parts.look_of(drawn, point)
        if (inside, color) != usual or row in block.dashed:
            dash = "dash" if row in block.dashed else "solid"
            line = xml.stroke(color if block.line else None, block.line, dash)
            mark = _mark(drawn, point)
            made.append(
                xml.c("dPt", xml.val("idx", row), mark, xml.val("bubble3D", False), xml.c("spPr", line))
            )
    return made


def _labels(block: Block, drawn: Drawn, frame: Box) -> list[tuple[int, xml.Label]]:
    """Return the words that the figure writes at its points; a rank's number stands in its mark."""
    found = []
    for row, point in block.points:
        trace, at = drawn.trace_of(point.observation)
        if trace.text:
            words = trace.text[at].removeprefix("<b>").removesuffix("</b>")
            run = Run(words, True, trace.textfont.color)
            found.append((row, xml.Label([[run]], trace.textfont.size, "center")))
        elif notes := drawn.named(f"point:{point.observation}"):
            px = drawn.x_px(trace.x[at]), drawn.y_px(point.value)
            reach = parts.size_of(drawn, point) / 2 + 6
            found.append((row, parts.label_at(notes, px, reach, frame)))
    return found


def _bars(block: Block, length: int, drawn: Drawn, color: str, scale: Scale) -> list[xml.Element]:
    """Return vertical error bars: the stem of a deal, an open bound, a range."""
    axis = drawn.figure.layout.yaxis
    if axis.range[0] > axis.range[1]:
        return []
    reach = WHISKER * _unit(drawn) / drawn.plot.height * axis.range[1]
    down, up = [0.0] * length, [0.0] * length
    for row, point in block.points:
        if point.shape == "event":
            down[row] = point.value
        elif point.bound == "range" and point.low is not None and point.high is not None:
            down[row], up[row] = point.value - point.low, point.high - point.value
        elif point.bound in ("at_least", "at_most"):
            (up if point.bound == "at_least" else down)[row] = reach
    if not any([*down, *up]):
        return []
    stems = any(point.shape == "event" for _, point in block.points)
    ended = any(point.bound in ("at_least", "at_most") for _, point in block.points)
    line = xml.stroke(color, (3 if stems else 2) * _unit(drawn), arrow=ended)
    sides = [[value / scale.factor for value in side] for side in (down, up)]
    return [xml.error_bars(*sides, line, "y")]


def _years(table: _Table, at: int, block: Block, axis: object) -> xml.Element:
    """Return the series whose labels are the words of the time axis."""
    tx, x, y = table.refs(at, block.name)
    words = [
        (row, xml.Label([[Run(text, False, axis.tickfont.color)]], axis.tickfont.size, "below"))
        for row, text in enumerate(axis.ticktext)
    ]
    return _ser(at, tx, xml.c("spPr", xml.stroke(None)), xml.marker(0, None, ""), xml.labels(words), x, y)


def _axes(drawn: Drawn, scale: Scale) -> list[xml.Element]:
    layout = drawn.figure.layout
    first, last = (day - DAY_ZERO for day in drawn.days)
    bottom, top = layout.yaxis.range
    ranks = bottom > top
    line = xml.stroke(layout.xaxis.linecolor, layout.xaxis.linewidth)
    across = xml.axis(
        "valAx", parts.IDS, "b", (first, last),
        *xml.ticks(None, layout.xaxis.tickfont.size, layout.xaxis.tickfont.color, line),
        crosses="max" if ranks else "min", end=[xml.val("crossBetween", "midCat")],
    )  # fmt: skip
    font = layout.yaxis.tickfont
    grid = None if ranks else xml.stroke(layout.yaxis.gridcolor, layout.yaxis.gridwidth)
    step = layout.yaxis.tickvals[-1] - layout.yaxis.tickvals[-2]
    span = (0, bottom) if ranks else (bottom / scale.factor, top / scale.factor)
    code = "0;;;" if ranks else scale.code
    upward = xml.axis(
        "valAx", parts.IDS[::-1], "l", span, *xml.ticks(code, font.size, font.color, xml.stroke(None), grid),
        reverse=ranks, crosses="min",
        end=[xml.val("crossBetween", "midCat"), xml.val("majorUnit", f"{step / scale.factor:.15g}")],
    )  # fmt: skip
    return [across, upward]


def _plot(drawn: Drawn) -> Box:
    """Return the plot; that of ranks reaches up to where rank 0 would be, since axes count from there."""
    bottom, top = drawn.figure.layout.yaxis.range
    if bottom < top:
        return drawn.plot
    above = top / (bottom - top) * drawn.plot.height
    return drawn.plot._replace(top=drawn.plot.top - above, height=drawn.plot.height + above)


def _unit(drawn: Drawn) -> float:
    """Return how many px one reference px takes."""
    return drawn.figure.layout.width / look.REFERENCE_WIDTH
