"""What does not fit together: each finding with what was expected and found, its sentences side by side."""

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


PAGE = 30
"""Findings on a page."""
QUERY: dict = {
    "severity": addresses.choices(*SEVERITIES),
    "kind": addresses.one_of(kinds),
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
    return all(view.query.get(name) in (None, row[name]) for name in ("severity", "kind"))


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
    return html.Div(groups, className="filters")


def _kinds(view: View) -> html.Div:
    asked = view.query.get("kind")
    every = parts.chip(view.say("all_kinds"), view.here(kind=None, page=None), asked is None)
    some = [
        parts.chip(_kind(view, kind), view.here(kind=kind, page=None), asked == kind)
        for kind in kinds(view.data)
    ]
    return parts.chips(view.say("kind"), [every, *some])


def _kind(view: View, kind: str) -> str:
    """Return the name of a kind of finding; kinds that the texts do not know keep their own name."""
    return view.say(f"finding_{kind}") if view.knows(f"finding_{kind}") else kind.replace("_", " ")


def _finding(view: View, row: dict) -> html.Li:
    found = records(view.data)
    figures = [found.figure[name] for name in row["figures"] if name in found.figure]
    about = [_kind(view, row["kind"])]
    about += [view.data.name("metrics", row["metric"], view.lang)] if row["metric"] else []
    about += [parts.place_name(view, row["place"])] if row["place"] else []
    chart = charted.chart_of(view.data, row["metric"]) if row["metric"] else None
    link = [html.P(html.A(view.say("see_chart"), href=view.to(f"/chart/{chart}")))] if chart else []
    return html.Li(
        [
            html.P([parts.severity(view, row["severity"]), " · ".join(about)], className="eyebrow"),
            html.H2(row[f"message_{view.lang}"]),
            *_expectation(view, row),
            html.Div([_side(view, figure) for figure in figures], className="sides"),
            *link,
        ],
        id=row["finding"],
    )


def _expectation(view: View, row: dict) -> list:
    side = "_en" if view.lang == "en" else ""
    pairs = [(name, text) for name in ("expected", "found") if (text := row.get(name + side))]
    items = [html.Div([html.Dt(view.say(name)), html.Dd(text)]) for name, text in pairs]
    state = (
        []
        if row["state"] == "open"
        else [html.P(view.say(f"state_{row['state']}", reason=row["reason"] or ""))]
    )
    return [html.Dl(items, className="facts inline"), *state] if items else state


def _side(view: View, figure: dict) -> html.Div:
    return html.Div(
        [
            html.P(figure["surface"], className="surface", lang="zh"),
            parts.sentence(figure),
            html.P(parts.source(view, figure["report"]), className="quiet"),
        ],
        className="side",
    )
