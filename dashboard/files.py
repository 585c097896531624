"""What machines fetch: a chart's files, tables, observations with filters, and whether the server is well.

Every route checks its parameters as the pages do and answers 404 and 400 in JSON with the nearest right
names. Answers carry an ETag made of the tables' version and the address, so that an unchanged one
is not sent again.
"""

import json
from dataclasses import asdict

import flask
import pandas as pd

from dashboard import addresses, chart_files, early, originals, pages, searching
from dashboard import charts as drawn
from dashboard.addresses import NotFound
from dashboard.answers import cached, speak_of_errors
from dashboard.current import Current
from dashboard.data import Data
from dashboard.pages import api, charted
from dashboard.pages import chart as chart_page
from dashboard.pages.records import records
from dashboard.view import View
from etl.errors import nearest
from etl.tables import contract, parquet_bytes

COMPRESSED = [
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "text/csv",
]


def blueprint(current: Current) -> flask.Blueprint:
    """Return the machine addresses over the tables."""
    machine = flask.Blueprint("machine", __name__)
    speak_of_errors(machine)

    @machine.get("/chart/<string:stem>.<string:last>")
    def chart_file(stem: str, last: str) -> flask.Response:
        name, _, kind = f"{stem}.{last}".partition(".")
        return cached(current.get(), lambda data: _chart_file(data, name, kind))

    @machine.get("/preview/<string:name>.svg")
    def preview(name: str) -> flask.Response:
        return cached(current.get(), lambda data: _preview(data, name))

    @machine.get("/data/<string:name>.<any(csv,json,parquet):kind>")
    def table_file(name: str, kind: str) -> flask.Response:
        return cached(current.get(), lambda data: _table_file(data, name, kind))

    @machine.get("/original/<string:report>/<int:number>.png")
    def original(report: str, number: int) -> flask.Response:
        return cached(current.get(), lambda data: _page(data, report, number))

    @machine.get("/api/observations")
    def observations() -> flask.Response:
        return cached(current.get(), _observations)

    @machine.get("/api/search")
    def search() -> flask.Response:
        return cached(current.get(), _search)

    @machine.get("/healthz")
    def health() -> flask.Response:
        data = current.get()
        answer = flask.jsonify({"status": "ok", "version": data.version})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return machine


def _asked(data: Data, checks: addresses.Checks) -> dict[str, str]:
    return addresses.checked(flask.request.args, checks, data)


def _chart_file(data: Data, name: str, kind: str) -> flask.Response:
    _known_chart(data, name)
    if kind not in chart_files.TYPES:
        raise NotFound(
            "file", f"{name}.{kind}", [f"{name}.{one}" for one in nearest(kind, chart_files.TYPES)]
        )
    asked = _asked(data, {**pages.COMMON, **chart_page.QUERY})
    made = chart_files.make(pages.then(data, asked), name, kind, asked)
    return _download(made.body, made.mimetype, made.filename)


def _preview(data: Data, name: str) -> flask.Response:
    """Answer with a small drawing of a chart, made without a browser."""
    _known_chart(data, name)
    asked = _asked(data, {**pages.COMMON, **chart_page.QUERY})
    scheme, lang = asked.get("theme", "light"), asked.get("lang", "zh")
    figure = charted.picture(pages.then(data, asked), name, lang, "half", scheme, charted.query_from(asked))
    if figure is None:
        raise NotFound("chart", name)
    picture = early.svg(json.loads(figure.to_json()))
    alone = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return flask.Response(alone, mimetype="image/svg+xml")


def _page(data: Data, name: str, number: int) -> flask.Response:
    """Answer with a page of a report that is a PDF, contact persons painted over."""
    found = records(data)
    if name not in found.reports:
        raise NotFound("report", name, nearest(name, found.reports))
    source = originals.original(data, found.reports[name], found.texts.get(name, ""))
    picture = originals.page(source, number) if source else None
    if picture is None:
        raise NotFound("file", f"{name}/{number}.png")
    return flask.Response(picture, mimetype="image/png")


def _known_chart(data: Data, name: str) -> None:
    if not drawn.exists(data, name):
        raise NotFound("chart", name, nearest(name, drawn.charts(data)))


def _download(body: bytes, mimetype: str, filename: str) -> flask.Response:
    answer = flask.Response(body, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "inline", filename=filename)
    return answer


def _table_file(data: Data, name: str, kind: str) -> flask.Response:
    if name not in contract():
        raise NotFound("table", name, nearest(name, contract()))
    _asked(data, {"lang": addresses.lang})
    return _download(*TABLES[kind](name, data.frames[name]), f"{name}.{kind}")


TABLES = {
    "csv": lambda _, frame: (chart_files.csv_of(frame), chart_files.TYPES["csv"]),
    "json": lambda _, frame: (chart_files.json_of(frame), chart_files.TYPES["json"]),
    "parquet": lambda name, frame: (parquet_bytes(name, frame), "application/vnd.apache.parquet"),
}


def _search(data: Data) -> flask.Response:
    """Answer with the best hits of each kind: name, what stands beside it, address."""
    asked = _asked(data, {"q": addresses.words, "lang": addresses.lang})
    view = View(data, "/search", lang=asked.get("lang", "zh"))
    found = searching.search(view, asked.get("q", ""))
    groups = [
        {"kind": kind, "name": view.say(f"search_{kind}", count=count), "hits": [asdict(h) for h in hits]}
        for kind, (hits, count) in found.items()
        if hits
    ]
    return flask.jsonify({"version": data.version, "groups": groups})


def _observations(data: Data) -> flask.Response:
    """Answer with the rows that the filters leave, a page of them, and how many there are."""
    asked = _asked(data, api.FILTERS)
    frame = data.frames["observations"]
    for name in ("metric", "place", "report", "transform", "method", "measure"):
        if name in asked:
            frame = frame[frame[name].isin(asked[name].split(","))]
    query = charted.query_from(asked)
    if query.since:
        frame = frame[frame["period_end"] >= pd.Timestamp(query.since)]
    if query.until:
        frame = frame[frame["period_end"] <= pd.Timestamp(query.until)]
    limit, offset = int(asked.get("limit", "100")), int(asked.get("offset", "0"))
    rows = json.loads(chart_files.json_of(frame.iloc[offset : offset + limit]))
    return flask.jsonify(
        {"version": data.version, "total": len(frame), "limit": limit, "offset": offset, "observations": rows}
    )
