"""Charts on pages: which there are, the figure of one for a view, and the points that it shows.

The page's picture is the same as the file's: dashboard.charts draws both. Only the size is the page's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Literal, TypeVar

import plotly.graph_objects as go
from dash import dcc, html

from dashboard import addresses, look
from dashboard import charts as drawn
from dashboard.charts import events, footers, own_titles, titles
from dashboard.data import Data
from dashboard.points import Point
from dashboard.view import View
from etl.texts import Lang

Kept = TypeVar("Kept")
Room = Literal["large", "card", "half", "middle", "third", "small", "phone"]
SIZES: dict[Room, look.Size] = {
    "large": look.Size(1060, 600),
    "card": look.Size(850, 510),
    "half": look.Size(490, 430, 0.92),
    "middle": look.Size(836, 530),
    "third": look.Size(390, 410, 0.92),
    "small": look.Size(560, 480, 0.92),
    "phone": look.Size(360, 640, 0.92),
}
"""The px that a chart has on a page; small ones take a little less for their text than the page does."""
FITTING: dict[tuple[str, Room], Room] = {
    **{("narrow", room): "phone" for room in ("large", "card", "half")},
    **{("small", room): "small" for room in ("large", "card", "half")},
    ("middle", "large"): "middle",
    ("middle", "card"): "middle",
    ("middle", "half"): "third",
}
"""Width of the window, and the room that a page gives → the room that there is."""
LONGEST_LABEL = 600
"""Characters that a screen reader is made to read of a chart; longer words stand on its page."""
MOST_KEPT = 800
"""Views, titles and pictures that are kept of a version of the tables."""
WITH_AXES = ("timeline", "bars")
"""Forms with an axis of values from zero."""
CONFIG = {"displayModeBar": False, "responsive": False, "scrollZoom": False, "doubleClick": False}


def charts(data: Data) -> dict[str, drawn.Chart]:
    """Return every chart that has data, by id."""
    return drawn.charts(data)


@lru_cache(maxsize=2)
def _by_metric(data: Data) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, chart in sorted(charts(data).items(), key=lambda pair: pair[1].automatic):
        for metric in chart.metrics:
            found.setdefault(metric, name)
    return found


def chart_of(data: Data, metric: str) -> str | None:
    """Return the chart that shows a metric: a hand-made one before the metric's own."""
    return _by_metric(data).get(metric)


def own_chart(data: Data, metric: str) -> str | None:
    """Return the chart that shows a metric alone, else one that shows it among others."""
    alone = (name for name, chart in charts(data).items() if chart.metrics == [metric])
    return next(alone, chart_of(data, metric))


def of_topic(data: Data, topic: str) -> list[str]:
    """Return the charts of a topic's page: the hand-made ones, then those of metrics not yet shown."""
    shown = {m for chart in charts(data).values() if not chart.automatic for m in chart.metrics}
    return [
        name
        for name, chart in charts(data).items()
        if chart.topic == topic and not (chart.automatic and set(chart.metrics) <= shown)
    ]


def query_of(view: View) -> drawn.Query:
    """Return what the address asks of a chart."""
    return query_from(view.query)


def query_from(asked: dict[str, str]) -> drawn.Query:
    """Return what checked parameters ask of a chart: place, from, to, times, values, known, scale, marks."""
    return drawn.Query(
        places=tuple(part for part in asked.get("place", "").split(",") if part),
        since=addresses.first_day(asked.get("from")),
        until=addresses.last_day(asked.get("to")),
        stated_only=asked.get("values") == "stated",
        yearly=asked.get("times") == "yearly",
        known_on=addresses.last_day(asked.get("known")),
        scale=asked.get("scale", "auto"),
        events=asked.get("events") == "on",
        findings=asked.get("findings") == "on",
        develop=asked.get("develop", ""),
    )


def shown(view: View, name: str, filtered: bool = True) -> drawn.View | None:
    """Return what a chart shows: under the address's query, or all of it; None when nothing is left."""
    return _shown(view.data, name, query_of(view) if filtered else drawn.Query())


def _shown(data: Data, name: str, query: drawn.Query) -> drawn.View | None:
    return _once(data, (name, query), lambda: drawn.view(drawn.chart(data, name), data, query))


def points(view: View, name: str, filtered: bool = True) -> list[Point]:
    """Return the points that a chart shows, [] when the query leaves none."""
    found = shown(view, name, filtered)
    return found.points if found else []


def every(view: View, name: str) -> list[Point]:
    """Return all points that a chart can show, those of places that it has no room for at once included."""
    chart = drawn.chart(view.data, name)
    return [point for one in view.data.series(chart.metrics, chart.places) for point in one.points]


def question(view: View, name: str) -> str:
    """Return the question that a chart answers."""
    return drawn.chart(view.data, name).question[view.lang]


def title(view: View, name: str) -> str:
    """Return a chart's claim, its question where the query leaves nothing to claim."""
    return _title(view, name, query_of(view))


def _title(view: View, name: str, query: drawn.Query) -> str:
    found = _shown(view.data, name, query)
    if found is None:
        return question(view, name)
    key = ("title", name, query, view.lang)
    return _once(view.data, key, lambda: titles.title(found, view.data, view.lang))


def sentence(view: View, name: str) -> str:
    """Return the chart's claim as a sentence with its source, to be pasted."""
    found = _shown(view.data, name, replace(query_of(view), develop=""))
    if not found:
        return ""
    sources = footers.sources(found, view.data, view.lang)
    return titles.sentence(found.lead.last, view.data, view.lang, sources)


def reach(views: Iterable[View], name: str) -> tuple[float, float] | None:
    """Return the least and the greatest value of a chart's pictures, None where too few have an axis."""
    found = [one for view in views if (one := shown(view, name)) and one.form in WITH_AXES]
    ends = [end for one in found for p in one.points for end in (p.value, p.low, p.high) if end is not None]
    return (min(ends), max(ends)) if len(found) > 1 else None


def plot(
    view: View,
    name: str,
    room: Room,
    filtered: bool = True,
    own_title: str | None = None,
    reach: tuple[float, float] | None = None,
) -> html.Div:
    """Return a chart for the pointer and the keyboard: arrows go from point to point, Enter opens one.

    Pictures to be compared are given one `reach` of their value axes.
    """
    room = FITTING.get((view.client.width, room), room)
    size = SIZES[room]
    query = replace(query_of(view) if filtered else drawn.Query(), reach=reach)
    figure = picture(view.data, name, view.lang, room, view.client.scheme, query, own_title)
    graph = dcc.Graph(
        figure=figure,
        config=CONFIG,
        className="graph",
        style={"width": f"{size.width}px", "height": f"{size.height}px"},
    )
    said = figure.layout.meta["alt"]
    if len(said) > LONGEST_LABEL:
        said = title(view, name) if filtered else question(view, name)
    return html.Div(
        graph,
        className="plot",
        tabIndex=0,
        role="group",
        **{"aria-label": view.say("plot_label", text=said), "data-chart": name},
    )


def picture(
    data: Data, name: str, lang: Lang, room: Room, scheme: str, query: drawn.Query, title: str | None = None
) -> go.Figure | None:
    """Return a chart's picture, None where the query leaves nothing; the same one is drawn but once."""
    chart = drawn.chart(data, name)
    key = (name, lang, room, scheme, query, title)
    return _once(data, key, lambda: drawn.figure(chart, data, lang, SIZES[room], scheme, query, title))


def own_title(view: View) -> tuple[str | None, str]:
    """Return the title that the address gives a chart, None where it gives none or a wrong one, and why."""
    asked, found = view.query.get("title"), shown(view, view.name)
    if not asked or not found:
        return None, ""
    try:
        own_titles.check(asked, found, view.data, view.lang, SIZES["large"])
    except look.WishError as problem:
        return None, problem.say(view.lang)
    return asked, ""


def preview(view: View, name: str, **query: str | None) -> html.A:
    """Return a chart as a picture without scripts that leads to its page.

    `query` narrows it as its page's address would.
    """
    place = {key: value for key, value in query.items() if value}
    said = _title(view, name, query_from(place))
    size = SIZES["half"]
    address = view.to(f"/preview/{name}.svg", **place, theme=view.client.scheme)
    image = html.Img(src=address, alt=said, width=size.width, height=size.height)
    return html.A(image, href=view.to(f"/chart/{name}", **place), className="preview")


def _once(data: Data, key: tuple, make: Callable[[], Kept]) -> Kept:
    """Return what was made of a version of the tables under a key; it is made but once."""
    kept = _kept(data)
    found = kept.get(key, kept)
    if found is not kept:
        return found
    if len(kept) >= MOST_KEPT:
        kept.clear()
    made = kept[key] = make()
    return made


@lru_cache(maxsize=2)
def _kept(_data: Data) -> dict:
    return {}


def card(
    view: View,
    name: str,
    room: Room = "card",
    filtered: bool = False,
    reach: tuple[float, float] | None = None,
) -> html.Figure:
    """Return a chart with its question and the way to its own page."""
    query = {k: view.query.get(k) for k in ("place", "from", "to", "develop")} if filtered else {}
    way = html.A(view.say("open_chart"), href=view.to(f"/chart/{name}", **query))
    caption = html.Figcaption([html.Span(question(view, name)), way])
    return html.Figure([plot(view, name, room, filtered, reach=reach), caption], className=f"card {room}")


def laid_events(view: View, name: str) -> list[dict]:
    """Return the milestones of a chart's topic at its time and places, the newest first."""
    found = shown(view, name)
    rows = events.around(found, view.data) if found else []
    return sorted(rows, key=lambda row: row["date"], reverse=True)


def develops(view: View, name: str) -> bool:
    """Return whether a chart's values, as they are narrowed, can be shown as an index or as growth."""
    return _shown(view.data, name, replace(query_of(view), develop="index")) is not None


def metric_points(view: View, metric: str) -> list[Point]:
    """Return the points of one metric that the address's places and span leave."""
    query = query_of(view)
    series = view.data.series([metric], list(query.places) or None)
    return [point for one in series for point in one.points if query.keeps(point)]
