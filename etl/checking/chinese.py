"""The claims of Chinese text: read and observed as a report is, with the same rules and catalogue.

Only two things are added: a draft's 目前 names no time of its own (what holds is the newest statement), and
values that nobody states but the tables work out (费率, 户均保额) are metrics of their own
(`catalogue/metrics`), which in a report they are not.
"""

import re
from functools import cache
from pathlib import Path

from etl import datafiles
from etl.catalogue import Catalogue, load_catalogue
from etl.checking.bases import base_beside
from etl.checking.model import Claim, Hedge, Time
from etl.derive.rounding import step
from etl.model import Figure, Measure, Observation, ReportDates
from etl.observe import FateOf, observe
from etl.reading.figures import Reading, read_figures
from etl.reading.fold import fold
from etl.reading.periods import find_times
from etl.reading.places import find_places

OWN = Path(__file__).with_name("catalogue")
_NAMED = ("in", "until", "toward", "since")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    found = datafiles.load(Path(__file__).with_name("chinese.yaml"), dict[str, str])
    return {name: re.compile(pattern) for name, pattern in found.items()}


def catalogue_of(*own: Path) -> Catalogue:
    """Return the catalogue with what is worked out as metrics; `own` are a person's folders."""
    return load_catalogue(*own, OWN)


def claims(text: str, dates: ReportDates, place: str | None, own: tuple[Path, ...] = ()) -> list[list[Claim]]:
    """Return the claims of each statistic of a Chinese text, in text order; spans count in `text`.

    `dates` and `place` are the draft's own, as far as they are known: what 今年 and 全市 mean.
    """
    reading = read_figures(text, dates, place)
    catalogue = catalogue_of(*own)
    seen = observe("", reading, catalogue, dates)
    rows: dict[str, list[Observation]] = {}
    for row in seen.observations:
        for name in row.figures:
            rows.setdefault(name, []).append(row)
    return [
        [
            _claim(reading, figure, row, seen.fates[figure.figure], dates, catalogue)
            for row in rows.get(figure.figure, (None,))
        ]
        for figure in reading.figures
        if figure.statistic and figure.value is not None
    ]


def _claim(
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
    place = None if figure.figure in reading.unplaced else given.place
    clause = _clause(reading.folded[figure.sentence_start : figure.start])
    row = None if _words()["left_open"].search(clause) else row
    measure, said = _measure(row, clause, catalogue) if row else ("level", False)
    start, end = reading.smooth.span(figure.start, figure.end)
    return Claim(
        start=start,
        end=end,
        surface=reading.smooth.clean[start:end],
        metric=row.metric if row else None,
        candidates=() if row else fate.candidates,
        place=_precise(reading, figure, place),
        transform=row.transform if row else "level",
        measure=measure,
        measure_said=said,
        time=_time(reading, figure, row, dates),
        value=given.value,
        low=given.low,
        high=given.high,
        bound=given.bound,
        unit=given.unit,
        step=step(given.value, [fold(surface)], given.unit),
        hedge=_hedge(fold(surface)),
        base=_base(sentence, figure, row),
        plan=bool(row) and row.status == "F" and bool(_words()["plan"].search(fold(sentence))),
    )


def _precise(reading: Reading, figure: Figure, place: str | None) -> str | None:
    """Return the place unless the words name a district that only counts for its city (天河区)."""
    named = [m for m in find_places(reading.folded[figure.sentence_start : figure.start]) if m.places]
    return None if named and named[-1].within else place


def _time(reading: Reading, figure: Figure, row: Observation | None, dates: ReportDates) -> Time:
    given = row or figure
    level = not row or row.measure != "level"
    if level and _words()["habit"].search(_clause(reading.folded[figure.sentence_start : figure.start])):
        return Time("open")
    if given.time_kind in (None, "unknown"):
        words = reading.folded[figure.sentence_start : figure.start]
        open_ = any(m.role in _NAMED and m.base != "absolute" for m in find_times(words))
        return Time("open" if open_ else "unsaid")
    if given.time_basis == "inferred":
        return Time("stated", given.period_start) if given.period_start else Time()
    today = given.time_kind == "as_of" and given.period_end in (dates.written or dates.published,)
    if given.period_end is None and given.period_start is None:
        return Time()
    return Time() if today else Time("stated", given.period_start, given.period_end)


def _measure(row: Observation, clause: str, catalogue: Catalogue) -> tuple[Measure, bool]:
    """Return a claim's measure and whether words decide it: 2025年总保额达… is the total, no flow of 2025."""
    usual = catalogue.metrics[row.metric].measure
    if row.measure == "flow" and usual == "cumulative" and _words()["level"].search(clause):
        return "cumulative", False
    return row.measure, row.measure_basis == "words"


def _clause(before: str) -> str:
    """Return the clause that a figure stands in, up to the figure."""
    return re.split("[,;。]", before)[-1]


def _hedge(folded: str) -> Hedge:
    return next((name for name in ("below", "vague") if _words()[name].search(folded)), "")


def _base(sentence: str, figure: Figure, row: Observation | None) -> str:
    if row is None or row.transform != "growth":
        return "unsaid"
    return base_beside(sentence, figure.start - figure.sentence_start, row.period_end)
