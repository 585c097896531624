"""The words of the project as frozen values: what a report, a figure and an observation hold.

DESIGN words: a *report* is one source document; a *figure* is one number as a report writes it; an
*observation* is metric x place x time x report. Dates are ISO strings ("2025-07-31"), as the tables and the
JSON lines carry them; values are in their base unit (8711.14万元 is 87111400.0 CNY). They are
frozen `msgspec.Struct`s, made and replaced ten times faster than frozen dataclasses.
"""

import hashlib
from typing import Literal

import msgspec

Kind = Literal[
    "money", "count", "percent", "growth", "rate", "rank", "duration",
    "date", "ordinal", "enumerator", "document_number", "phone", "name", "idiom",
]  # fmt: skip
Bound = Literal["exact", "at_least", "at_most", "about", "range"]
TimeKind = Literal["period", "as_of", "event", "plan", "unknown"]
Fate = Literal["observed", "unmapped", "not_statistic"]
Transform = Literal["level", "growth", "change", "share"]
Measure = Literal["flow", "stock", "cumulative", "event", "level"]


class Amount(msgspec.Struct, frozen=True):
    """A number with its unit and hedge, before time and place are known. Spans count in the clean text."""

    start: int
    end: int
    surface: str
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    unit_text: str
    statistic: bool
    rule: str
    """Which rule read it, as `file:key`, for the audit trail."""


class When(msgspec.Struct, frozen=True):
    """The time that words give; for `as_of` only `end` is set. Inferred when no word states it.

    An inferred time may be an interval: `end` is its latest day and `end_earliest` its earliest.
    """

    kind: TimeKind
    start: str | None = None
    end: str | None = None
    cumulative: bool = False
    inferred: bool = False
    end_earliest: str | None = None
    words: str = ""


class Figure(msgspec.Struct, frozen=True):
    """One number as a report writes it: the fields of the figures table that the words alone decide."""

    figure: str
    start: int
    end: int
    surface: str
    sentence_start: int
    sentence_end: int
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    unit_text: str
    time_kind: TimeKind | None
    period_start: str | None
    period_end: str | None
    period_end_earliest: str | None
    time_basis: Literal["stated", "inferred"] | None
    cumulative: bool
    place: str | None
    statistic: bool
    rule: str


class ReportDates(msgspec.Struct, frozen=True):
    """What 目前, 近日 and 今年 count from; see `reading.periods` for what holds when both are None."""

    written: str | None = None
    published: str | None = None


class Observation(msgspec.Struct, frozen=True):
    """One row of the observations table; `figures` are the ids of the figures that state it."""

    observation: str
    metric: str
    place: str | None
    transform: Transform
    measure: Measure
    measure_basis: Literal["words", "assumed"]
    time_kind: TimeKind
    period_start: str | None
    period_end: str | None
    period_end_earliest: str | None
    time_basis: Literal["stated", "inferred"]
    value: float
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    method: Literal["stated", "implied", "derived"]
    formula: str | None
    status: str
    report: str
    known_since: str | None
    note: str | None
    figures: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


def short_id(*parts: object) -> str:
    """Return 12 hexadecimal digits that depend on the parts alone: an id for a row."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def figure_id(report: str, surface: str, sentence: str, occurrence: int) -> str:
    """Return a figure's id: it survives better readers, since no offset and no reading is part of it."""
    return short_id(report, surface, sentence, occurrence)
