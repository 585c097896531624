"""Verify a picture: drop a PNG or SVG made here and read of each of its points whether it still stands.

The file goes to the program that serves the page and nowhere else, and is kept nowhere. What it carries was
written by whoever made the file: it is shown as text, and only leads to charts that exist here.
"""

import struct

import flask
from dash import html

from dashboard import addresses, answers, picture_verbs
from dashboard import charts as drawn
from dashboard import verify as examination
from dashboard.addresses import AddressError
from dashboard.current import Current
from dashboard.pages import controls, parts
from dashboard.prerender import to_html
from dashboard.provenance import PNG, Record
from dashboard.verify import Examined, Verdict, as_point, words_of
from dashboard.view import Client, View
from etl.texts import texts

PATH = "/verify"
QUERY: dict = {}
LARGEST, MOST_PIXELS = 12_000_000, 40_000_000
"""Most bytes and most px of a picture that the page takes; a larger one goes to `zhibiao verify`."""
COLUMNS = ("then", "now", "fate")
SIGNS = {"true": "✓", "revised": "≠", "gone": "✗"}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("verify_title")


def body(view: View) -> list:
    """Return the field for the picture, and the place where its verdicts come."""
    field = html.Label(view.say("verify_label"), htmlFor="verify-file")
    drop = html.Div(
        [
            field,
            html.Div(**{"data-verify": "field"}),
            html.P(view.say("verify_drop"), className="quiet"),
            html.P(view.say("verify_private"), className="quiet"),
        ],
        className="drop",
        **{
            "data-verify": "drop",
            "data-lang": view.lang,
            "data-most": str(LARGEST),
            "data-working": view.say("verify_working"),
            "data-failed": view.say("verify_failed"),
            "data-large": view.say("verify_large", megabytes=LARGEST // 10**6),
        },
    )
    verdicts = html.Div(
        className="examined",
        role="region",
        tabIndex=-1,
        **{"data-verify": "verdicts", "aria-label": view.say("verify_verdicts")},
    )
    return [parts.head(title(view), view.say("verify_lead")), drop, verdicts]


def blueprint(current: Current) -> flask.Blueprint:
    """Return the address that takes a picture and answers with its verdicts as HTML."""
    found = flask.Blueprint("verify", __name__)

    @found.post("/verify/picture")
    def picture() -> flask.Response:
        if (flask.request.content_length or 0) > LARGEST:
            flask.abort(413)
        content = flask.request.get_data()
        if len(content) > LARGEST or _pixels(content) > MOST_PIXELS:
            flask.abort(413)
        view = View(current.get(), PATH, "", answers.lang(), {}, Client())
        answer = flask.Response(to_html(result(view, examination.examine(content, view.data))))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return found


def result(view: View, examined: Examined) -> list:
    """Return what a picture says of itself and what became of each of its points."""
    said = texts(picture_verbs.TEXTS)
    making = html.P(said.say(f"making.{examined.making}", view.lang), className=f"making {examined.making}")
    heading = html.H2(view.say("verify_found"), tabIndex=-1)
    if examined.record is None:
        return [heading, making]
    return [heading, making, _about(view, examined.record), _counts(view, examined), _table(view, examined)]


def _pixels(content: bytes) -> int:
    """Return how many px a PNG says that it has, 0 for anything else."""
    if not content.startswith(PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return 0
    width, height = struct.unpack(">II", content[16:24])
    return width * height


def _about(view: View, record: Record) -> html.P:
    """Return which chart a picture shows, of which version of the data."""
    same = record.version == view.data.version
    key = "verify_version_same" if same else "verify_version_other"
    version = view.say(key, version=record.version[:8], now=view.data.version[:8])
    address = _address(view, record)
    name = html.A(record.title, href=address) if address else record.title
    return html.P([html.Strong(name), " · ", version])


def _address(view: View, record: Record) -> str | None:
    """Return the address of the same chart on this dashboard, None where there is none."""
    if not drawn.exists(view.data, record.chart):
        return None
    try:
        query = addresses.checked(record.query, controls.QUERY, view.data)
    except AddressError:
        query = {}
    return view.to(f"/chart/{record.chart}", **query)


def _counts(view: View, examined: Examined) -> html.P:
    """Return how many points still stand, were revised, or are no longer stated."""
    fates = [one.fate for one in examined.verdicts]
    said = [view.say(f"verify_count_{fate}", count=fates.count(fate)) for fate in SIGNS if fate in fates]
    return html.P(view.say("list_semicolon").join(said))


def _table(view: View, examined: Examined) -> html.Div:
    heads = [html.Th(view.say(f"verify_col_{key}"), scope="col") for key in ("what", *COLUMNS)]
    rows = [_row(view, one) for one in examined.verdicts]
    table = html.Table(
        [html.Caption(view.say("verify_caption")), html.Thead(html.Tr(heads)), html.Tbody(rows)],
        className="outcomes",
    )
    return html.Div(
        table, className="scroll", tabIndex=0, role="group", **{"aria-label": view.say("verify_caption")}
    )


def _row(view: View, one: Verdict) -> html.Tr:
    """Return a point: what it measures, as the picture has it, as the tables have it, what became of it."""
    now = parts.value_link(view, one.now) if one.now else ""
    fate = html.Span([f"{SIGNS[one.fate]} ", view.say(f"verify_{one.fate}")], className=f"outcome {one.fate}")
    report = (one.now.report or "") if one.now else ""
    why = texts(picture_verbs.TEXTS).say(f"why.{one.why}", view.lang, report=report) if one.why else ""
    cells = [as_point(one.then).text(view.lang), now, [fate, html.Br(), why] if why else fate]
    what = html.Th(words_of(one.then, view.data, view.lang), scope="row")
    named = [view.say(f"verify_col_{key}") for key in COLUMNS]
    return html.Tr(
        [what, *(html.Td(cell, **{"data-label": name}) for cell, name in zip(cells, named, strict=True))]
    )
