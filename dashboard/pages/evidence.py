"""What stands behind a point: its sentence with the figure marked, report, rule, formula and inputs."""

from datetime import date
from urllib.parse import quote

from dash import html

from dashboard.charts.formulas import formula
from dashboard.data import Data
from dashboard.pages import parts, topic
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View
from etl.errors import UnknownNameError

PATH = "/evidence/<observation>"
QUERY: dict = {}
AROUND = 600
"""Characters of a paragraph shown at most on each side of a figure."""
LADDER = 12
"""Other statements for the same time that are listed at most."""


def names(data: Data) -> list[str]:
    """Return every observation."""
    return [point.observation for point in data.points]


def title(view: View) -> str:
    """Return what the point says, in one line."""
    return parts.spoken(view, view.data.observation(view.name))


def body(view: View) -> list:
    """Return the evidence as a page of its own: what a link to a value opens where scripts do not run."""
    point = view.data.observation(view.name)
    return [html.Article(_content(view, point, html.H1), className="evidence alone")]


def panel(view: View, observation: str) -> list:
    """Return the evidence for the drawer beside a chart; [] when there is no such observation."""
    try:
        point = view.data.observation(observation)
    except UnknownNameError:
        return []
    close = html.Button(
        "×", type="button", className="close", **{"data-close": "1", "aria-label": view.say("close")}
    )
    return [
        close,
        html.Article(_content(view, point, html.H2), className="evidence", **{"data-at": observation}),
    ]


def _content(view: View, point: Point, heading: type) -> list:
    return [
        html.P(
            f"{parts.metric_name(view, point)} · {parts.place_name(view, point.place)}", className="eyebrow"
        ),
        heading(point.text(view.lang), tabIndex=-1, className="big"),
        html.P(parts.when(view, point), className="lead"),
        *_worked_out(view, point),
        *[_stated(view, figure) for figure in view.data.figures_of(point.observation)],
        *_same(view, point),
        *_otherwise(view, point),
        _facts(view, point),
        *_findings(view, point),
    ]


def _stated(view: View, figure: dict) -> html.Section:
    """Return one figure: sentence, the words around it, the report and how it was read."""
    report = records(view.data).reports[figure["report"]]
    return html.Section(
        [
            html.H3(view.say("the_sentence")),
            parts.sentence(figure),
            html.Details([html.Summary(view.say("around")), html.P(_around(view, figure), lang="zh")]),
            html.P(
                html.A(
                    view.say("read_in_text"),
                    href=view.to(f"/report/{figure['report']}") + f"#f-{figure['figure']}",
                )
            ),
            _origin(view, report, figure),
        ],
        className="stated",
    )


def _around(view: View, figure: dict) -> list:
    text = records(view.data).texts.get(figure["report"], "")
    begin, end = text.rfind("\n", 0, figure["start"]) + 1, text.find("\n", figure["end"])
    first = max(begin, figure["start"] - AROUND)
    last = min(len(text) if end < 0 else end, figure["end"] + AROUND)
    piece = text[first:last]
    dots = ("…" if first > begin else "", "…" if last < (len(text) if end < 0 else end) else "")
    return [dots[0], *parts.marked(piece, [(figure["start"] - first, figure["end"] - first)]), dots[1]]


def _origin(view: View, report: dict, figure: dict) -> html.Dl:
    entries = [
        ("report", html.A(parts.title_of(view, report), href=view.to(f"/report/{report['report']}"))),
        ("publisher", report["publisher"] or view.say("unknown")),
        ("report_date", parts.dated(view, report)),
        ("address", _address(view, report, figure)),
        ("hash", html.Code(report["sha256"][:16], title=report["sha256"])),
        ("rule", html.Code(figure["rule"] or "—")),
    ]
    return facts(view, entries)


def _address(view: View, report: dict, figure: dict) -> html.A | str:
    url = report["url"] or ""
    if not url.startswith(("http://", "https://")):
        return view.say("unknown")
    text = quote((figure["sentence"] or "")[:40], safe="")
    return html.A(url, href=f"{url}#:~:text={text}", rel="noreferrer noopener", target="_blank")


def facts(view: View, entries: list[tuple[str, object]]) -> html.Dl:
    """Return pairs of a named property and its value."""
    pairs = [html.Div([html.Dt(view.say(f"fact_{name}")), html.Dd(value)]) for name, value in entries]
    return html.Dl(pairs, className="facts")


def _worked_out(view: View, point: Point) -> list:
    """Return formula and inputs of a value that no report states, each input with its sentence."""
    if not point.worked_out:
        return []
    inputs = [view.data.observation(name) for name, _ in view.data.inputs_of(point.observation)]
    return [
        html.P(view.say(f"method_{point.method}"), className="callout"),
        html.H3(view.say("formula")),
        html.P(html.Code(point.formula or "—"), className="formula"),
        *_written(view, point),
        html.H3(view.say("inputs")),
        html.Ul([_input(view, one) for one in inputs], className="inputs"),
    ]


def _written(view: View, point: Point) -> list:
    """Return the formula with values as people write them, where that says more."""
    text = formula(point, view.data, view.lang)
    return [html.P(f"{text} = {point.text(view.lang)}")] if text and text != point.formula else []


def _input(view: View, point: Point) -> html.Li:
    sentences = [parts.sentence(figure) for figure in view.data.figures_of(point.observation)]
    return html.Li(
        [
            html.P([parts.metric_name(view, point), " · ", point.when(view.lang), " · "]),
            html.P(parts.value_link(view, point)),
            *sentences,
            html.P(parts.source(view, point.report), className="quiet"),
        ]
    )


def _same(view: View, point: Point) -> list:
    others = [html.Li(parts.source(view, other.report)) for other in records(view.data).same(point)]
    return [html.H3(view.say("stated_also")), html.Ul(others)] if others else []


def _otherwise(view: View, point: Point) -> list:
    """Return what other reports state for the same time and place, by when it was known."""
    others = sorted(records(view.data).otherwise(point), key=lambda p: p.known_since or date.max)
    items = [
        html.Li([parts.value_link(view, p), " · ", parts.source(view, p.report)]) for p in others[:LADDER]
    ]
    return [html.H3(view.say("stated_otherwise")), html.Ul(items)] if items else []


def _facts(view: View, point: Point) -> html.Details:
    exact = f"{point.value:,.10g}" if point.value != int(point.value) else f"{int(point.value):,}"
    measure = view.say(f"measure_{point.measure}")
    basis = view.say(f"basis_{point.measure_basis}")
    entries = [
        ("exact_value", f"{exact} {point.unit}"),
        ("bound", view.say(f"bound_{point.bound}")),
        ("measure", f"{measure}（{basis}）" if view.lang == "zh" else f"{measure} ({basis})"),
        ("status", point.status),
        ("known_since", parts.day(view, point.known_since)),
        *([("correction", point.correction)] if point.correction else []),
        ("observation", html.Code(point.observation)),
        ("version", html.Code(view.data.version)),
    ]
    return html.Details([html.Summary(view.say("how_read")), facts(view, entries)], open=True)


def _findings(view: View, point: Point) -> list:
    own = {figure["figure"] for figure in view.data.figures_of(point.observation)}
    found = [f for f in records(view.data).findings if own & set(f["figures"])]
    return [html.H3(view.say("nav_findings")), topic.caveats(view, found)] if found else []
