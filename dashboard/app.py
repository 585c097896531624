"""The Dash app: every address answered as a page that can be read at once and then comes alive.

Each address is drawn on the server as HTML with real status codes. Then the page stays: the address holds
the whole state, assets/address.js sees what of it has changed, and a callback turns it into the page's HTML,
another one into a table's rows, a third one a point into its evidence; assets/drawing.js puts what differs
into place (a component drawn by Dash itself costs the browser a millisecond).
Imports: data, charts, pages, then this.
"""

import json
import logging
import re
import threading
import time
from pathlib import Path
from urllib.parse import parse_qsl

import flask
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from flask_compress import Compress

from dashboard import files, pages
from dashboard.addresses import AddressError, BadParameter
from dashboard.current import Current
from dashboard.data import known_on
from dashboard.pages import evidence, grid, shell
from dashboard.prerender import drawn, to_html
from dashboard.view import WIDTHS, Client, View

ASSETS = Path(__file__).with_name("assets")
INDEX = (ASSETS / "index.html").read_text(encoding="utf-8")
MARK = re.compile(r"__([A-Z]+)__")
"""Where the index page holds what differs from page to page."""
COOKIE = "zhibiao"
WARMING, PATIENCE, MOST_WARM = 3.0, 6.0, 9
"""Seconds after which a server gets ready for past days, for how long, and the first day that it leaves."""
log = logging.getLogger(__name__)
PLOTLY = f"plotly-basic.min.js?m={int((ASSETS / 'plotly-basic.min.js').stat().st_mtime)}"
"""Plotly with the kinds of chart that are drawn here; Dash takes it where it is loaded before."""
STYLE = "".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css")))
"""Every style sheet, sent within the page so that nothing is awaited before it can be read."""


class App(Dash):
    """Dash whose index page carries the asked page as HTML and answers with its status."""

    def __init__(self, data: Path) -> None:
        """Serve the tables in the folder `data`; raises TablesError when there are none."""
        super().__init__(
            "dashboard",
            assets_folder=str(ASSETS),
            assets_ignore=r"index\.html|plotly-basic.*|.*\.css",
            update_title=None,
        )
        self.current = Current(data)
        self.index_string = INDEX
        self.layout = _layout()
        self.server.config["COMPRESS_MIMETYPES"] = files.COMPRESSED
        Compress(self.server)
        self.server.register_blueprint(files.blueprint(self.current))
        for page in pages.walk().values():
            if hasattr(page, "blueprint"):
                self.server.register_blueprint(page.blueprint(self.current))
        self.server.after_request(_headers)
        self._add_callbacks()

    def interpolate_index(self, **parts: str) -> str:
        """Return the HTML of the asked page, and set the answer's status."""
        request = flask.request
        view, title, children, status = draw(
            self.current, request.path, request.query_string.decode("utf-8", "replace"), client_of(request)
        )
        flask.after_this_request(lambda response: _with_status(response, status))
        first = drawn(children)
        filled = super().interpolate_index(**{**parts, "title": "__TITLE__"})
        said = {
            "TITLE": to_html(f"{title} · {view.say('brand')}"),
            "LANG": view.say("html_lang"),
            "SCHEME": view.client.scheme,
            "WIDTH": view.client.width,
            "REBUILT": to_html(view.say("rebuilt")),
            "SILENT": to_html(view.say("silent")),
            "STYLE": STYLE,
            "PLOTLY": self.get_asset_url(PLOTLY),
            "FIRST": first.html,
            "FIGURES": json.dumps(first.figures, ensure_ascii=False).replace("<", "\\u003c"),
        }
        return MARK.sub(lambda mark: said.get(mark[1], mark[0]), filled)

    def _add_callbacks(self) -> None:
        self.clientside_callback(
            ClientsideFunction("zhibiao", "ask"),
            Output("whole", "data"),
            Output("rows", "data"),
            Input("url", "pathname"),
            Input("url", "search"),
            Input("client", "data"),
            State("narrowing", "data"),
        )

        for told in ("drawn", "filled", "told"):
            self.clientside_callback(
                ClientsideFunction("zhibiao", told), Input(told, "data"), prevent_initial_call=True
            )

        @self.callback(Output("drawn", "data"), Input("whole", "data"), prevent_initial_call=True)
        def show(asked: dict) -> dict:
            return _answer(asked, draw(self.current, *_asked(asked))[2])

        @self.callback(Output("filled", "data"), Input("rows", "data"), prevent_initial_call=True)
        def fill(asked: dict) -> dict:
            return _answer(asked, rows(self.current, *_asked(asked)))

        @self.callback(
            Output("told", "data"),
            Input("point", "data"),
            State("url", "pathname"),
            State("url", "search"),
            prevent_initial_call=True,
        )
        def tell(point: dict, path: str, search: str) -> dict:
            query = dict(parse_qsl((search or "").lstrip("?")))
            view = pages.wrong_view(self.current.get(), path or "/", query, Client())
            return _answer(point, evidence.panel(view, str(point.get("id", ""))))


def draw(current: Current, path: str, search: str, client: Client) -> tuple[View, str, list, int]:
    """Return the View, title, components and status of an address; a wrong one tells what is wrong."""
    data = current.get()
    query = dict(parse_qsl(search, keep_blank_values=True))
    try:
        if len(query) != len(parse_qsl(search, keep_blank_values=True)):
            raise BadParameter("parameter", search[:60])
        page, view = pages.resolve(data, path.rstrip("/") or "/", query, client)
        title, body, status = page.title(view), page.body(view), 200
    except AddressError as problem:
        view = pages.wrong_view(data, path, query, client)
        (title, body), status = shell.wrong(view, problem), problem.status
    except Exception:
        log.exception("the page %s?%s cannot be drawn", path, search)
        view, status = pages.wrong_view(data, path, query, client), 500
        title, body = shell.failed(view)
    return view, title, shell.frame(view, title, body, wrong=status != 200), status


def rows(current: Current, path: str, search: str, client: Client) -> object:
    """Return the rows of an address's table; nothing for a wrong one, so that those that are there stay."""
    try:
        page, view = pages.resolve(current.get(), path.rstrip("/") or "/", dict(parse_qsl(search)), client)
    except AddressError:
        return None
    return page.rows(view)


def _answer(asked: dict, components: object) -> dict:
    """Return what the browser asked for beside what it gets."""
    made = drawn(components)
    return {"asked": asked, "html": made.html, "figures": made.figures}


def _asked(asked: dict) -> tuple[str, str, Client]:
    """Return path, query and client of what the browser asks for."""
    told = asked.get("client")
    client = (
        _client([str(told.get(key)) for key in ("scheme", "width")]) if told else client_of(flask.request)
    )
    return asked.get("path") or "/", (asked.get("search") or "").lstrip("?"), client


def client_of(request: flask.Request) -> Client:
    """Return what the browser's cookie tells (`dark.wide`), or what its name suggests the first time."""
    told = request.cookies.get(COOKIE, "").split(".")
    if told == [""]:
        return Client("light", "narrow" if "Mobi" in request.headers.get("User-Agent", "") else "wide")
    return _client(told)


def _client(told: list[str]) -> Client:
    """Return a client from the words of what the browser told."""
    width = next((width for width in WIDTHS if width in told), "wide")
    return Client("dark" if "dark" in told else "light", width)


def _layout() -> html.Div:
    """Return what Dash holds: the address, what the browser tells and asks, and what it is answered."""
    names = ("client", "point", "whole", "rows", "drawn", "filled", "told")
    stores = [dcc.Location(id="url", refresh=False), *(dcc.Store(id=name) for name in names)]
    return html.Div([*stores, dcc.Store(id="narrowing", data=list(grid.QUERY))])


def _with_status(response: flask.Response, status: int) -> flask.Response:
    response.status_code = status
    return response


def _headers(response: flask.Response) -> flask.Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if flask.request.path.startswith("/assets/") and flask.request.args.get("m"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _warm(current: Current) -> None:
    """Work out the newest past days for a while, so that the first readers of them need not wait."""
    data, begun = current.get(), time.monotonic()
    days = sorted({point.known_since for point in data.points if point.known_since}, reverse=True)
    for day in days[1:MOST_WARM]:
        if time.monotonic() - begun < PATIENCE:
            known_on(data, day)


def run(data: Path, host: str = "127.0.0.1", port: int = 8050) -> None:
    """Serve the dashboard until interrupted."""
    import waitress

    app = App(data)
    warming = threading.Timer(WARMING, _warm, [app.current])
    warming.daemon = True
    warming.start()
    waitress.serve(app.server, host=host, port=port, threads=8, ident=None)
