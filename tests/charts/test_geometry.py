"""No text is cut, covered or too small: all charts, both languages, on pages and as pictures of any size."""

import re
from collections.abc import Iterator

import geometry
import made
import pytest

from dashboard import look
from dashboard.charts import Chart, Query, chart, charts, figure, titles, view
from dashboard.charts.catalogue import handmade
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
    """Return a text without markup and spaces."""
    return re.sub(r"<[^>]+>|\s", "", text)
