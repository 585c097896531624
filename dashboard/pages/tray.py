"""The briefing tray: charts collected as they were set, put in order, titled, and taken along as one file.

All of it is in the address, so that a copied link opens the same tray; the browser keeps one's own between
visits (assets/tray.js). Files are made when they are asked for, one at a time, and kept nowhere.
"""

import threading
from urllib.parse import quote, urlencode

import flask
from dash import dcc, html

from dashboard import addresses, look, sets
from dashboard import charts as drawn
from dashboard.addresses import BadParameter
from dashboard.answers import cached, speak_of_errors
from dashboard.briefing import tray
from dashboard.briefing.tray import MOST, Entry
from dashboard.charts import own_titles, titles
from dashboard.current import Current
from dashboard.data import Data
from dashboard.pages import charted, controls, parts
from dashboard.view import TEXTS, View
from etl.texts import LANGS

PATH = "/tray"
QUERY: dict = tray.QUERY
NAV = "nav_tray"
NAV_ORDER = 70
FORMATS = ("pptx", "docx", "pdf", "zip")


def title(view: View) -> str:
    """Return the page's title."""
    return view.query.get("name") or view.say("tray_title")


def body(view: View) -> list:
    """Return the tray, or how one is begun."""
    entries = tray.read(view.query)
    head = parts.head(title(view), view.say("tray_lead", most=MOST))
    if not entries:
        return [head, _empty(view)]
    return [
        head,
        _name(view),
        html.Ol([_entry(view, entries, at) for at in range(len(entries))], className="tray"),
        _files(view, entries),
    ]


def button(view: View) -> html.Button:
    """Return the button that puts the chart of a chart's page into the tray, as it is set."""
    query = {k: v for k, v in view.query.items() if k in controls.QUERY}
    return html.Button(
        view.say("tray_add"),
        type="button",
        className="button",
        **{
            "data-tray-add": view.name,
            "data-tray-query": urlencode(query, safe=","),
            "data-tray-title": view.query.get("title", ""),
            "data-tray-most": str(MOST),
            "data-done": view.say("tray_added"),
            "data-full": view.say("tray_full", most=MOST),
        },
    )


def blueprint(current: Current) -> flask.Blueprint:
    """Return the address that gives a tray as a file."""
    found = flask.Blueprint("tray", __name__)
    turn = threading.Lock()
    speak_of_errors(found)

    @found.get("/tray.<any(pptx,docx,pdf,zip):kind>")
    def file(kind: str) -> flask.Response:
        return cached(current.get(), lambda data: _file(data, kind, turn))

    return found


def _file(data: Data, kind: str, turn: threading.Lock) -> flask.Response:
    """Return the file of the tray that the address names, one at a time."""
    asked = addresses.checked(flask.request.args, {**QUERY, "lang": addresses.lang}, data)
    entries = tray.read(asked)
    if not entries:
        raise BadParameter("c1", "", list(drawn.charts(data))[:3])
    with turn:
        return _made(tray.brief(data, entries, _named(asked), asked.get("lang", LANGS[0])), kind)


def _made(brief: object, kind: str) -> flask.Response:
    """Return a briefing's file, to be saved under the briefing's name."""
    from dashboard import export  # the browser's driver is loaded with the first file
    from dashboard.briefing import making

    content = making.Making(brief, export.renderer()).file(kind)
    made = flask.Response(content, mimetype=making.TYPES[kind])
    named = quote(f"{brief.name}.{kind}", safe="")
    made.headers["Content-Disposition"] = f"attachment; filename=briefing.{kind}; filename*=UTF-8''{named}"
    return made


def _named(asked: dict[str, str]) -> str:
    return asked.get("name") or TEXTS.say("tray_name", asked.get("lang", LANGS[0]))


def _at(view: View, entries: list[Entry]) -> str:
    """Return the address of a tray with these charts."""
    return view.to(PATH, **tray.written(entries, view.query.get("name", "")))


def _empty(view: View) -> html.Div:
    """Return how a tray is begun: from a chart's page, or with one of the sets."""
    ready = [
        html.Li(html.A(chosen.name[view.lang], href=view.to(PATH, **asked)))
        for chosen in map(sets.load, sets.shipped())
        if (asked := tray.of_set(chosen, view.lang, view.data))
    ]
    begun = [html.P(view.say("tray_sets")), html.Ul(ready, className="near")] if ready else []
    return html.Div([html.P(view.say("tray_empty")), *begun], className="empty", **{"data-tray": "empty"})


def _name(view: View) -> html.Div:
    field = dcc.Input(
        id="tray-name",
        value=view.query.get("name", ""),
        placeholder=view.say("tray_name"),
        debounce=True,
        maxLength=100,
    )
    label = html.Label(view.say("tray_name_label"), htmlFor="tray-name")
    return html.Div([label, field], className="search trayname", **{"data-param": "name"})


def _entry(view: View, entries: list[Entry], at: int) -> html.Li:
    """Return one chart: its picture, its title to be changed, what moves it."""
    entry = entries[at]
    query = dict(entry.query)
    shown = drawn.view(drawn.chart(view.data, entry.chart), view.data, charted.query_from(query))
    picture = charted.preview(view, entry.chart, **query)
    claim = titles.title(shown, view.data, view.lang) if shown else charted.question(view, entry.chart)
    said = entry.title or claim
    wrong = _wrong_title(view, entry, shown) if shown else view.say("no_points")
    field = dcc.Input(
        id=f"tray-title-{at + 1}", value=entry.title, placeholder=claim, debounce=True, maxLength=100
    )
    label = html.Label(view.say("tray_own_title", number=at + 1), htmlFor=f"tray-title-{at + 1}")
    inside = [
        html.H2(said),
        html.Div([label, field], className="search", **{"data-param": f"t{at + 1}"}),
        html.P(wrong, className="callout") if wrong else None,
        _moves(view, entries, at, said),
    ]
    key = {"data-key": f"{entry.chart}?{urlencode(entry.query)}"}
    return html.Li([picture, html.Div([one for one in inside if one], className="traybody")], **key)


def _wrong_title(view: View, entry: Entry, shown: object) -> str:
    """Return why a title of one's own cannot stand, "" when it can."""
    if not entry.title:
        return ""
    try:
        own_titles.check(entry.title, shown, view.data, view.lang, look.SIZES["slide"])
    except look.WishError as problem:
        return problem.say(view.lang)
    return ""


def _moves(view: View, entries: list[Entry], at: int, said: str) -> html.Div:
    """Return the ways to the same tray with a chart further up, further down, or gone."""
    orders = {
        "up": _swapped(entries, at - 1),
        "down": _swapped(entries, at),
        "remove": [*entries[:at], *entries[at + 1 :]],
    }
    ways = [_way(view, step, order, at, said) for step, order in orders.items()]
    return html.Div(ways, className="chips")


def _way(view: View, step: str, entries: list[Entry] | None, at: int, said: str) -> html.A:
    """Return a way to the tray in another order; one that leads nowhere stays in its place, dimmed.

    `data-tray-move` says what it does to which chart, so that the browser can do it to the tray of now.
    """
    words = view.say(f"tray_{step}")
    edit = {"aria-label": f"{words} · {said}", "data-tray-edit": "1", "data-key": step}
    if entries is None:
        return html.A(
            words, role="link", tabIndex=0, className="button small", **edit, **{"aria-disabled": "true"}
        )
    move = {"data-tray-move": f"{step}:{at + 1}"}
    return html.A(words, href=_at(view, entries), className="button small", **edit, **move)


def _swapped(entries: list[Entry], at: int) -> list[Entry] | None:
    """Return the charts with the one at `at` and the next exchanged, None where there are no two."""
    if not 0 <= at < len(entries) - 1:
        return None
    return [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]]


def _files(view: View, entries: list[Entry]) -> html.Div:
    """Return the downloads, the address to copy and the way to an empty tray."""
    query = tray.written(entries, view.query.get("name", ""))
    files = [
        html.A(
            view.say(f"tray_{kind}"),
            href=view.to(f"{PATH}.{kind}", **query),
            className="button",
            **{"data-hard": "1", "data-tray-file": view.say("tray_making")},
        )
        for kind in FORMATS
    ]
    copy = html.Button(
        view.say("copy_link"),
        type="button",
        className="button",
        **{"data-copy": "address", "data-done": view.say("copied")},
    )
    clear = html.A(view.say("tray_clear"), href=view.to(PATH), className="button", **{"data-tray-edit": "1"})
    return html.Div(
        [parts.chips(view.say("download"), files), html.Div([copy, clear], className="chips")],
        className="takealong",
    )
