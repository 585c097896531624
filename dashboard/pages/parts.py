"""The pieces that pages are made of: chips, menus, marked sentences, source lines, tables of points."""

from collections.abc import Iterable, Sequence
from datetime import date

from dash import dcc, html

from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

MANY = 12
"""Entries of a menu from which on it has a field to sift them."""


def head(title: str, lead: object = None, eyebrow: object = None) -> html.Header:
    """Return a page's heading: what it belongs to, its title, and a sentence on it."""
    children = [
        html.P(eyebrow, className="eyebrow") if eyebrow else None,
        html.H1(title),
        html.P(lead, className="lead") if lead else None,
    ]
    return html.Header([child for child in children if child], className="head")


def section(title: str, children: object, name: str = "") -> html.Section:
    """Return a part of a page under its own heading."""
    return html.Section([html.H2(title), *_list(children)], className=f"part {name}".strip())


def folded(view: View, part: html.Section) -> html.Section:
    """Return a part of a page that is folded away on a phone; its heading opens it."""
    heading, *rest = part.children
    part.children = html.Details(
        [html.Summary(html.H2(heading.children)), *rest], open=not view.client.narrow, className="fold"
    )
    return part


def chip(label: object, href: str, on: bool = False, toggle: str = "") -> html.A:
    """Return a switch that is a link; `on` tells eyes and screen readers that it is set.

    `toggle` (parameter:name) is the name that it puts into a list of the address or takes out of it.
    """
    told = {"aria-current": "true" if on else "false", **_toggling(toggle)}
    return html.A(label, href=href, className="chip", **told)


def _toggling(toggle: str) -> dict[str, str]:
    return {"data-toggle": toggle} if toggle else {}


def chips(label: str, entries: Iterable[html.A]) -> html.Div:
    """Return switches that belong together, under a label."""
    return html.Div(
        [html.Span(label, className="label"), *entries],
        className="chips",
        role="group",
        **{"aria-label": label},
    )


def menu(
    label: str, options: Iterable[tuple[str, str, bool] | tuple[str, str, bool, str]], sift: str = ""
) -> html.Details:
    """Return a fold of links (label, href, whether it is the one set; as of a chip, what it toggles).

    Many of them are sifted by a field whose words are `sift`; the browser alone does that.
    """
    links = [
        html.Li(
            html.A(name, href=href, **({"aria-current": "true"} if on else {}), **_toggling("".join(toggle)))
        )
        for name, href, on, *toggle in options
    ]
    if sift and len(links) > MANY:
        field = html.Div(dcc.Input(type="search", placeholder=sift), className="sift", title=sift)
        links.insert(0, html.Li(field))
    return html.Details([html.Summary(label), html.Ul(links)], className="menu")


def search_field(view: View, name: str, label: str) -> html.Div:
    """Return a field whose words become the address's `q`."""
    field = dcc.Input(
        id=name, type="search", value=view.query.get("q", ""), placeholder=label, debounce=True, maxLength=100
    )
    return html.Div(
        [html.Label(label, htmlFor=name, className="unseen"), field],
        className="search",
        **{"data-param": "q"},
    )


def marked(text: str, spans: Sequence[tuple[int, int]]) -> list:
    """Return a text with the spans marked; overlapping ones are marked once."""
    pieces: list = []
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [text[at:start], html.Mark(text[start:end])]
        at = end
    return [piece for piece in [*pieces, text[at:]] if piece]


def sentence(figure: dict) -> html.Blockquote:
    """Return a figure's sentence with the figure marked in it."""
    text, surface = figure["sentence"] or "", figure["surface"] or ""
    found = text.find(surface) if surface else -1
    return html.Blockquote(marked(text, [(found, found + len(surface))] if found >= 0 else []), lang="zh")


def title_of(view: View, report: dict) -> list:
    """Return a report's title; of an untitled one its first words, said to be that."""
    title = (report["title_en"] if view.lang == "en" else None) or report["title"]
    if title:
        return [html.Span(title, lang="zh")]
    opening = html.Span(opening_of(view, report["report"]), lang="zh")
    return [opening, html.Span(view.say("untitled"), className="tag")]


def opening_of(view: View, report: str) -> str:
    """Return how the text of a report begins."""
    return records(view.data).texts.get(report, "").strip(" \n#").split("\n")[0][:36] + "…"


def day(view: View, when: date | None) -> str:
    """Return a date in digits, or the word unknown."""
    return when.isoformat() if when else view.say("unknown")


def dated(view: View, report: dict) -> str:
    """Return a report's date with what it is: published, written, or an inferred interval."""
    for name in ("published", "written"):
        if report[name]:
            return view.say(f"date_{name}", day=report[name].isoformat())
    if report["date_earliest"] and report["date_latest"]:
        ends = {"a": report["date_earliest"].isoformat(), "b": report["date_latest"].isoformat()}
        return view.say("date_inferred", **ends)
    return view.say("date_unknown")


def source(view: View, report_id: str | None) -> html.Span | str:
    """Return publisher, title and date of a report, the title leading to its reading view."""
    report = records(view.data).reports.get(report_id or "")
    if not report:
        return view.say("worked_out")
    title = html.A(title_of(view, report), href=view.to(f"/report/{report_id}"))
    parts = [
        html.Span(report["publisher"], lang="zh") if report["publisher"] else None,
        title,
        dated(view, report),
    ]
    return html.Span([piece for part in parts if part for piece in (part, " · ")][:-1], className="source")


def value_link(view: View, point: Point) -> html.A:
    """Return a point's value as a link that opens its evidence."""
    shape = "worked" if point.worked_out else "stated"
    return html.A(
        point.text(view.lang),
        href=view.to(f"/evidence/{point.observation}"),
        className=f"value {shape}",
        **{"data-point": point.observation, "aria-haspopup": "dialog"},
    )


def metric_name(view: View, point: Point) -> str:
    """Return the name of what a point measures, and that it is a growth rate or a share where it is one."""
    name = view.data.name("metrics", point.metric, view.lang)
    return name if point.transform == "level" else view.say(f"transform_{point.transform}", name=name)


def place_name(view: View, place: str | None) -> str:
    """Return a place's name, or the word for a place that no words give."""
    return view.data.name("places", place, view.lang) or view.say("no_place")


def spoken(view: View, point: Point) -> str:
    """Return a point in one breath: what, where, when, how much."""
    return view.say(
        "spoken",
        metric=metric_name(view, point),
        place=place_name(view, point.place),
        when=point.when(view.lang),
        value=point.text(view.lang),
    )


def when(view: View, point: Point) -> list:
    """Return a point's time, said to be inferred where it is."""
    inferred = [html.Span(view.say("inferred"), className="tag")] if point.inferred else []
    return [point.when(view.lang), *inferred]


def pager(view: View, page: int, last: int) -> html.Nav | None:
    """Return links to the pages before and after, None where there is but one."""
    if last < 2:
        return None
    before = [html.A(view.say("page_before"), href=view.here(page=str(page - 1)), className="button")]
    after = [html.A(view.say("page_after"), href=view.here(page=str(page + 1)), className="button")]
    at = html.Span(view.say("page_at", page=page, pages=last), className="quiet")
    steps = [*(before if page > 1 else []), at, *(after if page < last else [])]
    return html.Nav(steps, className="pager", **{"aria-label": view.say("pages")})


def paged(view: View, entries: Sequence, size: int) -> tuple[Sequence, int, int]:
    """Return the entries of the page that the address asks for, its number and the last one's."""
    last = max(1, -(-len(entries) // size))
    page = min(int(view.query.get("page", "1")), last)
    return entries[(page - 1) * size : page * size], page, last


def severity(view: View, name: str) -> html.Span:
    """Return a finding's severity as a word with a shape of its own."""
    return html.Span(view.say(f"severity_{name}"), className=f"severity {name}")


def state(view: View, row: dict) -> list:
    """Return what a person decided about a finding, and why; nothing while it is open."""
    if row["state"] == "open":
        return []
    said = view.say(f"state_{row['state']}", reason=row["reason"] or "")
    return [html.P(said, className="state")]


def _list(children: object) -> list:
    return list(children) if isinstance(children, list | tuple) else [children]
