"""The tree of places and where a text names them.

A mention is a name of the tree (广州市, 广州), a county or district that counts for its city (吴江区), or a
word that means the report's own place at some level (全市, 我省, 该区).
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from etl import datafiles
from etl.paths import RULES
from etl.reading.fold import fold
from etl.reading.wordlist import WordList

Level = Literal["country", "region", "province", "city", "district"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its id, what it belongs to (None: nothing), names and GB/T 2260 code (None: has none)."""

    place: str
    parent: str | None
    name_zh: str
    name_en: str
    code: str | None
    level: Level


class PlaceMention(msgspec.Struct, frozen=True):
    """A place in the text: the places that the name can mean, or the level of a word such as 全市."""

    start: int
    end: int
    places: tuple[str, ...]
    level: str = ""
    """Set for a word that means the report's own place: country, province, city, district."""
    within: bool = False
    """A county, district or zone that the tree does not hold; `places` are the cities that it may lie in."""


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    zh: str
    en: str
    parent: str | None = None
    code: str | None = None
    names: list[str] = []


class _Tree(msgspec.Struct, forbid_unknown_fields=True):
    places: dict[str, _Row]
    within: dict[str, list[str]]
    levels: dict[str, list[str]]
    short: list[str]
    town_ends: str
    zones: list[str]
    municipalities: list[str]
    regions: list[str]
    no_place: list[str]
    risky: list[str]
    edge: str


@cache
def _tree() -> _Tree:
    return datafiles.load(RULES / "places.yaml", _Tree)


@cache
def load_places() -> dict[str, Place]:
    """Return the places by id, parents before children."""
    return {
        name: Place(name, row.parent, row.zh, row.en, row.code, _level(name, row))
        for name, row in _tree().places.items()
    }


def _level(name: str, row: _Row) -> Level:
    if row.parent is None:
        return "country"
    if name in _tree().regions:
        return "region"
    if row.code and row.code.endswith("0000"):
        return "province"
    return "city" if row.code and (row.code.endswith("00") or row.code[2:4] == "90") else "district"


@cache
def lineage(place: str) -> tuple[str, ...]:
    """Return a place and all that it belongs to, from itself up."""
    found = [place]
    while parent := load_places()[found[-1]].parent:
        found.append(parent)
    return tuple(found)


def levels_of(place: str) -> tuple[str, ...]:
    """Return the levels that a place is of: a municipality is province and city at once."""
    level = load_places()[place].level
    return ("province", "city") if place in _tree().municipalities else (level,)


class _Names:
    """All names that a text may hold."""

    def __init__(self, tree: _Tree) -> None:
        self.blanks = _blanks(tree)
        """A mention that stands nowhere yet for each name."""
        self.risky = frozenset(tree.risky + tree.short)
        self.words = WordList(self.blanks)


def _blanks(tree: _Tree) -> dict[str, PlaceMention]:
    own: dict[str, list[str]] = defaultdict(list)
    for name, row in tree.places.items():
        for text in dict.fromkeys((row.zh, *row.names)):
            own[fold(text)].append(name)
    within: dict[str, list[str]] = defaultdict(list)
    for city, names in tree.within.items():
        for text in names:
            within[text].append(city)
    for text in tree.short:
        within[text] = [city for end in tree.town_ends for city in within.get(text + end, ())]
    blanks = {text: PlaceMention(0, 0, tuple(cities), within=True) for text, cities in within.items()}
    blanks |= {text: PlaceMention(0, 0, (), within=True) for text in tree.zones}
    blanks |= {text: PlaceMention(0, 0, tuple(places)) for text, places in own.items()}
    blanks |= {word: PlaceMention(0, 0, (), level) for level, words in tree.levels.items() for word in words}
    return blanks | {word: PlaceMention(0, 0, ()) for word in tree.no_place}


@cache
def _names() -> _Names:
    return _Names(_tree())


@cache
def short_names() -> frozenset[str]:
    """Return the counties' names without their last character: 义乌."""
    return frozenset(_tree().short)


def find_places(folded: str) -> list[PlaceMention]:
    """Return the places that a folded text names, sorted, without overlaps; 深圳市罗湖区 is one mention."""
    names, edge = _names(), _tree().edge
    found: list[PlaceMention] = []
    end = 0
    for position in names.words.places(folded):
        name = names.words.at(folded, position, len(folded)) if position >= end else ""
        if not name or (name in names.risky and position and folded[position - 1] not in edge):
            continue
        blank, end = names.blanks[name], position + len(name)
        if not (blank.places or blank.level or blank.within):
            continue
        mention = PlaceMention(position, end, blank.places, blank.level, blank.within)
        if found and found[-1].end == position and (joint := _joined(found[-1], mention)):
            found[-1] = joint
        else:
            found.append(mention)
    return _zones_meant(folded, found, edge)


def _zones_meant(folded: str, found: list[PlaceMention], edge: str) -> list[PlaceMention]:
    """Return the mentions, a zone's bare word (开发区) as the one zone of that ending named before it."""
    named: dict[str, tuple[str, ...]] = {}
    meant = list(found)
    for index, one in enumerate(found):
        word = folded[one.start : one.end]
        if one.places and not one.within:
            named[word] = one.places
        alone = one.within and not one.places and (not one.start or folded[one.start - 1] in edge)
        zones = {places for name, places in named.items() if alone and name.endswith(word)}
        if len(zones) == 1:
            meant[index] = PlaceMention(one.start, one.end, zones.pop())
    return meant


def _joined(upper: PlaceMention, lower: PlaceMention) -> PlaceMention | None:
    """Return 深圳市 + 罗湖区 as one mention, None when the second does not lie in the first."""
    if len(upper.places) != 1 or upper.within or not (lower.places or lower.within):
        return None
    if not lower.places:
        return PlaceMention(upper.start, lower.end, upper.places, within=True)
    top = upper.places[0]
    inside = tuple(place for place in lower.places if top in lineage(place))
    return PlaceMention(upper.start, lower.end, inside, within=lower.within) if inside else None


def place_of(text: str) -> str | None:
    """Return the place that a title or a publisher speaks of, None when none or several are possible."""
    found = {mention.places for mention in find_places(fold(text)) if mention.places and not mention.within}
    single = {places[0] for places in found if len(places) == 1}
    lowest = [one for one in single if not any(one in lineage(other)[1:] for other in single)]
    return lowest[0] if len(lowest) == 1 else None
