"""The data page: every table to look at and to download, what columns mean, citation, machine addresses."""

from dash import html

from dashboard import addresses
from dashboard.pages import parts
from dashboard.pages.records import rows
from dashboard.view import View
from etl.tables import contract

PATH = "/data"
NAV, NAV_ORDER = "nav_data", 50
PAGE = 50
CELL = 80
"""Characters of a cell that the page shows; downloads hold all of it."""
QUERY: dict = {"table": addresses.one_of(lambda _data: contract()), "page": addresses.whole(1, 1_000_000)}


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("data_title")


def body(view: View) -> list:
    """Return the list of tables, or one table a page at a time."""
    if "table" in view.query:
        return _table_page(view, view.query["table"])
    entries = [_entry(view, name) for name in contract()]
    return [
        parts.head(title(view), view.say("data_lead", version=view.data.version)),
        html.Ul(entries, className="tables"),
        parts.section(
            view.say("cite"), [html.P(view.say("cite_text", version=view.data.version), className="cite")]
        ),
        parts.section(view.say("licence"), html.P(view.say("licence_text"))),
        _machine(view),
    ]


def _entry(view: View, name: str) -> html.Li:
    table = contract()[name]
    return html.Li(
        [
            html.H2(html.A(html.Code(name), href=view.here(table=name))),
            html.P(getattr(table, view.lang)),
            html.P(view.say("rows", count=f"{len(view.data.frames[name]):,}"), className="quiet"),
            html.P(_downloads(view, name), className="downloads"),
        ]
    )


def _downloads(view: View, name: str) -> list:
    return [
        html.A(kind.upper(), href=f"/data/{name}.{kind}", className="button", **{"data-hard": "1"})
        for kind in ("csv", "json", "parquet")
    ]


def _table_page(view: View, name: str) -> list:
    table, frame = contract()[name], view.data.frames[name]
    part, page, last = parts.paged(view, frame, PAGE)
    shown = rows(part)
    columns = [c for c in table.columns if c in frame]  # an earlier build may lack the newest ones
    heads = [html.Th(html.Code(c), scope="col", title=getattr(table.columns[c], view.lang)) for c in columns]
    lines = [html.Tr([html.Td(_cell(row[c])) for c in columns]) for row in shown]
    caption = view.say("rows_shown", page=page, pages=last, count=f"{len(frame):,}")
    grid = html.Table(
        [html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(lines)], className="grid"
    )
    return [
        parts.head(html.Code(name), getattr(table, view.lang), html.A(title(view), href=view.to("/data"))),
        html.P(_downloads(view, name), className="downloads"),
        html.Div(grid, className="scroll", tabIndex=0, role="region", **{"aria-label": caption}),
        *([turn] if (turn := parts.pager(view, page, last)) else []),
        parts.section(view.say("dictionary"), _dictionary(view, name)),
    ]


def _cell(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    text = "" if value is None else str(int(value)) if whole else str(value)
    return text if len(text) <= CELL else text[:CELL] + "…"


def _dictionary(view: View, name: str) -> html.Div:
    heads = [html.Th(view.say(key), scope="col") for key in ("dict_column", "dict_type", "dict_meaning")]
    lines = [
        html.Tr(
            [html.Th(html.Code(c), scope="row"), html.Td(column.type), html.Td(getattr(column, view.lang))]
        )
        for c, column in contract()[name].columns.items()
    ]
    return html.Div(
        html.Table([html.Thead(html.Tr(heads)), html.Tbody(lines)]), className="scroll", tabIndex=0
    )


def _machine(view: View) -> html.Section:
    links = [
        html.Li(html.A(view.say("machine_page"), href=view.to("/api"))),
        html.Li(html.A(view.say("verify_title"), href=view.to("/verify"))),
    ]
    return parts.section(view.say("machine"), html.Ul(links, className="sources"))
