"""Colours that colour-blind people tell apart, enough contrast, sizes that keep the text's proportion."""

from itertools import combinations

import pytest

from dashboard import look
from dashboard.charts.frame import FOOT
from dashboard.pages import charted
from etl.errors import UnknownNameError

DEFICIENCIES = {
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}  # fmt: skip
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""
OPAQUE = [theme for name, theme in look.THEMES.items() if name != "transparent"]


def linear(color: str) -> list[float]:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))

    dark, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dark + 0.05)


def lab(rgb: list[float]) -> list[float]:
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = [
        sum(a * b for a, b in zip(row, rgb, strict=True)) / n
        for row, n in zip(to_xyz, (0.9505, 1, 1.089), strict=True)
    ]
    x, y, z = (max(v, 0) ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def distance(one: str, other: str, deficiency: str) -> float:
    def seen(color: str) -> list[float]:
        rgb = linear(color)
        return lab([sum(a * b for a, b in zip(row, rgb, strict=True)) for row in DEFICIENCIES[deficiency]])

    return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("theme", OPAQUE)
def test_series_are_told_apart(theme: look.Theme, deficiency: str) -> None:
    for one, other in combinations(theme.series, 2):
        assert distance(one, other, deficiency) > 20, (one, other)


@pytest.mark.parametrize("theme", look.THEMES.values())
def test_contrast_of_text_and_marks(theme: look.Theme) -> None:
    for text in (theme.ink, theme.quiet, *theme.series):
        assert contrast(text, theme.ground) >= 4.5, text
    assert contrast(theme.muted, theme.ground) >= 3


def test_nothing_is_smaller_than_twelve_px_at_the_reference_width() -> None:
    assert min(look.TITLE, look.SUBTITLE, look.LABEL, look.SMALL, FOOT) >= 12


def test_nothing_is_smaller_than_eleven_px_on_a_page() -> None:
    assert min(room.scale for room in charted.SIZES.values()) * FOOT >= 11


def test_named_sizes_are_exact_and_keep_the_proportion_of_text() -> None:
    wanted = {
        "slide": (1920, 1080),
        "report": (1700, 1200),
        "square": (1080, 1080),
        "a4": (2480, 1400),
        "wechat": (1080, 1440),
    }
    assert {name: (s.width, s.height) for name, s in look.SIZES.items()} == wanted
    assert {round(s.reference[0], 6) for s in look.SIZES.values()} == {look.REFERENCE_WIDTH}


def test_scaling_changes_lengths_and_leaves_data_alone() -> None:
    bar = {"type": "bar", "x": [10], "y": [3], "width": [5.0], "marker": {"line": {"width": 2}}}
    layout = {
        "margin": {"l": 10},
        "font": {"size": 12},
        "annotations": [{"x": 0.5, "y": 1, "font": {"size": 14}}],
    }
    scaled = look.scaled({"data": [bar], "layout": layout}, 2)
    assert scaled["data"][0] == bar | {"marker": {"line": {"width": 4}}}
    assert scaled["layout"] == {
        "margin": {"l": 20}, "font": {"size": 24}, "annotations": [{"x": 0.5, "y": 1, "font": {"size": 28}}],
    }  # fmt: skip


def test_a_wrong_name_gets_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="slide"):
        look.size("slid")
    with pytest.raises(UnknownNameError, match="dark"):
        look.theme("drak")
