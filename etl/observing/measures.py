"""What the words make of a value: level, change or share; flow, stock, running total, event.

Words decide first (新增, 累计, a dated deal); where none does, the metric's usual measure is taken and the
basis says `assumed`.
"""

import re
from dataclasses import dataclass

import msgspec

from etl import datafiles
from etl.catalogue import Metric
from etl.model import Figure, Measure, Transform
from etl.observing.claims import Match
from etl.observing.context import Context
from etl.paths import RULES


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    new: str
    change: str
    fall: str
    wins: str


_WORDS = datafiles.load(RULES / "measures.yaml", _Words)
_NEW = re.compile(_WORDS.new)
_CHANGE = re.compile(_WORDS.change)
_FALL = re.compile(_WORDS.fall)


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a figure states its metric."""

    transform: Transform
    measure: Measure
    basis: str
    sign: int = 1
    earlier: bool = False
    """What a value rose or fell from (由A提高到B)."""


def meaning_of(context: Context, match: Match, metric: Metric) -> Meaning:
    """Return how a figure that a claim holds for states its metric."""
    clause = context.text.reading.folded[context.clause : context.figure.start]
    measure, basis = measure_of(context.figure, match.claim.claim.measure, metric, bool(_NEW.search(clause)))
    if _NEW.search(clause) and metric.measure == "stock":
        return Meaning("change", measure, basis)
    if _CHANGE.search(clause):
        return Meaning("change", measure, basis, -1 if _FALL.search(clause) else 1)
    return Meaning("level", measure, basis, earlier=context.from_value)


def _closed(figure: Figure) -> bool:
    """Tell whether a sum is over a stated span of a year or less: what came in it (2023年累计查处412宗)."""
    start, end = figure.period_start, figure.period_end
    if figure.time_kind != "period" or figure.time_basis != "stated" or not (start and end):
        return False
    return start[:4] == end[:4]


def measure_of(figure: Figure, said: Measure | None, metric: Metric, new: bool) -> tuple[Measure, str]:
    """Return the measure of a level and its basis; `said` is the one that the claim's own words give."""
    usual = metric.measure
    if said:
        return said, "words"
    if usual in ("event", "level"):
        return usual, "words"
    if figure.time_kind == "event" and usual != "stock":
        return "event", "words"
    if figure.cumulative and usual != "stock" and not (usual == "flow" and _closed(figure)):
        return "cumulative", "words"
    if new and usual != "stock":
        return "flow", "words"
    if figure.time_kind == "period" and usual != "stock":
        return "flow", "words"
    if figure.time_kind == "as_of" and usual == "stock":
        return "stock", "words"
    return usual, "assumed"
