"""Events over a time axis: a thin upright with a number at its top, and its words where they have room.

The footer says what each number is in any case, with its date.
"""

from collections.abc import Iterator

from dashboard import look
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, broken, text_box, write

WIDEST, MOST = 150, 2
"""Px that the words beside a number may take across, and lines."""
Spots = list[tuple[str, Box]]


def number(index: int) -> str:
    """Return the circled number of the event `index`, from zero: at most twenty have one."""
    return chr(0x2460 + index)


def draw(scene: Scene, drawing: Drawing, placer: Placer, x: Axis) -> Spots:
    """Add uprights with numbers to a drawing and keep labels off them; return (words, box of the number)."""
    plot, spots = drawing.plot, []
    for index, mark in enumerate(scene.marks):
        at = x.px(mark.day.toordinal())
        if not x.first < mark.day.toordinal() < x.last:
            continue
        line = Line(number(index), look.LABEL, scene.theme.quiet)
        spot = placer.place(line.width, line.height, at, plot.top + line.height, gap=0)
        if spot is None:
            continue
        drawing.shapes.append(_upright(scene, mark.day.isoformat()))
        drawing.annotations += write([line], spot.left, spot.top, name="event")
        placer.block(Box(at - 1, plot.top, 2, plot.height * 0.25))
        spots.append((mark.text, spot))
    return spots


def name(scene: Scene, drawing: Drawing, placer: Placer, spots: Spots) -> None:
    """Write events' words beside their numbers where that leaves all other labels alone."""
    for words, spot in spots:
        lines = broken([Line(words, look.SMALL, scene.theme.quiet)], WIDEST)
        if len(lines) <= MOST and (box := next(_beside(lines, spot, placer), None)):
            placer.block(box)
            drawing.annotations += write(lines, box.left, box.top, name="event")


def _beside(lines: list[Line], spot: Box, placer: Placer) -> Iterator[Box]:
    """Give free boxes for lines at the right and at the left of a number."""
    width, height = text_box(lines)
    for left in (spot.right + 3, spot.left - width - 3):
        box = Box(left, spot.top + 1, width, height)
        if placer.free(box):
            yield box


def _upright(scene: Scene, day: str) -> dict:
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 0.97,
        "yref": "paper",
        "layer": "below",
        "line": {"color": scene.theme.rule, "width": 1.5},
    }
