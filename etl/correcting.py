"""What corrections do: the figures of a report are set right and its observations made anew.

Works on what one report gave (`Worked`), behind the cache, so that a correction never makes a report be read
again. Every value still comes from the text: another span is read by the extractor itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.catalogue import Catalogue, Metric
from etl.corrections import Correction, unit_kinds
from etl.model import Figure, Observation, ReportDates
from etl.observe import FateOf, observe
from etl.observing.measures import Meaning, measure_of
from etl.observing.rows import Interval, merge, present, rows_of
from etl.reading.amounts import find_amounts
from etl.reading.figures import read_figures
from etl.reading.fold import fold
from etl.work import Worked, settled

_OF_AMOUNT = ("surface", "kind", "value", "low", "high", "bound", "unit", "unit_text", "statistic", "rule")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The metric that a person or an earlier reading chose, in the place of a match of the catalogue."""

    metric: str
    rule: str


def correct(
    worked: Sequence[Worked], corrections: Mapping[str, Correction], catalogue: Catalogue
) -> list[Worked]:
    """Return the work of all reports with the corrections applied.

    Raises DataFileError for a correction whose figure is not there, whose guard no longer holds, or that
    changes nothing.
    """
    there = {figure.figure for w in worked for figure in w.figures}
    for name, correction in corrections.items():
        if name not in there:
            raise correction.fail("no_figure")
    return [_report(w, corrections, catalogue) for w in worked]


def _report(worked: Worked, corrections: Mapping[str, Correction], catalogue: Catalogue) -> Worked:
    mine = {f.figure: corrections[f.figure] for f in worked.figures if f.figure in corrections}
    if not mine:
        return worked
    figures = [_set_right(f, mine.get(f.figure), worked.text) for f in worked.figures]
    found = _observe_anew(worked, tuple(sorted(figures, key=lambda f: (f.start, f.end))), mine, catalogue)
    for old, new in zip(worked.figures, figures, strict=True):
        if old.figure in mine and old == new and _same_fate(worked.fates, found.fates, old.figure):
            raise mine[old.figure].fail("idle")
    return found


def _same_fate(old: Mapping[str, FateOf], new: Mapping[str, FateOf], name: str) -> bool:
    return (old[name].fate, old[name].metric) == (new[name].fate, new[name].metric)


def _set_right(figure: Figure, correction: Correction | None, text: str) -> Figure:
    """Return the figure with another span, unit, place and time, where its correction says so."""
    if correction is None:
        return figure
    _guard(correction, figure, text[figure.sentence_start : figure.sentence_end])
    action = correction.entry.action
    if action.span is not None:
        figure = _reread(figure, correction, text)
    if action.unit is not None:
        kind = unit_kinds()[action.unit]
        figure = replace(figure, unit=action.unit, kind=figure.kind if figure.kind == "growth" else kind)
    if action.place is not None:
        figure = replace(figure, place=action.place)
    if action.time is not None:
        time = action.time
        figure = replace(
            figure,
            time_kind=time.kind,
            period_start=time.start.isoformat() if time.start else None,
            period_end=time.end.isoformat(),
            period_end_earliest=None,
            time_basis="stated",
            cumulative=figure.cumulative if time.cumulative is None else time.cumulative,
        )
    return figure


def _guard(correction: Correction, figure: Figure, sentence: str) -> None:
    expect = correction.entry.expect
    if expect.surface not in (None, figure.surface):
        raise correction.fail("guard", name="surface", found=figure.surface)
    if expect.sentence is not None and expect.sentence not in sentence:
        raise correction.fail("guard", name="sentence", found=sentence.strip())
    if expect.value not in (None, figure.value):
        raise correction.fail("guard", name="value", found=figure.value)


def _reread(figure: Figure, correction: Correction, text: str) -> Figure:
    """Return the figure as the extractor reads other words of its sentence."""
    span = correction.entry.action.span
    sentence = text[figure.sentence_start : figure.sentence_end]
    if sentence.count(span) != 1:
        raise correction.fail("span", span=span, count=sentence.count(span))
    found = find_amounts(span, fold(span))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(span)):
        raise correction.fail("no_number", span=span)
    start = figure.sentence_start + sentence.index(span)
    read = {name: getattr(found[0], name) for name in _OF_AMOUNT}
    return replace(figure, start=start, end=start + len(span), **read)


def _observe_anew(
    worked: Worked, figures: tuple[Figure, ...], mine: Mapping[str, Correction], catalogue: Catalogue
) -> Worked:
    row = worked.row
    dates = ReportDates(row["written"], row["published"])
    reading = replace(read_figures(worked.text, dates, row["place"], row["report"]), figures=figures)
    seen = observe(row["report"], reading, catalogue, dates)
    fates, rows = dict(seen.fates), list(seen.observations)
    by_id = {figure.figure: figure for figure in figures}
    now = present(figures, dates)
    for name, correction in mine.items():
        action = correction.entry.action
        if action.drop or action.metric is not None:
            rows = [kept for o in rows for kept in _without(name, o, by_id, catalogue, dates, now)]
            fates[name] = FateOf("unmapped", None, (), "correction:drop")
        if action.metric is not None:
            chosen = Chosen(action.metric, "correction:metric")
            meaning = _meaning(by_id[name], catalogue.metrics[action.metric], correction)
            rows += rows_of(
                row["report"], by_id[name], chosen, meaning, catalogue.metrics[action.metric], dates, now
            )
            fates[name] = FateOf("observed", action.metric, (), chosen.rule)
    note = worked.observations[0].note if worked.observations else None
    observations = settled(merge(rows), row, note)
    marks = {name: correction.mark for name, correction in mine.items()}
    return replace(worked, figures=figures, fates=fates, observations=observations, corrected=marks)


def _meaning(figure: Figure, metric: Metric, correction: Correction) -> Meaning:
    """Return how the figure states a metric that a person chose; refuse one of another kind."""
    if figure.kind == "growth":
        return Meaning("growth", metric.measure, "assumed")
    kind = "rate" if figure.unit == "per_10k_people" else figure.kind
    if kind != metric.kind:
        raise correction.fail(
            "metric_unit", metric=correction.entry.action.metric, wanted=metric.unit, kind=kind
        )
    return Meaning("level", *measure_of(figure, None, metric, False))


def _without(
    name: str,
    row: Observation,
    figures: Mapping[str, Figure],
    catalogue: Catalogue,
    dates: ReportDates,
    now: Interval | None,
) -> list[Observation]:
    """Return what is left of an observation without one of its figures: what the others state alone."""
    if name not in row.figures:
        return [row]
    left = []
    for other in row.figures:
        figure = figures[other]
        if other == name or figure.value is None:
            continue
        sign = -1 if row.value == -figure.value != 0 else 1
        meaning = Meaning(row.transform, row.measure, row.measure_basis, sign)
        chosen = Chosen(row.metric, "")
        left += rows_of(row.report, figure, chosen, meaning, catalogue.metrics[row.metric], dates, now)
    return left
