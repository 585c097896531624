"""No text is cut, covered or too small: all charts, both languages, on pages and as pictures of any size."""

import re
from collections.abc import Callable, Iterator

import geometry
import made
import pytest

from dashboard import look
from dashboard.charts import Chart, Query, chart, charts, events, figure, flags, titles, view
from dashboard.charts.catalogue import handmade
from dashboard.charts.frame import FOOT
from dashboard.data import Data, load
from dashboard.pages import charted
from etl.paths import ROOT
from etl.texts import LANGS, Lang

PAGE = charted.SIZES
"""What a page makes room for; windows under 360 px show the narrowest smaller."""
FREE = ("400x1200", "2400x600", "640x400", "1300x420")
FEW = ("square", "half", "third", "phone")
Shown = tuple[Chart, Data]


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


def mixed() -> Data:
    """Return values of many units, measures and kinds of time, of which a chart draws the largest group."""
    cover, rank = "overseas_insurance.coverage", "ranking.ip_protection"
    rows = [
        made.o(cover, 1e8 * (n + m + 1), unit=unit, **made.at(f"202{n}-0{m + 1}-28", place=place))
        for m, (place, *_) in enumerate(made.PLACES)
        for n, unit in enumerate(("CNY", "CNY", "HKD", "CNY"))
    ]
    plan = made.o(cover, 9e9, unit="CNY", **made.at("2028-12-31", time_kind="plan"))
    ranks = [
        made.o(rank, 9 * m + 2 * n + 1, unit="rank", **made.year(2021 + n, place=place, measure="level"))
        for m, (place, *_) in enumerate(made.PLACES)
        for n in range(3)
    ]
    return made.data([*rows, plan, *ranks])


def every() -> Iterator[Shown]:
    """Give the charts of the made libraries, of the shipped tables, and the crowded ones."""
    for data in (made.library(), mixed(), load(ROOT / "data" / "curated")):
        yield from ((one, data) for one in charts(data).values())
    yield from packed()


def packed() -> Iterator[Shown]:
    for form, data in crowded():
        metrics = list(dict.fromkeys(point.metric for point in data.points))
        one = Chart(topic="enforcement", question={}, metrics=metrics, id=f"crowded-{form}")
        assert view(one, data).form == form
        yield one, data


ASKED = Query(events=True, findings=True)


def laid() -> Iterator[Shown]:
    """Give the charts on which events or findings can be laid, some with five events in a row."""
    for one, data in packed():
        days = sorted(p.at for p in view(one, data).points if p.end)
        data.events = [
            {"date": day, "precision": "day", "kind": "policy", "topic": "governance", "place": None,
             "title_zh": f"第{n}部知识产权保护条例公布施行", "title_en": f"Regulation {n} on IP in force"}
            for n, day in enumerate(days[:: max(1, len(days) // 5)])
        ]  # fmt: skip
        yield one, data
    for one, data in every():
        shown = view(one, data, ASKED)
        if events.shown(shown, data) or flags.shown(shown, data):
            yield one, data


Wanted = tuple[Chart, Data, str, Lang, Query]


def in_all_named_sizes() -> Iterator[Wanted]:
    """Give every chart in every named size and language.

    Single numbers, all alike, come in one size each, and a4, shaped as a slide, with every third chart.
    """
    names = list(look.SIZES)
    for at, (one, data) in enumerate(every()):
        alike = len(view(one, data).points) == 1
        wanted = [name for name in names if name != "a4" or at % 3 == 0]
        for n, lang in enumerate(LANGS):
            for name in [names[(at + 2 * n) % len(names)]] if alike else wanted:
                yield one, data, name, lang, Query()


def with_events_and_findings() -> Iterator[Wanted]:
    for one, data in laid():
        yield from ((one, data, name, lang, ASKED) for name in look.SIZES for lang in LANGS)


def in_free_sizes() -> Iterator[Wanted]:
    """Give hand-made and crowded charts in sizes of one's own, each in some."""
    library = made.library()
    sample = [*((chart(library, name), library) for name in handmade()), *packed()]
    for at, (one, data) in enumerate(sample):
        for n, lang in enumerate(LANGS):
            yield one, data, FREE[(at + n) % len(FREE)], lang, Query()
            yield one, data, FREE[(at + n + 2) % len(FREE)], lang, Query()


def on_pages() -> Iterator[Wanted]:
    for one, data in every():
        yield from ((one, data, name, lang, Query()) for name in PAGE for lang in LANGS)


def wrong(wanted: Iterator[Wanted]) -> tuple[int, list[str]]:
    """Return how many pictures were measured, and what cannot be read in them."""
    count, found = 0, []
    with geometry.opened() as page:
        for one, data, name, lang, query in wanted:
            size = PAGE.get(name) or look.size(name)
            drawn, count = figure(one, data, lang, size, query=query), count + 1
            found += [
                f"{one.id}.{name}.{lang}: {problem}" for problem in geometry.problems(page, drawn, size)
            ]
    return count, found


@pytest.mark.browser
@pytest.mark.parametrize(
    ("wanted", "least"), [(in_all_named_sizes, 500), (with_events_and_findings, 60), (in_free_sizes, 80)]
)
def test_every_text_can_be_read(wanted: Callable[[], Iterator[Wanted]], least: int) -> None:
    count, found = wrong(wanted())
    assert not found, "\n".join(found[:20])
    assert count >= least


@pytest.mark.browser
def test_what_is_cut_covered_or_too_small_is_found() -> None:
    one, size = chart(made.library(), "overseas-coverage"), look.SIZES["slide"]
    with geometry.opened() as page:
        for change, problem in (({"x": 1.05}, "is cut"), ({"y": 0.5}, "covers"), ({"font.size": 5}, "small")):
            drawn = figure(one, made.library(), "zh", size)
            labels = [n for n in drawn.layout.annotations if n.name.startswith("point:")]
            for label in labels:
                label.update(change | {"x": change.get("x", labels[0].x)})
            assert any(problem in said for said in geometry.problems(page, drawn, size)), problem


@pytest.mark.browser
@pytest.mark.slow
def test_every_text_can_be_read_on_pages() -> None:
    count, found = wrong(on_pages())
    assert not found, "\n".join(found[:20])
    assert count >= 1000


def bare_of_colour(node: object) -> object:
    """Return a figure's JSON without colours, those inside words too."""
    if isinstance(node, dict):
        return {key: bare_of_colour(value) for key, value in node.items() if "color" not in key}
    if isinstance(node, list | tuple):
        return [bare_of_colour(one) for one in node]
    return re.sub(r"#[0-9a-f]{6}", "#", node) if isinstance(node, str) else node


def test_themes_differ_in_colours_alone_so_that_what_is_measured_of_one_holds_of_all() -> None:
    for one, data in every():
        drawn = {theme: figure(one, data, "zh", theme=theme).to_plotly_json() for theme in look.THEMES}
        light = bare_of_colour(drawn["light"])
        assert light["layout"]["annotations"]
        for theme in ("dark", "transparent"):
            assert str(bare_of_colour(drawn[theme])) == str(light)
            assert str(drawn[theme]) != str(drawn["light"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_title_or_subtitle_loses_a_word(lang: str) -> None:
    for one, data in every():
        shown = view(one, data)
        for name in FEW:
            drawn = figure(one, data, lang, PAGE.get(name) or look.size(name))
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
