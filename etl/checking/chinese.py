"""The claims of Chinese text: read and observed as a report is, with the same rules and catalogue.

Only two things are added: a draft's 目前 names no time of its own (what holds is the newest statement), and
values that nobody states but the tables work out (费率, 户均保额) are metrics of their own
(`catalogue/metrics`), which in a report they are not.
"""

import re
from pathlib import Path

from etl.catalogue import Catalogue, load_catalogue
from etl.checking.bases import base_beside
from etl.checking.model import Claim, Hedge, Time
from etl.checking.placing import names_place, place_of, starts_anew
from etl.checking.words import clause, is_habit, words
from etl.derive.rounding import step
from etl.model import Figure, Measure, Observation, ReportDates, Transform
from etl.observe import FateOf, observe
from etl.reading.figures import Reading, read_figures
from etl.reading.fold import fold
from etl.reading.periods import TimeMention, find_times

OWN = Path(__file__).with_name("catalogue")
_NAMED = ("in", "until", "toward", "since")


def catalogue_of(*own: Path) -> Catalogue:
    """Return the catalogue with what is worked out as metrics; `own` are a person's folders."""
    return load_catalogue(*own, OWN)


def claims(text: str, dates: ReportDates, place: str | None, own: tuple[Path, ...] = ()) -> list[list[Claim]]:
    """Return the claims of each statistic of a Chinese text, in text order; spans count in `text`.

    `dates` and `place` are the draft's own, as far as they are known: what 今年 and 全市 mean.
    """
    reading = read_figures(words()["average"].sub(_blank, text), dates, place)
    catalogue = catalogue_of(*own)
    seen = observe("", reading, catalogue, dates)
    rows: dict[str, list[Observation]] = {}
    for row in seen.observations:
        for name in row.figures:
            rows.setdefault(name, []).append(row)
    return [
        [
            _claim(text, reading, figure, row, seen.fates[figure.figure], dates, catalogue)
            for row in rows.get(figure.figure, (None,))
        ]
        for figure in reading.figures
        if figure.statistic and figure.value is not None
    ]


def _blank(match: re.Match[str]) -> str:
    """Return spaces for a word that stands between a figure and what it counts (案件年均1777宗)."""
    return " " * len(match[0])


def _claim(
    text: str,
    reading: Reading,
    figure: Figure,
    row: Observation | None,
    fate: FateOf,
    dates: ReportDates,
    catalogue: Catalogue,
) -> Claim:
    surface = reading.text[figure.start : figure.end]
    sentence = reading.text[figure.sentence_start : figure.sentence_end]
    given = row or figure
    before = clause(reading.folded[figure.sentence_start : figure.start])
    behind = reading.folded[figure.end : figure.sentence_end]
    row = None if words()["left_open"].search(before) or words()["restricted"].match(behind) else row
    measure, said = _measure(row, before, catalogue) if row else ("level", False)
    start, end = reading.smooth.span(figure.start, figure.end)
    return Claim(
        start=start,
        end=end,
        surface=reading.smooth.clean[start:end],
        metric=_metric(row, before, catalogue) if row else None,
        candidates=() if row else fate.candidates,
        place=place_of(reading, figure, given.place),
        transform=_transform(row, before, catalogue) if row else "level",
        measure=measure,
        measure_said=said,
        time=_time(text, reading, figure, row, dates),
        value=given.value,
        low=given.low,
        high=given.high,
        bound=given.bound,
        unit=given.unit,
        step=step(given.value, [fold(surface)], given.unit),
        hedge=_hedge(fold(surface)),
        base=_base(sentence, figure, row),
        plan=bool(row) and row.status == "F" and bool(words()["plan"].search(fold(sentence))),
        place_named=names_place(reading, figure),
    )


def _time(text: str, reading: Reading, figure: Figure, row: Observation | None, dates: ReportDates) -> Time:
    given = row or figure
    level = not row or row.measure != "level"
    clean = reading.smooth.span(figure.sentence_start, figure.start)
    if level and is_habit(fold(text[slice(*clean)])):
        return Time("each")
    if given.time_kind in (None, "unknown"):
        before = reading.folded[figure.sentence_start : figure.start]
        open_ = any(m.role in _NAMED and m.base != "absolute" for m in find_times(before))
        return Time("open" if open_ else "unsaid")
    if given.time_basis == "inferred":
        return Time("stated", given.period_start) if given.period_start else Time()
    said = find_times(reading.folded[figure.sentence_start : figure.start])
    now = bool(said) and said[-1].role == "now"
    today = given.time_kind == "as_of" and (now or given.period_end in (dates.written or dates.published,))
    if given.period_end is None and given.period_start is None:
        return Time()
    carried = not said and bool(given.period_start) and row is not None and row.measure == "cumulative"
    lasting = row is not None and row.measure in ("stock", "cumulative")
    if today or carried or (lasting and not said and starts_anew(reading, figure)):
        return Time()
    start = given.period_start or (_from(said) if row is None or row.measure == "flow" else None)
    return Time("stated", start, given.period_end, _earliest(reading, figure, given, said))


def _from(said: list[TimeMention]) -> str | None:
    """Return the first day of a span whose ends are of two grains: 2023年至2025年8月15日."""
    if len(said) < 2 or said[-1].role != "toward" or said[-2].end != said[-1].start:
        return None
    first = said[-2]
    named = first.role == "in" and first.base == "absolute" and first.year and first.first
    return f"{first.year}-{first.first[0]:02}-{first.first[1]:02}" if named else None


def _earliest(
    reading: Reading, figure: Figure, given: Figure | Observation, said: list[TimeMention]
) -> str | None:
    """Return the first day that 截至2022年3月 leaves open, which names no day as 截至2022年3月底 does."""
    if given.period_start or not given.period_end:
        return None
    if not said:
        return _year_before(reading, figure, given.period_end)
    if said[-1].role != "until":
        return None
    last = said[-1]
    written = reading.folded[figure.sentence_start :][last.start : last.end]
    if last.grain not in ("month", "year") or words()["ending"].search(written):
        return None
    year, month = given.period_end[:4], given.period_end[5:7]
    return f"{year}-{'01' if last.grain == 'year' else month}-01"


def _year_before(reading: Reading, figure: Figure, end: str) -> str | None:
    """Return the first day of the year that sentences before a stock name (2025年…。全市建有…)."""
    paragraph = reading.structure.paragraph_at(figure.start)[0]
    named = find_times(reading.folded[paragraph : figure.sentence_start])
    last = named[-1] if named else None
    whole = last and last.role == "in" and last.grain == "year" and f"{last.year}-12-31" == end
    return f"{last.year}-01-01" if whole else None


def _metric(row: Observation, before: str, catalogue: Catalogue) -> str:
    """Return a claim's metric: of a running total on one day (保额高达…) it is the single deal's."""
    topic, _, name = row.metric.partition(".")
    deal = f"{topic}.deal_{name}"
    single = row.measure == "event" and catalogue.metrics[row.metric].measure == "cumulative"
    single = single and not words()["running"].search(before)
    return deal if single and deal in catalogue.metrics else row.metric


def _transform(row: Observation, before: str, catalogue: Catalogue) -> Transform:
    """Return a claim's transform: what a flow or a stock grew by (案件增加2282宗) is a change."""
    flow = row.transform == "level" and catalogue.metrics[row.metric].measure in ("flow", "stock")
    return "change" if flow and words()["changed"].search(before) else row.transform


def _measure(row: Observation, before: str, catalogue: Catalogue) -> tuple[Measure, bool]:
    """Return a claim's measure and whether words decide it: 2025年总保额达… is the total, no flow of 2025."""
    usual = catalogue.metrics[row.metric].measure
    if row.measure == "flow" and usual == "cumulative" and words()["level"].search(before):
        return "cumulative", False
    return row.measure, row.measure_basis == "words"


def _hedge(folded: str) -> Hedge:
    return next((name for name in ("below", "vague") if words()[name].search(folded)), "")


def _base(sentence: str, figure: Figure, row: Observation | None) -> str:
    if row is None or row.transform != "growth":
        return "unsaid"
    return base_beside(sentence, figure.start - figure.sentence_start, row.period_end)
