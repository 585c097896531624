"""What stands behind the observations: figures, their sentences, reports and the tree of places.

Derived values and findings ask it for words; they never read a report themselves. All text that it gives is
folded (see reading.fold), so that rules match Simplified and Traditional, full width and half width alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from etl.model import Figure, Observation


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one report: publisher, place, clean text, the interval of its date (ISO dates)."""

    report: str
    publisher: str | None
    date_earliest: str | None
    date_latest: str | None
    place: str | None
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Nature:
    """What the catalogue says of metrics that decides how their values may be put together."""

    listed: frozenset[str] = frozenset()
    """Metrics of which a report states several values at once, each of another thing (seized goods)."""
    totals: Mapping[str, str] = field(default_factory=dict)
    """Metric of single deals → the running total that they are part of."""


@dataclass(frozen=True)
class Evidence:
    """Figures by id, reports by id, of each place its parent and its levels, and the nature of metrics."""

    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]
    report_of: Mapping[str, str]
    """Figure id → report id."""
    parents: Mapping[str, str | None]
    levels: Mapping[str, tuple[str, ...]]
    """Place → country, region, province, city, district; a municipality is province and city."""
    nature: Nature = Nature()

    def figures_of(self, observation: Observation) -> list[Figure]:
        """Return the figures that state the observation, in text order."""
        return [self.figures[name] for name in observation.figures if name in self.figures]

    def surface(self, figure: Figure) -> str:
        """Return the figure's words, folded."""
        return self._text(figure)[figure.start : figure.end]

    def sentence(self, figure: Figure) -> str:
        """Return the figure's sentence, folded."""
        return self._text(figure)[figure.sentence_start : figure.sentence_end]

    def clean_sentence(self, figure: Figure) -> str:
        """Return the figure's sentence as the clean text has it."""
        return self.sources[self.report_of[figure.figure]].text[figure.sentence_start : figure.sentence_end]

    def before(self, figure: Figure, width: int) -> str:
        """Return up to `width` characters of the sentence that stand before the figure."""
        return self._text(figure)[max(figure.sentence_start, figure.start - width) : figure.start]

    def after(self, figure: Figure, width: int) -> str:
        """Return up to `width` characters of the sentence that stand behind the figure."""
        return self._text(figure)[figure.end : min(figure.sentence_end, figure.end + width)]

    def above(self, place: str | None) -> Iterator[str]:
        """Yield the place itself, its parent, and so on to the root; nothing for None."""
        while place is not None:
            yield place
            place = self.parents.get(place)

    def date(self, observation: Observation) -> str | None:
        """Return the latest day of the report that states the observation."""
        source = self.sources.get(observation.report)
        return source.date_latest if source else None

    @cached_property
    def newest(self) -> str | None:
        """Return the day by which the newest report surely existed: what 'stale' is measured against."""
        days = (s.date_earliest or s.date_latest for s in self.sources.values())
        return max((day for day in days if day), default=None)

    def _text(self, figure: Figure) -> str:
        return self.sources[self.report_of[figure.figure]].folded


def where(o: Observation) -> tuple[str | None, str | None]:
    """Return what two observations of one place share: the place, or the report when the place is unknown."""
    return o.place, None if o.place else o.report


def series_of(observations: Iterable[Observation]) -> dict[tuple, list[Observation]]:
    """Group observations of one metric, place, measure, unit and transform; each sorted by its last day.

    An unknown place is one place within a report only.
    """
    groups: dict[tuple, list[Observation]] = {}
    for o in observations:
        groups.setdefault((o.metric, where(o), o.measure, o.unit, o.transform), []).append(o)
    return {key: sorted(group, key=_time) for key, group in groups.items()}


def _time(o: Observation) -> tuple[str, str, str]:
    return o.period_end or "", o.period_start or "", o.observation
