"""A tray: charts collected on the dashboard as they were set, kept in an address and nowhere else.

`c1` is the first chart, `q1` its page's query, `t1` a title of one's own; `name` is the briefing's. Numbers
may have gaps. The same charts in another order are another address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from dashboard import addresses
from dashboard import charts as drawn
from dashboard.addresses import BadParameter
from dashboard.briefing import content
from dashboard.data import Data
from dashboard.pages import charted, controls
from dashboard.pictures import Wish
from dashboard.provenance import query_of
from dashboard.sets import Set
from etl.errors import nearest
from etl.texts import Lang

MOST = 12
"""Charts that a tray holds."""


@dataclass(frozen=True)
class Entry:
    """A chart of a tray: its id, the parameters of its page, its own title or ""."""

    chart: str
    query: tuple[tuple[str, str], ...] = ()
    title: str = ""


def read(asked: Mapping[str, str]) -> list[Entry]:
    """Return the charts of checked parameters in their order."""
    return [
        Entry(asked[f"c{at}"], tuple(parse_qsl(asked.get(f"q{at}", ""))), asked.get(f"t{at}", ""))
        for at in range(1, MOST + 1)
        if f"c{at}" in asked
    ]


def written(entries: Sequence[Entry], name: str = "") -> dict[str, str]:
    """Return the parameters of an address that holds these charts."""
    said: dict[str, str] = {"name": name} if name else {}
    for at, entry in enumerate(entries, 1):
        pairs = {f"c{at}": entry.chart, f"q{at}": urlencode(entry.query, safe=","), f"t{at}": entry.title}
        said |= {key: value for key, value in pairs.items() if value}
    return said


def of_set(chosen: Set, lang: Lang, data: Data) -> dict[str, str]:
    """Return the parameters of an address that holds the charts of a set; {} where the tables have none."""
    entries = [
        Entry(one.chart, tuple(query_of(one.query).items()), one.title.get(lang, ""))
        for one in chosen.pictures
        if _known(one.chart, query_of(one.query), data)
    ]
    return written(entries[:MOST], chosen.name[lang]) if entries else {}


def _known(chart: str, query: Mapping[str, str], data: Data) -> bool:
    """Return whether the tables have a chart and the places of its query."""
    try:
        addresses.checked(query, controls.QUERY, data)
    except BadParameter:
        return False
    return drawn.exists(data, chart)


def brief(data: Data, entries: Sequence[Entry], name: str, lang: Lang) -> content.Brief:
    """Return the briefing of a tray; content.NothingToTell where nothing has data."""
    return content.brief(
        data, [_wish(data, entry, at, lang) for at, entry in enumerate(entries, 1)], lang, name
    )


def _wish(data: Data, entry: Entry, at: int, lang: Lang) -> Wish:
    query = charted.query_from(dict(entry.query))
    chart = drawn.chart(data, entry.chart)
    return Wish(chart, "slide", lang, query=query, title=entry.title or None, stem=f"{at:02}-{chart.id}")


def _chart(name: str, value: str, data: Data) -> str:
    if not drawn.exists(data, value):
        raise BadParameter(name, value, nearest(value, drawn.charts(data)))
    return value


def _query(name: str, value: str, data: Data) -> str:
    """Check the query of a chart's page that stands within a tray's."""
    if len(value) > 1000:
        raise BadParameter(name, value[:40] + "…")
    return urlencode(addresses.checked(dict(parse_qsl(value)), controls.QUERY, data), safe=",")


QUERY: dict = {
    "name": addresses.words,
    **{f"c{at}": _chart for at in range(1, MOST + 1)},
    **{f"q{at}": _query for at in range(1, MOST + 1)},
    **{f"t{at}": addresses.words for at in range(1, MOST + 1)},
}
"""What an address of a tray takes."""
