"""Figures and the catalogue into observations, each with the words and the rule that decided it.

Promises: every figure gets a fate (`observed`, `unmapped`, `not_statistic`); a figure that two metrics fit is
unmapped with both as candidates; the same value of one metric, place and time said twice in a report is one
observation with both figures. Pure: the same reading, catalogue and dates give the same rows.
"""

from dataclasses import dataclass
from itertools import groupby

from etl.catalogue import Catalogue
from etl.lexicon import Hit
from etl.model import Fate, Figure, Observation, ReportDates
from etl.observing.claims import Match, match
from etl.observing.context import Context, Text, measure_word, text_of
from etl.observing.growth import named_owners, names_nothing, runs
from etl.observing.lists import EACH, share_out
from etl.observing.measures import Meaning, meaning_of
from etl.observing.plan import Plan, plan_of
from etl.observing.rows import merge, present, rows_of
from etl.observing.shares import shares_of
from etl.reading.figures import Reading
from etl.reading.fold import fold

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


def observe(report: str, reading: Reading, catalogue: Catalogue, dates: ReportDates = NO_DATES) -> Observed:
    """Return the fates of a reading's figures and their observations; `dates` are the report's."""
    plan = plan_of(catalogue)
    text = text_of(reading, catalogue, plan)
    fates = {f.figure: _UNMAPPED if f.statistic else _NO_STATISTIC for f in reading.figures}
    rows: list[Observation] = []
    now = present(reading.figures, dates)
    statistics = [f for f in reading.figures if f.statistic]
    for _, group in groupby(statistics, key=lambda f: f.sentence_start):
        for figure, found, meaning in _once(_sentence(text, plan, list(group), fates), fates):
            fates[figure.figure] = FateOf("observed", found.metric, (), found.rule)
            rows += rows_of(report, figure, found, meaning, catalogue.metrics[found.metric], dates, now)
    stated = {name: row for row in rows for name in row.figures}
    for share, row in shares_of(reading.folded, statistics, stated):
        fates[share.figure] = FateOf("observed", row.metric, (), f"share-of={row.metric}")
        rows.append(row)
    return Observed(fates, tuple(merge(rows)))


Result = tuple[Figure, Match, Meaning]


def _sentence(text: Text, plan: Plan, figures: list[Figure], fates: dict[str, FateOf]) -> list[Result]:
    """Match the figures of one sentence, in order; growth figures go with the levels before them."""
    folded = text.reading.folded
    results: dict[int, Result] = {}
    levels: list[int] = []
    head: Hit | None = None
    for first, end in runs(figures, folded):
        if figures[first].kind == "growth":
            _growths(text, plan, figures, (first, end), levels, results)
            levels = levels if end - first == 1 else []
            head = None
            continue
        if _again(text, plan, figures, (first, end), levels, results):
            levels += range(first, end)
            head = None
            continue
        contexts = [
            _context(text, figures, index, head if index == first else None) for index in range(first, end)
        ]
        share_out(contexts)
        for index, context in zip(range(first, end), contexts, strict=True):
            found, candidates = match(context, plan)
            head = context.head
            meaning = meaning_of(context, found, plan.metrics[found.metric]) if found else None
            if not (meaning and meaning.transform == "change") and not _mere_share(context):
                levels.append(index)
            if found:
                results[index] = (context.figure, found, meaning)
            elif candidates:
                fates[context.figure.figure] = FateOf("unmapped", None, candidates, "two metrics fit")
    return list(results.values())


def _mere_share(context: Context) -> bool:
    """Tell whether a percentage only says which share the level before it has (占27.9%)."""
    return context.kind == "percent" and names_nothing(context)


def _once(results: list[Result], fates: dict[str, FateOf]) -> list[Result]:
    """Keep the first of two values that a sentence gives one metric, place and time: the other is of a part.

    Of `由A提高到B` the second is kept, since the first is of an earlier time; two events are two events.
    """
    kept: dict[tuple, Result] = {}
    for figure, found, meaning in sorted(results, key=lambda result: result[2].earlier):
        time = (figure.time_kind, figure.period_start, figure.period_end)
        if meaning.measure == "event":
            kept[figure.figure,] = (figure, found, meaning)
            continue
        key = (found.metric, meaning.transform, meaning.measure, figure.place, *time)
        first = kept.setdefault(key, (figure, found, meaning))
        if first[0].value == figure.value:
            kept[*key, figure.figure] = (figure, found, meaning)
        else:
            fates[figure.figure] = FateOf("unmapped", None, (found.metric,), "second value in the sentence")
    return list({id(result[0]): result for result in kept.values()}.values())


def _again(
    text: Text,
    plan: Plan,
    figures: list[Figure],
    run: tuple[int, int],
    levels: list[int],
    results: dict[int, Result],
) -> bool:
    """Read `2022年分别为a件和b亿元` behind as many levels of the same kinds: each goes with its own."""
    first, end = run
    count = end - first
    owners = [level for level in levels if level in results][-count:]
    if count < 2 or len(owners) < count:
        return False
    if any(
        figures[owner].unit != figures[index].unit
        for owner, index in zip(owners, range(first, end), strict=True)
    ):
        return False
    context = _context(text, figures, first, None)
    each = any(EACH in hit.tags for hit in text.between(context.left, context.figure.start))
    if not each or not names_nothing(context) or len({results[owner][1].metric for owner in owners}) < count:
        return False
    for owner, index in zip(owners, range(first, end), strict=True):
        found = Match(
            results[owner][1].claim, f"{results[owner][1].rule} again-after={figures[owner].surface}"
        )
        own = _context(text, figures, index, None)
        results[index] = (figures[index], found, meaning_of(own, found, plan.metrics[found.metric]))
    return True


def _context(text: Text, figures: list[Figure], index: int, head: Hit | None, kind: str = "") -> Context:
    figure = figures[index]
    left = text.clause_after(figures[index - 1].end, figure.start) if index else figure.sentence_start
    right = figures[index + 1].start if index + 1 < len(figures) else figure.sentence_end
    kind = kind or ("rate" if figure.unit == "per_10k_people" else figure.kind)
    consumed = head.end if head else left
    return Context(text, figure, kind, measure_word(fold(figure.unit_text)), left, right, consumed)


def _growths(
    text: Text,
    plan: Plan,
    figures: list[Figure],
    run: tuple[int, int],
    levels: list[int],
    results: dict[int, Result],
) -> None:
    first, end = run
    count = end - first
    context = _context(text, figures, first, None, "any")
    owners = named_owners(context, figures, levels, count)
    if set(owners) == {-1} and names_nothing(context):
        owners = levels[-count:]
    if len(owners) < count:
        return
    if count == 1 and owners == [-1]:
        found, _ = match(context, plan)
        if found:
            usual = plan.metrics[found.metric].measure
            results[first] = (figures[first], found, Meaning("growth", usual, "assumed"))
        return
    for index, owner in zip(range(first, end), owners, strict=True):
        if owner in results and results[owner][2].transform == "level":
            _, found, meaning = results[owner]
            rule = f"{found.rule} growth-of={figures[owner].surface}"
            results[index] = (
                figures[index],
                Match(found.claim, rule),
                Meaning("growth", meaning.measure, meaning.basis),
            )
