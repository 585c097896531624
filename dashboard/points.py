"""What a chart draws: points (observations with their words and names of dates) and series of points.

A series is one metric, place, measure, unit and transform, so flows never join running totals and no line
crosses currencies; `runs` cuts it where its definition breaks. Pure: rows come from dashboard.data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from etl import numbers, times
from etl.texts import Lang

Shape = Literal["span", "open", "as_of", "event", "plan", "unknown"]
IMPLIED_DIGITS = 4
"""Significant digits in which a worked-out value is written."""
ROUNDED = 1000
"""Whole values from here on may be rounded ones."""
NARROW = 0.05
"""A worked-out range of this part of its value or less is written as about its middle."""


@dataclass(frozen=True, slots=True)
class Point:
    """An observation as a chart needs it: `start` to `end`, `earliest` opening an inferred interval.

    `known_since` is the day from which its report was out, `yearly` whether the yearly view holds it.
    """

    observation: str
    metric: str
    place: str | None
    transform: str
    measure: str
    measure_basis: str
    time_kind: str
    start: date | None
    end: date | None
    earliest: date | None
    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str
    unit_text: str
    method: str
    formula: str | None
    status: str
    report: str | None
    surface: str | None
    sentence: str | None
    preferred: bool = True
    known_since: date | None = None
    yearly: bool = False
    correction: str | None = None
    """What a person corrected in a figure below it: action, reason, who and when."""
    begins: int = -1
    """Where its surface begins in its sentence, -1 where that is not known."""

    @property
    def series(self) -> tuple:
        """What all points of a series share."""
        return (self.metric, self.place or "", self.measure, self.unit, self.transform)

    @property
    def inferred(self) -> bool:
        """Whether the report does not state the date."""
        return self.earliest is not None

    @property
    def worked_out(self) -> bool:
        """Whether no report states the value."""
        return self.method != "stated"

    @property
    def unfinished(self) -> bool:
        """Whether its span had not ended when the report was written: a part of it, not all."""
        return self.status == "P" and self.start is not None

    @property
    def shape(self) -> Shape:
        """How its time is drawn."""
        if self.end is None and self.start and self.measure == "cumulative":
            return "open"
        if self.end is None or self.time_kind == "unknown":
            return "unknown"
        if self.time_kind in ("plan", "event", "as_of"):
            return self.time_kind
        if self.measure == "stock":
            return "as_of"
        return "open" if self.measure == "cumulative" else "span"

    @property
    def moment(self) -> tuple:
        """What points that speak of the same time share."""
        return (self.start, self.end, self.earliest)

    @property
    def at(self) -> date:
        """The day at which it is drawn: the middle of a closed span or of an inferred interval."""
        if self.end is None:
            raise ValueError("a point without a date has no place on an axis")
        first = self.start if self.shape == "span" and self.start else self.earliest
        return self.end if first is None else first + (self.end - first) / 2

    @property
    def whole_year(self) -> int | None:
        """The calendar year that it covers exactly, else None."""
        if self.shape != "span" or self.start is None or self.unfinished:
            return None
        whole = self.start == date(self.end.year, 1, 1) and self.end == date(self.end.year, 12, 31)
        return self.end.year if whole else None

    @property
    def months(self) -> int:
        """How many months its span has, 0 for a point in time: what makes spans comparable."""
        if self.shape != "span" or self.start is None:
            return 0
        return max(1, round(((self.end - self.start).days + 1) / 30.4375))

    @property
    def _narrow(self) -> bool:
        """Whether a worked-out value is a range only because its inputs are rounded."""
        ranged = self.worked_out and self.bound == "range" and self.low is not None and self.high is not None
        return ranged and self.high - self.low <= NARROW * abs(self.value)

    def when(self, lang: Lang) -> str:
        """Return its time for people."""
        if self.shape == "unknown":
            return times.unknown(lang)
        if self.shape == "open" and self.start:
            return times.since(self.start, lang)
        if self.unfinished and self.shape == "span":
            return times.so_far(self.start, self.end, lang)
        if self.inferred:
            return times.within(self.earliest, self.end, lang)
        if self.time_kind == "event" or (self.start and self.start == self.end):
            return times.on(self.end, lang)
        if self.start and self.time_kind != "as_of":
            return times.span(self.start, self.end, lang)
        return times.as_of(self.end, lang)

    def text(self, lang: Lang, scale: numbers.Scale = "auto") -> str:
        """Return its value for people, with bound and unit."""
        return numbers.say(
            self.value,
            self.unit,
            lang,
            bound="about" if self._narrow else self.bound,
            low=self.low,
            high=self.high,
            unit_text=self.unit_text,
            scale=scale,
            digits=IMPLIED_DIGITS if self.worked_out else None,
        )

    def interval(self, lang: Lang) -> str:
        """Return the range of a worked-out value from its low to its high end, for a note; "" of one end."""
        digits = {"digits": IMPLIED_DIGITS + 1}
        if numbers.rounded(self.low, **digits) == numbers.rounded(self.high, **digits):
            return ""
        ends = {"low": self.low, "high": self.high, "unit_text": self.unit_text}
        return numbers.say(self.value, self.unit, lang, bound="range", **ends, **digits)


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one series in the order of time, one for each time and value."""

    points: tuple[Point, ...]
    breaks: tuple[date, ...] = ()
    """Days from which the definition is another one."""

    @property
    def metric(self) -> str:
        """The metric that all its points measure."""
        return self.points[0].metric

    @property
    def place(self) -> str | None:
        """The place of all its points."""
        return self.points[0].place

    @property
    def last(self) -> Point:
        """Its newest point: a plan only where it has nothing else."""
        return next((p for p in reversed(self.points) if p.shape != "plan"), self.points[-1])

    @property
    def contested(self) -> tuple[Point, ...]:
        """The stated points that another stated one of the same time contradicts."""
        moments: dict[tuple, list[Point]] = {}
        for point in self.points:
            if point.method == "stated" and point.bound == "exact" and point.measure != "event":
                moments.setdefault(point.moment, []).append(point)
        return tuple(
            p for same in moments.values() if not _agree({p.value for p in same}) for p in same if p.end
        )

    def runs(self) -> list[tuple[Point, ...]]:
        """Return the points that may be joined: dated, of one shape, length and definition, one a time.

        Whole years and part-years make runs of their own. Where reports contradict one another, or a running
        total falls, a run ends and another begins. The run with the newest point is the last.
        """
        contested, runs, count = {p.moment for p in self.contested}, {}, 0
        joined = [p for p in self.points if p.shape in ("span", "as_of") and not p.unfinished]
        chosen = {p.moment: p for p in sorted(joined, key=lambda p: (p.preferred, not p.worked_out))}
        last: dict[int, Point] = {}
        for point in sorted(chosen.values(), key=_order):
            before = last.get(point.months)
            fallen = point.measure == "cumulative" and before and point.value < before.value
            count += bool(fallen) or point.moment in contested
            if point.moment in contested:
                continue
            last[point.months] = point
            key = (sum(point.at >= day for day in self.breaks), point.months, count)
            runs.setdefault(key, []).append(point)
        return sorted(map(tuple, runs.values()), key=lambda run: (run[-1].end, run[-1].at))

    @property
    def falls(self) -> bool:
        """Whether a running total falls in it, which none can."""
        dated = sorted((p for p in self.points if p.shape == "as_of"), key=_order)
        falling = any(b.value < a.value and a.at != b.at for a, b in pairwise(dated))
        return falling and self.points[0].measure == "cumulative"

    def inside(self) -> list[Point]:
        """Return the part-years that lie within a longer span of the series: their bars would cover it."""
        spans = [p for p in self.points if p.shape == "span" and p.start]
        return [
            p
            for p in spans
            if any(o.start <= p.start and p.end <= o.end and o.months > p.months for o in spans)
        ]


def _agree(values: Iterable[float]) -> bool:
    """Return whether values may all be the same one, rounded: within half a unit of their last digits."""
    low, high = min(values), max(values)
    return high - low <= _half_unit(low) + _half_unit(high)


def _half_unit(value: float) -> float:
    """Return half of what the last digit of a value counts, 0 for a small whole number."""
    exact = Decimal(repr(value)).normalize()
    digit = Decimal(1).scaleb(exact.as_tuple().exponent)
    return float(digit / 2) if exact != exact.to_integral() or abs(value) >= ROUNDED else 0.0


def comparable(points: Sequence[Point]) -> bool:
    """Return whether the points tell a development: two dates or more, and spans of about one length."""
    lengths = [(p.end - p.start).days for p in points if p.shape == "span" and p.start]
    dates = {p.at for p in points}
    return len(dates) > 1 and (not lengths or max(lengths) - min(lengths) <= 2)


def firm(points: Sequence[Point]) -> bool:
    """Return whether a development may be claimed: the reports' words say what each of the points measures.

    Where one is a running total or a stock by assumption only, two values with their dates are all there is.
    """
    return all(p.measure_basis == "words" for p in points)


def series_of(points: Iterable[Point], breaks: dict[tuple, tuple[date, ...]]) -> list[Series]:
    """Group points into series, merge what several reports state alike; order: as the points come in.

    `breaks` are days by (metric, place).
    """
    grouped: dict[tuple, dict[tuple, Point]] = {}
    for point in points:
        same = (point.start, point.end, point.earliest, point.time_kind, point.value, point.bound)
        kept = grouped.setdefault(point.series, {})
        if same not in kept or (point.preferred and not kept[same].preferred):
            kept[same] = point
    return [
        Series(tuple(sorted(kept.values(), key=_order)), breaks.get((key[0], key[1]), ()))
        for key, kept in grouped.items()
    ]


def _order(point: Point) -> tuple:
    day = point.end or point.start or date.max - timedelta(days=1)
    return (day, point.start or day, point.preferred, point.value)
