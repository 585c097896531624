"""What a kind of finding gets to work with, and what it gives.

Messages are texts of texts.yaml in zh and en; numbers in them stand as the reports write them, so that a
reader finds them again in the sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from etl.derive.implied import Derived, number
from etl.evidence import Evidence
from etl.model import Figure, Observation, short_id
from etl.texts import LANGS, texts

TEXTS = Path(__file__).with_name("texts.yaml")
Severity = Literal["error", "warning", "note"]


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
    found: str | None
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
        expected: str | None = None,
        found: str | None = None,
        text: str | None = None,
        **values: object,
    ) -> Finding:
        """Return a finding about `observations`; its id depends on its kind and its figures alone.

        `text` names the message when a kind has several. A value of `values` that is an observation becomes
        its number as written; a pair stands for (zh, en).
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
            expected,
            found,
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
            "place": self.place_names.get(place, (place or "", place or "")),
        }

    def stated_by(self, observation: Observation) -> tuple[str, ...]:
        """Return the ids of the figures that an observation rests on, through all of its inputs."""
        below = [self.by_id[name] for name in observation.inputs if name in self.by_id]
        return (*observation.figures, *(name for o in below for name in self.stated_by(o)))

    def written(self, observation: Observation) -> str:
        """Return the number as its report writes it; a worked-out one in digits with its unit."""
        figures = self.evidence.figures_of(observation)
        return (
            self.evidence.surface(figures[0])
            if figures
            else f"{number(observation.value)} {observation.unit}"
        )

    def when(self, observation: Observation) -> str:
        """Return the time of an observation: 2023, 2023-01-01/2023-09-30 or 2025-07-31."""
        start, end = observation.period_start, observation.period_end
        if not end:
            return "?"
        if observation.period_end_earliest and observation.period_end_earliest != end:
            return f"{observation.period_end_earliest} … {end}"
        if start and start[5:] == "01-01" and end == f"{start[:4]}-12-31":
            return start[:4]
        return f"{start}/{end}" if start and start != end else end

    def both(self, observation: Observation) -> tuple[str, str]:
        """Return the number as written, and for a reader of English."""
        return self.written(observation), english(observation)

    def _say(self, value: object, language: int) -> object:
        if isinstance(value, Observation):
            return english(value) if language else self.written(value)
        return value[language] if isinstance(value, tuple) else value


def english(observation: Observation) -> str:
    """Return the number for a reader of English: over CNY 68.6 million, 2,282, 11.81%."""
    value, unit = observation.value, observation.unit
    if unit.isupper():
        shown = f"{unit} {number(value / 1e6)} million" if abs(value) >= 1e6 else f"{unit} {value:,.15g}"
    else:
        shown = f"{number(value)}%" if unit == "percent" else f"{value:,.15g}"
    bound = {"at_least": "over ", "at_most": "up to ", "about": "about "}.get(observation.bound, "")
    return bound + shown
