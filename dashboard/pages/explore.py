"""Explore: metrics and places of one's own choice, a chart each, and a word where they do not mix."""

from dataclasses import replace

from dash import html

from dashboard import addresses
from dashboard.pages import charted, controls, grid, parts, wording
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

PATH = "/explore"
NAV, NAV_ORDER = "nav_explore", 20
MOST = 12
"""Metrics drawn at once."""
QUERY: dict = {
    "metric": addresses.some_of(lambda data: data.metrics),
    "place": controls.QUERY["place"],
    "from": addresses.day,
    "to": addresses.day,
    "by": addresses.choices("place"),
    "as": addresses.choices("index", "growth"),
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
    """Return metrics by topic, narrowed by the words searched for, and places."""
    search = parts.search_field(view, "explore-search", view.say("search_metrics"))
    groups = [group for topic in records(view.data).topics for group in _group(view, topic)]
    empty = [] if groups else [html.P(view.say("no_metrics"), className="empty")]
    return html.Div(
        [search, *groups, *empty, controls.place_chips(view, list(records(view.data).places))],
        className="choice",
    )


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
    href = view.here(metric=",".join(controls.toggled(asked, metric)) or None, point=None)
    name = view.data.name("metrics", metric, view.lang)
    return html.Li(parts.chip(name, href, metric in asked))


def _chosen(view: View) -> list:
    """Return the charts of the chosen metrics and one table of their points."""
    metrics = view.asked("metric")[:MOST]
    if not metrics:
        return [_nothing_chosen(view)]
    names = [charted.own_chart(view.data, m) for m in metrics]
    points = [p for m in metrics for p in charted.metric_points(view, m)]
    if not points:
        return [html.P(view.say("no_points"), className="empty")]
    room = "half" if len(names) > 1 else "card"
    cards = [
        charted.card(view, n, room, filtered=True) for n in dict.fromkeys(names) if charted.points(view, n)
    ]
    if view.query.get("by") == "place":
        cards = [card for n in dict.fromkeys(names) for card in _by_place(view, n)]
    return [
        _ways(view),
        *_mixing(view, metrics),
        *_developed(view, points),
        html.Div(cards, className="cards"),
        parts.section(view.say("table_view"), grid.table(view, points, title(view))),
    ]


def _ways(view: View) -> html.Div:
    """Return the switches between ways to look at what was chosen."""
    groups = []
    for name, values in (("by", ("place",)), ("as", ("index", "growth"))):
        asked = view.query.get(name)
        entries = [parts.chip(view.say(f"way_{name}"), view.here(**{name: None}), asked is None)]
        entries += [parts.chip(view.say(f"way_{v}"), view.here(**{name: v}), asked == v) for v in values]
        groups.append(parts.chips(view.say(f"ways_{name}"), entries))
    return html.Div(groups, className="controls")


def _by_place(view: View, name: str) -> list[html.Figure]:
    """Return a chart for each place, all of one size, side by side."""
    places = dict.fromkeys(p.place for p in charted.points(view, name) if p.place)
    views = [replace(view, query={**view.query, "place": place}) for place in list(places)[:MOST]]
    return [charted.card(one, name, "half", filtered=True) for one in views]


def _developed(view: View, points: list[Point]) -> list:
    """Return each comparable run as an index (first value = 100) or as growth from value to value."""
    way = view.query.get("as")
    if way is None:
        return []
    lines = [
        line for run in wording.runs(points, view.data.breaks) for line in wording.developed(view, run, way)
    ]
    said = html.Ul([html.Li(line) for line in lines], className="caveats")
    none = html.P(view.say("not_comparable"), className="callout")
    return [parts.section(view.say(f"way_{way}"), said if lines else none)]


def _nothing_chosen(view: View) -> html.Div:
    """Return what to do, and a metric of each topic to begin with."""
    first = [records(view.data).metrics_of(topic)[0] for topic in records(view.data).topics]
    links = [parts.chip(view.data.name("metrics", m, view.lang), view.here(metric=m)) for m in first[:6]]
    begin = parts.chips(view.say("explore_begin"), links)
    return html.Div([html.P(view.say("explore_empty")), begin], className="empty")


def _mixing(view: View, metrics: list[str]) -> list:
    """Say in a clear word why the chosen ones are drawn apart, when they could be taken for comparable."""
    points = [p for m in metrics for p in charted.metric_points(view, m)]
    units = sorted({p.unit for p in points})
    measures = sorted({p.measure for p in points})
    said = []
    if len(units) > 1:
        said.append(view.say("mix_units"))
    if len(measures) > 1:
        joined = view.say("list_comma").join(view.say(f"measure_{m}") for m in measures)
        said.append(view.say("mix_measures", measures=joined))
    return [html.P(text, className="callout") for text in said]
