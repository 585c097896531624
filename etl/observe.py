"""Figures and the catalogue into observations, each with the words and the rule that decided it.

Promises: every figure gets a fate (`observed`, `unmapped`, `not_statistic`); a figure that two metrics fit is
unmapped with both as candidates; the same value of one metric, place and time said twice in a report is one
observation with both figures. Pure: the same reading, catalogue and dates give the same rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from etl.catalogue import Catalogue
from etl.model import Fate, Figure, Observation, ReportDates
from etl.observing.plan import plan_of
from etl.observing.rows import merge, present, rows_of
from etl.observing.sentences import CHOSEN, Result, Sentence
from etl.observing.shares import shares_of
from etl.observing.texts import text_of
from etl.reading.figures import Reading

NO_DATES = ReportDates()


@dataclass(frozen=True, slots=True)
class FateOf:
    """What became of a figure: its metric when observed, the possible ones when several fit, and why."""

    fate: Fate
    metric: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """The fate of every figure by its id, and the observations of a report."""

    fates: dict[str, FateOf]
    observations: tuple[Observation, ...]


_UNMAPPED = FateOf("unmapped")
_NO_STATISTIC = FateOf("not_statistic")


def observe(
    report: str,
    reading: Reading,
    catalogue: Catalogue,
    dates: ReportDates = NO_DATES,
    chosen: Mapping[str, str | None] | None = None,
) -> Observed:
    """Return the fates of a reading's figures and their observations; `dates` are the report's.

    `chosen` holds, by figure, the metric that a person chose for it, or None where it is to enter nothing.
    """
    chosen = chosen or {}
    plan = plan_of(catalogue)
    text = text_of(reading, catalogue, plan)
    fates = {f.figure: _UNMAPPED if f.statistic else _NO_STATISTIC for f in reading.figures}
    rows: list[Observation] = []
    now = present(reading.figures, dates)
    statistics = [f for f in reading.figures if f.statistic]
    last: Sentence | None = None
    for start, group in groupby(statistics, key=lambda f: f.sentence_start):
        near = last and reading.structure.paragraph_at(last.figures[0].start)[1] > start
        before = tuple(last.results.values()) if last and near else ()
        last = Sentence(text, plan, list(group), before, chosen)
        results = last.read()
        fates |= {name: FateOf("unmapped", None, *why) for name, why in last.left_open.items()}
        for figure, found, meaning in _once(results, fates):
            fates[figure.figure] = FateOf("observed", found.metric, (), found.rule)
            rows += rows_of(report, figure, found, meaning, catalogue.metrics[found.metric], dates, now)
    stated = {name: row for row in rows for name in row.figures}
    for share, row in shares_of(reading.folded, statistics, stated):
        if share.figure in chosen:
            continue
        fates[share.figure] = FateOf("observed", row.metric, (), f"share-of={row.metric}")
        rows.append(row)
    return Observed(fates, tuple(merge(rows)))


def _undated(figure: Figure) -> bool:
    return figure.time_kind in (None, "unknown") or figure.time_basis == "inferred"


def _rounder(one: Figure, two: Figure) -> bool:
    """Tell whether `two` says exactly what `one` only bounds (突破百亿元,达113.6亿元)."""
    bounded = one.bound == "at_least" and two.bound == "exact" and one.low is not None
    return bool(bounded and two.value and one.low <= two.value < 10 * one.low)


def _once(results: list[Result], fates: dict[str, FateOf]) -> list[Result]:
    """Keep the first of two values that a sentence gives one metric, place and time: the other is of a part.

    Of `由A提高到B` the second is kept, since the first is of an earlier time; two events are two events.
    """
    kept: dict[tuple, Result] = {}
    for figure, found, meaning in sorted(results, key=lambda result: result[2].earlier):
        time = (
            figure.time_kind,
            figure.period_start,
            figure.period_end,
            meaning.earlier and _undated(figure),
        )
        if meaning.measure == "event" or found.rule == CHOSEN:
            kept[figure.figure,] = (figure, found, meaning)
            continue
        key = (found.metric, meaning.transform, meaning.measure, figure.place, *time)
        if found.claim.claim.lists:
            key = (*key, figure.unit_text, found.rule)
        first = kept.setdefault(key, (figure, found, meaning))
        if _rounder(first[0], figure):
            kept[key] = (figure, found, meaning)
            kept.pop((*key, first[0].figure), None)
            fates[first[0].figure] = FateOf("unmapped", None, (found.metric,), "said again exactly")
        elif first[0].value == figure.value:
            kept[*key, figure.figure] = (figure, found, meaning)
        else:
            fates[figure.figure] = FateOf("unmapped", None, (found.metric,), "second value in the sentence")
    return list({id(result[0]): result for result in kept.values()}.values())
