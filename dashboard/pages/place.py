"""A place: what reports state of it, topic by topic, with the places inside it and the one around it."""

from dash import html

from dashboard.data import Data
from dashboard.pages import parts
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

PATH = "/place/<place>"
QUERY: dict = {}


def names(data: Data) -> list[str]:
    """Return the places that have points."""
    return list(records(data).places)


def title(view: View) -> str:
    """Return the place's name."""
    return parts.place_name(view, view.name)


def body(view: View) -> list:
    """Return the place's page: the newest values of each topic first."""
    found = records(view.data)
    points = [p for p in view.data.points if p.place == view.name]
    near = [p for p in found.places if p != view.name and _related(view, p)]
    links = [parts.chip(parts.place_name(view, p), view.to(f"/place/{p}")) for p in near]
    topics = [section for topic in found.topics for section in _topic(view, topic, points)]
    return [
        parts.head(title(view), view.say("values_count", count=len(points)), view.say("col_place")),
        *([parts.chips(view.say("near_places"), links)] if links else []),
        *topics,
    ]


def _related(view: View, place: str) -> bool:
    return view.data.within(place, view.name) or view.data.within(view.name, place)


def _topic(view: View, topic: str, points: list[Point]) -> list[html.Section]:
    metrics = set(records(view.data).metrics_of(topic))
    own = [point for point in points if point.metric in metrics]
    if not own:
        return []
    name = view.data.name("topics", topic, view.lang)
    return [parts.section(name, parts.points_table(view, own, name))]
