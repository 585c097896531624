"""The list of reports: what each one is, when it dates from, and what became of its figures."""

from dash import html

from dashboard import addresses
from dashboard.data import Data
from dashboard.pages import controls, overview, parts
from dashboard.pages.records import records
from dashboard.view import View
from etl.reading.fold import fold

PATH = "/reports"
NAV, NAV_ORDER = "nav_reports", 30
INSIDE = "/report/"


def report_places(data: Data) -> list[str]:
    """Return the places that reports speak of."""
    return sorted({row["place"] for row in records(data).reports.values() if row["place"]})


PAGE = 40
"""Reports on a page."""
QUERY: dict = {
    "place": addresses.one_of(report_places),
    "q": addresses.words,
    "page": addresses.whole(1, 1_000_000),
}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("nav_reports")


def body(view: View) -> list:
    """Return the list, narrowed to a place where one is asked for."""
    found = list(records(view.data).reports.values())
    kept = [row for row in found if view.query.get("place") in (None, row["place"]) and _said(view, row)]
    shown, page, last = parts.paged(view, kept, PAGE)
    return [
        parts.head(title(view), view.say("reports_lead", count=len(found))),
        _places(view),
        html.Ol([_report(view, row) for row in shown], className="reports"),
        *([] if shown else [html.P(view.say("no_reports_found"), className="empty")]),
        *([turn] if (turn := parts.pager(view, page, last)) else []),
    ]


def _said(view: View, row: dict) -> bool:
    wanted = fold(view.query.get("q", "")).casefold()
    return wanted in fold(f"{row['title'] or ''} {row['publisher'] or ''} {row['file']}").casefold()


def _places(view: View) -> html.Div:
    asked = view.query.get("place")
    every = parts.chip(view.say("all_places"), view.here(place=None, page=None), asked is None)
    some = [
        (parts.place_name(view, place), view.here(place=place, page=None), asked == place)
        for place in report_places(view.data)
    ]
    chosen = [parts.chip(*one) for one in some if len(some) <= controls.FEW or one[2]]
    more = (
        []
        if len(some) <= controls.FEW
        else [parts.menu(view.say("more_places", count=len(some)), some, view.say("sift_places"))]
    )
    search = parts.search_field(view, "report-search", view.say("search_reports"))
    return html.Div(
        [parts.chips(view.say("col_place"), [every, *chosen, *more]), search], className="filters"
    )


def _report(view: View, row: dict) -> html.Li:
    counts = records(view.data).fates(row["report"])
    details = [row["publisher"] or view.say("publisher_unknown"), parts.dated(view, row)]
    if row["place"]:
        details.append(parts.place_name(view, row["place"]))
    problem = (
        [html.P(view.say("problem", problem=row["problem"]), className="problem")] if row["problem"] else []
    )
    return html.Li(
        [
            html.H2(html.A(parts.title_of(view, row), href=view.to(f"/report/{row['report']}"))),
            html.P(" · ".join(details), className="quiet"),
            *problem,
            overview.fate_bar(view, counts),
        ]
    )
