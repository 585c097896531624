"""What does not fit together: each finding with what was expected and found, its sentences side by side."""

from datetime import date

from dash import html

from dashboard import addresses
from dashboard.data import Data
from dashboard.pages import charted, parts
from dashboard.pages.records import SEVERITIES, records
from dashboard.view import View

PATH = "/findings"
NAV, NAV_ORDER = "nav_findings", 40


def kinds(data: Data) -> list[str]:
    """Return the kinds of finding that there are."""
    return sorted({row["kind"] for row in records(data).findings})


PAGE = 20
"""Findings on a page."""
CHANGES = ("definition_break", "scope_change")
"""Kinds that tell what held before and after and not what is wrong."""
QUERY: dict = {
    "severity": addresses.choices(*SEVERITIES),
    "kind": addresses.one_of(kinds),
    "topic": addresses.one_of(lambda data: records(data).topics),
    "page": addresses.whole(1, 1_000_000),
}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("findings_title")


def body(view: View) -> list:
    """Return the findings that the filters leave."""
    asked = [row for row in records(view.data).findings if _asked(view, row)]
    shown, page, last = parts.paged(view, asked, PAGE)
    cards = [_finding(view, row) for row in shown]
    return [
        parts.head(title(view), view.say("findings_lead")),
        _filters(view),
        html.Ol(cards, className="findings") if cards else html.P(view.say("no_findings"), className="empty"),
        *([turn] if (turn := parts.pager(view, page, last)) else []),
    ]


def _asked(view: View, row: dict) -> bool:
    topic = view.data.metrics.get(row["metric"] or "", {}).get("topic")
    asked = {"severity": row["severity"], "kind": row["kind"], "topic": topic}
    return all(view.query.get(name) in (None, value) for name, value in asked.items())


def _filters(view: View) -> html.Div:
    counts = records(view.data).severities
    asked = view.query.get("severity")
    every = parts.chip(view.say("all_severities"), view.here(severity=None, page=None), asked is None)
    grades = [
        parts.chip(
            [parts.severity(view, name), f" {counts[name]}"],
            view.here(severity=name, page=None),
            asked == name,
        )
        for name in SEVERITIES
    ]
    groups = [parts.chips(view.say("severity"), [every, *grades])]
    if len(kinds(view.data)) > 1:
        groups.append(_kinds(view))
    groups += _topic(view)
    return html.Div(groups, className="filters")


def _kinds(view: View) -> html.Div:
    asked = view.query.get("kind")
    every = parts.chip(view.say("all_kinds"), view.here(kind=None, page=None), asked is None)
    some = [
        parts.chip(_kind(view, kind), view.here(kind=kind, page=None), asked == kind)
        for kind in kinds(view.data)
    ]
    return parts.chips(view.say("kind"), [every, *some])


def _topic(view: View) -> list[html.Div]:
    """Return the topic that the list is narrowed to, with the way out."""
    topic = view.query.get("topic")
    if not topic:
        return []
    name = view.data.name("topics", topic, view.lang)
    every = parts.chip(view.say("all_topics"), view.here(topic=None, page=None))
    return [parts.chips(view.say("topic"), [every, parts.chip(name, view.here(page=None), True)])]


def _kind(view: View, kind: str) -> str:
    """Return the name of a kind of finding; kinds that the texts do not know keep their own name."""
    return view.say(f"finding_{kind}") if view.knows(f"finding_{kind}") else kind.replace("_", " ")


def _finding(view: View, row: dict) -> html.Li:
    found = records(view.data)
    figures = [found.figure[name] for name in row["figures"] if name in found.figure]
    about = [_kind(view, row["kind"])]
    about += [view.data.name("metrics", row["metric"], view.lang)] if row["metric"] else []
    about += [parts.place_name(view, row["place"])] if row["place"] else []
    sides = [_side(view, figure) for figure in sorted(figures, key=lambda figure: _when(view, figure))]
    return html.Li(
        [
            html.P([parts.severity(view, row["severity"]), " · ".join(about)], className="eyebrow"),
            html.H2(row[f"message_{view.lang}"]),
            *parts.state(view, row),
            *_expectation(view, row),
            html.Div([html.Div(sides, className="sides"), *_spot(view, row)], className="told"),
        ],
        id=row["finding"],
    )


def _when(view: View, figure: dict) -> tuple:
    """Return what puts a finding's sentences in order: the day that they speak of, else their report's."""
    days = [p.end or p.start for p in records(view.data).points_of.get(figure["figure"], [])]
    report = records(view.data).reports[figure["report"]]
    known = [day for day in days if day] or [records(view.data).day(report) or date.max]
    return min(known), figure["report"], figure["start"]


def _spot(view: View, row: dict) -> list[html.A]:
    """Return the chart of the finding's series with the spot marked."""
    chart = charted.own_chart(view.data, row["metric"]) if row["metric"] else None
    if not chart:
        return []
    states = records(view.data).points_of
    points = [point for figure in row["figures"] for point in states.get(figure, [])]
    places = {point.place: None for point in points if point.place and point.metric == row["metric"]}
    return [charted.preview(view, chart, place=",".join(places), findings="on")]


def _expectation(view: View, row: dict) -> list:
    """Return what was expected and what was found, or what held before and after a change."""
    side = "_en" if view.lang == "en" else ""
    words = ("expected_change", "found_change") if row["kind"] in CHANGES else ("expected", "found")
    values = (row["expected" + side], row["found" + side])
    pairs = zip(words, values, strict=True)
    items = [html.Div([html.Dt(view.say(key)), html.Dd(text)]) for key, text in pairs if text]
    return [html.Dl(items, className="facts inline")] if items else []


def _side(view: View, figure: dict) -> html.Div:
    return html.Div(
        [
            html.P(figure["surface"], className="surface", lang="zh"),
            parts.sentence(figure),
            html.P(parts.source(view, figure["report"]), className="quiet"),
        ],
        className="side",
    )
