"""A chart, large: question, controls that live in its address, table, words, sources, files, citation."""

from dataclasses import replace

from dash import dcc, html

from dashboard import addresses, look
from dashboard import charts as drawn
from dashboard.data import Data
from dashboard.pages import charted, citing, controls, grid, parts, topic, tray, wording
from dashboard.points import Point
from dashboard.view import View
from etl.texts import LANGS

PATH = "/chart/<chart>"
FILES = ("png", "svg", "csv", "xlsx", "json", "zip")
QUERY: dict = {
    **controls.QUERY,
    **grid.QUERY,
    "size": addresses.readable(look.size),
    "theme": addresses.choices(*look.THEMES),
    "title": addresses.words,
    "dpi": addresses.whole(*look.DPI),
}


def names(data: Data) -> list[str]:
    """Return every chart that has points."""
    return list(charted.charts(data))


def exists(data: Data, name: str) -> bool:
    """Return whether there is such a chart, of several metrics' names joined too."""
    return drawn.exists(data, name)


def title(view: View) -> str:
    """Return the chart's claim."""
    return charted.title(view, view.name)


def body(view: View) -> list:
    """Return the chart's page."""
    points = charted.points(view, view.name)
    spec = drawn.chart(view.data, view.name)
    above = html.A(view.data.name("topics", spec.topic, view.lang), href=view.to(f"/topic/{spec.topic}"))
    top = [parts.head(charted.question(view, view.name), eyebrow=above), controls.bar(view)]
    if not points:
        return [*top, _nothing(view)]
    own, wrong = charted.own_title(view)
    return [
        *top,
        *([html.P(wrong, className="callout")] if wrong else []),
        html.Figure(charted.plot(view, view.name, "large", own_title=own), className="card large"),
        html.P(view.say("points_hint"), className="hint"),
        _take_along(view),
        parts.section(
            view.say("description"),
            [html.P(text) for text in wording.description(view, view.name)],
            "description",
        ),
        *_year_before(view, points),
        parts.section(view.say("table_view"), rows(view)),
        *_events(view),
        *_caveats(view, points),
        parts.folded(view, topic.definitions(view, spec.metrics)),
        *_sources(view, points),
    ]


def rows(view: View) -> html.Div:
    """Return the table of the points that the chart shows."""
    return grid.table(view, charted.points(view, view.name), title(view))


def _nothing(view: View) -> html.Div:
    """Return what is said when the filters leave no point."""
    clear = html.A(view.say("clear_filters"), href=view.to(view.path), className="button")
    return html.Div([html.P(view.say("no_points")), clear], className="empty")


def _take_along(view: View) -> html.Div:
    """Return downloads of what is shown, the address and the sentence to copy."""
    query = {k: v for k, v in view.query.items() if k in (*controls.QUERY, "title")}
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
            html.Div([_title_field(view), *copies, tray.button(view)], className="chips"),
        ],
        className="takealong",
    )


def _title_field(view: View) -> html.Details:
    """Return a fold with the field for a title of one's own, which the files carry too."""
    field = dcc.Input(
        id="own-title",
        value=view.query.get("title", ""),
        placeholder=title(view),
        debounce=True,
        maxLength=100,
    )
    label = html.Label(view.say("own_title"), htmlFor="own-title", className="unseen")
    inside = html.Div([label, field], className="search", **{"data-param": "title"})
    return html.Details([html.Summary(view.say("own_title")), inside], className="menu wide")


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


def _events(view: View) -> list:
    """Return the milestones of the chart's time and places, drawn on it or not."""
    found = charted.laid_events(view, view.name)
    return [parts.folded(view, parts.section(view.say("events"), topic.events(view, found)))] if found else []


def _caveats(view: View, points: list[Point]) -> list:
    """Return findings on what is shown."""
    found = controls.findings_on(view, points)
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
