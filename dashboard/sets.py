"""Briefing sets: which charts, sizes, filters and titles go together, as YAML.

The shipped ones stand in dashboard/sets/; a person's own is named by its path. A set holds no values: a title
of one's own may only contain numbers that its picture shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from dashboard import charts as drawn
from dashboard import look
from dashboard.charts import Query
from dashboard.charts.developing import Way
from dashboard.data import Data
from dashboard.export import Format
from dashboard.pictures import Wish
from etl import datafiles
from etl.errors import DataFileError, UnknownNameError
from etl.numbers import Scale
from etl.texts import Lang

FOLDER = Path(__file__).with_name("sets")


class Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One chart of a set: its filters, and what differs from the rest of the set.

    `since` and `until` are days; `file` begins the names of its files, by default the chart's id.
    """

    chart: str
    places: list[str] = []
    since: date | None = None
    until: date | None = None
    stated_only: bool = False
    yearly: bool = False
    known_on: date | None = None
    scale: Scale = "auto"
    events: bool = False
    findings: bool = False
    develop: Way = ""
    title: dict[Lang, str] = {}
    sizes: list[str] = []
    theme: str = ""
    file: str = ""

    @property
    def query(self) -> Query:
        """What it asks of its chart."""
        shared = {name: getattr(self, name) for name in _QUERY}
        return Query(**{**shared, "places": tuple(self.places)})


_QUERY = {field.name for field in fields(Query)} & set(Entry.__struct_fields__)
"""What a set may ask of a chart: all that a query holds, but the axis of pictures side by side."""


class Set(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A briefing set: what it is for, the line that a briefing begins with, the defaults of its pictures.

    `intro` may name {places}, {reports}, {charts}, {points} and {newest}, which are counted, and no digit.
    """

    name: dict[Lang, str]
    pictures: list[Entry]
    intro: dict[Lang, str] = {}
    sizes: tuple[str, ...] = ("slide",)
    langs: tuple[Lang, ...] = ("zh",)
    theme: str = "light"
    format: Format = "png"
    dpi: int | None = None


@cache
def shipped() -> Mapping[str, Path]:
    """Return the files of the shipped sets by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


def load(name: str) -> Set:
    """Return a shipped set by its name, or one's own by the path of its file.

    UnknownNameError gives the nearest names; DataFileError says what a file has wrong.
    """
    if name.endswith((".yaml", ".yml")):
        return datafiles.load(Path(name), Set)
    if name not in shipped():
        raise UnknownNameError("set", name, shipped())
    return datafiles.load(shipped()[name], Set)


def wishes(
    chosen: Set,
    data: Data,
    sizes: Sequence[str] = (),
    langs: Sequence[Lang] = (),
    **fixed: object,
) -> list[Wish]:
    """Return the pictures of a set; what is given here takes the place of what the set says.

    `fixed` are theme, format and dpi. UnknownNameError for a chart or size that does not exist, DataFileError
    where two pictures would have one name.
    """
    made = [
        _wish(chosen, entry, data, size, lang, fixed)
        for entry in chosen.pictures
        for size in sizes or entry.sizes or chosen.sizes
        for lang in langs or chosen.langs
    ]
    names = [wish.name for wish in made]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise DataFileError.about("set.twice", name=twice)
    return made


def _wish(chosen: Set, entry: Entry, data: Data, size: str, lang: Lang, fixed: Mapping) -> Wish:
    look.size(size)
    theme = fixed.get("theme") or entry.theme or chosen.theme
    look.theme(theme)
    return Wish(
        chart=drawn.chart(data, entry.chart),
        size=size,
        lang=lang,
        theme=theme,
        format=fixed.get("format") or chosen.format,
        query=entry.query,
        title=entry.title.get(lang),
        dpi=fixed.get("dpi") or chosen.dpi,
        stem=entry.file,
    )
