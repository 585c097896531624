"""The look: colours, fonts, sizes and themes of every chart, for the page and for pictures alike.

Layouts are designed in reference pixels at a width of 850 and scaled as a whole (`scaled`), so that text
keeps its proportion in every named size. tests/dashboard/test_look.py holds contrast and colour blindness.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.errors import UnknownNameError, ZhibiaoError

FONT = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
REFERENCE_WIDTH = 850
LOWEST = 470
"""Least height in reference px of a picture: a broad one takes smaller text rather than less of it."""
TITLE, SUBTITLE, LABEL, SMALL = 25, 15.5, 14, 12.5
EDGES = {600: 30, 0: 18}
"""Free px between the text and the edge of the picture, by the least reference width that has them."""


@dataclass(frozen=True)
class Size:
    """A picture's size in px, how many of them one reference px takes, and how many an inch."""

    width: float
    height: float
    scale: float = 1.0
    dpi: int = 144

    @property
    def reference(self) -> tuple[float, float]:
        """Width and height in reference px."""
        return self.width / self.scale, self.height / self.scale

    def at(self, dpi: int) -> "Size":
        """Return the same size on paper at another resolution: more px, text in the same proportion."""
        if not DPI[0] <= dpi <= DPI[1]:
            raise SizeError.about("size.dpi", dpi=dpi, least=DPI[0], most=DPI[1])
        ratio = dpi / self.dpi
        return Size(round(self.width * ratio), round(self.height * ratio), self.scale * ratio, dpi)


class WishError(ZhibiaoError):
    """What is asked of a picture cannot be: the asker can mend it."""


class SizeError(WishError):
    """A size or resolution in which no picture can be read."""


def sized(width: float, height: float, dpi: int = 144) -> Size:
    """Return a picture of `width` x `height` px whose text has the proportion of the named sizes."""
    return Size(width, height, min(width / REFERENCE_WIDTH, height / LOWEST), dpi)


def edge(width: float) -> float:
    """Return the free px at the sides of a picture of `width` reference px."""
    return next(px for least, px in EDGES.items() if width >= least)


DPI = (72, 600)
SIDES, LONGEST = (400, 8000), 7
"""Least and largest px of a side, and how many times its short side the long one may be, of a free size."""
_FREE = re.compile(r"(\d{1,5})x(\d{1,5})")

SIZES: Mapping[str, Size] = {
    "slide": sized(1920, 1080),
    "report": sized(1700, 1200, 200),
    "square": sized(1080, 1080),
    "a4": sized(2480, 1400, 300),
    "wechat": sized(1080, 1440),
}


@dataclass(frozen=True)
class Theme:
    """The colours of one theme; `series` are the colours in focus, at most four."""

    paper: str
    ground: str
    """What the paper is seen on: for a transparent paper the colour that contrast is worked out against."""
    ink: str
    quiet: str
    rule: str
    grid: str
    series: tuple[str, str, str, str]
    muted: str


_LIGHT = {
    "ground": "#ffffff",
    "ink": "#16212e",
    "quiet": "#55606e",
    "rule": "#c9d0d8",
    "grid": "#e6eaee",
    "series": ("#106ac6", "#bc4d0f", "#067761", "#55165f"),
    "muted": "#848d98",
}
THEMES: Mapping[str, Theme] = {
    "light": Theme(paper="#ffffff", **_LIGHT),
    "dark": Theme(
        paper="#131a22",
        ground="#131a22",
        ink="#eef2f6",
        quiet="#aab4c0",
        rule="#46515e",
        grid="#26303b",
        series=("#7dc0f1", "#e99256", "#77dfc0", "#d95fa0"),
        muted="#7b8694",
    ),
    "transparent": Theme(paper="rgba(0,0,0,0)", **_LIGHT),
}


def size(name: str) -> Size:
    """Return a named size or one written as 1200x800 (px).

    UnknownNameError gives the nearest names, SizeError says what is too small, too large or too narrow.
    """
    if free := _FREE.fullmatch(name):
        width, height = int(free[1]), int(free[2])
        short, long = sorted((width, height))
        if short < SIDES[0] or long > SIDES[1] or long > LONGEST * short:
            raise SizeError.about("size.free", name=name, least=SIDES[0], most=SIDES[1], times=LONGEST)
        return sized(width, height)
    if name not in SIZES:
        raise UnknownNameError("size", name, SIZES)
    return SIZES[name]


def theme(name: str) -> Theme:
    """Return a theme; UnknownNameError gives the nearest names."""
    if name not in THEMES:
        raise UnknownNameError("theme", name, THEMES)
    return THEMES[name]


_LENGTHS = frozenset(
    [
        "size",
        "width",
        "height",
        "thickness",
        "pad",
        "standoff",
        "ticklen",
        "tickwidth",
        "gridwidth",
        "linewidth",
        "zerolinewidth",
        "borderwidth",
        "borderpad",
        "xshift",
        "yshift",
        "l",
        "r",
        "t",
        "b",
        "ax",
        "ay",
        "arrowwidth",
    ]
)


def scaled(figure: dict, scale: float) -> dict:
    """Return the figure's JSON with every length in px multiplied by `scale`; data and fractions stay."""
    return {
        "data": [_scale_trace(trace, scale) for trace in figure["data"]],
        "layout": _scale(figure["layout"], scale),
    }


def _scale_trace(trace: dict, scale: float) -> dict:
    """Scale a trace: the width of a bar is data, every other length is px."""
    kept = {"width": trace["width"]} if trace.get("type") == "bar" and "width" in trace else {}
    return _scale({k: v for k, v in trace.items() if k not in kept}, scale) | kept


def _scale(node: object, scale: float, key: str = "") -> object:
    if isinstance(node, dict):
        return {k: _scale(v, scale, k) for k, v in node.items()}
    if isinstance(node, list | tuple):
        return [_scale(v, scale, key) for v in node]
    if key in _LENGTHS and isinstance(node, int | float) and not isinstance(node, bool):
        return round(node * scale, 4)
    return node
