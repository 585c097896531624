"""A place: what reports state of it, in one table, with the places inside it and the one around it."""

from dash import html

from dashboard.data import Data
from dashboard.pages import grid, parts
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

PATH = "/place/<place>"
QUERY: dict = {**grid.QUERY}


def names(data: Data) -> list[str]:
    """Return the places that have points."""
    return list(records(data).places)


def title(view: View) -> str:
    """Return the place's name."""
    return parts.place_name(view, view.name)


def body(view: View) -> list:
    """Return the place's page: every value of it, topic by topic."""
    found = records(view.data)
    near = [p for p in found.places if p != view.name and _related(view, p)]
    links = [parts.chip(parts.place_name(view, p), view.to(f"/place/{p}")) for p in near]
    return [
        parts.head(title(view), view.say("values_count", count=len(_points(view))), view.say("col_place")),
        *([parts.chips(view.say("near_places"), links)] if links else []),
        rows(view),
    ]


def rows(view: View) -> html.Div:
    """Return the table of the place's values."""
    return grid.table(view, _points(view), title(view))


def _points(view: View) -> list[Point]:
    return [point for point in view.data.points if point.place == view.name]


def _related(view: View, place: str) -> bool:
    return view.data.within(place, view.name) or view.data.within(view.name, place)
