"""Check a draft: a field to paste it into; its figures are held against the tables by this very program.

What is pasted goes to the program that serves the page and nowhere else: it is not stored, not logged and not
part of an address. `blueprint` has the two machine addresses behind the page.
"""

import datetime
import threading
from functools import lru_cache

import flask
from dash import html

from dashboard.current import Current
from dashboard.data import Data
from dashboard.pages import checked, parts
from dashboard.pages.records import records
from dashboard.prerender import to_html
from dashboard.view import Client, View
from etl.checking import copies
from etl.checking.drafts import check, own_catalogue, typed
from etl.texts import LANGS

PATH = "/check"
QUERY: dict = {}
NAV = "nav_check"
NAV_ORDER = 60
LONGEST = 50_000
"""Most characters of a draft that the page takes; a longer one goes to `zhibiao check-text`."""
TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("check_title")


def body(view: View) -> list:
    """Return the form, and the place where the verdicts come."""
    _ready(view.data)
    region = {"role": "region", "tabIndex": -1, "aria-label": view.say("check_verdicts")}
    return [
        parts.head(title(view), view.say("check_lead")),
        _form(view),
        html.Div(className="verdicts", **{"data-check": "verdicts", **region}),
    ]


@lru_cache(maxsize=2)
def _ready(data: Data) -> threading.Thread:
    """Read the words of both languages while the reader types, so that the first answer need not wait."""
    said = [row[f"message_{lang}"] for row in records(data).findings[:1] for lang in LANGS]
    reading = threading.Thread(
        target=lambda: check(typed("\n".join(said)), checked.book_of(data)), name="check-words", daemon=True
    )
    reading.start()
    return reading


def _form(view: View) -> html.Form:
    words = {f"data-{name}": view.say(f"check_{name}") for name in ("working", "failed")}
    field = html.Textarea(
        id="check-draft",
        name="draft",
        rows=9,
        maxLength=LONGEST,
        placeholder=view.say("check_placeholder"),
        spellCheck="false",
        className="draft",
        **{"aria-describedby": "check-private"},
    )
    go = html.Button([view.say("check_go"), html.Kbd("Ctrl ↵")], type="submit", className="button first")
    clear = html.Button(view.say("check_clear"), type="button", className="button", **{"data-check": "clear"})
    return html.Form(
        [
            html.Label(view.say("check_label"), htmlFor="check-draft"),
            field,
            html.P(view.say("check_private"), id="check-private", className="quiet"),
            _own(view),
            html.Div([go, clear], className="chips"),
        ],
        className="check",
        action="",
        **{"data-lang": view.lang, **words},
    )


def _own(view: View) -> html.Details:
    """Return the fields for what a draft may leave out: its day and the place that it speaks of."""
    places = [html.Option(view.say("check_no_place"), value="")] + [
        html.Option(view.data.name("places", place, view.lang), value=place)
        for place in records(view.data).places
    ]
    day = html.Span(**{"data-check": "day"})
    fields = [
        html.Label([view.say("check_day"), " ", day]),
        html.Label([view.say("check_place"), " ", html.Select(places, name="place")]),
    ]
    return html.Details(
        [html.Summary(view.say("check_own")), html.Div(fields, className="own")], className="hint"
    )


def blueprint(current: Current) -> flask.Blueprint:
    """Return the addresses that take a draft: its verdicts as HTML, its footnoted copy as a file."""
    found = flask.Blueprint("check", __name__)

    @found.post("/check/verdicts")
    def verdicts() -> flask.Response:
        view, draft, rows = _asked(current)
        return _answer(to_html(checked.result(view, draft, rows)), "text/html; charset=utf-8")

    @found.post("/check/copy<ending>")
    def copy(ending: str) -> flask.Response:
        if ending not in TYPES:
            flask.abort(404)
        view, draft, rows = _asked(current)
        made = copies.WRITERS[ending](draft, rows, checked.book_of(view.data), view.lang)
        return _answer(made, TYPES[ending])

    return found


def _asked(current: Current) -> tuple[View, object, list]:
    """Return what a request asks: a view, the draft and its verdicts; a wrong request is answered 400."""
    asked = flask.request.get_json(silent=True)
    if not isinstance(asked, dict) or not isinstance(asked.get("draft"), str):
        flask.abort(400)
    if len(asked["draft"]) > LONGEST:
        flask.abort(413)
    data = current.get()
    lang = asked.get("lang")
    view = View(data, PATH, "", lang if lang in LANGS else LANGS[0], {}, Client())
    place = asked.get("place") or None
    if place is not None and place not in records(data).places:
        flask.abort(400)
    draft = typed(asked["draft"])
    return (
        view,
        draft,
        check(draft, checked.book_of(data), _iso(asked.get("date")), place, own_catalogue(data.path)),
    )


def _iso(day: object) -> str | None:
    """Return a day in its ISO form; None when none is given."""
    if not day:
        return None
    try:
        return datetime.date.fromisoformat(str(day)).isoformat()
    except ValueError:
        flask.abort(400)


def _answer(content: str | bytes, kind: str) -> flask.Response:
    """Return an answer that no browser and no proxy keeps."""
    response = flask.Response(content, content_type=kind)
    response.headers["Cache-Control"] = "no-store"
    return response
