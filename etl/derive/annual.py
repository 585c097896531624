"""The yearly view: one row for each metric, place, year and report, and which of them to show.

A flow enters only for a whole calendar year, a running total or stock as the last value stated in the year;
part of a year (今年1-9月), open spans (2023年以来), single deals and plans never do. A flow that a report
gives for a year which had not ended when it was written (status P) is part of a year, too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.derive.estimates import ESTIMATES
from etl.derive.rounding import step
from etl.derive.spans import whole_year
from etl.derive.words import words
from etl.evidence import Evidence, where
from etl.model import Observation, short_id

BASES = ("stated", "last_as_of", "implied", "increment", "interpolated", "annualised")
WHY = ("basis", "later_date", "own_office", "newer_report", "exact", "finer_digits", "identifier")
"""What can decide between two rows, in the order of `_rank`."""


@dataclass(frozen=True, slots=True)
class AnnualRow:
    """One row of the annual table."""

    annual: str
    metric: str
    place: str | None
    year: int
    value: float
    low: float | None
    high: float | None
    unit: str
    measure: str
    basis: str
    as_of: str | None
    preferred: bool
    choice: int | None
    """Order of choice in its metric, place, measure and year; 1 is the preferred one, None an estimate."""
    preferred_by: str | None
    """What set the preferred row apart from the next best (one of WHY); None where there is no choice."""
    report: str | None
    observation: str


def annual(observations: Iterable[Observation], evidence: Evidence) -> list[AnnualRow]:
    """Return the rows of the yearly view, sorted by metric, place, year and id."""
    best: dict[tuple, tuple[Observation, str, int]] = {}
    every = list(observations)
    several = _several_things(every, evidence)
    for o in every:
        entry = _entry(o, evidence)
        if entry is None or (*_cell(o, entry[1]), o.report) in several:
            continue
        key = (o.metric, o.place, o.measure, o.unit, entry[1], o.report, entry[0])
        if key not in best or _rank(o, entry[0], evidence) < _rank(best[key][0], entry[0], evidence):
            best[key] = (o, *entry)
    chosen = _choices(best.values(), evidence)
    rows = [
        _row(o, basis, year, *chosen.get(o.observation, (None, None))) for o, basis, year in best.values()
    ]
    return sorted(rows, key=lambda row: (row.metric, row.place or "", row.year, row.annual))


def _several_things(observations: Iterable[Observation], evidence: Evidence) -> set[tuple]:
    """Return the cells of which one report lists several values, each of another thing (300台、5200件)."""
    values: dict[tuple, set[float]] = {}
    for o in observations:
        if o.metric in evidence.nature.listed and o.transform == "level" and o.period_end:
            values.setdefault((*_cell(o, int(o.period_end[:4])), o.report), set()).add(o.value)
    return {cell for cell, found in values.items() if len(found) > 1}


def _entry(o: Observation, evidence: Evidence) -> tuple[str, int] | None:
    """Return the basis and year by which the observation enters the yearly view, or None."""
    if o.transform != "level" or o.measure == "event" or (o.measure == "flow" and o.status == "P"):
        return None
    year = whole_year(o)
    if year is not None and o.measure != "cumulative":
        basis = derived_basis(o) if o.method == "derived" else o.method
        return (basis, year) if basis else None
    if o.status in ESTIMATES and o.time_kind == "as_of":
        return ESTIMATES[o.status], int(o.period_end[:4])
    if o.time_kind == "as_of" and o.measure != "flow" and o.method != "derived":
        earliest = (o.period_end_earliest or o.period_end or "")[:4]
        if o.period_end and earliest == o.period_end[:4]:
            return ("last_as_of" if o.method == "stated" else "implied"), int(earliest)
    return None


def derived_basis(o: Observation) -> str | None:
    """Return the basis of a worked-out flow: estimates by their status, sums of one report, increments."""
    if o.status in ESTIMATES:
        return ESTIMATES[o.status]
    if o.measure != "flow":
        return None
    return "increment" if o.report is None else "implied"


def _cell(o: Observation, year: int) -> tuple:
    return o.metric, where(o), o.measure, year


def _choices(
    entries: Iterable[tuple[Observation, str, int]], evidence: Evidence
) -> Mapping[str, tuple[int, str | None]]:
    """Return for each observation its place in its cell of the view, and what set the first one apart."""
    cells: dict[tuple, list[tuple]] = {}
    for o, basis, year in entries:
        if basis not in ESTIMATES.values():
            cells.setdefault(_cell(o, year), []).append((*_rank(o, basis, evidence), o.observation))
    chosen: dict[str, tuple[int, str | None]] = {}
    for ranks in map(sorted, cells.values()):
        why = _why(*ranks[:2]) if len(ranks) > 1 else None
        chosen |= {rank[-1]: (n, why if n == 1 else None) for n, rank in enumerate(ranks, start=1)}
    return chosen


def _why(first: tuple, second: tuple) -> str:
    return next(name for name, a, b in zip(WHY, first, second, strict=True) if a != b)


def _rank(o: Observation, basis: str, evidence: Evidence) -> tuple:
    """Return what decides which row to show, smallest first; docs/meaning.md explains it.

    Stated before implied before worked out; the later date of the year; an office's own report before the
    press; the newer report; the exact before the bounded; the finer digits.
    """
    source = evidence.sources.get(o.report)
    publisher = (source.publisher if source else None) or ""
    digits = step(o.value, [evidence.surface(f) for f in evidence.figures_of(o)], o.unit)
    return (
        BASES.index(basis),
        _backwards(o.period_end if basis == "last_as_of" else None),
        not any(word in publisher for word in words().official),
        _backwards(evidence.date(o)),
        o.bound != "exact",
        digits,
    )


def _backwards(day: str | None) -> int:
    return -int((day or "0").replace("-", ""))


def _row(o: Observation, basis: str, year: int, choice: int | None, why: str | None) -> AnnualRow:
    return AnnualRow(
        annual=short_id("annual", o.observation, year),
        metric=o.metric,
        place=o.place,
        year=year,
        value=o.value,
        low=o.low,
        high=o.high,
        unit=o.unit,
        measure=o.measure,
        basis=basis,
        as_of=o.period_end if o.time_kind == "as_of" else None,
        preferred=choice == 1,
        choice=choice,
        preferred_by=why,
        report=o.report,
        observation=o.observation,
    )
