"""No text is cut, covered or too small: all charts, both languages, on pages and as pictures of any size."""

import re
from collections.abc import Iterator

import geometry
import made
import pytest

from dashboard import look
from dashboard.charts import Chart, Query, chart, charts, figure, titles, view
from dashboard.charts.catalogue import handmade
from dashboard.charts.frame import FOOT
from dashboard.data import Data, load
from dashboard.pages import charted
from etl.paths import ROOT

PHONE = charted.SIZES["phone"]
NARROW = {f"{width} px": look.Size(width, PHONE.height, PHONE.scale) for width in (288, 328, 358)}
"""What windows of 320, 360 and 390 px leave for a chart."""
PAGE = {**charted.SIZES, **NARROW}
EVERY = {**look.SIZES, **PAGE}
FEW = ("square", "half", "phone", "288 px")
Shown = tuple[Chart, Data]


@pytest.fixture(scope="module")
def library() -> Data:
    return made.library()


def crowded() -> list[tuple[str, Data]]:
    """Return charts of many places and dates, one for each form."""
    places = [place for place, *_ in made.PLACES]
    cover, cases = "overseas_insurance.coverage", "enforcement.ip_penalty_cases"
    days = [f"20{20 + n // 4}-{n % 4 * 3 + 1:02d}-15" for n in range(16)]
    rows = {
        "timeline": [made.o(cover, 3e7 * (n + 5), unit="CNY", **made.at(day)) for n, day in enumerate(days)],
        "bars": [
            made.o(cases, 500 + 37 * n * m, **made.year(2010 + n, place=place))
            for n in range(14)
            for m, place in enumerate(places)
        ],
        "rows": [
            made.o(f"awards.{name}", n + 1, **made.year(2023, place=place))
            for n, place in enumerate(places)
            for name in ("china_gold", "china_excellence", "guangdong_gold")
        ],
        "tiles": [
            made.o(f"services.{name}", n, time_kind="unknown", measure="flow", period_end=None, place=place)
            for n, place in enumerate(places)
            for name in ("mediators", "notarisations", "hk_macau_mediators", "copyright_stations")
        ],
        "ranks": [
            made.o("ranking.ip_protection", (n + m) % 9 + 1, unit="rank", **made.year(2015 + n, place=place))
            for n in range(9)
            for m, place in enumerate(places)
        ],
    }
    return [(form, made.data(some)) for form, some in rows.items()]


def every() -> Iterator[Shown]:
    """Give the charts of the made library, of the shipped tables, and the crowded ones."""
    for data in (made.library(), load(ROOT / "data" / "curated")):
        yield from ((one, data) for one in charts(data).values())
    yield from packed()


def packed() -> Iterator[Shown]:
    for form, data in crowded():
        metrics = list(dict.fromkeys(point.metric for point in data.points))
        one = Chart(topic="enforcement", question={}, metrics=metrics, id=f"crowded-{form}")
        assert view(one, data).form == form
        yield one, data


def wrong(
    wanted: list[Shown], sizes: dict[str, look.Size], theme: str = "light", **asked: object
) -> list[str]:
    """Return what cannot be read, of each chart in each size and language."""
    with geometry.opened() as page:
        return [
            f"{one.id}.{name}.{lang}: {problem}"
            for one, data in wanted
            for name, size in sizes.items()
            for lang in ("zh", "en")
            for problem in geometry.problems(page, figure(one, data, lang, size, theme, Query(**asked)), size)
        ]


@pytest.mark.browser
def test_every_text_can_be_read(library: Data) -> None:
    wanted = [(chart(library, name), library) for name in handmade()]
    found = wrong([*wanted, *packed()], {name: EVERY[name] for name in FEW})
    assert not found, "\n".join(found[:20])


@pytest.mark.browser
@pytest.mark.slow
def test_every_text_of_every_chart_can_be_read_in_every_size() -> None:
    found = wrong(list(every()), EVERY)
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_title_or_subtitle_loses_a_word(lang: str) -> None:
    for one, data in every():
        shown = view(one, data)
        for name in FEW:
            drawn = figure(one, data, lang, EVERY[name])
            texts = bare("".join(note.text for note in drawn.layout.annotations))
            assert bare(titles.title(shown, data, lang)) in texts
            assert bare(titles.subtitle(shown, data, lang)) in texts


def bare(text: str) -> str:
    """Return a text without markup, spaces and the uprights between parts, which no line ends with."""
    return re.sub(r"<[^>]+>|[\s|｜]", "", text)


MOST_GRIDLINES, MOST_COLOURS = 10, 4
"""Of the published guides: ten light gridlines at most, four colours in focus at most."""


def test_gridlines_and_colours_in_focus_keep_to_the_guides() -> None:
    for one, data in every():
        for size in (look.SIZES["slide"], look.SIZES["wechat"], look.size("600x4000")):
            drawn = figure(one, data, "en", size)
            assert len(drawn.layout.yaxis.tickvals or ()) <= MOST_GRIDLINES
            named = [trace for trace in drawn.data if trace.name]
            colours = {
                trace.marker.line.color or trace.marker.color for trace in named if trace.type != "bar"
            }
            colours |= {trace.marker.line.color for trace in named if trace.type == "bar"}
            assert len(colours - {look.theme("light").muted}) <= MOST_COLOURS


def test_bars_start_at_zero_and_there_is_one_value_axis() -> None:
    for one, data in every():
        drawn = figure(one, data, "zh")
        assert "yaxis2" not in drawn.layout
        if any(trace.type == "bar" for trace in drawn.data):
            across = view(one, data).form == "rows"
            assert (drawn.layout.xaxis if across else drawn.layout.yaxis).range[0] == 0


def test_the_title_is_the_largest_text_of_the_frame_and_the_footer_the_smallest() -> None:
    assert 24 <= look.TITLE <= 26
    assert 15 <= look.SUBTITLE <= 16
    assert 12 <= FOOT <= 13
    for one, data in every():
        sizes = {
            n.name: n.font.size for n in figure(one, data, "zh", look.sized(850, 600)).layout.annotations
        }
        assert sizes["title"] > sizes["subtitle"] > sizes["foot"] == sizes["code"] >= FOOT
