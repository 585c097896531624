"""What two stated values of one series say together: what was added between two dates, and growth.

Only between values whose metric, place, measure, unit and wording agree; a difference between a district and
its city, or between cases handled and cases closed, is never worked out, nor one with a year that had not
ended, nor one between goods of different sorts.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from msgspec.structs import replace

from etl.derive.implied import Derived, bound_of, interval_of, number
from etl.derive.rounding import Interval, exact, plain
from etl.derive.spans import day_after, known_day, whole_year, year_before
from etl.derive.words import wording
from etl.evidence import Evidence, series_of
from etl.model import Observation, short_id

NO_GROWTH = {"rank", "percent", "permille", "percentage_point", "index", "score"}


def between(observations: Iterable[Observation], evidence: Evidence) -> list[Derived]:
    """Return increments of running totals, growth on the same span a year before, and compound growth."""
    stated = [o for o in observations if _comparable_level(o, evidence)]
    grown = {(o.metric, o.place, o.period_end) for o in observations if o.transform == "growth"}
    found = []
    for series in series_of(stated).values():
        points = _one_a_time(series, evidence)
        if not points or points[0].unit in NO_GROWTH:
            continue
        found += [d for a, b in pairwise(points) if (d := _increment(a, b, evidence)) is not None]
        for a, b in _year_apart(points):
            if (b.metric, b.place, b.period_end) not in grown and comparable(a, b, evidence):
                found.append(_growth(a, b, 1, evidence))
        found += _compound(points, evidence)
    return found


def _comparable_level(o: Observation, evidence: Evidence) -> bool:
    whole = o.method == "stated" and o.transform == "level" and o.status != "P"
    return whole and o.metric not in evidence.nature.listed


def comparable(a: Observation, b: Observation, evidence: Evidence) -> bool:
    """Tell whether two observations of one series count the same thing, as far as their words say."""
    first, second = wording(evidence, a), wording(evidence, b)
    return all(second.get(name, found) == found for name, found in first.items())


def _one_a_time(series: list[Observation], evidence: Evidence) -> list[Observation]:
    """Return the points whose time is known and about which all reports agree, in order of time.

    Of values that differ by their rounding alone (8.1亿, 8.14亿) it is the finest.
    """
    by_time: dict[tuple, list[Observation]] = {}
    for o in series:
        if known_day(o) and o.time_kind in ("period", "as_of") and o.bound == "exact":
            by_time.setdefault((o.period_end, o.period_start), []).append(o)
    return [found for group in by_time.values() if (found := _agreed(group, evidence)) is not None]


def _agreed(group: list[Observation], evidence: Evidence) -> Observation | None:
    if len({o.value for o in group}) == 1:
        return group[0]
    spans = [interval_of(o, evidence) for o in group]
    if max(span.low for span in spans) > min(span.high for span in spans):
        return None
    return min(zip(group, spans, strict=True), key=lambda pair: pair[1].high - pair[1].low)[0]


def _increment(a: Observation, b: Observation, evidence: Evidence) -> Derived | None:
    totals = all(
        o.measure == "cumulative" and o.time_kind == "as_of" and o.measure_basis == "words" for o in (a, b)
    )
    if not totals or b.value < a.value or not comparable(a, b, evidence):
        return None
    early, late = interval_of(a, evidence), interval_of(b, evidence)
    span = Interval(_minus(late.low, early.high), _minus(late.high, early.low))
    observation = _worked_out(
        "increment",
        (a, b),
        exact(b.value) - exact(a.value),
        formula=f"{number(b.value)} - {number(a.value)}",
        measure="flow",
        time_kind="period",
        period_start=day_after(a.period_end),
        low=plain(span.low),
        high=plain(span.high),
        bound=bound_of(span),
    )
    return Derived(observation, ("start", "end"))


def _year_apart(points: list[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Yield pairs of one span, or day, a year apart; running spans (2023年以来) have no pair."""
    at = {(o.period_start, o.period_end): o for o in points}
    for o in points:
        start = o.period_start and year_before(o.period_start)
        before = at.get((start, year_before(o.period_end)))
        if before and before.value > 0 and not (o.measure == "cumulative" and start):
            yield before, o


def _compound(points: list[Observation], evidence: Evidence) -> list[Derived]:
    """Return the yearly rate over two years or more: of flows between the first and the last whole year.

    Of stocks it is between the last day and the first one that is the same day of an earlier year.
    """
    years = [o for o in points if _yearly(o, points[-1])]
    if len(years) < 2 or not comparable(years[0], years[-1], evidence):
        return []
    apart = int(years[-1].period_end[:4]) - int(years[0].period_end[:4])
    return [_growth(years[0], years[-1], apart, evidence)] if apart > 1 and years[0].value > 0 else []


def _yearly(o: Observation, last: Observation) -> bool:
    if o.measure == "stock":
        return o.time_kind == "as_of" and o.period_end[5:] == last.period_end[5:]
    return o.measure == "flow" and whole_year(o) is not None


def _growth(a: Observation, b: Observation, years: int, evidence: Evidence) -> Derived:
    early, late = interval_of(a, evidence), interval_of(b, evidence)
    span = Interval(_rate(late.low, early.high, years), _rate(late.high, early.low, years))
    root = f"({number(b.value)} / {number(a.value)})" + (f" ^ (1/{years})" if years > 1 else "")
    observation = _worked_out(
        "growth",
        (a, b),
        _rate(exact(b.value), exact(a.value), years),
        formula=f"{root} - 1",
        transform="growth",
        unit="percent",
        period_start=day_after(a.period_end) if years > 1 else b.period_start,
        low=plain(span.low),
        high=plain(span.high),
        bound=bound_of(span),
    )
    return Derived(observation, ("start", "end"))


def _rate(late: Fraction | None, early: Fraction | None, years: int) -> Fraction | None:
    """Return the growth a year, in percent, that leads from one value to the other."""
    if late is None or not early or early < 0:
        return None
    ratio = late / early
    return 100 * ((ratio if years == 1 else Fraction(float(ratio) ** (1 / years))) - 1)


def _worked_out(
    kind: str, pair: tuple[Observation, Observation], value: Fraction, **changes: object
) -> Observation:
    ids = tuple(o.observation for o in pair)
    known = [o.known_since for o in pair]
    return replace(
        pair[1],
        observation=short_id(kind, *ids),
        value=plain(value),
        method="derived",
        status="E",
        note=None,
        figures=(),
        inputs=ids,
        known_since=None if None in known else max(known),
        report=None,
        **changes,
    )


def _minus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b
