"""What machines can fetch, on one page: addresses and their parameters, worked out from the checks."""

from collections.abc import Iterable

from dash import html

from dashboard import addresses
from dashboard.pages import chart, controls, explore, parts
from dashboard.pages.records import records
from dashboard.view import View

PATH = "/api"
QUERY: dict = {}
MOST = 1000
"""Rows of an answer of the API."""
FILTERS: addresses.Checks = {
    "metric": explore.QUERY["metric"],
    "place": controls.QUERY["place"],
    "report": addresses.some_of(lambda data: records(data).reports),
    "transform": addresses.choices("level", "growth", "change", "share"),
    "method": addresses.choices("stated", "implied", "derived"),
    "measure": addresses.choices("flow", "stock", "cumulative", "event", "level"),
    "from": addresses.day,
    "to": addresses.day,
    "limit": addresses.whole(1, MOST),
    "offset": addresses.whole(0, 10**9),
    "lang": addresses.lang,
}
"""What /api/observations takes."""
CHART = {**controls.QUERY, **{name: chart.QUERY[name] for name in ("title", "size", "theme", "dpi")}}
"""What a chart's files take beside the language."""
ADDRESSES = {
    "chart": [*CHART, "lang"],
    "observations": [*FILTERS],
    "table": [],
    "search": ["q", "lang"],
    "preview": [],
    "health": [],
}
"""Address → its parameters."""
STATUSES = ("200", "304", "400", "404", "503")


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("machine")


def body(view: View) -> list:
    """Return every address with what it takes and gives, and how answers are kept fresh."""
    return [
        parts.head(
            title(view), view.say("machine_lead"), html.A(view.say("nav_data"), href=view.to("/data"))
        ),
        *[_address(view, name, taken) for name, taken in ADDRESSES.items()],
        parts.section(view.say("machine_paging"), [html.P(view.say("machine_paging_said")), _example(view)]),
        parts.section(view.say("machine_statuses"), _pairs((s, view.say(f"status_{s}")) for s in STATUSES)),
    ]


def _address(view: View, name: str, taken: list[str]) -> html.Section:
    said = [html.P(view.say(f"machine_{name}_said"))]
    pairs = _pairs((key, view.say(f"param_{key}")) for key in taken)
    return parts.section(html.Code(view.say(f"machine_{name}")), [*said, *([pairs] if taken else [])])


def _pairs(pairs: Iterable[tuple[str, str]]) -> html.Dl:
    rows = [html.Div([html.Dt(html.Code(name)), html.Dd(said)]) for name, said in pairs]
    return html.Dl(rows, className="definitions")


def _example(view: View) -> html.Pre:
    """Return an answer's beginning for the first metric that there is."""
    metric = next(iter(view.data.metrics), "")
    asked = f"/api/observations?metric={metric}&limit=2"
    answer = f'{{"version": "{view.data.version}", "total": …, "limit": 2, "offset": 0, "observations": […]}}'
    return html.Pre(html.Code(f"GET {asked}\nETag: …\n\n{answer}"), className="example")
