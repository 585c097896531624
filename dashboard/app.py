"""The Dash app: every address answered as a page that can be read at once and then comes alive.

Each address is drawn on the server as HTML (with real status codes) and drawn again by Dash in place, so that
links, language and back / forward need no reload. The address holds the whole state; assets/address.js sees
what of it has changed, and a callback turns it into the page, another one into a table's rows, a third one a
point into its evidence. Import order: data, charts, pages, then this.
"""

import logging
import threading
from pathlib import Path
from urllib.parse import parse_qsl

import flask
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from flask_compress import Compress

from dashboard import files, pages
from dashboard.addresses import AddressError, BadParameter
from dashboard.current import Current
from dashboard.data import known_on
from dashboard.pages import evidence, grid, shell
from dashboard.prerender import to_html
from dashboard.view import WIDTHS, Client, View

ASSETS = Path(__file__).with_name("assets")
INDEX = (ASSETS / "index.html").read_text(encoding="utf-8")
COOKIE = "zhibiao"
WARMING = 3.0
"""Seconds after which a server that was started gets ready for past days."""
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
        first = to_html(children)
        filled = super().interpolate_index(**{**parts, "title": to_html(f"{title} · {view.say('brand')}")})
        for mark, text in {
            "__LANG__": view.say("html_lang"),
            "__SCHEME__": view.client.scheme,
            "__REBUILT__": to_html(view.say("rebuilt")),
            "__STYLE__": STYLE,
            "__PLOTLY__": self.get_asset_url(PLOTLY),
            "__FIRST__": first,
        }.items():
            filled = filled.replace(mark, text, 1)
        return filled

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

        @self.callback(Output("page", "children"), Input("whole", "data"))
        def show(asked: dict) -> object:
            return draw(self.current, *_asked(asked))[2]

        @self.callback(
            Output({"part": "rows", "of": ALL}, "children"),
            Input("rows", "data"),
            prevent_initial_call=True,
        )
        def fill(asked: dict) -> list:
            return [rows(self.current, *_asked(asked)) for _ in ctx.outputs_list]

        @self.callback(
            Output("panel", "children"),
            Input("point", "data"),
            State("url", "pathname"),
            State("url", "search"),
            prevent_initial_call=True,
        )
        def tell(point: dict | None, path: str, search: str) -> object:
            if not point:
                return no_update
            query = dict(parse_qsl((search or "").lstrip("?")))
            view = pages.wrong_view(self.current.get(), path or "/", query, Client())
            return evidence.panel(view, str(point.get("id", "")))


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
    """Return the rows of an address's table; those that are there stay where the address is a wrong one."""
    try:
        page, view = pages.resolve(current.get(), path.rstrip("/") or "/", dict(parse_qsl(search)), client)
    except AddressError:
        return no_update
    return page.rows(view).children


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
    """Return what stays while pages come and go: address, what the browser tells and asks, page, drawer."""
    names = ("client", "point", "whole", "rows")
    stores = [dcc.Location(id="url", refresh=False), *(dcc.Store(id=name) for name in names)]
    stores.append(dcc.Store(id="narrowing", data=list(grid.QUERY)))
    return html.Div([*stores, html.Div(id="page"), html.Aside(id="panel", hidden=True)])


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
    """Load what a past day's tables are worked out with, so that the first reader need not wait for it."""
    data = current.get()
    if data.newest:
        known_on(data, data.newest)


def run(data: Path, host: str = "127.0.0.1", port: int = 8050) -> None:
    """Serve the dashboard until interrupted."""
    import waitress

    app = App(data)
    warming = threading.Timer(WARMING, _warm, [app.current])
    warming.daemon = True
    warming.start()
    waitress.serve(app.server, host=host, port=port, threads=8, ident=None)
