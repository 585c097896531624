"""Search: metrics, places, reports and sentences that hold the words of the address."""

from dash import html

from dashboard import addresses, searching
from dashboard.pages import parts
from dashboard.view import View

PATH = "/search"
QUERY: dict = {"q": addresses.words}
MOST = 50
"""Hits of a kind that the page lists."""


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("search")


def body(view: View) -> list:
    """Return the field and what was found, kind by kind."""
    asked = view.query.get("q", "")
    found = searching.search(view, asked, MOST)
    groups = [_group(view, kind, hits, count) for kind, (hits, count) in found.items() if hits]
    none = html.P(view.say("search_none" if found else "search_hint"), className="empty")
    return [
        parts.head(title(view), view.say("search_lead")),
        parts.search_field(view, "search-words", view.say("search_label")),
        *(groups or [none]),
    ]


def _group(view: View, kind: str, hits: list[searching.Hit], count: int) -> html.Section:
    items = [
        html.Li([html.A(hit.name, href=hit.href), html.Span(hit.beside, className="quiet")]) for hit in hits
    ]
    cut = [html.P(view.say("search_cut", shown=MOST, count=count), className="quiet")] if count > MOST else []
    return parts.section(view.say(f"search_{kind}", count=count), [html.Ul(items, className="hits"), *cut])
