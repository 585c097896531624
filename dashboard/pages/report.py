"""The reading view: a report's clean text with every figure marked by its fate, in colour and in shape."""

from collections import Counter

from dash import html

from dashboard import addresses
from dashboard.data import Data
from dashboard.pages import beside, charted, evidence, parts
from dashboard.pages.records import FATES, records
from dashboard.view import View

PATH = "/report/<report>"
QUERY: dict = {"fate": addresses.choices(*FATES), "beside": addresses.choices("original")}


def names(data: Data) -> list[str]:
    """Return every report."""
    return list(records(data).reports)


def title(view: View) -> str:
    """Return the report's title, or its first words."""
    row = records(view.data).reports[view.name]
    return row["title"] or parts.title_of(view, row)[0].children


def body(view: View) -> list:
    """Return the report's page."""
    found = records(view.data)
    row = found.reports[view.name]
    said = (
        [html.P(view.say("problem", problem=row["problem"]), className="problem")] if row["problem"] else []
    )
    if view.name not in found.texts:
        return [_head(view, row), *said, _metadata(view, row)]
    text = found.texts[view.name]
    figures = [f for f in found.figures[view.name] if view.query.get("fate") in (None, f["fate"])]
    reading = html.Article(_text(view, text, figures), className="reading", lang=row["language"])
    return [
        _head(view, row),
        *said,
        _metadata(view, row),
        _tools(view, found.fates(view.name)),
        *_corrected(view, found.figures[view.name]),
        *_beside(view, reading, figures),
    ]


def _beside(view: View, reading: html.Article, figures: list[dict]) -> list:
    """Return the clean text, with the original at its side where that is asked for."""
    if "beside" not in view.query:
        return [reading]
    found = beside.original(view, figures)
    if found is None:
        return [html.P(view.say("original_away"), className="callout"), reading]
    head, original = found
    sides = [(view.say("clean_text"), reading), (head, original)]
    return [html.Div([html.Section([html.H2(name), side]) for name, side in sides], className="both")]


def _corrected(view: View, figures: list[dict]) -> list:
    """Return what a person corrected in the reading of this report."""
    found = [figure for figure in figures if figure.get("correction")]
    items = [
        html.Li(
            [
                html.A(figure["surface"], href=f"#f-{figure['figure']}"),
                view.say("colon"),
                figure["correction"],
            ]
        )
        for figure in found
    ]
    return (
        [html.Div([html.Strong(view.say("corrected")), html.Ul(items)], className="callout")] if items else []
    )


def _head(view: View, row: dict) -> html.Header:
    lead = " · ".join([row["publisher"] or view.say("publisher_unknown"), parts.dated(view, row)])
    return parts.head(
        parts.title_of(view, row), lead, html.A(view.say("nav_reports"), href=view.to("/reports"))
    )


def _metadata(view: View, row: dict) -> html.Details:
    entries = [
        ("publisher", row["publisher"] or view.say("unknown")),
        ("written", parts.day(view, row["written"])),
        ("published", parts.day(view, row["published"])),
        ("place", parts.place_name(view, row["place"])),
        ("address", row["url"] or view.say("unknown")),
        ("language", view.say("language_hant" if row["language"] == "zh-Hant" else "language_hans")),
        ("file", html.Code(row["file"])),
        ("hash", html.Code(row["sha256"])),
        ("characters", f"{row['characters']:,}"),
    ]
    return html.Details(
        [html.Summary(view.say("metadata")), evidence.facts(view, entries)], className="metadata"
    )


def _tools(view: View, counts: Counter) -> html.Div:
    """Return the bar above the text: filter by fate (the legend too) and steps through the figures."""
    asked = view.query.get("fate")
    every = parts.chip(view.say("fate_all", count=sum(counts.values())), view.here(fate=None), asked is None)
    chips = [_fate_chip(view, fate, counts[fate], asked) for fate in FATES]
    steps = [_step(view, "-1", "previous_figure"), _step(view, "1", "next_figure")]
    beside = "beside" in view.query
    steps.append(
        parts.chip(view.say("beside_original"), view.here(beside=None if beside else "original"), beside)
    )
    return html.Div(
        [parts.chips(view.say("figures"), [every, *chips]), html.Div(steps, className="steps")],
        className="tools",
    )


def _fate_chip(view: View, fate: str, count: int, asked: str | None) -> html.A:
    label = [html.Span(view.say(f"fate_{fate}"), className=f"swatch {fate}"), f" {count}"]
    return parts.chip(label, view.here(fate=fate), asked == fate)


def _step(view: View, step: str, key: str) -> html.Button:
    return html.Button(view.say(key), type="button", className="button", **{"data-step": step})


def _text(view: View, text: str, figures: list[dict]) -> list:
    """Return the text in paragraphs, each figure marked; offsets are those of the clean text."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        inside = [f for f in figures if at <= f["start"] and f["end"] <= at + len(line)]
        if line.strip():
            paragraphs.append(html.P(_line(view, line, at, inside)))
        at += len(line) + 1
    return paragraphs


def _line(view: View, line: str, offset: int, figures: list[dict]) -> list:
    pieces: list = []
    at = 0
    for figure in figures:
        start, end = figure["start"] - offset, figure["end"] - offset
        if start < at:
            continue
        pieces += [line[at:start], _mark(view, figure, line[start:end])]
        at = end
    return [piece for piece in [*pieces, line[at:]] if piece != ""]


def _mark(view: View, figure: dict, surface: str) -> html.Mark:
    points = records(view.data).points_of.get(figure["figure"], [])
    charts = [charted.chart_of(view.data, point.metric) for point in points]
    said = view.say(f"mark_{figure['fate']}", kind=view.say(f"kind_{figure['kind']}"))
    corrected = [view.say("corrected")] if figure.get("correction") else []
    label = " · ".join([said, *corrected, *(parts.spoken(view, point) for point in points)])
    inside: object = surface
    if points and charts[0]:
        inside = html.A(surface, href=view.to(f"/chart/{charts[0]}", point=points[0].observation))
    focus = {} if inside is not surface else {"tabIndex": -1}
    return html.Mark(
        inside,
        id=f"f-{figure['figure']}",
        className=f"fig {figure['fate']}{' corrected' if corrected else ''}",
        title=label,
        **focus,
    )
