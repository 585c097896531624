"""The tree of places as rows: id, parent, names, code of GB/T 2260; and the place that a name speaks of.

Stands apart from reading.places, which finds the places of figures: tables, findings and report metadata need
the tree alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES
from etl.reading.fold import fold


class _Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    zh: str
    en: str
    parent: str | None = None
    code: str | None = None
    names: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    places: dict[str, _Entry]
    within: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `parent` is None for the root, `code` where GB/T 2260 has none."""

    place: str
    parent: str | None
    name_zh: str
    name_en: str
    code: str | None


@cache
def load_places() -> Mapping[str, Place]:
    """Return every place of rules/places.yaml by its id, in its order."""
    return {name: Place(name, e.parent, e.zh, e.en, e.code) for name, e in _file().places.items()}


def place_of(words: str) -> str | None:
    """Return the place that a title or a publisher's name speaks of; None for none, or for two apart.

    Of a place and one above it (广东…广州开发区) the lower is meant.
    """
    pattern, names = _names()
    found = {names[match[0]] for match in pattern.finditer(fold(words))}
    lowest = found - {above for place in found for above in _above(place)}
    return lowest.pop() if len(lowest) == 1 else None


def _above(place: str) -> list[str]:
    parent = load_places()[place].parent
    return [parent, *_above(parent)] if parent else []


@cache
def _file() -> _File:
    return datafiles.load(RULES / "places.yaml", _File)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {fold(word): name for name, entry in _file().places.items() for word in (entry.zh, *entry.names)}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), names
