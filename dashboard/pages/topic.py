"""A topic: its charts, the table behind them, the events that reports state, and the caveats in words."""

from datetime import date

from dash import html

from dashboard.data import Data
from dashboard.pages import charted, grid, parts
from dashboard.pages.records import records
from dashboard.points import Point, comparable
from dashboard.view import View

MOST_CAVEATS = 6
PATH = "/topic/<topic>"
QUERY: dict = {**grid.QUERY}


def names(data: Data) -> list[str]:
    """Return the topics that have points."""
    return list(records(data).topics)


def title(view: View) -> str:
    """Return the topic's name."""
    return view.data.name("topics", view.name, view.lang)


def body(view: View) -> list:
    """Return the topic's page."""
    metrics = records(view.data).metrics_of(view.name)
    points = _points(view)
    charts = charted.of_topic(view.data, view.name)
    reports = {p.report for p in points if p.report}
    lead = view.say("topic_lead", charts=len(charts), points=len(points), reports=len(reports))
    large = [name for name in charts if not _small(view, name)]
    small = [_tile(view, name) for name in charts if name not in large]
    cards = [charted.card(view, name, _room(at, len(large))) for at, name in enumerate(large)]
    table = parts.section(view.say("table_behind"), rows(view))
    return [
        parts.head(title(view), lead, view.say("topic")),
        *([html.Div(cards, className="cards")] if cards else []),
        *([html.Div(small, className="tiles compact")] if small else []),
        *_caveats(view, metrics),
        *_events(view),
        parts.folded(view, table),
        parts.folded(view, definitions(view, metrics)),
    ]


def _room(at: int, count: int) -> charted.Room:
    """Return the room of a topic's chart: two stand side by side, the first of an odd number alone."""
    return "card" if at == 0 and count % 2 else "half"


def rows(view: View) -> html.Div:
    """Return the table behind the topic's charts."""
    return grid.table(view, _points(view), title(view))


def _points(view: View) -> list[Point]:
    metrics = set(records(view.data).metrics_of(view.name))
    return [point for point in view.data.points if point.metric in metrics]


def _small(view: View, name: str) -> bool:
    """Return whether a chart is but a metric's own values at one moment each, which need no picture here."""
    shown = charted.shown(view, name, filtered=False)
    drawn_alone = shown is not None and any(comparable(run) for one in shown.series for run in one.runs())
    return charted.charts(view.data)[name].automatic and not drawn_alone


def _tile(view: View, name: str) -> html.Section:
    """Return a metric's newest value as a small card that leads to its chart."""
    points = charted.points(view, name, filtered=False)
    point = max(points, key=lambda p: (not p.worked_out, p.end or p.start or date.min, p.value))
    heading = html.A(parts.metric_name(view, point), href=view.to(f"/chart/{name}"))
    more = view.say("more_values", count=len(points) - 1) if len(points) > 1 else ""
    where = [f"{parts.place_name(view, point.place)} · ", *parts.when(view, point)]
    worked = [html.Span(view.say("worked_out"), className="tag")] if point.worked_out else []
    return html.Section(
        [
            html.H2(heading),
            html.P([parts.value_link(view, point), *worked], className="big"),
            html.P([*where, f" · {more}" if more else ""], className="when quiet"),
        ],
        className="tile",
    )


def _events(view: View) -> list:
    found = [event for event in records(view.data).events if event["topic"] == view.name]
    return [parts.section(view.say("events"), events(view, found))] if found else []


def events(view: View, found: list[dict]) -> html.Ol:
    """Return events in the order given, each with its sentence."""
    return html.Ol([_event(view, event) for event in found], className="events")


def _event(view: View, event: dict) -> html.Li:
    width = {"day": 10, "month": 7, "year": 4}[event["precision"]]
    name = event[f"title_{view.lang}"] or event["title_zh"]
    return html.Li(
        [
            html.Time(event["date"].isoformat()[:width], dateTime=event["date"].isoformat()[:width]),
            html.Div(
                [
                    html.Strong(name),
                    html.Details(
                        [
                            html.Summary(view.say("the_sentence")),
                            html.Blockquote(event["sentence"], lang="zh"),
                            html.P(parts.source(view, event["report"])),
                        ]
                    ),
                ]
            ),
        ]
    )


def _caveats(view: View, metrics: list[str]) -> list:
    found = [row for row in records(view.data).findings if row["metric"] in metrics]
    if not found:
        return []
    more = html.A(view.say("all_caveats", count=len(found)), href=view.to("/findings", topic=view.name))
    left = [html.P(more)] if len(found) > MOST_CAVEATS else []
    return [parts.section(view.say("caveats"), [caveats(view, found[:MOST_CAVEATS]), *left])]


def caveats(view: View, found: list[dict]) -> html.Ul:
    """Return findings in words, each with its severity and what a person decided about it."""
    items = [
        html.Li(
            [parts.severity(view, row["severity"]), " ", row[f"message_{view.lang}"], *parts.state(view, row)]
        )
        for row in found
    ]
    return html.Ul(items, className="caveats")


def definitions(view: View, metrics: list[str]) -> html.Section:
    """Return what each metric means."""
    rows = [view.data.metrics[name] for name in metrics if name in view.data.metrics]
    pairs = [
        html.Div([html.Dt(row[f"name_{view.lang}"]), html.Dd(row[f"definition_{view.lang}"])]) for row in rows
    ]
    return parts.section(view.say("definitions"), html.Dl(pairs, className="definitions"))
