"""Single values side by side as native horizontal bars, from zero, each named and dated by its category."""

from dashboard import look
from dashboard.briefing import chart_xml as xml
from dashboard.briefing import native_parts as parts
from dashboard.briefing.content import Item
from dashboard.briefing.geometry import Drawn
from dashboard.briefing.native_parts import Native
from dashboard.briefing.sheets import SHEET, Sheet, cells, head
from dashboard.forms.rows import WHISKER
from dashboard.points import Point


def make(item: Item, drawn: Drawn) -> Native:
    """Return the chart of an item whose figure has one bar a row."""
    trace = next(trace for trace in drawn.figure.data if trace.customdata is not None)
    known = {point.observation: point for point in item.shown.points}
    points = [known[observation] for observation in trace.customdata]
    names = [_name(drawn, point) for point in points]
    sheet, count = Sheet(), len(points)
    category = sheet.column(item.say("col_name"), names)
    letter = sheet.column(parts.head_of(item, item.say("col_value")), [point.value for point in points])
    parts.told(sheet, item, points)
    frame = parts.frame_of(drawn)
    series = xml.c(
        "ser",
        xml.val("idx", 0),
        xml.val("order", 0),
        xml.strings("tx", SHEET, head(letter), [sheet.columns[1].head]),
        xml.look(parts.look_of(drawn, points[0])[1], xml.stroke(None)),
        xml.val("invertIfNegative", False),
        *(_colored(drawn, index, point) for index, point in enumerate(points)),
        xml.labels(_labels(drawn, points)),
        *_bounds(drawn, points),
        xml.strings("cat", SHEET, cells(category, 0, count), names),
        xml.numbers("val", SHEET, cells(letter, 0, count), [point.value for point in points]),
    )
    thick = trace.width[0]
    chart = xml.c(
        "barChart",
        xml.val("barDir", "bar"),
        xml.val("grouping", "clustered"),
        xml.val("varyColors", False),
        series,
        xml.val("gapWidth", round(min(500, (1 - thick) / thick * 100))),
        *(xml.val("axId", one) for one in parts.IDS),
    )
    said = parts.said(drawn, points, "point", "row")
    element = xml.space(parts.inner(drawn.plot, frame), chart, _axes(drawn, points[0]))
    return Native(element, sheet.workbook(), frame, said)


def _name(drawn: Drawn, point: Point) -> str:
    """Return the words of a row in its lines, as the figure breaks them."""
    notes = drawn.named(f"row:{point.observation}")
    return "\n".join("".join(run.text for run in line) for note in notes for line in note.lines)


def _colored(drawn: Drawn, index: int, point: Point) -> xml.Element:
    inside, edge = parts.look_of(drawn, point)
    unit = drawn.figure.layout.width / look.REFERENCE_WIDTH
    bar = xml.look(inside or drawn.ground, xml.stroke(None if inside else edge, 2 * unit))
    return xml.c(
        "dPt", xml.val("idx", index), xml.val("invertIfNegative", False), xml.val("bubble3D", False), bar
    )


def _labels(drawn: Drawn, points: list[Point]) -> list[tuple[int, xml.Label]]:
    found = []
    for index, point in enumerate(points):
        notes = drawn.named(f"point:{point.observation}")
        lines = [line for note in notes for line in note.lines]
        if lines:
            found.append((index, xml.Label(lines, notes[0].size, "end")))
    return found


def _bounds(drawn: Drawn, points: list[Point]) -> list[xml.Element]:
    unit = drawn.figure.layout.width / look.REFERENCE_WIDTH
    reach = WHISKER * unit / drawn.plot.width * drawn.figure.layout.xaxis.range[1]
    up = [reach if point.bound == "at_least" else 0.0 for point in points]
    if not any(up):
        return []
    first = next(point for point in points if point.bound == "at_least")
    line = xml.stroke(parts.look_of(drawn, first)[1], 2 * unit, arrow=True)
    return [xml.error_bars([0.0] * len(points), up, line)]


def _axes(drawn: Drawn, point: Point) -> list[xml.Element]:
    """Return the axes: names without a line, and an unseen axis of values from zero."""
    note = drawn.named(f"row:{point.observation}")
    size, color = (note[0].size, note[0].lines[0][0].color) if note else (28, drawn.ink)
    flags = [
        xml.val("auto", False),
        xml.val("lblAlgn", "ctr"),
        xml.val("lblOffset", 100),
        xml.val("tickLblSkip", 1),
    ]
    names = xml.axis(
        "catAx", parts.IDS, "l", (None, None),
        *xml.ticks("General", size, color, xml.stroke(None)),
        reverse=True, end=[*flags, xml.val("noMultiLvlLbl", True)],
    )  # fmt: skip
    values = xml.axis(
        "valAx", parts.IDS[::-1], "t", (0, drawn.figure.layout.xaxis.range[1]),
        *xml.ticks(None, size, color, xml.stroke(None)),
        delete=True, end=[xml.val("crossBetween", "between")],
    )  # fmt: skip
    return [names, values]
