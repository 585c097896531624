"""Events over a time axis: a thin upright with a number at its top; the footer says what each number is."""

from dashboard import look
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, write


def number(index: int) -> str:
    """Return the circled number of the event `index`, from zero: at most twenty have one."""
    return chr(0x2460 + index)


def draw(scene: Scene, drawing: Drawing, placer: Placer, x: Axis) -> None:
    """Add the scene's events to a drawing and keep labels off their numbers and lines."""
    plot = drawing.plot
    for index, mark in enumerate(scene.marks):
        at = x.px(mark.day.toordinal())
        if not x.first < mark.day.toordinal() < x.last:
            continue
        line = Line(number(index), look.LABEL, scene.theme.quiet)
        spot = placer.place(line.width, line.height, at, plot.top + line.height, gap=0)
        if spot is None:
            continue
        drawing.shapes.append(_upright(scene, mark.day.isoformat()))
        drawing.annotations += write([line], spot.left, spot.top)
        placer.block(Box(at - 1, plot.top, 2, plot.height * 0.25))


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
