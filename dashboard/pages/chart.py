"""A chart, large: question, controls that live in its address, table, description, notes, sources, files."""

from dash import html

from dashboard import addresses, look
from dashboard.data import Data
from dashboard.pages import charted, parts, topic
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

PATH = "/chart/<chart>"
FILES = ("png", "svg", "csv", "xlsx", "json", "zip")
SCALES = ("yi", "wan", "one")


def names(data: Data) -> list[str]:
    """Return every chart that has points."""
    return list(charted.charts(data))


QUERY: dict = {
    "place": addresses.some_of(lambda data: records(data).places),
    "from": addresses.day,
    "to": addresses.day,
    "scale": addresses.choices(*SCALES),
    "size": addresses.choices(*look.SIZES),
    "theme": addresses.choices(*look.THEMES),
}


def title(view: View) -> str:
    """Return the chart's claim."""
    return charted.title(view, view.name)


def body(view: View) -> list:
    """Return the chart's page."""
    points = charted.points(view, view.name)
    spec = charted.charts(view.data)[view.name]
    above = html.A(view.data.name("topics", spec.topic, view.lang), href=view.to(f"/topic/{spec.topic}"))
    if not points:
        return [parts.head(charted.question(view, view.name), eyebrow=above), _controls(view), _nothing(view)]
    return [
        parts.head(charted.question(view, view.name), eyebrow=above),
        _controls(view),
        html.Figure(charted.plot(view, view.name, "large"), className="card large"),
        html.P(view.say("points_hint"), className="hint"),
        _take_along(view),
        parts.section(view.say("description"), html.P(charted.description(view, view.name)), "description"),
        parts.section(view.say("table_view"), parts.points_table(view, points, title(view))),
        *_caveats(view, spec.metrics, points),
        _sources(view, points),
    ]


def _nothing(view: View) -> html.Div:
    """Return what is said when the filters leave no point."""
    clear = html.A(view.say("clear_filters"), href=view.to(view.path), className="button")
    return html.Div([html.P(view.say("no_points")), clear], className="empty")


def _controls(view: View) -> html.Div:
    every = charted.points(view, view.name, filtered=False)
    groups = [_places(view, every), _span(view, every), _scale(view, every)]
    return html.Div([group for group in groups if group], className="controls")


def _places(view: View, points: list[Point]) -> html.Div | None:
    here = [place for place in records(view.data).places if any(p.place == place for p in points)]
    if len(here) < 2:
        return None
    asked = view.asked("place")
    every = parts.chip(view.say("all_places"), view.here(place=None, point=None), not asked)
    some = [
        parts.chip(
            parts.place_name(view, place),
            view.here(place=",".join(toggled(asked, place)) or None, point=None),
            place in asked,
        )
        for place in here
    ]
    return parts.chips(view.say("col_place"), [every, *some])


def toggled(names: list[str], name: str) -> list[str]:
    """Return the names with one more, or one less when it was among them."""
    return [n for n in names if n != name] if name in names else [*names, name]


def _span(view: View, points: list[Point]) -> html.Div | None:
    years = sorted({p.end.year for p in points if p.end})
    if len(years) < 2:
        return None
    menus = [_year_menu(view, key, years) for key in ("from", "to")]
    return html.Div(
        [html.Span(view.say("span"), className="label"), *menus],
        className="chips",
        role="group",
        **{"aria-label": view.say("span")},
    )


def _year_menu(view: View, key: str, years: list[int]) -> html.Details:
    asked = view.query.get(key)
    options = [(view.say("any_year"), view.here(**{key: None, "point": None}), asked is None)]
    options += [(str(y), view.here(**{key: str(y), "point": None}), asked == str(y)) for y in years]
    return parts.menu(view.say(f"span_{key}", year=asked or view.say("any_year")), options)


def _scale(view: View, points: list[Point]) -> html.Div | None:
    if view.lang != "zh" or not points or points[0].unit != "CNY":
        return None
    asked = view.query.get("scale")
    auto = parts.chip(view.say("scale_auto"), view.here(scale=None), asked is None)
    others = [parts.chip(view.say(f"scale_{s}"), view.here(scale=s), asked == s) for s in SCALES]
    return parts.chips(view.say("unit"), [auto, *others])


def _take_along(view: View) -> html.Div:
    """Return downloads of what is shown, the address and the sentence to copy."""
    query = {k: view.query.get(k) for k in ("place", "from", "to", "scale")}
    files = [
        html.A(
            kind.upper(),
            href=view.to(f"{view.path}.{kind}", **query),
            className="button",
            **{"data-hard": "1"},
        )
        for kind in FILES
    ]
    sizes = [
        (view.say(f"size_{name}"), view.to(f"{view.path}.png", **query, size=name), False)
        for name in look.SIZES
    ]
    copies = [
        _copy(view, "copy_link", "address"),
        _copy(view, "copy_sentence", charted.sentence(view, view.name)),
    ]
    return html.Div(
        [
            html.Div(
                [html.Span(view.say("download"), className="label"), *files, _sizes(view, sizes)],
                className="chips",
                role="group",
                **{"aria-label": view.say("download")},
            ),
            html.Div(copies, className="chips"),
        ],
        className="takealong",
    )


def _sizes(view: View, sizes: list[tuple[str, str, bool]]) -> html.Details:
    links = [html.Li(html.A(name, href=href, **{"data-hard": "1"})) for name, href, _ in sizes]
    return html.Details([html.Summary(view.say("png_sizes")), html.Ul(links)], className="menu")


def _copy(view: View, key: str, what: str) -> html.Button:
    return html.Button(
        view.say(key),
        type="button",
        className="button",
        **{"data-copy": what, "data-done": view.say("copied")},
    )


def _caveats(view: View, metrics: list[str], points: list[Point]) -> list:
    """Return findings on what is shown, events that its reports state, and its definitions."""
    places = {point.place for point in points}
    found = [f for f in records(view.data).findings if f["metric"] in metrics and f["place"] in places]
    items = [html.Li([parts.severity(view, f["severity"]), " ", f[f"message_{view.lang}"]]) for f in found]
    notes = [parts.section(view.say("caveats"), html.Ul(items, className="caveats"))] if items else []
    return [*notes, topic.definitions(view, metrics)]


def _sources(view: View, points: list[Point]) -> html.Section:
    reports = [found.report for found in view.data.sources(points)]
    items = [html.Li(parts.source(view, report)) for report in reports]
    return parts.section(view.say("sources"), html.Ul(items, className="sources"))
