"""What an English figure counts: phrases of words.yaml around it, and the fields that tell products apart.

Promises: a metric is claimed only when one alone fits best; a metric that words.yaml lacks (a person's own)
is found by its English name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from etl import datafiles
from etl.catalogue import Catalogue, Metric
from etl.checking.english.numbers import Number
from etl.lexicon import expand

_STOP = re.compile(
    r"[,;:.!?()\n]|\b(?:were|was|had|have|has|is|are|by|up|down|while|with|from|which|that|as)\b", re.I
)
_OF = re.compile(r"^\s*(?:worth\s+)?(?:in|of|worth of)\s+", re.I)
_EACH = re.compile(r"\s*(?:a|an|per|each|apiece)\b", re.I)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NO_NOUN = re.compile(
    r"\s*(?:[,.;:)(_]|$|(?:in|by|to|at|as|and|from|on|up|down|over|after|before|a year|the year)\b)", re.I
)
"""What stands behind a number that no noun follows."""
_NAME_GAP = re.compile(r"\s*\(.*?\)")


class Field(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that rule further than a figure's own phrase, by value; `before`: from anywhere before, too."""

    values: dict[str, list[str]]
    before: bool = False


class Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The phrases of a metric, and what else must be said: values of fields, words nearby, a single day,
    an amount for each one (CNY 17,600 a case)."""

    phrases: list[str]
    when: dict[str, str] = {}
    near: list[str] = []
    never: list[str] = []
    day: bool = False
    each: bool = False


class Further(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words beside a figure that name a metric: where the figure before is `of` another, or of one day."""

    metric: str
    of: str = ""
    before: str = "(?!)"
    behind: str = "(?!)"
    when: dict[str, str] = {}
    day: bool = False


class PhraseWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of words.yaml."""

    fields: dict[str, Field]
    fillers: list[str]
    never: str
    denied: str
    sum: str
    habit: str
    metrics: dict[str, Entry]
    further: list[Further]
    places: dict[str, list[str]]
    levels: dict[str, list[str]]
    unknown_place: str
    compared_place: str
    spread_to: str
    no_place: str
    country: str


@dataclass(frozen=True, slots=True)
class Product:
    """A word of a field at its place, with its value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at its place; `phrase` is its plain form."""

    start: int
    end: int
    phrase: str


@lru_cache(maxsize=1)
def words() -> PhraseWords:
    """Return the words of words.yaml."""
    return datafiles.load(Path(__file__).with_name("words.yaml"), PhraseWords)


class Finder:
    """Finds the longest of some phrases, in any case, each word singular or plural."""

    def __init__(self, phrases: Iterable[str]) -> None:
        plain = {plain_form(one): None for phrase in phrases for one in expand(phrase)}
        ordered = sorted(plain, key=lambda one: (-len(one), one))
        parts = (r"[\s-]+".join(map(_either, one.split())) for one in ordered)
        self._pattern = (
            re.compile(rf"(?<![A-Za-z])(?:{'|'.join(parts)})(?![A-Za-z])", re.I) if plain else None
        )

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return the phrases in start:end in order, none overlapping."""
        if self._pattern is None:
            return []
        found = self._pattern.finditer(text, start, len(text) if end is None else end)
        return [Hit(*match.span(), plain_form(match[0])) for match in found]


def plain_form(phrase: str) -> str:
    """Return a phrase in lower case, every word in the singular, one space between two."""
    return " ".join(_singular(word) for word in re.split(r"[\s-]+", phrase.lower().strip()))


def _singular(word: str) -> str:
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending):
            return word.removesuffix(ending) + stem
    return word.removesuffix("s") if not word.endswith("ss") else word


def _either(word: str) -> str:
    """Return a pattern for a word in the singular or the plural."""
    stem = re.escape(word)
    return rf"(?:{re.escape(word[:-1])}ies|{stem})" if word.endswith("y") else rf"{stem}(?:es|s)?"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases of all metrics and fields, ready to be looked for."""

    things: Finder
    owners: dict[str, list[tuple[str, Entry]]]
    """Plain form of a phrase → the metrics that it may name."""
    fields: dict[str, dict[str, Finder]]
    near: dict[str, Finder]
    never: dict[str, Finder]
    fillers: frozenset[str]
    owned: dict[str, frozenset[str]]
    """Plain form of a phrase → all words of the phrases of its metrics."""


@lru_cache(maxsize=4)
def lexicon(catalogue: Catalogue) -> Lexicon:
    """Return the lexicon of a catalogue: its metrics' English names and the phrases of words.yaml."""
    known = words()
    owners: dict[str, list[tuple[str, Entry]]] = {}
    entries = dict(_entries(catalogue.metrics))
    for metric, entry in entries.items():
        for phrase in entry.phrases:
            for one in expand(phrase):
                owners.setdefault(plain_form(one), []).append((metric, entry))
    phrases = [one for entry in entries.values() for one in entry.phrases]
    fields = {
        name: {value: Finder(found) for value, found in field.values.items()}
        for name, field in known.fields.items()
    }
    near = {metric: Finder(entry.near) for metric, entry in entries.items() if entry.near}
    fillers = frozenset(_singular(word.lower()) for word in known.fillers)
    owned = {phrase: _words_of(found) for phrase, found in owners.items()}
    never = {metric: Finder(entry.never) for metric, entry in entries.items() if entry.never}
    return Lexicon(Finder(phrases), owners, fields, near, never, fillers, owned)


def _words_of(found: list[tuple[str, Entry]]) -> frozenset[str]:
    phrases = (plain_form(one) for _, entry in found for phrase in entry.phrases for one in expand(phrase))
    return frozenset(word for phrase in phrases for word in phrase.split())


def _entries(metrics: dict[str, Metric]) -> Iterator[tuple[str, Entry]]:
    """Yield the entry of each metric; one that words.yaml lacks has its English name as its phrase."""
    for metric, row in metrics.items():
        name = _NAME_GAP.sub("", row.name_en).lower()
        yield metric, words().metrics.get(metric, Entry([name]))


def for_each(text: str, number: Number) -> bool:
    """Tell whether an amount is said for each one of something (CNY 17,600 a case)."""
    return number.unit.isupper() and bool(_EACH.match(text, number.end))


def phrase_of(
    text: str,
    bare: str,
    number: Number,
    left: int,
    right: int,
    clause: int,
    known: Lexicon,
    suits: Callable[[str], bool],
) -> Hit | None:
    """Return the phrase that says what a figure counts; left:right is its own part of the sentence.

    `bare` is the text without names of products. What stands behind the number must begin before `clause`,
    where its clause ends. Phrases of metrics that the figure cannot be of (`suits`) are passed over.

    A count is named behind it (379 policies), money before it (premiums of CNY 87 million) unless `in` or
    `of` follows (CNY 814 million in coverage).
    """
    hits = [
        hit
        for hit in (*known.things.find(text, left, number.start), *known.things.find(text, number.end, right))
        if any(suits(name) for name, _ in known.owners.get(hit.phrase, ()))
    ]
    stop = _STOP.search(text, number.end, clause)
    reach = stop.start() if stop else clause
    behind = next((hit for hit in hits if number.end <= hit.start <= reach), None)
    if behind and not (
        explained(bare, number.end, behind.start, known, behind) and _is_head(text, behind, right)
    ):
        behind = None
    last = next((hit for hit in reversed(hits) if hit.end <= number.start), None)
    if last and not explained(bare, last.end, number.start, known, last):
        last = None
    if last and number.unit == "count" and not NO_NOUN.match(text, number.end):
        last = None
    if number.unit == "count":
        return behind or last
    if number.unit in ("percent", "percentage_point"):
        return last
    return behind if behind and _OF.match(text[number.end : right]) else last or behind


def explained(bare: str, low: int, high: int, known: Lexicon, hit: Hit | None = None) -> bool:
    """Tell whether low:high holds only fillers and words of the phrase's metrics; `bare`: see `blanked`."""
    allowed = known.owned.get(hit.phrase, frozenset()) if hit else frozenset()
    found = _WORD.findall(bare, low, high)
    plain = {_singular(word.lower().removesuffix("'s").removesuffix("’s")) for word in found}
    return not plain - known.fillers - allowed - {"", "s"}


def _is_head(text: str, hit: Hit, right: int) -> bool:
    """Tell whether a phrase is the whole name: no noun goes on behind it (patent infringement complaints)."""
    rest = text[hit.end : right]
    after = _WORD.match(rest.lstrip())
    word = after[0].lower() if after else ""
    return not rest.strip() or not word or word in words().fillers or word.endswith(("ed", "ing"))


def products_of(text: str, known: Lexicon) -> dict[str, list[Product]]:
    """Return the words of every field in a text: field → products in order, longer ones first."""
    return {
        name: sorted(
            (
                Product(hit.start, hit.end, value)
                for value, finder in values.items()
                for hit in finder.find(text)
            ),
            key=lambda one: (one.start, -one.end),
        )
        for name, values in known.fields.items()
    }


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with a sign for each character of the spans; its length stays."""
    characters = list(text)
    for low, high in spans:
        characters[low:high] = "_" * (high - low)
    return "".join(characters)


def field_value(products: Sequence[Product], number: Number, spans: Iterable[tuple[int, int]]) -> str | None:
    """Return the value of a field that stands nearest to a figure in the first span that has one.

    Of two that are equally near the longer one counts: trade secret insurance, not the insurance in it.
    """
    for low, high in spans:
        near = [one for one in products if low <= one.start and one.end <= high]
        near = [one for one in near if not any(_holds(other, one) for other in near)]
        if near:
            return min(near, key=lambda one: _distance(one, number)).value
    return None


def _holds(other: Product, one: Product) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def _distance(one: Product, number: Number) -> int:
    return min(abs(one.start - number.end), abs(number.start - one.end))
