"""What a kind of finding gets to work with, and what it gives.

Messages are texts of texts.yaml in zh and en; numbers in them stand as the reports write them, so that a
reader finds them again in the sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from etl import numbers, times
from etl.derive.implied import Derived
from etl.evidence import Evidence
from etl.model import Figure, Observation, short_id
from etl.texts import LANGS, Lang, texts

TEXTS = Path(__file__).with_name("texts.yaml")
Severity = Literal["error", "warning", "note"]
Pair = tuple[str, str]
"""A text in zh and en."""
_EXACT = 12
"""Digits of a worked-out value that are its own and no noise of binary fractions."""
Shown = Observation | Figure | Pair | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit together, with the figures that it rests on."""

    finding: str
    kind: str
    severity: Severity
    metric: str | None
    place: str | None
    message_zh: str
    message_en: str
    expected: str | None
    expected_en: str | None
    found: str | None
    found_en: str | None
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """All observations of a library with their evidence, and the names of metrics and places (zh, en)."""

    observations: tuple[Observation, ...]
    derived: tuple[Derived, ...]
    evidence: Evidence
    metric_names: Mapping[str, tuple[str, str]]
    place_names: Mapping[str, tuple[str, str]]

    @cached_property
    def levels(self) -> tuple[Observation, ...]:
        """Stated levels that are no plans."""
        return tuple(o for o in self.observations if o.transform == "level" and o.time_kind != "plan")

    @cached_property
    def by_id(self) -> dict[str, Observation]:
        """Every observation, worked-out ones too, by its id."""
        return {o.observation: o for o in (*self.observations, *(d.observation for d in self.derived))}

    def finding(
        self,
        kind: str,
        severity: Severity,
        observations: Iterable[Observation],
        *,
        figures: Iterable[Figure] = (),
        expected: Shown = None,
        found: Shown = None,
        text: str | None = None,
        **values: object,
    ) -> Finding:
        """Return a finding about `observations`; its id depends on its kind and its figures alone.

        `text` names the message when a kind has several. Of all values an observation or figure becomes its
        number as written, a pair stands for (zh, en).
        """
        about = list(observations)
        ids = sorted({f.figure for f in figures} | {name for o in about for name in self.stated_by(o)})
        first = about[0] if about else None
        metric, place = (first.metric, first.place) if first else (None, None)
        said = {"expected": expected, "found": found, **self.names(metric, place), **values}
        zh, en = self.say(text or kind, **said)
        return Finding(
            short_id(kind, metric, place, *ids),
            kind,
            severity,
            metric,
            place,
            zh,
            en,
            *self.pair(expected),
            *self.pair(found),
            tuple(ids),
        )

    def say(self, key: str, **values: object) -> tuple[str, str]:
        """Return a text in zh and en, with the names and numbers of each language."""
        zh, en = (
            texts(TEXTS).say(key, lang, **{name: self._say(value, i) for name, value in values.items()})
            for i, lang in enumerate(LANGS)
        )
        return zh, en

    def names(self, metric: str | None, place: str | None) -> dict[str, tuple[str, str]]:
        """Return the names of a metric and a place for a message; an unknown place has no name."""
        return {
            "metric": self.metric_names.get(metric, (metric or "", metric or "")),
            "place": self.place_names.get(place, (place, place)) if place else self.say("no_place"),
        }

    def stated_by(self, observation: Observation) -> tuple[str, ...]:
        """Return the ids of the figures that an observation rests on, through all of its inputs."""
        below = [self.by_id[name] for name in observation.inputs if name in self.by_id]
        return (*observation.figures, *(name for o in below for name in self.stated_by(o)))

    def written(self, stated: Observation | Figure) -> str:
        """Return the number as its report writes it; a worked-out one in digits with its unit."""
        figures = [stated] if isinstance(stated, Figure) else self.evidence.figures_of(stated)
        return self.evidence.surface(figures[0]) if figures else numbers.say(stated.value, stated.unit, "zh")

    def measure_word(self, stated: Observation | Figure) -> str:
        """Return the measure word that a report writes behind the number: 宗, 家次; nothing for money."""
        figures = [stated] if isinstance(stated, Figure) else self.evidence.figures_of(stated)
        return figures[0].unit_text if figures and figures[0].kind == "count" else ""

    def amount(self, value: float, like: Observation | Figure) -> Pair:
        """Return a value with the unit of another as people write it, in zh and en."""
        word = self.measure_word(like)
        zh, en = (numbers.say(value, like.unit, lang, unit_text=word, digits=_EXACT) for lang in LANGS)
        return zh, en

    def at_least(self, zh: str, en: str) -> Pair:
        """Return a value as the least that was to be expected."""
        return self.say("at_least", value=(zh, en))

    def is_local(self, place: str) -> bool:
        """Tell whether a place is a city or a district, a municipality too."""
        return bool({"city", "district"} & set(self.evidence.levels.get(place, ())))

    def when(self, observation: Observation) -> Pair:
        """Return the time of an observation as people write it: 2023年, 2025年7月31日, 2024年内."""
        zh, en = (_when(observation, lang) for lang in LANGS)
        return zh, en

    def both(self, stated: Observation | Figure) -> Pair:
        """Return the number as written, and for a reader of English."""
        return self.written(stated), numbers.say(stated.value, stated.unit, "en", bound=stated.bound)

    def pair(self, value: Shown) -> tuple[str | None, str | None]:
        """Return a value in zh and en; a text alone is both."""
        if isinstance(value, Observation | Figure):
            return self.both(value)
        return value if isinstance(value, tuple) else (value, value)

    def _say(self, value: object, language: int) -> object:
        return self.pair(value)[language] if isinstance(value, Observation | Figure | tuple) else value


def day(text: str) -> Pair:
    """Return an ISO day as people write it."""
    zh, en = (times.on(date.fromisoformat(text), lang) for lang in LANGS)
    return zh, en


def _when(o: Observation, lang: Lang) -> str:
    if not o.period_end:
        return times.unknown(lang)
    end = date.fromisoformat(o.period_end)
    if o.period_end_earliest and o.period_end_earliest != o.period_end:
        return times.within(date.fromisoformat(o.period_end_earliest), end, lang)
    if not o.period_start or o.period_start == o.period_end:
        return times.on(end, lang)
    return times.span(date.fromisoformat(o.period_start), end, lang)
