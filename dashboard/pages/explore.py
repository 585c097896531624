"""Explore: metrics and places of one's own choice, apart or in one picture, as values, index or growth.

What cannot be drawn together is said in a word, with the way in which it can be compared.
"""

from dataclasses import replace

from dash import html

from dashboard import addresses
from dashboard import charts as drawn
from dashboard.charts.catalogue import MOST_TOGETHER as MOST
from dashboard.charts.developing import WAYS
from dashboard.pages import charted, controls, grid, overview, parts
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

PATH = "/explore"
NAV, NAV_ORDER = "nav_explore", 20
EXAMPLES = 4
MOST_PLACES = 12
QUERY: dict = {
    "metric": addresses.some_of(lambda data: data.metrics),
    "place": controls.QUERY["place"],
    "from": addresses.day,
    "to": addresses.day,
    "by": addresses.choices("one", "place"),
    "develop": addresses.choices(*WAYS),
    "q": addresses.words,
    **grid.QUERY,
}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("nav_explore")


def body(view: View) -> list:
    """Return the choice at the side and what was chosen beside it."""
    return [
        parts.head(title(view), view.say("explore_lead")),
        html.Div([_choice(view), html.Div(_chosen(view), className="chosen")], className="explore"),
    ]


def _choice(view: View) -> html.Div:
    """Return metrics by topic, narrowed by the words searched for, and the places of the chosen ones."""
    search = parts.search_field(view, "explore-search", view.say("search_metrics"))
    groups = [group for topic in records(view.data).topics for group in _group(view, topic)]
    empty = [] if groups else [html.P(view.say("no_metrics"), className="empty")]
    return html.Div([search, *groups, *empty, *_places(view)], className="choice")


def _group(view: View, topic: str) -> list:
    wanted = view.query.get("q", "").casefold()
    asked = view.asked("metric")
    metrics = [m for m in records(view.data).metrics_of(topic) if wanted in _searched(view, m)]
    if not metrics:
        return []
    links = [_switch(view, m, asked) for m in metrics]
    name = view.data.name("topics", topic, view.lang)
    unfolded = bool(wanted) or any(m in asked for m in metrics)
    return [html.Details([html.Summary(name), html.Ul(links)], open=unfolded, className="group")]


def _searched(view: View, metric: str) -> str:
    row = view.data.metrics[metric]
    return " ".join([metric, row["name_zh"], row["name_en"]]).casefold()


def _switch(view: View, metric: str, asked: list[str]) -> html.Li:
    href = view.here(metric=",".join(controls.toggled(asked, metric)) or None, point=None, page=None)
    name = view.data.name("metrics", metric, view.lang)
    return html.Li(parts.chip(name, href, metric in asked, f"metric:{metric}"))


def _places(view: View) -> list:
    """Return the places that the chosen metrics have values for, and the years."""
    metrics = view.asked("metric")
    if not metrics:
        return []
    every = [point for metric in metrics for one in view.data.series([metric]) for point in one.points]
    used = {point.place for point in every}
    here = [place for place in records(view.data).places if place in used]
    groups = [controls.place_chips(view, here) if len(here) > 1 else None, controls.span(view, every)]
    return [group for group in groups if group]


def _chosen(view: View) -> list:
    """Return the charts of the chosen metrics and one table of their points."""
    metrics = view.asked("metric")[:MOST]
    if not metrics:
        return _examples(view)
    points = _points(view)
    if not points:
        return [html.P(view.say("no_points"), className="empty")]
    return [
        _ways(view),
        *_pictures(view, metrics, points),
        parts.section(view.say("table_view"), rows(view)),
    ]


def rows(view: View) -> html.Div:
    """Return the table of the chosen metrics' points."""
    return grid.table(view, _points(view), title(view))


def _points(view: View) -> list[Point]:
    return [p for m in view.asked("metric")[:MOST] for p in charted.metric_points(view, m)]


def _ways(view: View) -> html.Div:
    """Return the switches between ways to look at what was chosen."""
    asked = view.query.get("by")
    by = [parts.chip(view.say("way_by"), view.here(by=None), asked is None)]
    by += [
        parts.chip(view.say(f"way_{name}"), view.here(by=name), asked == name) for name in ("place", "one")
    ]
    return html.Div([parts.chips(view.say("ways_by"), by), controls.ways(view)], className="controls")


def _pictures(view: View, metrics: list[str], points: list[Point]) -> list:
    """Return the charts in the way asked for, with what has to be said about them."""
    develops = view.query.get("develop")
    kept = [m for m in metrics if not develops or charted.shown(view, charted.own_chart(view.data, m))]
    left = [view.data.name("metrics", m, view.lang) for m in metrics if m not in kept]
    said = [_callout(view.say("left_out", names=view.say("list_comma").join(left)))] if left else []
    if not kept:
        return [_callout(view.say("not_comparable"), _levels(view))]
    if view.query.get("by") == "place":
        return [*said, *(part for m in kept for part in _by_place(view, charted.own_chart(view.data, m)))]
    if view.query.get("by") == "one":
        apart = [] if develops else _apart(view, points)
        if not apart:
            return [*said, charted.card(view, _one(view, kept), _room(view), filtered=True)]
        said += apart
    names = dict.fromkeys(charted.own_chart(view.data, metric) for metric in kept)
    shown = [name for name in names if charted.shown(view, name)]
    room = "half" if len(shown) > 1 and view.client.width == "wide" else _room(view)
    return [*said, html.Div([charted.card(view, n, room, filtered=True) for n in shown], className="cards")]


def _room(view: View) -> charted.Room:
    """Return the room of a single chart beside the choice."""
    return "small" if view.client.width == "middle" else "card"


def _one(view: View, metrics: list[str]) -> str:
    """Return the chart that shows all the metrics."""
    return drawn.together(metrics) if len(metrics) > 1 else charted.own_chart(view.data, metrics[0])


def _by_place(view: View, name: str) -> list:
    """Return a chart for each place, all of one size and on one value axis, side by side."""
    places = dict.fromkeys(p.place for p in charted.points(view, name) if p.place)
    views = [replace(view, query={**view.query, "place": place}) for place in list(places)[:MOST_PLACES]]
    reach = charted.reach(views, name)
    said = [html.P(view.say("one_axis"), className="hint")] if reach else []
    cards = [charted.card(one, name, "half", filtered=True, reach=reach) for one in views]
    return [*said, html.Div(cards, className="cards")]


def _apart(view: View, points: list[Point]) -> list[html.Div]:
    """Say in a clear word why the chosen ones are not drawn on one axis, and how they can be compared."""
    measures = sorted({p.measure for p in points if p.transform == "level"})
    if len({p.unit for p in points if p.transform == "level"}) > 1:
        said = view.say("mix_units")
    elif len(measures) > 1:
        joined = view.say("list_comma").join(view.say(f"measure_{m}") for m in measures)
        said = view.say("mix_measures", measures=joined)
    else:
        return []
    ways = [parts.chip(view.say(f"develop_{way}"), view.here(develop=way)) for way in WAYS]
    return [_callout(said, html.Span([view.say("instead"), *ways], className="chips"))]


def _callout(*said: object) -> html.Div:
    return html.Div([html.P(one) for one in said], className="callout")


def _levels(view: View) -> html.A:
    return parts.chip(view.say("develop_levels"), view.here(develop=None))


def _examples(view: View) -> list:
    """Return what to do, and charts to begin with: the headlines that develop, then the others."""
    series = overview.headlines(view)
    series.sort(key=lambda one: max(map(len, one.runs()), default=0), reverse=True)
    names = {charted.own_chart(view.data, one.metric): one.metric for one in series}
    cards = [_example(view, name, metric) for name, metric in list(names.items())[:EXAMPLES] if name]
    begin = [html.H2(view.say("explore_begin")), html.Div(cards, className="cards")] if cards else []
    return [html.P(view.say("explore_empty"), className="callout"), *begin]


def _example(view: View, name: str, metric: str) -> html.Figure:
    way = html.A(view.data.name("metrics", metric, view.lang), href=view.here(metric=metric))
    return html.Figure([charted.preview(view, name), html.Figcaption(way)], className="card half")
