"""What corrections do: the figures of a report are set right and its observations made anew.

Works on what one report gave (`Worked`), behind the cache, so that a correction never makes a report be read
again. Every value still comes from the text: another span is read by the extractor itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from etl.catalogue import Catalogue, Metric
from etl.corrections import Correction, unit_kinds
from etl.model import Figure, ReportDates
from etl.observe import FateOf, observe
from etl.reading.amounts import find_amounts
from etl.reading.figures import read_figures
from etl.reading.fold import fold
from etl.work import Worked, settled

_OF_AMOUNT = ("surface", "kind", "value", "low", "high", "bound", "unit", "unit_text", "statistic", "rule")


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
        kind = figure.kind if figure.kind == "growth" else unit_kinds()[action.unit]
        figure = structs.replace(figure, unit=action.unit, kind=kind)
    if action.place is not None:
        figure = structs.replace(figure, place=action.place)
    if action.metric is not None:
        figure = structs.replace(figure, statistic=True)
    if action.time is not None:
        time = action.time
        figure = structs.replace(
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
    return structs.replace(figure, start=start, end=start + len(span), **read)


def _observe_anew(
    worked: Worked, figures: tuple[Figure, ...], mine: Mapping[str, Correction], catalogue: Catalogue
) -> Worked:
    """Return the work with observations made of `figures`; growth and shares go along with their level."""
    row = worked.row
    dates = ReportDates(row["written"], row["published"])
    reading = read_figures(worked.text, dates, row["place"], row["report"], worked.headings)
    chosen = {}
    for name, correction in mine.items():
        action = correction.entry.action
        if action.metric is not None:
            _fits(next(f for f in figures if f.figure == name), catalogue.metrics[action.metric], correction)
        if action.drop or action.metric is not None:
            chosen[name] = action.metric
    seen = observe(row["report"], reading.with_figures(figures), catalogue, dates, chosen)
    note = worked.observations[0].note if worked.observations else None
    return replace(
        worked,
        figures=figures,
        fates=seen.fates,
        observations=settled(seen.observations, row, note),
        corrected={name: correction.mark for name, correction in mine.items()},
    )


def _fits(figure: Figure, metric: Metric, correction: Correction) -> None:
    """Refuse a metric that counts what the figure does not."""
    kind = "rate" if figure.unit == "per_10k_people" else figure.kind
    if kind not in ("growth", metric.kind):
        raise correction.fail(
            "metric_unit", metric=correction.entry.action.metric, wanted=metric.unit, kind=kind
        )
