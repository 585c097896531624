"""Rows of the observations table out of matched figures; what is said twice is one row.

Promises: values are the figure's own (a fall stated as an amount is negative); a rank said of several years
in a row (2022/2023年) gives a row for each year; rows of one metric, place, transform and value whose times
agree, or of which one has no stated time, are one row with all their figures.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from etl.catalogue import Metric
from etl.model import Figure, Observation, ReportDates, short_id
from etl.observing.claims import Match
from etl.observing.measures import Meaning

Interval = tuple[str | None, str]


def present(figures: Iterable[Figure], dates: ReportDates) -> Interval | None:
    """Return the report's own date as (earliest, latest): its written day, else its published one.

    Without either, the interval that the reading inferred for the report.
    """
    day = dates.written or dates.published
    if day:
        return None, day
    now = (f for f in figures if f.time_kind == "as_of" and f.time_basis == "inferred" and f.period_end)
    return next(((f.period_end_earliest, f.period_end) for f in now if f.period_end_earliest), None)


def rows_of(
    report: str,
    figure: Figure,
    found: Match,
    meaning: Meaning,
    metric: Metric,
    dates: ReportDates,
    now: Interval | None,
) -> list[Observation]:
    """Return the observations that one figure states."""
    if figure.value is None or (figure.time_kind == "plan" and metric.measure == "event"):
        return []
    low, high = _scaled(figure.low, meaning.sign), _scaled(figure.high, meaning.sign)
    if meaning.sign < 0:
        low, high = high, low
    time = _time(figure, meaning, metric, now)
    row = Observation(
        observation="",
        metric=found.metric,
        place=metric.place or figure.place,
        transform=meaning.transform,
        measure=meaning.measure,
        measure_basis=meaning.basis,
        time_kind=time.time_kind or "unknown",
        period_start=time.period_start,
        period_end=time.period_end,
        period_end_earliest=time.period_end_earliest,
        time_basis=time.time_basis or "inferred",
        value=figure.value * meaning.sign,
        low=low,
        high=high,
        bound=figure.bound,
        unit=_unit(figure, meaning, metric),
        method="stated",
        formula=None,
        status="F" if figure.time_kind == "plan" else "A",
        report=report,
        known_since=dates.published or dates.written,
        note=None,
        figures=(figure.figure,),
    )
    return _years(row)


def _time(figure: Figure, meaning: Meaning, metric: Metric, now: Interval | None) -> Figure:
    """Give an undated stock, and a span without an end, the report's own date, marked inferred."""
    undated = metric.measure == "stock" and figure.time_kind in (None, "unknown") and not meaning.earlier
    open_span = figure.time_kind == "period" and figure.period_start and not figure.period_end
    if not now or not (undated or open_span):
        return figure
    earliest, latest = now
    kind = "as_of" if undated else "period"
    return replace(
        figure, time_kind=kind, period_end=latest, period_end_earliest=earliest, time_basis="inferred"
    )


def merge(rows: Iterable[Observation]) -> list[Observation]:
    """Join the rows that say the same; the one with the better known time and place keeps its own."""
    groups: dict[tuple, list[Observation]] = {}
    for row in rows:
        same = groups.setdefault((row.metric, row.transform, row.value, row.bound, row.unit), [])
        for index, other in enumerate(same):
            if _same(row, other):
                keep, drop = (row, other) if _known(row) > _known(other) else (other, row)
                figures = tuple(dict.fromkeys(other.figures + row.figures))
                place = keep.place or drop.place
                same[index] = replace(keep, figures=figures, place=place)
                break
        else:
            same.append(row)
    return [_named(row) for same in groups.values() for row in same]


def _same(one: Observation, two: Observation) -> bool:
    if one.place != two.place and one.place and two.place:
        return False
    times = [(row.time_kind, row.period_start, row.period_end) for row in (one, two)]
    if times[0] == times[1]:
        return True
    return "unknown" in (one.time_kind, two.time_kind)


def _known(row: Observation) -> int:
    return 2 * (row.time_kind != "unknown") + (row.time_basis == "stated")


def _years(row: Observation) -> list[Observation]:
    """Split a rank that holds for whole years one after the other into its years."""
    if row.measure != "level" or row.time_kind != "period" or not (row.period_start and row.period_end):
        return [row]
    start, end = date.fromisoformat(row.period_start), date.fromisoformat(row.period_end)
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if not whole or start.year == end.year:
        return [row]
    years = range(start.year, end.year + 1)
    return [replace(row, period_start=f"{year}-01-01", period_end=f"{year}-12-31") for year in years]


def _unit(figure: Figure, meaning: Meaning, metric: Metric) -> str:
    if meaning.transform == "growth" or metric.kind == "money":
        return figure.unit
    return metric.unit


def _scaled(value: float | None, sign: int) -> float | None:
    return None if value is None else value * sign


def _named(row: Observation) -> Observation:
    """Give a row its id: what it says and whose it is, not how well it was read."""
    parts = (row.report, row.metric, row.place, row.transform, row.measure, row.time_kind)
    return replace(
        row, observation=short_id(*parts, row.period_start, row.period_end, row.value, row.bound, row.unit)
    )
