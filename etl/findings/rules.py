"""The words and limits of rules/findings.yaml, typed."""

from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES


class FindingRules(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of rules/findings.yaml; its comments explain the keys."""

    deals_in_totals: dict[str, str]
    share_words: list[str]
    sum_words: list[str]
    part_words: list[str]
    stale_months: int
    magnitude_factor: float
    same_value_digits: int


@cache
def rules() -> FindingRules:
    """Return the rules for findings."""
    return datafiles.load(RULES / "findings.yaml", FindingRules)
