"""Labels of points on a time axis: beside their marks where there is room, else away with a leader."""

from dataclasses import dataclass

from dashboard import look
from dashboard.forms import timescale
from dashboard.forms.base import Axis, Box, Drawing, Line, Placer, Scene, leader, text_box, write
from dashboard.points import Point


@dataclass(frozen=True)
class Labels:
    """Writes labels into a drawing whose axes are `x` (days) and `y`, and leads them to their marks."""

    scene: Scene
    drawing: Drawing
    placer: Placer
    x: Axis
    y: Axis

    def where(self, point: Point) -> tuple[float, float]:
        """Return the px at which a point stands."""
        return self.x.px(point.at.toordinal()), self.y.px(point.value)

    def write(
        self,
        point: Point,
        lines: list[Line],
        at: tuple[float, float] | None = None,
        far: bool = True,
        gap: float = 9,
    ) -> bool:
        """Write `lines` beside px `at` (where the point stands), or the numbers of findings on it alone.

        Nothing is written where nothing has room; `far` allows places away from the point. Return whether all
        the lines stand there.
        """
        at = at or self.where(point)
        flags = self.scene.flags.get(point.observation)
        alone = [Line(flags, look.LABEL, self.scene.theme.ink)] if flags else []
        for some in filter(None, (lines, alone)):
            spot = self.placer.place(*text_box(some), *at, gap, far or some is alone)
            if spot is None:
                continue
            name = f"point:{point.observation}"
            self.drawing.annotations += write(some, spot.left + spot.width / 2, spot.top, "center", name)
            if end := leader(spot, *at):
                self.drawing.traces.append(self.leader(at, end, self.scene.theme.quiet))
            return some is lines
        return False

    def leader(self, at: tuple[float, float], end: tuple[float, float], color: str) -> dict:
        """Return a thin line from a mark to its label, both in px of the picture."""
        return {
            "type": "scatter",
            "mode": "lines",
            "x": [timescale.iso(self.x.value(px)) for px, _ in (at, end)],
            "y": [self.y.value(py) for _, py in (at, end)],
            "line": {"color": color, "width": 1},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": False,
        }


KEY = 26
"""Height of a line of names above a plot."""


def keys(scene: Scene, box: Box) -> list[dict]:
    """Return the names of several series above a plot, in their colours, in as many lines as they take."""
    made, left, top = [], box.left, box.top
    for index, name in enumerate(scene.labels if len(scene.series) > 1 else ()):
        key = Line("■ " + name, look.LABEL, scene.color(index), True)
        if left > box.left and left + key.width > box.right:
            left, top = box.left, top + KEY
        made += write([key], left, top, name=f"series:{index}")
        left += key.width + 22
    return made


def keys_height(made: list[dict], box: Box) -> float:
    """Return the px that names above a plot take."""
    return max((key["y"] - box.top for key in made), default=-KEY) + KEY
