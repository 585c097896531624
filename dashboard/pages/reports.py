"""The list of reports: what each one is, when it dates from, and what became of its figures."""

from dash import html

from dashboard import addresses
from dashboard.data import Data
from dashboard.pages import overview, parts
from dashboard.pages.records import records
from dashboard.view import View

PATH = "/reports"


def report_places(data: Data) -> list[str]:
    """Return the places that reports speak of."""
    return sorted({row["place"] for row in records(data).reports.values() if row["place"]})


QUERY: dict = {"place": addresses.one_of(report_places)}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("nav_reports")


def body(view: View) -> list:
    """Return the list, narrowed to a place where one is asked for."""
    found = list(records(view.data).reports.values())
    shown = [row for row in found if view.query.get("place") in (None, row["place"])]
    return [
        parts.head(title(view), view.say("reports_lead", count=len(found))),
        _places(view),
        html.Ol([_report(view, row) for row in shown], className="reports"),
    ]


def _places(view: View) -> html.Div:
    asked = view.query.get("place")
    every = parts.chip(view.say("all_places"), view.here(place=None), asked is None)
    some = [
        parts.chip(parts.place_name(view, place), view.here(place=place), asked == place)
        for place in report_places(view.data)
    ]
    return parts.chips(view.say("col_place"), [every, *some])


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
