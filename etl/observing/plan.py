"""The catalogue made ready to be applied: claims by what they can count, conditions as quick lookups.

Stands apart from `etl.catalogue` (which only says what the files hold) so that a report pays nothing for it:
`plan_of` is made once a catalogue.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.catalogue import OWN, Catalogue, Claim, Field, Metric, Value, is_reference
from etl.lexicon import Tag, alternatives, pattern_of

REACHES = {
    "clause": -1,
    "slot": 0,
    "segment": 1,
    "sentence": 2,
    "paragraph": 3,
    "heading": 4,
    "report": 5,
    "title": 6,
}


@dataclass(frozen=True, slots=True, eq=False)
class FieldPlan:
    """A field, with its reach as a number and what its values can count."""

    name: str
    reach: int
    borrow: str
    after: bool
    behind: re.Pattern[str] | None
    head: bool
    binds: bool
    before_only: bool
    blocks: frozenset[str]
    kinds: dict[str, frozenset[str]]
    units: dict[str, frozenset[str]]
    parts: dict[str, tuple[str, ...]]
    vague: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimPlan:
    """A claim with its metric; conditions as (field, allowed values) and tuples of alternatives of tags."""

    metric: str
    number: int
    kind: str
    unit: str
    claim: Claim
    when: tuple[tuple[str, frozenset[str]], ...]
    says: tuple[frozenset[Tag], ...]
    sentence: tuple[frozenset[Tag], ...]
    paragraph: tuple[frozenset[Tag], ...]
    about: tuple[frozenset[Tag], ...]
    never: frozenset[Tag]
    unless: frozenset[Tag]
    weight: int


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What `observe` applies: fields, claims by kind, the pattern of words that say nothing."""

    metrics: dict[str, Metric]
    fields: dict[str, FieldPlan]
    blocking: tuple[str, ...]
    binding: tuple[str, ...]
    heads: tuple[str, ...]
    claims: dict[str, "ByFirst"]
    filler: re.Pattern[str]


ByFirst = tuple[tuple[str, dict[str, tuple[ClaimPlan, ...]]], ...]
"""Claims by the field of their first condition ("" without one) and the values that it allows."""


@lru_cache(maxsize=8)
def plan_of(catalogue: Catalogue) -> Plan:
    """Return the plan of a catalogue."""
    fields = {name: _field(name, entry) for name, entry in catalogue.fields.items()}
    claims = [
        _claim(name, number, claim, catalogue.metrics[name], fields)
        for name, number, claim in catalogue.claims
    ]
    kinds = {claim.kind for claim in claims}
    return Plan(
        metrics=catalogue.metrics,
        fields=fields,
        blocking=tuple(name for name, entry in fields.items() if entry.blocks),
        binding=tuple(name for name, entry in fields.items() if entry.binds),
        heads=tuple(name for name, entry in fields.items() if entry.head),
        claims={kind: _by_first([claim for claim in claims if claim.kind == kind]) for kind in kinds}
        | {"any": _by_first(claims)},
        filler=re.compile(pattern_of(catalogue.fillers) + r"|[\W_]+|\d+"),
    )


def chosen(metric: str, plan: Plan) -> ClaimPlan:
    """Return a claim without conditions: of a figure whose metric a person chose."""
    of, none = plan.metrics[metric], frozenset()
    return ClaimPlan(metric, -1, of.kind, of.unit, Claim(), (), (), (), (), (), none, none, 0)


def _by_first(claims: list[ClaimPlan]) -> ByFirst:
    table: dict[str, dict[str, list[ClaimPlan]]] = {}
    for claim in claims:
        name, values = claim.when[0] if claim.when else ("", frozenset([""]))
        for value in values:
            table.setdefault(name, {}).setdefault(value, []).append(claim)
    return tuple(
        (name, {value: tuple(found) for value, found in rows.items()}) for name, rows in table.items()
    )


def _field(name: str, entry: Field) -> FieldPlan:
    values = {value: words for value, words in entry.values.items() if isinstance(words, Value)}
    return FieldPlan(
        name=name,
        reach=REACHES[entry.reach],
        borrow=entry.borrow,
        after=entry.after,
        behind=re.compile(entry.behind) if entry.behind else None,
        head=entry.head,
        binds=entry.binds,
        before_only=entry.before_only,
        blocks=frozenset(entry.blocks),
        kinds={value: frozenset(words.for_) for value, words in values.items() if words.for_},
        units={value: frozenset(words.units) for value, words in values.items() if words.units},
        parts={value: words.parts for value, words in values.items() if words.parts},
        vague=entry.vague,
    )


def _claim(name: str, number: int, claim: Claim, metric: Metric, fields: dict[str, FieldPlan]) -> ClaimPlan:
    when = tuple((key, frozenset(value.split("|"))) for key, value in claim.when.items())
    return ClaimPlan(
        metric=name,
        number=number,
        kind=metric.kind,
        unit=metric.unit,
        claim=claim,
        when=tuple(sorted(when, key=lambda condition: not fields[condition[0]].head)),
        says=_terms(claim.says),
        sentence=_terms(claim.sentence),
        paragraph=_terms(claim.paragraph),
        about=_terms(claim.about),
        never=frozenset(tag for tags in _terms(claim.never) for tag in tags),
        unless=frozenset(tag for tags in _terms(claim.unless) for tag in tags),
        weight=len(when) + len(claim.says) + len(claim.sentence),
    )


def _terms(terms: tuple[str, ...]) -> tuple[frozenset[Tag], ...]:
    return tuple(frozenset(map(_tag, alternatives(term))) for term in terms)


def _tag(term: str) -> Tag:
    return tuple(term.split(".", 1)) if is_reference(term) else (OWN, term)
