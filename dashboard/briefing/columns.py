"""Flows as native columns over slots of one length: whole years, or the months that all spans share.

A year without data keeps its slot, so that columns stand where they do in time; a part-year's column stands
in its year and its label says which months. Spans that fit no common slot stand one by one in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import look
from dashboard.briefing import chart_xml as xml
from dashboard.briefing import native_parts as parts
from dashboard.briefing.content import Item
from dashboard.briefing.geometry import Drawn
from dashboard.briefing.native_parts import Native, Scale
from dashboard.briefing.sheets import SHEET, Sheet, cells, head
from dashboard.forms.bars import WHISKER
from dashboard.forms.base import Box
from dashboard.points import Point
from etl import times


@dataclass(frozen=True)
class Slots:
    """The categories: their words, the points of each series in them, the px that they take."""

    words: tuple[str, ...]
    rows: tuple[tuple[Point | None, ...], ...]
    plot: Box


def make(item: Item, drawn: Drawn) -> Native:
    """Return the chart of an item whose figure has bars over their own spans."""
    series = [points for one in item.shown.series if (points := parts.drawn_points(drawn, one))]
    slots = slots_of(series, drawn, item)
    frame, scale = parts.frame_of(drawn), parts.scale_of(drawn)
    sheet = Sheet()
    names = [drawn.trace_of(points[0].observation)[0].name for points in series]
    category = sheet.column(item.say("sheet_time"), slots.words)
    made = []
    for at, (name, row) in enumerate(zip(names, slots.rows, strict=True)):
        values = [None if point is None else point.value for point in row]
        letter, shown = parts.value_column(sheet, parts.head_of(item, name), values, scale)
        made.append((at, sheet.columns[-1].head, row, letter, shown))
    for row in slots.rows:
        parts.told(sheet, item, row)
    count = len(slots.words)
    words = xml.strings("cat", SHEET, cells(category, 0, count), slots.words)
    chart = xml.c(
        "barChart",
        xml.val("barDir", "col"),
        xml.val("grouping", "clustered"),
        xml.val("varyColors", False),
        *(_series(one, words, drawn, frame, scale, count) for one in made),
        xml.val("gapWidth", _gap(drawn, slots, len(series))),
        xml.val("overlap", 0),
        *(xml.val("axId", one) for one in parts.IDS),
    )
    said = parts.said(drawn, [point for row in slots.rows for point in row if point], "point")
    element = xml.space(parts.inner(slots.plot, frame), chart, _axes(drawn, scale))
    return Native(element, sheet.workbook(), frame, said)


def slots_of(series: Sequence[Sequence[Point]], drawn: Drawn, item: Item) -> Slots:
    """Return the slots in which all the points stand, at most one of a series in each."""
    points = [point for one in series for point in one]
    months = {point.months for point in points}
    whole = len(months) == 1 and months <= {1, 2, 3, 4, 6}
    length = months.pop() if whole and not _one_a_year(series) else 12
    if length == 12 and not _one_a_year(series):
        ordered = sorted({(_first(p), p.end): p.when(item.wish.lang) for p in points}.items())
        keys = [span for span, _ in ordered]
        rows = [_in_order({(_first(p), p.end): p for p in one}, keys) for one in series]
        return Slots(tuple(words for _, words in ordered), tuple(rows), drawn.plot)
    begin = min(_first(p) for p in points)
    month = 1 if length == 12 else (begin.month - 1) // length * length + 1
    starts = _starts(date(begin.year, month, 1), max(p.end for p in points), length)
    spans = [(start, _after(start, length) - timedelta(1)) for start in starts]
    rows = [_in_order({_slot(p, spans): p for p in one}, spans) for one in series]
    left = drawn.day_px(spans[0][0].toordinal())
    right = drawn.day_px(spans[-1][1].toordinal() + 1)
    words = tuple(times.span(*span, item.wish.lang) for span in spans)
    return Slots(words, tuple(rows), drawn.plot._replace(left=left, width=right - left))


def _in_order(found: dict, keys: Sequence) -> tuple[Point | None, ...]:
    return tuple(found.get(key) for key in keys)


def _slot(point: Point, spans: Sequence[tuple[date, date]]) -> tuple[date, date]:
    return next(span for span in spans if span[0] <= point.at <= span[1])


def _one_a_year(series: Sequence[Sequence[Point]]) -> bool:
    return all(len({point.at.year for point in one}) == len(one) for one in series)


def _first(point: Point) -> date:
    return point.start or point.earliest or point.end


def _starts(first: date, last: date, months: int) -> list[date]:
    found = [first]
    while (following := _after(found[-1], months)) <= last:
        found.append(following)
    return found


def _after(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def _series(
    one: tuple, words: xml.Element, drawn: Drawn, frame: Box, scale: Scale, count: int
) -> xml.Element:
    at, name, row, letter, shown = one
    points = [(index, point) for index, point in enumerate(row) if point]
    color = parts.look_of(drawn, points[0][1])[1]
    return xml.c(
        "ser",
        xml.val("idx", at),
        xml.val("order", at),
        xml.strings("tx", SHEET, head(letter), [name]),
        xml.look(color, xml.stroke(None)),
        xml.val("invertIfNegative", False),
        *_hollow(points, drawn),
        xml.labels(_labels(points, drawn, frame)),
        *_bounds(points, drawn, color, scale, count),
        xml.c("cat", *[_copy(child) for child in words]),
        xml.numbers("val", SHEET, cells(letter, 0, count), shown),
    )


def _copy(element: xml.Element) -> xml.Element:
    return element.__copy__()


def _hollow(points: list[tuple[int, Point]], drawn: Drawn) -> list[xml.Element]:
    """Return the columns that the figure leaves hollow: worked out or planned."""
    made = []
    for index, point in points:
        inside, edge = parts.look_of(drawn, point)
        if inside is None:
            outline = xml.look(
                drawn.ground, xml.stroke(edge, 2 * drawn.figure.layout.width / look.REFERENCE_WIDTH)
            )
            parted = [xml.val("idx", index), xml.val("invertIfNegative", False), xml.val("bubble3D", False)]
            made.append(xml.c("dPt", *parted, outline))
    return made


def _labels(points: list[tuple[int, Point]], drawn: Drawn, frame: Box) -> list[tuple[int, xml.Label]]:
    found = []
    for index, point in points:
        notes = drawn.named(f"point:{point.observation}")
        if notes:
            lines = [line for note in notes for line in note.lines]
            found.append((index, xml.Label(lines, notes[0].size, "end")))
    return found


def _bounds(
    points: list[tuple[int, Point]], drawn: Drawn, color: str, scale: Scale, count: int
) -> list[xml.Element]:
    """Return open-ended bars where a report gives only a bound."""
    unit = drawn.figure.layout.width / look.REFERENCE_WIDTH
    reach = WHISKER * unit / drawn.plot.height * drawn.figure.layout.yaxis.range[1] / scale.factor
    down, up = [0.0] * count, [0.0] * count
    for index, point in points:
        if point.bound in ("at_least", "at_most"):
            (up if point.bound == "at_least" else down)[index] = reach
    if not any([*down, *up]):
        return []
    return [xml.error_bars(down, up, xml.stroke(color, 2 * unit, arrow=True))]


def _gap(drawn: Drawn, slots: Slots, count: int) -> int:
    """Return the room between slots in percent of a column, so that columns are as wide as the figure's."""
    first = next(point for row in slots.rows for point in row if point)
    width = (
        max(drawn.trace_of(first.observation)[0].width)
        / 86_400_000
        / (drawn.days[1] - drawn.days[0])
        * drawn.plot.width
    )
    slot = slots.plot.width / len(slots.words)
    return round(max(15, min(500, (slot - width * count) / width * 100)))


def _axes(drawn: Drawn, scale: Scale) -> list[xml.Element]:
    layout = drawn.figure.layout
    below, beside = layout.xaxis.tickfont, layout.yaxis.tickfont
    line = xml.stroke(layout.xaxis.linecolor, layout.xaxis.linewidth)
    flags = [
        xml.val("auto", False),
        xml.val("lblAlgn", "ctr"),
        xml.val("lblOffset", 60),
        xml.val("noMultiLvlLbl", True),
    ]
    across = xml.axis(
        "catAx", parts.IDS, "b", (None, None), *xml.ticks("General", below.size, below.color, line), end=flags
    )
    step = layout.yaxis.tickvals[-1] - layout.yaxis.tickvals[-2]
    grid = xml.stroke(layout.yaxis.gridcolor, layout.yaxis.gridwidth)
    upward = xml.axis(
        "valAx", parts.IDS[::-1], "l", tuple(end / scale.factor for end in layout.yaxis.range),
        *xml.ticks(scale.code, beside.size, beside.color, xml.stroke(None), grid),
        end=[xml.val("crossBetween", "between"), xml.val("majorUnit", f"{step / scale.factor:.15g}")],
    )  # fmt: skip
    return [across, upward]
