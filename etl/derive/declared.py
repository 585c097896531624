"""The formulas of rules/formulas.yaml, typed: derived metrics, sums, and which metric is part of which.

Stands apart from `derive.formulas`, which works them out, so that implied values can ask for wholes.
"""

from functools import cache
from typing import Literal

import msgspec

from etl import datafiles
from etl.paths import RULES


class Ratio(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A derived metric, `of` x `scale` / `by`, and what the catalogue says of it.

    `kind` base: what a rate a head was divided by, implied by level and rate. `across`: numerator and base
    may come from different reports and be a running total beside a stock, but of the same place and date.
    """

    of: str
    by: str
    scale: int
    unit: str
    topic: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    kind: Literal["ratio", "base"] = "ratio"
    across: bool = False


class Formulas(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of rules/formulas.yaml: derived metrics by id; sums with their parts; parts with their whole."""

    ratios: dict[str, Ratio]
    sums: dict[str, list[str]]
    wholes: dict[str, str]


@cache
def formulas() -> Formulas:
    """Return the formulas of rules/formulas.yaml."""
    return datafiles.load(RULES / "formulas.yaml", Formulas)
