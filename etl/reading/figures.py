"""All figures of a text with their sentence, time and place: where the parts of the reading come together.

`read_figures` is pure: the same text, dates and place give the same figures.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from msgspec import structs

from etl.model import Amount, Figure, ReportDates, When, figure_id
from etl.reading.amounts import find_amounts
from etl.reading.dating import date_figures
from etl.reading.fold import fold
from etl.reading.grids import Grids
from etl.reading.periods import FIVE_YEAR_PLANS, TimeMention, find_times
from etl.reading.placing import place_figures
from etl.reading.ruling import NO_TIME, ReportTime, Ruling, report_time
from etl.reading.smooth import Smooth, smooth
from etl.reading.structure import Structure, find_structure

NO_DATES = ReportDates()


@dataclass(frozen=True)
class Reading:
    """A text as read, smooth: `folded` has the length of `text`, figures are sorted by where they start.

    Positions here count in the smooth text; `of_clean` gives the figures as they stand in the clean one.
    """

    text: str
    folded: str
    structure: Structure
    figures: tuple[Figure, ...]
    now: ReportTime = NO_TIME
    """The report's own time: what 目前 means in it."""
    unplaced: frozenset[str] = frozenset()
    """Ids of figures without a place though their words name one: a county or zone that the tree lacks."""
    grids: Grids = field(default_factory=lambda: Grids(""))
    """The tables of the text."""
    smooth: Smooth = field(default_factory=lambda: Smooth(""))
    """Where the text stands in the clean text."""

    def of_clean(self) -> tuple[Figure, ...]:
        """Return the figures with positions and surface in the clean text."""
        return tuple(_moved(figure, self.smooth.span, self.smooth.clean) for figure in self.figures)

    def with_figures(self, figures: Iterable[Figure]) -> "Reading":
        """Return the reading with other figures, given as they stand in the clean text."""
        place = self.smooth.place
        here = (_moved(figure, lambda a, b: (place(a), place(b)), self.text) for figure in figures)
        return replace(self, figures=tuple(here))


def _moved(figure: Figure, span: Callable[[int, int], tuple[int, int]], text: str) -> Figure:
    start, end = span(figure.start, figure.end)
    first, last = span(figure.sentence_start, figure.sentence_end)
    return structs.replace(
        figure, start=start, end=end, surface=text[start:end], sentence_start=first, sentence_end=last
    )


def read_figures(
    clean: str,
    dates: ReportDates = NO_DATES,
    place: str | None = None,
    report: str = "",
    marked: Collection[int] = (),
) -> Reading:
    """Read every figure of a clean text.

    `dates` are the report's written and published days, `place` the id of the place that it speaks of; both
    are looked for in the text when they are not given. `report` only goes into the figures' ids. `marked`
    are the places where headings begin that the document itself marks.
    """
    smoothed = smooth(clean)
    text, marked = smoothed.text, {smoothed.place(position) for position in marked}
    folded = fold(text)
    structure = find_structure(folded, marked)
    mentions = find_times(folded)
    taken = [mention.number for mention in mentions if mention.number]
    grids = Grids(folded)
    amounts = find_amounts(text, folded, taken, grids)
    now = report_time(folded, structure, mentions, dates)
    whens, rulings = date_figures(folded, structure, mentions, amounts, now, grids)
    places, elsewhere = place_figures(folded, structure, amounts, whens, place, grids)
    dated = [
        (_amount(text, folded, mention, number), When("event", *_days(ruling)), None)
        for mention, ruling in zip(mentions, rulings, strict=True)
        if (number := mention.number)
    ]
    rows = sorted([*zip(amounts, whens, places, strict=True), *dated], key=lambda row: row[0].start)
    seen: dict[tuple[str, str], int] = {}
    figures = tuple(_figure(*row, text, structure, report, seen) for row in rows)
    starts = {amounts[index].start for index in elsewhere}
    unplaced = frozenset(figure.figure for figure in figures if figure.start in starts)
    return Reading(text, folded, structure, figures, now, unplaced, grids, smoothed)


def _amount(text: str, folded: str, mention: TimeMention, number: tuple[int, int]) -> Amount:
    """Return a date as a figure that is no statistic."""
    start, end = number
    name = mention.role == "none" and folded[start:end] in FIVE_YEAR_PLANS
    kind = "name" if name else "date"
    rule = f"periods:{mention.role}"
    return Amount(start, end, text[start:end], kind, None, None, None, "exact", "", "", False, rule)


def _days(ruling: Ruling | None) -> tuple[str | None, str | None]:
    return (ruling.start or ruling.end, ruling.end) if ruling else (None, None)


def _figure(
    amount: Amount,
    when: When,
    place: str | None,
    text: str,
    structure: Structure,
    report: str,
    seen: dict[tuple[str, str], int],
) -> Figure:
    start, end = structure.sentence_at(amount.start)
    sentence = text[start:end]
    occurrence = seen.get((amount.surface, sentence), 0) + 1
    seen[amount.surface, sentence] = occurrence
    statistic = amount.statistic
    timed = statistic and when.kind != "unknown"
    return Figure(
        figure=figure_id(report, amount.surface, sentence, occurrence),
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
        time_kind=when.kind if statistic else None,
        period_start=when.start if timed or amount.kind == "date" else None,
        period_end=when.end if timed or amount.kind == "date" else None,
        period_end_earliest=when.end_earliest if timed else None,
        time_basis=("inferred" if when.inferred else "stated") if timed else None,
        cumulative=when.cumulative,
        place=place if statistic else None,
        statistic=statistic,
        rule=amount.rule,
    )
