"""All figures of a text with their sentence, time and place: where the parts of the reading come together.

`read_figures` is pure: the same text, dates and place give the same figures.
"""

from collections import Counter
from dataclasses import dataclass

from etl.model import Amount, Figure, ReportDates, figure_id
from etl.reading.amounts import find_amounts
from etl.reading.fold import fold
from etl.reading.structure import Structure, find_structure

NO_DATES = ReportDates()


@dataclass(frozen=True)
class Reading:
    """A text as read: `folded` has the length of `text`, figures are sorted by where they start."""

    text: str
    folded: str
    structure: Structure
    figures: tuple[Figure, ...]


def read_figures(
    text: str, dates: ReportDates = NO_DATES, place: str | None = None, report: str = ""
) -> Reading:
    """Read every figure of a clean text.

    `dates` are the report's written and published days, `place` the id of the place that it speaks of; both
    are looked for in the text when they are not given. `report` only goes into the figures' ids.
    """
    folded = fold(text)
    structure = find_structure(folded)
    seen: Counter = Counter()
    figures = [_figure(amount, text, structure, report, seen) for amount in find_amounts(text, folded, ())]
    return Reading(text, folded, structure, tuple(figures))


def _figure(amount: Amount, text: str, structure: Structure, report: str, seen: Counter) -> Figure:
    start, end = structure.sentence_at(amount.start)
    sentence = text[start:end]
    seen[amount.surface, sentence] += 1
    return Figure(
        figure=figure_id(report, amount.surface, sentence, seen[amount.surface, sentence]),
        start=amount.start,
        end=amount.end,
        surface=amount.surface,
        sentence_start=start,
        sentence_end=end,
        kind=amount.kind,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        bound=amount.bound,
        unit=amount.unit,
        unit_text=amount.unit_text,
        time_kind="unknown" if amount.statistic else None,
        period_start=None,
        period_end=None,
        period_end_earliest=None,
        time_basis=None,
        cumulative=False,
        place=None,
        statistic=amount.statistic,
        rule=amount.rule,
    )
