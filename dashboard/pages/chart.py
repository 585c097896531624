"""A chart, large: question, controls that live in its address, table, words, sources, files, citation."""

from dataclasses import replace

from dash import html

from dashboard import addresses, look
from dashboard.data import Data
from dashboard.pages import charted, citing, controls, grid, parts, topic, wording
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View
from etl.texts import LANGS

PATH = "/chart/<chart>"
FILES = ("png", "svg", "csv", "xlsx", "json", "zip")
QUERY: dict = {
    **controls.QUERY,
    **grid.QUERY,
    "size": addresses.choices(*look.SIZES),
    "theme": addresses.choices(*look.THEMES),
}


def names(data: Data) -> list[str]:
    """Return every chart that has points."""
    return list(charted.charts(data))


def title(view: View) -> str:
    """Return the chart's claim."""
    return charted.title(view, view.name)


def body(view: View) -> list:
    """Return the chart's page."""
    points = charted.points(view, view.name)
    spec = charted.charts(view.data)[view.name]
    above = html.A(view.data.name("topics", spec.topic, view.lang), href=view.to(f"/topic/{spec.topic}"))
    top = [parts.head(charted.question(view, view.name), eyebrow=above), controls.bar(view)]
    if not points:
        return [*top, _nothing(view)]
    return [
        *top,
        html.Figure(charted.plot(view, view.name, "large"), className="card large"),
        html.P(view.say("points_hint"), className="hint"),
        _take_along(view),
        parts.section(
            view.say("description"),
            [html.P(text) for text in wording.description(view, view.name)],
            "description",
        ),
        *_year_before(view, points),
        parts.section(view.say("table_view"), grid.table(view, points, title(view))),
        *_events(view, points),
        *_caveats(view, spec.metrics, points),
        parts.folded(view, topic.definitions(view, spec.metrics)),
        *_sources(view, points),
    ]


def _nothing(view: View) -> html.Div:
    """Return what is said when the filters leave no point."""
    clear = html.A(view.say("clear_filters"), href=view.to(view.path), className="button")
    return html.Div([html.P(view.say("no_points")), clear], className="empty")


def _take_along(view: View) -> html.Div:
    """Return downloads of what is shown, the address and the sentence to copy."""
    query = {k: v for k, v in view.query.items() if k in controls.QUERY}
    files = [
        html.A(
            kind.upper(),
            href=view.to(f"{view.path}.{kind}", **query),
            className="button",
            **{"data-hard": "1"},
        )
        for kind in FILES
    ]
    copies = [
        _copy(view, "copy_link", "address"),
        _copy(view, "copy_sentence", charted.sentence(view, view.name)),
    ]
    return html.Div(
        [
            parts.chips(view.say("download"), [*files, *(_pictures(view, t, query) for t in look.THEMES)]),
            html.Div(copies, className="chips"),
        ],
        className="takealong",
    )


def _pictures(view: View, theme: str, query: dict[str, str]) -> html.Details:
    """Return a fold of PNGs in the named sizes on one ground."""
    links = [
        html.Li(
            html.A(
                view.say(f"size_{size}"),
                href=view.to(f"{view.path}.png", **query, size=size, theme=theme),
                **{"data-hard": "1"},
            )
        )
        for size in look.SIZES
    ]
    label = view.say(f"png_{theme}") if view.knows(f"png_{theme}") else f"PNG · {theme}"
    return html.Details([html.Summary(label), html.Ul(links)], className="menu")


def _copy(view: View, key: str, what: str) -> html.Button:
    return html.Button(
        view.say(key),
        type="button",
        className="button",
        **{"data-copy": what, "data-done": view.say("copied")},
    )


def _year_before(view: View, points: list[Point]) -> list:
    """Return each value beside that of the same span a year before, where both are shown."""
    lines = wording.year_before(view, points)
    if not lines:
        return []
    return [parts.section(view.say("year_before"), html.Ul([html.Li(x) for x in lines], className="caveats"))]


def _events(view: View, points: list[Point]) -> list:
    """Return the milestones that the chart's reports state for its places or those around them."""
    reports = {point.report for point in points}
    found = [event for event in records(view.data).events if event["report"] in reports]
    return [parts.folded(view, parts.section(view.say("events"), topic.events(view, found)))] if found else []


def _caveats(view: View, metrics: list[str], points: list[Point]) -> list:
    """Return findings on what is shown."""
    places = {point.place for point in points}
    found = [f for f in records(view.data).findings if f["metric"] in metrics and f["place"] in places]
    return [parts.section(view.say("caveats"), topic.caveats(view, found))] if found else []


def _sources(view: View, points: list[Point]) -> list[html.Section]:
    reports = [found.report for found in view.data.sources(points)]
    items = [html.Li(parts.source(view, report)) for report in reports]
    claims = {lang: title(replace(view, lang=lang)) for lang in LANGS}
    cites = citing.block(view, reports, claims, view.here(point=None))
    return [
        parts.section(view.say("sources"), html.Ul(items, className="sources")),
        parts.folded(view, parts.section(view.say("cite"), cites, "citing")),
    ]
