"""The words of rules/derive.yaml, typed, and the questions that derived values and findings ask of them."""

import re
from functools import cache, cached_property
from typing import Literal

import msgspec

from etl import datafiles
from etl.evidence import Evidence
from etl.model import Figure, Observation
from etl.paths import RULES

Base = Literal["year_before", "other", "unsaid"]
_REACH = 40


class GrowthBase(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that name what a growth rate compares with."""

    year_before: list[str]
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
        groups = {"year_before": base.year_before, "other": base.other}
        parts = [f"(?P<{name}>{'|'.join(map(re.escape, words))})" for name, words in groups.items()]
        return re.compile("|".join([*parts, f"(?P<named>{base.named_year})"]))


@cache
def words() -> Words:
    """Return the words of rules/derive.yaml."""
    return datafiles.load(RULES / "derive.yaml", Words)


def growth_base(evidence: Evidence, figure: Figure) -> Base:
    """Return what the words before a growth figure compare it with; the nearest ones decide."""
    found: Base = "unsaid"
    for match in words().base_pattern.finditer(evidence.before(figure, _REACH)):
        if match.lastgroup in ("year_before", "other"):
            found = match.lastgroup
        elif figure.period_end:
            year = next(group for group in match.groups()[::-1] if group and group.isdigit())
            found = "year_before" if int(year) == int(figure.period_end[:4]) - 1 else "other"
    return found


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
