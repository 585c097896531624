"""The catalogue as data: topics, metrics and the words that tell a figure's metric, typed and checked.

Promises: every file is read with strict keys; a claim that names a field or value which does not exist
fails with the nearest right name. A person's own entries are folders of the same form (`metrics/*.yaml`,
and `topics.yaml`, `words.yaml` where needed) given to `load_catalogue` behind the shipped one: a new metric
is one entry. Nothing here knows figures; `etl.observing` applies the claims.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import msgspec

from etl import datafiles
from etl.errors import DataFileError, UnknownNameError, nearest
from etl.lexicon import Lexicon, alternatives, expand
from etl.model import Measure, TimeKind, Transform
from etl.paths import RULES

Reach = Literal["clause", "slot", "segment", "sentence", "paragraph", "heading", "report", "title"]
FAR = ("paragraph", "heading", "report", "title")
PLACE = "place"
"""Field of the names of places."""
OWN = "own"
"""Field of the words that a claim writes out itself."""


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic's names."""

    name_zh: str
    name_en: str


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """A value of a field: its words, what they can count, and the values that it joins (专利商标质押)."""

    words: tuple[str, ...]
    for_: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of words that exclude each other; the head of rules/words.yaml explains the keys."""

    reach: Reach
    values: dict[str, Value | tuple[str, ...]] = {}
    joins: dict[str, str] = {}
    vague: dict[str, tuple[str, ...]] = {}
    borrow: Literal["free", "explained", "bare"] = "free"
    head: bool = False
    before_only: bool = False
    after: bool = False
    behind: str = ""
    inside: bool = False
    binds: bool = False
    blocks: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which a report states a metric; all of its conditions must hold.

    `when`: the value that rules in a field (`a|b` for either, `none` for no word). The others are words or
    `field.value` (`a|b` for either): `says` must stand in the figure's own slot, `sentence` in its sentence,
    `paragraph` in its paragraph or the headings over it, `about` there or all over the report; `never` must
    not stand in its slot, `unless` not in its sentence. `lists`:
    what is named next in a list (、b把) counts too, whatever its name.
    """

    when: dict[str, str] = {}
    says: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    paragraph: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    measure_words: tuple[str, ...] = ()
    time: tuple[TimeKind, ...] = ()
    measure: Measure | None = None
    lists: bool = False

    def terms(self) -> list[str]:
        """Return every word and reference of the conditions but `when`."""
        conditions = (*self.says, *self.sentence, *self.paragraph, *self.about, *self.never, *self.unless)
        return [term for condition in conditions for term in alternatives(condition)]


Claims = tuple[tuple[str, int, Claim], ...]


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that must give this value, with place, time, transform and measure where they are stated."""

    text: str
    value: float
    transform: Transform = "level"
    measure: Measure | None = None
    place: str | None = None
    end: str | None = None
    unit: str | None = None


class Metric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One metric: names, definitions, unit, usual measure, claims, and the sentences that prove them.

    `total` is the running total that single deals of this metric are part of.
    """

    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    unit: str
    measure: Measure
    claims: tuple[Claim, ...]
    place: str | None = None
    total: str | None = None
    reads: tuple[Proof, ...] = ()
    leaves: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What a figure must be to be a level of this metric: money, count, rate, percent or rank."""
        return kind_of(self.unit)

    @property
    def listed(self) -> bool:
        """Whether a report states several at once, each of another thing (打火机a只、卷尺b把)."""
        return any(claim.lists for claim in self.claims)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Topics and metrics by id, in their order, and the words that tell them apart."""

    topics: dict[str, Topic]
    metrics: dict[str, Metric]
    fields: dict[str, Field]
    fillers: tuple[str, ...]
    claims: Claims = ()
    lexicon: Lexicon = field(default_factory=Lexicon)


def kind_of(unit: str) -> str:
    """Return the kind of figure that has `unit` (an upper-case code is a currency)."""
    if unit.isupper():
        return "money"
    if unit in ("percent", "rank", "count"):
        return unit
    return "rate"


@cache
def load_catalogue(*folders: Path) -> Catalogue:
    """Read the shipped catalogue and, behind it, a person's own `folders`; later entries win.

    Raises
    ------
    DataFileError
        When a file has an unknown key, or a claim names a field or value that no words.yaml has.
    UnknownNameError
        When the `total` of a metric is no metric.
    """
    topics: dict[str, Topic] = {}
    metrics: dict[str, Metric] = {}
    fields: dict[str, Field] = {}
    for folder in (RULES, *folders):
        topics |= _load(folder / "topics.yaml", dict[str, Topic])
        fields |= _load(folder / "words.yaml", dict[str, Field])
        for path in sorted((folder / "metrics").glob("*.yaml")):
            found = datafiles.load(path, dict[str, Metric])
            _check(path, found, fields, topics)
            metrics |= found
    metrics = {name: metrics[name] for topic in topics for name in metrics if name.startswith(f"{topic}.")}
    for total in filter(None, (metric.total for metric in metrics.values())):
        if total not in metrics:
            raise UnknownNameError("metric", total, metrics)
    fillers = datafiles.load(RULES / "fillers.yaml", tuple[str, ...])
    claims = tuple(
        (name, n, claim) for name, metric in metrics.items() for n, claim in enumerate(metric.claims)
    )
    inside = {OWN, *(name for name, entry in fields.items() if entry.inside)}
    far = {OWN, *(name for name, entry in fields.items() if entry.reach in FAR or entry.inside)}
    lexicon = Lexicon(chain(_words(fields, claims), _places()), inside, {PLACE}, far)
    return Catalogue(topics, metrics, fields, fillers, claims, lexicon)


def _load(path: Path, type_: type[dict]) -> dict:
    return datafiles.load(path, type_) if path.exists() else {}


def _words(
    fields: dict[str, Field], claims: tuple[tuple[str, int, Claim], ...]
) -> Iterator[tuple[str, str, str]]:
    """Yield every word with its field and value; a claim's own words are their own value."""
    for name, entry in fields.items():
        for value, words in entry.values.items():
            for word in _plain(words):
                yield from ((each, name, value) for each in expand(word))
        for value, other in entry.joins.items():
            words = (word for taken in fields[other].values.values() for word in _plain(taken))
            yield from ((each, name, value) for word in words for each in expand(word))
    for _, _, claim in claims:
        for term in claim.terms():
            if not is_reference(term):
                yield from ((each, OWN, term) for each in expand(term))


def _places() -> Iterator[tuple[str, str, str]]:
    """Yield the names of places: a slot with nothing but a place goes on with what was counted before."""
    tree = datafiles.load(RULES / "places.yaml", dict[str, Any])["places"]
    for place in tree.values():
        for name in (place["zh"], *place.get("names", ()), *place.get("within", ())):
            yield name, PLACE, "any"


def _plain(words: Value | tuple[str, ...]) -> tuple[str, ...]:
    return words.words if isinstance(words, Value) else words


def is_reference(term: str) -> bool:
    """Tell whether a term of a claim is `field.value` rather than a word."""
    return term.isascii() and "." in term


def _check(
    path: Path, metrics: dict[str, Metric], fields: dict[str, Field], topics: dict[str, Topic]
) -> None:
    known = {f"{name}.{value}" for name, entry in fields.items() for value in (*entry.values, *entry.joins)}
    known |= {f"{name}.none" for name in fields}
    for name, metric in metrics.items():
        if name.partition(".")[0] not in topics:
            raise DataFileError.about("catalogue.topic", path=path, metric=name)
        for claim in metric.claims:
            when = [f"{key}.{value}" for key, values in claim.when.items() for value in values.split("|")]
            for term in when + [term for term in claim.terms() if is_reference(term)]:
                if term not in known:
                    near = ", ".join(nearest(term, sorted(known), 1)) or "?"
                    raise DataFileError.about(
                        "catalogue.word", path=path, metric=name, term=repr(term), near=repr(near)
                    )
