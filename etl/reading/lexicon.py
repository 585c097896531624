"""Units, currencies and hedges of the rules as tables that are quick to ask.

Promises: `unit_at` and the hedge lookups take the longest word that stands at a place, and refuse a word that
is only the beginning of another one (成 of 成为, 余 of 余额). Everything comes from rules/units.yaml and
rules/hedges.yaml; nothing is decided here.
"""

from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

import msgspec

from etl import datafiles
from etl.model import Bound, Kind
from etl.paths import RULES
from etl.reading.numerals import numerals

T = TypeVar("T")


class UnitRow(msgspec.Struct, forbid_unknown_fields=True):
    """A row of rules/units.yaml: words that share a code."""

    code: str
    kind: Kind
    words: str
    power: int = 0
    trait: str = ""


class UnitFile(msgspec.Struct, forbid_unknown_fields=True):
    """rules/units.yaml."""

    units: list[UnitRow]
    before: dict[str, str]
    per: dict[str, str]
    listed: str
    unless_before: dict[str, str]
    reads: list[str] = []
    leaves: list[str] = []


class HedgeFile(msgspec.Struct, forbid_unknown_fields=True):
    """rules/hedges.yaml."""

    before: dict[Bound, list[str]]
    only_bare: list[str]
    beside: dict[str, str]
    unless_after: dict[str, str]
    silent: dict[Bound, list[str]]
    silent_bare: dict[Bound, list[str]]
    after: dict[Bound, list[str]]
    after_unless: dict[str, str]
    reads: list[str] = []
    leaves: list[str] = []


@dataclass(frozen=True, slots=True)
class Unit:
    """One word for a unit."""

    word: str
    code: str
    kind: Kind
    power: int
    trait: str


class WordTable(Generic[T]):
    """Words with a meaning, found at a place of a text, the longest first."""

    def __init__(self, words: dict[str, T], unless_before: dict[str, str] | None = None) -> None:
        self._words = words
        self._refused = {w: frozenset(chars) for w, chars in (unless_before or {}).items()}
        self._heads = _lengths(words, 0)
        self._tails = _lengths(words, -1)

    def at(self, text: str, start: int) -> tuple[str, T] | None:
        """Return the longest word that begins at `start`, with its meaning."""
        for length in self._heads.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self._words and text[start + length : start + length + 1] not in self._refused.get(
                word, ()
            ):
                return word, self._words[word]
        return None

    def before(self, text: str, end: int) -> tuple[str, T] | None:
        """Return the longest word that ends at `end`, with its meaning; refused after its characters."""
        for length in self._tails.get(text[end - 1 : end], ()) if end else ():
            word = text[max(0, end - length) : end]
            if word in self._words and not (
                end > length and text[end - length - 1] in self._refused.get(word, ())
            ):
                return word, self._words[word]
        return None


def _lengths(words: dict[str, object], place: int) -> dict[str, tuple[int, ...]]:
    """Return for each first (0) or last (-1) character the lengths of its words, longest first."""
    table: dict[str, set[int]] = {}
    for word in words:
        table.setdefault(word[place], set()).add(len(word))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in table.items()}


class Lexicon:
    """The tables that reading an amount asks."""

    def __init__(self, units: UnitFile, hedges: HedgeFile) -> None:
        rows = [
            Unit(word, row.code, row.kind, row.power, row.trait)
            for row in units.units
            for word in row.words.split()
        ]
        self.units = WordTable({unit.word: unit for unit in reversed(rows)}, units.unless_before)
        self.unit_words = frozenset(unit.word for unit in rows)
        self.currency_before = WordTable(units.before)
        self.per = WordTable(units.per)
        self.listed = frozenset(units.listed.split())
        self.hedge_before = WordTable(_flat(hedges.before), hedges.unless_after)
        self.only_bare = frozenset(hedges.only_bare)
        self.beside = hedges.beside
        self.silent_before = WordTable(_flat(hedges.silent))
        self.silent_bare = WordTable(_flat(hedges.silent_bare))
        self.hedge_after = WordTable(_flat(hedges.after), hedges.after_unless)
        n = numerals()
        self.surplus = WordTable(n.surplus, n.surplus_unless)
        self.tens_surplus = WordTable({word: n.surplus[word] for word in n.surplus_of_tens})
        self.range_marks = WordTable(dict.fromkeys(n.range_marks, True))
        self.list_marks = frozenset(n.list_marks)


def _flat(words: dict[Bound, list[str]]) -> dict[str, Bound]:
    return {word: bound for bound, listed in words.items() for word in listed}


@cache
def lexicon() -> Lexicon:
    """Return the tables of the shipped rules, read once."""
    return Lexicon(
        datafiles.load(RULES / "units.yaml", UnitFile), datafiles.load(RULES / "hedges.yaml", HedgeFile)
    )
