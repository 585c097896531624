"""The table behind charts: sorted, narrowed column by column and turned page by page, all in the address.

The server does it, over all rows and not only those shown; so a copied address opens the same rows, and no
grid library has to be fetched. `spoken` words of a row are what a screen reader hears at its point.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from dash import dcc, html

from dashboard import addresses
from dashboard.pages import parts
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View
from etl import numbers
from etl.reading.fold import fold

PAGE = 50
"""Rows of a page."""
FEW = 6
"""Rows up to which a table needs no fields to narrow it."""
COMPARED = re.compile(r"([<>]=?|=)\s*(-?\d+(?:\.\d+)?)\s*(\S*)")


@dataclass(frozen=True)
class Column:
    """A column: how its cell reads, what it is sorted by, and the words that narrow it."""

    cell: Callable[[View, Point], object]
    key: Callable[[View, Point], object]
    words: Callable[[View, Point], str]


def _how(view: View, point: Point) -> str:
    said = view.say(f"measure_{point.measure}")
    return said + view.say("how_worked_out") if point.worked_out else said


def _from(view: View, point: Point) -> str:
    row = records(view.data).reports.get(point.report or "")
    return f"{row['publisher'] or ''} {row['title'] or ''}" if row else view.say("worked_out")


def _worded(words: Callable[[View, Point], str]) -> Column:
    return Column(words, words, words)


COLUMNS = {
    "metric": _worded(parts.metric_name),
    "place": _worded(lambda view, point: parts.place_name(view, point.place)),
    "when": Column(
        parts.when,
        lambda _view, point: day.toordinal() if (day := point.end or point.start) else 0,
        lambda view, point: point.when(view.lang),
    ),
    "value": Column(
        parts.value_link,
        lambda _view, point: (point.unit, point.value),
        lambda view, point: point.text(view.lang),
    ),
    "measure": _worded(_how),
    "source": Column(lambda view, point: parts.source(view, point.report), _from, _from),
}
QUERY: dict = {
    "sort": addresses.choices(*(sign + name for name in COLUMNS for sign in ("", "-"))),
    "page": addresses.whole(1, 1_000_000),
    **{f"col_{name}": addresses.words for name in COLUMNS},
}
KEPT = dict.fromkeys(QUERY)
"""What a link drops that leads to other rows."""


def table(view: View, points: Sequence[Point], caption: str) -> html.Div:
    """Return the rows that the address asks for, each value opening its evidence.

    Its only child is drawn again alone when the address asks for other rows of the same page.
    """
    kept = [point for point in points if _asked(view, point)]
    order = view.query.get("sort", "")
    if order:
        key = COLUMNS[order.removeprefix("-")].key
        kept.sort(key=lambda point: key(view, point), reverse=order.startswith("-"))
    shown, page, last = parts.paged(view, kept, PAGE)
    if len(points) > len(shown):
        caption = view.say("rows_of", caption=caption, kept=len(kept), count=len(points))
    heads = [html.Tr([_head(view, name, order) for name in COLUMNS])]
    if len(points) > FEW:
        heads.append(html.Tr([_field(view, name) for name in COLUMNS], className="narrow"))
    rows = [_row(view, point) for point in shown] or [_none(view)]
    whole = html.Table(
        [html.Caption(caption), html.Thead(heads), html.Tbody(rows)], className="points", id="points"
    )
    scrolled = html.Div(whole, className="scroll", tabIndex=0, role="region", **{"aria-label": caption})
    drawn = html.Div([scrolled, parts.pager(view, page, last)], **{"data-address": view.here()})
    return html.Div(drawn, className="rows")


def _asked(view: View, point: Point) -> bool:
    """Return whether a point's row holds what each column is narrowed to."""
    wanted = ((name, view.query.get(f"col_{name}")) for name in COLUMNS)
    return all(_holds(view, point, name, words) for name, words in wanted if words)


def _holds(view: View, point: Point, name: str, words: str) -> bool:
    compared = COMPARED.fullmatch(words.strip()) if name == "value" else None
    if compared and compared[3] in _steps():
        return _COMPARE[compared[1]](point.value, float(compared[2]) * _steps()[compared[3]])
    return fold(words).casefold() in fold(COLUMNS[name].words(view, point)).casefold()


@cache
def _steps() -> dict[str, int]:
    """Return what a number may be followed by (10 thousand, million …, nothing) → its multiple."""
    known = numbers.words()
    chinese = {step.zh: 10**step.power for step in known.steps.values()}
    return chinese | {step.word.strip(): 10**step.power for step in known.english_steps}


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


def _head(view: View, name: str, order: str) -> html.Th:
    """Return a column's head: a link that sorts by it, upwards first."""
    down = order == name
    said = {"aria-sort": "ascending" if down else "descending"} if order.removeprefix("-") == name else {}
    link = html.A(
        view.say(f"col_{name}"),
        href=view.here(sort=f"-{name}" if down else name, page=None),
        className="sort",
    )
    return html.Th(link, scope="col", className=f"col_{name}", **said)


def _field(view: View, name: str) -> html.Td:
    """Return the field that narrows a column."""
    key = f"col_{name}"
    label = view.say("narrow", column=view.say(key))
    field = dcc.Input(
        id=f"narrow-{name}", value=view.query.get(key, ""), debounce=True, maxLength=100, type="search",
        placeholder=view.say("narrow_value") if name == "value" else None,
    )  # fmt: skip
    inside = [html.Label(label, htmlFor=f"narrow-{name}", className="unseen"), field]
    return html.Td(html.Div(inside, className="search", **{"data-param": key}), className=key)


def _row(view: View, point: Point) -> html.Tr:
    said = {name: column.cell(view, point) for name, column in COLUMNS.items()}
    cells = [
        html.Th(said["metric"], scope="row"),
        html.Td(said["place"], className="place"),
        html.Td(said["when"], className="when"),
        html.Td(said["value"], className="number"),
        html.Td(said["measure"], className="quiet"),
        html.Td(said["source"], className="from"),
    ]
    return html.Tr(cells, **{"data-row": point.observation, "data-spoken": parts.spoken(view, point)})


def _none(view: View) -> html.Tr:
    clear = html.A(view.say("clear_filters"), href=view.here(**KEPT))
    return html.Tr(html.Td([view.say("no_rows"), " ", clear], colSpan=len(COLUMNS), className="none"))
