"""The words of rules/derive.yaml, typed, and the questions that derived values and findings ask of them."""

import re
from functools import cache, cached_property
from typing import Literal

import msgspec

from etl import datafiles
from etl.evidence import Evidence
from etl.model import Figure, Observation
from etl.paths import RULES

Base = Literal["year_before", "year_end", "other", "unsaid"]
_REACH, _BEHIND = 40, 12
_LONG = 1000


class GrowthBase(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that name what a growth rate compares with."""

    year_before: list[str]
    year_end: list[str]
    other: list[str]
    named_year: str


class ShareOf(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that make a percentage a share of a place above."""

    words: list[str]
    whole: dict[str, Literal["country", "province", "city"]]


class Wording(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Groups of words; two points with words of different groups count different things."""

    name: str
    where: Literal["before", "unit_text"]
    words: dict[str, list[str]]


class Words(msgspec.Struct, forbid_unknown_fields=True, frozen=True, dict=True):
    """All of rules/derive.yaml."""

    growth_base: GrowthBase
    share_of: ShareOf
    official: list[str]
    wording: list[Wording]

    @cached_property
    def base_pattern(self) -> re.Pattern[str]:
        """One pattern over all base words; the group that matched names the base."""
        base = self.growth_base
        groups = {"year_end": base.year_end, "other": base.other, "year_before": base.year_before}
        parts = [f"(?P<{name}>{'|'.join(map(re.escape, words))})" for name, words in groups.items()]
        return re.compile("|".join([*parts, f"(?P<named>{base.named_year})"]))


@cache
def words() -> Words:
    """Return the words of rules/derive.yaml."""
    return datafiles.load(RULES / "derive.yaml", Words)


def growth_base(evidence: Evidence, figure: Figure) -> Base:
    """Return what the words around a growth figure compare it with.

    Its own part of the sentence decides: the nearest words before it, else those right behind it. Without
    any, a comparison that opens the sentence (与上年同期相比) holds.
    """
    before = evidence.before(figure, _LONG)
    own = before[before.rfind(";") + 1 :]
    behind = re.split("[,;。]", evidence.after(figure, _BEHIND))[0]
    opening = re.split("[,;。]", before)[0]
    for matches in (_bases(own)[::-1], _bases(behind), _bases(opening)):
        if matches:
            return _base(matches[0], figure)
    return "unsaid"


def _bases(text: str) -> list[re.Match[str]]:
    return list(words().base_pattern.finditer(text))


def _base(match: re.Match[str], figure: Figure) -> Base:
    if match.lastgroup in ("year_before", "year_end", "other"):
        return match.lastgroup
    year, end = match.groups()[-2:]
    if not figure.period_end or int(year) != int(figure.period_end[:4]) - 1:
        return "other"
    return "year_end" if end else "year_before"


def wording(evidence: Evidence, observation: Observation) -> dict[str, str]:
    """Return, for each group of wordings, the one nearest to the figures: {'stage': 'closed'}."""
    found = {}
    for rule in words().wording:
        hits = [
            hit for figure in evidence.figures_of(observation) if (hit := _nearest(evidence, figure, rule))
        ]
        if len(set(hits)) == 1:
            found[rule.name] = hits[0]
    return found


def _nearest(evidence: Evidence, figure: Figure, rule: Wording) -> str | None:
    if rule.where == "unit_text":
        return next((name for name, group in rule.words.items() if figure.unit_text in group), None)
    before = evidence.before(figure, _REACH)
    position, name = max((before.rfind(word), name) for name, group in rule.words.items() for word in group)
    return name if position >= 0 else None
