"""A chart's figure as inline SVG, so that it can be read before Plotly has run and where no script runs.

It draws what dashboard.charts puts into a figure and nothing else: bars, lines, markers, texts and rectangles
on axes with given ranges and ticks. The live page and the PNG are drawn by Plotly from the same figure.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

LINE = 1.3
"""Height of a line of text in its size, as Plotly sets it."""
MARK = re.compile(r"<br>|</?b>|</span>|<span style=\"color:(#[0-9a-f]{6})\">")
DASHES = {"dash": "9 9", "dot": "3 3"}
TICK = "dominant-baseline:central"
SYMBOLS: dict[str, Callable[[float, float, float], str]] = {
    "circle": lambda x, y, r: f"M{n(x - r)} {n(y)}{_arc(r, 2 * r)}{_arc(r, -2 * r)}Z",
    "triangle-up": lambda x, y, r: f"M{n(x - 1.15 * r)} {n(y + r / 2)}h{n(2.3 * r)}L{n(x)} {n(y - r)}Z",
    "triangle-down": lambda x, y, r: f"M{n(x - 1.15 * r)} {n(y - r / 2)}h{n(2.3 * r)}L{n(x)} {n(y + r)}Z",
    "diamond": lambda x, y, r: f"M{n(x)} {n(y - r)}L{n(x + r)} {n(y)} {n(x)} {n(y + r)} {n(x - r)} {n(y)}Z",
    "square": lambda x, y, r: f"M{n(x - r)} {n(y - r)}h{n(2 * r)}v{n(2 * r)}h{n(-2 * r)}Z",
    "line-ew": lambda x, y, r: f"M{n(x - 1.4 * r)} {n(y)}h{n(2.8 * r)}",
}
"""Marker symbol → its path around (x, y) with half its size; `-open` ones have a line and no fill."""
DOTTED = ("circle-dot", "diamond-dot", "square-dot")
"""Symbols with a dot in their middle."""


def n(value: float) -> str:
    """Return px with two digits at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _arc(radius: float, across: float) -> str:
    return f"a{n(radius)} {n(radius)} 0 1 0 {n(across)} 0"


@dataclass(frozen=True)
class Plane:
    """The plot's area in px of the picture, and how values become px in it."""

    left: float
    top: float
    width: float
    height: float
    xaxis: dict
    yaxis: dict

    def x(self, value: object, paper: bool = False) -> float:
        """Return the px of a value on the x axis, or of a part of the plot's width."""
        return self.left + (value if paper else _part(value, self.xaxis)) * self.width

    def y(self, value: object, paper: bool = False) -> float:
        """Return the px of a value on the y axis, or of a part of the plot's height from below."""
        return self.top + (1 - (value if paper else _part(value, self.yaxis))) * self.height


def svg(figure: dict) -> str:
    """Return a figure (`data`, `layout` as plain JSON) as an SVG element of its size, hidden from readers.

    KeyError for a marker symbol that it cannot draw.
    """
    layout = figure["layout"]
    width, height, margin = layout["width"], layout["height"], layout["margin"]
    plane = Plane(
        margin["l"], margin["t"], width - margin["l"] - margin["r"], height - margin["t"] - margin["b"],
        layout["xaxis"], layout["yaxis"],
    )  # fmt: skip
    traces = figure["data"]
    shapes = layout.get("shapes", [])
    pieces = [
        *(_shape(s, plane) for s in shapes if s.get("layer") == "below"),
        *_grid(plane),
        *(piece for t in traces if t["type"] == "bar" for piece in _bars(t, plane)),
        *(piece for t in traces if t["type"] == "scatter" for piece in _scatter(t, plane)),
        *_ticks(plane),
        *(_shape(s, plane) for s in shapes if s.get("layer") != "below"),
        *(_note(a, plane) for a in layout.get("annotations", [])),
    ]
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        f'style="background:{layout["paper_bgcolor"]};font-family:{html.escape(layout["font"]["family"])}">'
        f"{''.join(pieces)}</svg>"
    )


def _part(value: object, axis: dict) -> float:
    first, last = (_number(end) for end in axis["range"])
    return (_number(value) - first) / (last - first)


def _number(value: object) -> float:
    """Return a number, or a day or moment as seconds of a day's count."""
    if not isinstance(value, str):
        return float(value)
    moment = datetime.fromisoformat(value)
    return (moment - datetime(1970, 1, 1)).total_seconds()


def _each(value: object, count: int) -> list:
    """Return a value for each of `count` points, be it given once or for each."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


def _bars(trace: dict, plane: Plane) -> Iterator[str]:
    marker = trace["marker"]
    lines = marker.get("line", {})
    count = len(trace["x"])
    lying = trace.get("orientation") == "h"
    columns = [marker["color"], lines.get("color"), lines.get("width", 0), trace["width"]]
    for x, y, fill, stroke, thick, width in zip(
        trace["x"], trace["y"], *(_each(c, count) for c in columns), strict=True
    ):
        span = width if lying or not isinstance(x, str) else width / 1000
        middle = _number(y if lying else x)
        ends = (middle - span / 2, middle + span / 2)
        if lying:
            corners = plane.x(0), plane.x(x), plane.y(ends[0]), plane.y(ends[1])
        else:
            corners = plane.x(ends[0]), plane.x(ends[1]), plane.y(0), plane.y(y)
        yield _rectangle(*corners, _paint(fill, stroke, thick) + ' class="mark"')


def _scatter(trace: dict, plane: Plane) -> Iterator[str]:
    points = [
        (plane.x(x), plane.y(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if x is not None and y is not None
    ]
    faded = f' opacity="{trace["opacity"]}"' if "opacity" in trace else ""
    if "lines" in trace["mode"] and points:
        line = trace["line"]
        path = "L".join(f"{n(x)} {n(y)}" for x, y in points)
        yield f'<path d="M{path}" fill="none"{_stroke(line)}{faded}/>'
    if "markers" in trace["mode"]:
        yield from _markers(trace["marker"], points)
    if "text" in trace["mode"]:
        font = trace["textfont"]
        for (x, y), text in zip(points, trace["text"], strict=True):
            yield _text(text, x, y - font["size"] * 0.7, font, "middle")


def _markers(marker: dict, points: list[tuple[float, float]]) -> Iterator[str]:
    lines = marker.get("line", {})
    given = [
        marker.get("symbol", "circle"),
        marker["size"],
        marker["color"],
        lines.get("color"),
        lines.get("width", 0),
    ]
    columns = (_each(value, len(points)) for value in given)
    for (x, y), symbol, size, color, edge, thick in zip(points, *columns, strict=True):
        if not size or marker.get("opacity") == 0:
            continue
        name, _, way = symbol.partition("-") if symbol in DOTTED else (symbol.removesuffix("-open"), "", "")
        paint = _paint(color, edge, thick) if name == symbol or way else _paint("none", color, thick or 1)
        yield f'<path d="{SYMBOLS[name](x, y, size / 2)}"{paint} class="mark"/>'
        if way:
            yield f'<path d="{SYMBOLS[name](x, y, size / 8)}"{_paint(edge or color, None, 0)}/>'


def _shape(shape: dict, plane: Plane) -> str:
    across, up = shape.get("xref") == "paper", shape.get("yref") == "paper"
    x0, x1 = plane.x(shape["x0"], across), plane.x(shape["x1"], across)
    y0, y1 = plane.y(shape["y0"], up), plane.y(shape["y1"], up)
    line = shape["line"]
    if shape["type"] == "line":
        return f'<path d="M{n(x0)} {n(y0)}L{n(x1)} {n(y1)}"{_stroke(line)}/>'
    return _rectangle(
        x0, x1, y0, y1, _paint(shape.get("fillcolor", "none"), line.get("color"), line["width"])
    )


def _rectangle(x0: float, x1: float, y0: float, y1: float, paint: str) -> str:
    left, top = min(x0, x1), min(y0, y1)
    return f'<rect x="{n(left)}" y="{n(top)}" width="{n(abs(x1 - x0))}" height="{n(abs(y1 - y0))}"{paint}/>'


def _grid(plane: Plane) -> Iterator[str]:
    """Give the gridlines and the line under the plot."""
    if plane.yaxis.get("visible", True):
        for value in plane.yaxis["tickvals"]:
            stroke = _stroke({"color": plane.yaxis["gridcolor"], "width": plane.yaxis["gridwidth"]})
            yield f'<path d="M{n(plane.left)} {n(plane.y(value))}h{n(plane.width)}"{stroke}/>'
    if plane.xaxis.get("showline"):
        stroke = _stroke({"color": plane.xaxis["linecolor"], "width": plane.xaxis["linewidth"]})
        yield f'<path d="M{n(plane.left)} {n(plane.top + plane.height)}h{n(plane.width)}"{stroke}/>'


def _ticks(plane: Plane) -> Iterator[str]:
    """Give the words at both axes, and the small strokes where there are some."""
    if plane.yaxis.get("visible", True):
        for value, text in zip(plane.yaxis["tickvals"], plane.yaxis["ticktext"], strict=True):
            yield _text(text, plane.left - 3, plane.y(value), plane.yaxis["tickfont"], "end", TICK)
    if not plane.xaxis.get("visible", True):
        return
    axis, below = plane.xaxis, plane.top + plane.height
    long = axis["ticklen"] if axis.get("ticks") == "outside" else 0
    for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        if long:
            stroke = _stroke({"color": axis["tickcolor"], "width": 1})
            yield f'<path d="M{n(plane.x(value))} {n(below)}v{n(long)}"{stroke}/>'
        yield _text(text, plane.x(value), below + long + 1, axis["tickfont"], "middle")


def _note(note: dict, plane: Plane) -> str:
    x, y = plane.x(note["x"], True), plane.y(note["y"], True)
    return _text(note["text"], x, y, note["font"], ANCHORS[note["xanchor"]])


ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def _text(markup: str, x: float, y: float, font: dict, anchor: str, style: str = "") -> str:
    """Return Plotly's marked-up text (bold, colour, line breaks) with its upper edge at `y`."""
    size, at = font["size"], n(x)
    made = [f'<tspan x="{at}">']
    last = 0
    for found in MARK.finditer(markup):
        made.append(_plain(markup[last : found.start()]))
        made.append(_tag(found, at, size))
        last = found.end()
    made += [_plain(markup[last:]), "</tspan>"]
    ends = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{at}" y="{n(y)}" font-size="{n(size)}" fill="{font["color"]}"{ends}'
        f' style="{style or "dominant-baseline:text-before-edge"}">{"".join(made)}</text>'
    )


def _tag(found: re.Match, at: str, size: float) -> str:
    if found[0] == "<br>":
        return f'</tspan><tspan x="{at}" dy="{n(LINE * size)}">'
    if found[0] == "<b>":
        return '<tspan font-weight="bold">'
    return f'<tspan fill="{found[1]}">' if found[1] else "</tspan>"


def _plain(text: str) -> str:
    return html.escape(html.unescape(text))


def _paint(fill: str, stroke: str | None, width: float) -> str:
    edge = f' stroke="{stroke}" stroke-width="{n(width)}"' if stroke and width else ""
    return f' fill="{fill}"{edge}'


def _stroke(line: dict) -> str:
    dash = DASHES.get(line.get("dash", "solid"))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{line["color"]}" stroke-width="{n(line["width"])}"{dashed}'
