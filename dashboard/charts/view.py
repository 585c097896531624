"""What a chart shows of the data under a query: series, form, lead. Picture and page share it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard import forms
from dashboard.charts import choosing
from dashboard.charts.catalogue import Chart
from dashboard.charts.choosing import Choice
from dashboard.charts.developing import Way, developed
from dashboard.data import Data
from dashboard.points import Point, Series, comparable
from etl.numbers import Scale
from etl.texts import Lang


@dataclass(frozen=True)
class Query:
    """What a reader may set, all of it in the address; empty means all."""

    places: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    stated_only: bool = False
    yearly: bool = False
    known_on: date | None = None
    scale: Scale = "auto"
    events: bool = False
    findings: bool = False
    develop: Way = ""
    """Levels as they are, as an index of the first value, or as growth from value to value."""
    reach: tuple[float, float] | None = None
    """Values that a value axis takes in besides its own: those of pictures compared side by side."""

    def keeps(self, point: Point) -> bool:
        """Return whether a point is asked for."""
        if self.stated_only and point.worked_out:
            return False
        if self.yearly and not point.yearly:
            return False
        if self.known_on and (point.known_since is None or point.known_since > self.known_on):
            return False
        if self.since is None and self.until is None:
            return True
        first, last = point.start or point.end, point.end or point.start
        if first is None or last is None:
            return False
        return not (self.since and last < self.since) and not (self.until and first > self.until)


@dataclass(frozen=True)
class View:
    """A chart with its data: `series` in the order of the chart's metrics, `lead` the one of the title.

    `left_out` are the series that have no room or are of another kind, `increments` how many differences of
    running totals stay out beside the totals themselves, `older` how many values that newer ones stand for.
    """

    chart: Chart
    series: tuple[Series, ...]
    form: str
    query: Query
    left_out: tuple[Series, ...] = ()
    increments: int = 0
    older: int = 0

    @property
    def points(self) -> list[Point]:
        """All points, series by series."""
        return [point for one in self.series for point in one.points]

    @property
    def lead(self) -> Series:
        """The series with the most comparable points, then the newest, then the largest value."""
        return max(self.series, key=_weight)

    @property
    def places(self) -> list[str]:
        """The places shown, in the order of the series."""
        return list(dict.fromkeys(one.place for one in self.series if one.place))

    @property
    def contested(self) -> frozenset[str]:
        """The observations of points that others of the same time contradict."""
        return frozenset(p.observation for one in self.series for p in one.contested)

    @property
    def metrics(self) -> list[str]:
        """The metrics shown, in the order of the series."""
        return list(dict.fromkeys(one.metric for one in self.series))


def view(chart: Chart, data: Data, query: Query = Query()) -> View | None:
    """Return what `chart` shows under `query`, or None where nothing is left."""
    places = list(query.places) or chart.places
    kept = [
        replace(one, points=points)
        for one in data.series(chart.metrics, places)
        if (points := tuple(p for p in one.points if query.keeps(p)))
    ]
    every = sum(len(one.points) for one in kept)
    kept = kept if query.yearly else _of_stated_measures(kept)
    increments = every - sum(len(one.points) for one in kept)
    if query.develop:
        kept = developed(kept, query.develop)
    if not kept:
        return None
    if chart.form == "latest":
        kept = _latest(kept)
    fixed = "timeline" if query.develop else chart.form
    choice = Choice(kept, fixed) if fixed else choosing.choose(kept)
    few, form = _few(choice.series, forms.most(choice.form, bool(query.places))), choice.form
    if not fixed:
        form = forms.choose(few)
        few = _few(few, forms.most(form, bool(query.places)))
    if form == "timeline" and len(few) > forms.MOST_BARS:
        few = sorted(few, key=_weight, reverse=True)
    drawn = {one.points for one in few}
    out = (*choice.out, *(one for one in choice.series if one.points not in drawn))
    return View(chart, tuple(few), form, query, out, increments, choice.older)


def _of_stated_measures(kept: list[Series]) -> list[Series]:
    """Return the series without those that are worked out and measure what no report states of the metric.

    The difference of two running totals is no newer value of the total.
    """
    stated = {(p.measure, p.metric) for one in kept for p in one.points if not p.worked_out}
    metrics = {metric for _, metric in stated}
    return [one for one in kept if one.metric not in metrics or (one.points[0].measure, one.metric) in stated]


def _few(kept: list[Series], most: int) -> list[Series]:
    """Return the series themselves where they are few, else the weightiest `most`, the weightiest first."""
    return kept if len(kept) <= most else sorted(kept, key=_weight, reverse=True)[:most]


def _latest(kept: list[Series]) -> list[Series]:
    """Return each metric's newest value (all that reports state of that time) at the best known place."""
    known = {place: [s for s in kept if s.place == place] for place in {s.place for s in kept}}
    best = max(known.values(), key=_known)
    newest = {s.metric: s for s in sorted(best, key=lambda s: (s.last.shape != "plan", _weight(s)[1]))}
    ordered = [newest[metric] for metric in dict.fromkeys(s.metric for s in kept) if metric in newest]
    return [replace(one, points=_newest(one)) for one in ordered]


def _known(some: list[Series]) -> tuple[int, date]:
    """Return how many metrics series of one place are of that are more than plans, and their newest date."""
    facts = [one for one in some if one.last.shape != "plan"]
    return len({one.metric for one in facts}), max((_weight(one)[1] for one in facts), default=date.min)


def _newest(one: Series) -> tuple[Point, ...]:
    """Return the points of a series' newest time: those that reports state, where any does.

    Of undated ones it is the one of the newest report.
    """
    if one.last.shape == "unknown":
        return (max(one.points, key=lambda p: p.known_since or date.min),)
    same = tuple(p for p in one.points if p.moment == one.last.moment)
    return tuple(p for p in same if not p.worked_out) or same


def labels(shown: View, data: Data, lang: Lang) -> tuple[str, ...]:
    """Return the words that tell the series apart: metric, place, or both where both differ."""
    several = len(shown.metrics) > 1, len(shown.places) > 1
    words = []
    for one in shown.series:
        metric = name_of(shown.chart, data, one.metric, lang)
        place = data.name("places", one.place, lang)
        gap = " · "
        parts = [place] * several[1] + [metric] * (several[0] or not several[1])
        joined = gap.join(part for part in parts if part)
        words.append(joined[:1].upper() + joined[1:])
    return tuple(words)


def name_of(chart: Chart, data: Data, metric: str, lang: Lang) -> str:
    """Return the chart's own name of a metric, else the catalogue's."""
    return chart.names.get(metric, {}).get(lang) or data.name("metrics", metric, lang)


def _weight(one: Series) -> tuple:
    runs = [len(run) for run in one.runs() if comparable(run)]
    return max(runs, default=1), one.last.end or one.last.start or date.min, one.last.value


def years(points: Sequence[Point]) -> tuple[int, int] | None:
    """Return the first and the last year that dated points speak of."""
    dated = [p for p in points if p.end or p.start]
    if not dated:
        return None
    first = min((p.start or p.earliest or p.end).year for p in dated)
    return first, max((p.end or p.start).year for p in dated)
