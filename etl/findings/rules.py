"""The words and limits of rules/findings.yaml, typed."""

from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES


class FindingRules(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of rules/findings.yaml; its comments explain the keys."""

    never_above: dict[str, str]
    counted_apart: dict[str, str]
    share_words: list[str]
    sum_words: list[str]
    part_words: list[str]
    whole_words: list[str]
    total_rows: list[str]
    subtotal_rows: list[str]
    whole_places: list[str]
    same_deal: float
    stale_months: int
    magnitude_factor: float
    slip_powers: list[int]
    same_value_digits: int
    same_value_digits_across: int


@cache
def rules() -> FindingRules:
    """Return the rules for findings."""
    return datafiles.load(RULES / "findings.yaml", FindingRules)
