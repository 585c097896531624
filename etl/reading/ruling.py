"""A time in days that rules figures, and a report's own time: what 今年 and 目前 count from."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
from msgspec.structs import replace

from etl.model import ReportDates
from etl.reading.cues import CUES
from etl.reading.periods import Role, TimeMention, days_of, iso_day
from etl.reading.structure import Structure


class Ruling(msgspec.Struct, frozen=True):
    """A time in days, and how it rules the figures behind it."""

    role: Role
    start: str | None
    end: str | None
    grain: str
    at: tuple[int, int] = (-1, -1)
    """Where the words stand."""
    inferred: bool = False
    earliest: str | None = None

    @property
    def year(self) -> int | None:
        """The year that 全年 and 8月14日 behind it count from."""
        return int(self.end[:4]) if self.end else None


@dataclass(frozen=True)
class ReportTime:
    """What a report's now is: a stated day, or an interval inferred from what it says."""

    earliest: str | None
    latest: str | None
    stated: bool

    @property
    def year(self) -> int | None:
        """The year of 今年."""
        return int(self.latest[:4]) if self.latest else None

    @cached_property
    def now(self) -> Ruling:
        """目前: the day, or the interval's latest day with its earliest."""
        earliest = None if self.stated else self.earliest
        return Ruling("now", None, self.latest, "day", inferred=not self.stated, earliest=earliest)


_TOP, _BYLINE = 5, 28
"""Paragraphs in which a byline stands, and how long it is without its day."""
NO_TIME = ReportTime(None, None, False)


def report_time(
    folded: str, structure: Structure, mentions: Sequence[TimeMention], dates: ReportDates
) -> ReportTime:
    """Return the report's time: written, published, its own date line, else an inferred interval."""
    day = dates.written or dates.published or _date_line(folded, structure, mentions)
    if day:
        return ReportTime(day, day, True)
    newest = ""
    for mention in mentions:
        if mention.base != "absolute" or mention.role not in ("in", "until", "since") or mention.years:
            continue
        first, last = days_of(mention, mention.year)
        ended = mention.grain in ("year", "part") and mention.role != "since"
        behind = folded[mention.end : mention.end + 12]
        if ended and not (CUES.not_ended.search(behind) or CUES.issue_behind.match(behind)):
            first = _day_after(last)
        if first > newest and not (inside_name(folded, mention) or is_planned(folded, structure, mention)):
            newest = first
    if not newest:
        return NO_TIME
    return ReportTime(newest, f"{newest[:4]}-12-31", False)


def is_planned(folded: str, structure: Structure, mention: TimeMention) -> bool:
    """Say whether a mention stands in a plan: below a plan's heading or behind a plan's word."""
    start, end = structure.sentence_at(mention.start)
    if CUES.plan_words.search(folded, start, end) or is_plan_lead(folded, mention):
        return True
    return any(is_plan_heading(folded[h.start : h.end]) for h in structure.headings_over(mention.start)[-3:])


def is_plan_lead(folded: str, mention: TimeMention) -> bool:
    """Say whether a mention leads in what is planned for it: 2024年计划:新建…."""
    return CUES.plan_behind.match(folded[mention.end : mention.end + 16]) is not None


def is_plan_heading(heading: str) -> bool:
    """Say whether a heading opens plans: 下一步打算, 2026年重点工作; not 重点任务完成情况."""
    return bool(CUES.plan_heading.search(heading)) and not CUES.past_heading.search(heading)


def inside_name(folded: str, mention: TimeMention) -> bool:
    """Say whether a mention is part of a title or a quoted name, or a plan's years in brackets."""
    before = folded[max(0, mention.start - 60) : mention.start]
    if before.rfind("《") > before.rfind("》"):
        return True
    if CUES.plan_name_before.search(before[-6:]) and folded[mention.end : mention.end + 1] == ")":
        return True
    quote = max(before.rfind("“"), before.rfind("‘"))
    if quote < 0 or max(before.rfind("”"), before.rfind("’")) > quote or mention.role == "plan":
        return False
    close = folded.find("”", mention.end, mention.end + 30)
    inner = folded[mention.start - len(before) + quote : close]
    return close >= 0 and not any(char in inner for char in ",。;")


def _date_line(folded: str, structure: Structure, mentions: Sequence[TimeMention]) -> str | None:
    """Return the day that a text gives as its own: a signature line, 发布日期, a reporter's line."""
    starts = [start for start, _ in structure.paragraphs]
    labelled = byline = None
    for mention in mentions:
        if mention.grain != "day" or mention.base != "absolute" or not mention.first[0]:
            continue
        start, end = structure.paragraphs[bisect_right(starts, mention.start) - 1]
        rest = folded[start : mention.start] + folded[mention.end : end]
        day = days_of(mention, mention.year)[1]
        if len(rest) <= 6 and not any(char.isdigit() for char in rest):
            return day
        if labelled is None and end - start < 90 and CUES.date_label.search(folded[start : mention.end]):
            labelled = day
        if byline is None and start <= starts[:_TOP][-1] and _is_byline(rest):
            byline = day
    return labelled or byline


def _is_byline(rest: str) -> bool:
    """Tell a line near the top that holds a day, a time and a name alone (苏知产 2025-04-25 17:30 江苏)."""
    return len(rest) <= _BYLINE and not CUES.byline_not.search(rest)


def _day_after(day: str) -> str:
    year, month, number = map(int, day.split("-"))
    if iso_day(year, month, number + 1) > day:
        return iso_day(year, month, number + 1)
    return iso_day(year + month // 12, month % 12 + 1, 1)


def shifted(ruling: Ruling, years: int) -> Ruling:
    """Return the same span some years later (earlier when negative)."""

    def move(day: str | None) -> str | None:
        if not day:
            return None
        year, month, number = map(int, day.split("-"))
        last = iso_day(year, month, 0) == day
        return iso_day(year + years, month, 0 if last else number)

    return replace(ruling, start=move(ruling.start), end=move(ruling.end))
