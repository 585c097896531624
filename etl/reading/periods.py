"""Find the time expressions of a text; what they mean in years and days is settled by `dating`.

A mention is context-free: 2023年 knows its year, 去年 that it counts from the report's date, 全年 and 8月14日
that they count from the year that rules where they stand. Every number that belongs to a time is inside a
mention's `number` span, so that nobody reads it as an amount.
"""

import re
from calendar import monthrange
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from etl.lexicon import pattern_of
from etl.reading.time_forms import (
    NUMBER_FORMS,
    REPUBLIC_FORMS,
    ROLE_OF,
    TIME_RULES,
    WORD_FORMS,
    YEAR_WORDS,
    anchors,
)

Role = Literal["in", "until", "toward", "since", "now", "recent", "vague", "ever", "review", "plan", "none"]
Base = Literal["absolute", "report", "context", "none"]
Grain = Literal["years", "year", "within", "part", "quarter", "month", "days", "day", "none"]


class TimeMention(msgspec.Struct, frozen=True):
    """A time expression. `role` says how it rules:

    in (2023年, 上半年), until (截至…, 年末), toward (到2030年), since (…以来), now (目前), recent (近日),
    vague (近年来), ever (历年), review (过去一年), plan (“十四五”期间), none (a name's year, a time of day).
    """

    start: int
    end: int
    number: tuple[int, int] | None
    """Span of the date as a figure; None when the words hold no number (去年, 目前)."""
    role: Role
    base: Base
    year: int
    """The year itself when `base` is absolute, else what to add to the base's year."""
    years: int
    """How many more years the span runs (2023-2027年: 4)."""
    first: tuple[int, int]
    last: tuple[int, int]
    """First and last (month, day); day 0 is the month's last day, month 0 the month that rules. Of 上月,
    本月 and 上季度, which count from the report's, how many to add."""
    grain: Grain
    same_span: bool = False
    """同期: the months are those of the ruling period."""


_INSIDE = re.compile(r"[0-9][.,/]\Z|.?[0-9]\Z|[0-9A-Za-z]-\Z", re.DOTALL)
_SINCE = TIME_RULES.tails["since"][0]
_TAILS = {word: tail for tail, words in TIME_RULES.tails.items() for word in words}
_TAIL = re.compile(pattern_of(_TAILS))
_LEADS = {word: lead for lead, words in TIME_RULES.leads.items() for word in words}
FIVE_YEAR_PLANS = frozenset(TIME_RULES.five_year_plans)
_DIGITS = TIME_RULES.digits
_NUMERALS = frozenset(_DIGITS) | frozenset("0123456789")
_TEN, _HUNDRED = (char for char, value in _DIGITS.items() if value >= 10)
_OF_THE_REPORT = ("last_month", "this_month", "last_quarter", "this_quarter", "this_year_on")


def find_times(folded: str) -> list[TimeMention]:
    """Return the time expressions of a folded text, sorted, without overlaps."""
    found: list[TimeMention] = []
    end = 0
    republic = any(word in folded for word in TIME_RULES.republic)
    for position, word in anchors(folded):
        if position < end:
            continue
        mention = _read(folded, position, word, republic)
        if mention:
            found.append(mention)
            end = mention.end
    return found


def _read(folded: str, position: int, word: str, republic: bool) -> TimeMention | None:
    if not word and _INSIDE.match(folded, max(0, position - 2), position):
        return None
    if ROLE_OF.get(word) in _OF_THE_REPORT:
        return _with_context(folded, _word(folded, position, word))
    forms = WORD_FORMS if word else REPUBLIC_FORMS if republic else NUMBER_FORMS
    for name, match in forms.at(folded, position):
        mention = _mention(folded, name, match)
        if mention:
            return _with_context(folded, mention)
    if word in ROLE_OF:
        return _word(folded, position, word)
    return None


def _word(folded: str, position: int, word: str) -> TimeMention:
    role, start, end = ROLE_OF[word], position, position + len(word)
    blank = TimeMention(start, end, None, "in", "context", 0, 0, (1, 1), (12, 0), "year")
    if role == "year_end":
        tail = _TAIL.match(folded, end)
        return replace(blank, role="toward" if tail and _TAILS[tail[0]] == "before" else "until")
    if role == "year_start" and folded.startswith(_SINCE, end):
        return replace(blank, end=end + len(_SINCE), role="since", base="report")
    if role == "year_start":
        return replace(blank, role="until", last=(1, 1))
    if role == "within":
        return replace(blank, role="in", grain="within")
    if role == "this_year_on":
        return replace(blank, base="report", role="since")
    if role in _OF_THE_REPORT:
        back = -1 if role.startswith("last") else 0
        return replace(blank, base="report", first=(back, 1), last=(back, 0), grain=role.partition("_")[2])
    return replace(blank, role=role, grain="none")


def _mention(folded: str, name: str, match: re.Match) -> TimeMention | None:
    """Return what a form read, None when its numbers are no date."""
    groups = match.groupdict()
    start, end = match.span()
    if name in ("clock", "weekday", "edition", "name"):
        return TimeMention(start, end, (start, end), "none", "none", 0, 0, (0, 0), (0, 0), "none")
    if name == "plan":
        return _five_years(start, end, groups)
    if name == "length":
        return _length(start, end, groups)
    base, year = _year(groups)
    years = _later_years(groups, base, year)
    days = _days(name, groups)
    if years is None or days is None:
        return None
    first, last, grain = days
    return TimeMention(
        start, end, _number(folded, match), "in", base, year, years, first, last,
        "years" if years else grain, groups.get("part") in TIME_RULES.same_span,
    )  # fmt: skip


def _year(groups: dict[str, str | None]) -> tuple[Base, int]:
    if groups.get("rel"):
        return YEAR_WORDS[groups["rel"]]
    if groups.get("roc"):
        return "absolute", 1911 + _small(groups["roc"])
    return ("absolute", _digits(groups["y"])) if groups.get("y") else ("context", 0)


def _later_years(groups: dict[str, str | None], base: Base, year: int) -> int | None:
    """Return how many years later the span ends, None when the second year is no later one."""
    if groups.get("y2s"):
        return 1 if (year + 1) % 100 == int(groups["y2s"]) else None
    if not groups.get("y2"):
        return 0
    more = _digits(groups["y2"]) - year
    return more if base == "absolute" and 0 <= more <= 50 else None


def _days(name: str, groups: dict[str, str | None]) -> tuple[tuple[int, int], tuple[int, int], Grain] | None:
    """Return the first and last (month, day) and the grain, None when there is no such month or day."""
    if groups.get("part"):
        first, last, grain = _part(groups["part"])
        return (first, _part(groups["part2"])[1], "part") if name == "parts" else (first, last, grain)
    if name in ("year", "years", "season", "opening") or (name == "republic" and not groups["m"]):
        return (1, 1), (12, 0), "year"
    month = TIME_RULES.months.index(groups["mon"]) + 1 if groups.get("mon") in TIME_RULES.months else 0
    month = month or _small(groups.get("m"))
    day, month2, day2 = (_small(groups.get(key)) for key in ("d", "m2", "d2"))
    if (groups.get("m") and not month) or (groups.get("m2") and not month2):
        return None
    if max(month, month2) > 12 or max(day, day2) > 31 or (name == "months" and month2 < month):
        return None
    if name in ("months", "span"):
        return (month, 1), (month2, 0), "part"
    if name == "days":
        return (month, day), (month2 or month, day2), "days"
    return ((month, day), (month, day), "day") if day else ((month, 1), (month, 0), "month")


def _part(part: str) -> tuple[tuple[int, int], tuple[int, int], Grain]:
    if part in TIME_RULES.parts:
        first, last = TIME_RULES.parts[part]
        return (first, 1), (last, 0), "year" if last - first == 11 else "part"
    if part in TIME_RULES.same_span:
        return (1, 1), (12, 0), "year"
    numbers = [_DIGITS[char] if char in _DIGITS else int(char) for char in part if char in _NUMERALS]
    if TIME_RULES.quarter not in part and not part.startswith("Q"):
        return (1, 1), (min(12, _small("".join(c for c in part if c in _NUMERALS))), 0), "part"
    last = numbers[-1] if numbers else 1
    since_start = len(numbers) != 1 or part[0] in TIME_RULES.from_start
    first = 1 if since_start and len(numbers) < 2 else numbers[0]
    return (3 * first - 2, 1), (3 * last, 0), "part"


def _five_years(start: int, end: int, groups: dict[str, str | None]) -> TimeMention | None:
    first_year = TIME_RULES.five_year_plans.get(groups["five"])
    if first_year is None:
        return None
    part = (groups["fivepart"] or "").lstrip('”"')
    number = (start, start + len(groups["five"]))
    mention = TimeMention(start, end, number, "none", "absolute", first_year, 4, (1, 1), (12, 0), "years")
    ends = TIME_RULES.five_year_parts.items()
    role = next((role for role, words in ends if part.endswith(tuple(words))), None)
    if not part or role is None:
        return replace(mention, base="none", grain="none", end=number[1])
    if groups["first"]:
        return replace(mention, role="in", years=_DIGITS[groups["first"]] - 1)
    return replace(mention, role=role)


def _length(start: int, end: int, groups: dict[str, str | None]) -> TimeMention | None:
    """Return a span of years that counts from the year that rules: 五年来, 过去三年, 今后五年."""
    ahead = groups["ahead"] in TIME_RULES.ahead if groups["ahead"] else False
    if not groups["ahead"] and not groups["come"]:
        return None
    count = _small(groups["len"])
    base: Base = "report" if ahead else "context"
    year = 0 if ahead else 1 - count
    role: Role = "plan" if ahead else "in"
    return TimeMention(start, end, None, role, base, year, max(0, count - 1), (1, 1), (12, 0), "years")


def _number(folded: str, match: re.Match) -> tuple[int, int] | None:
    """Return the span from the first number on; a year word before it is outside the date's surface."""
    start = match.end("rel") if match.groupdict().get("rel") else match.start()
    while start < match.end() and folded[start] == " ":
        start += 1
    if any(char in _NUMERALS for char in folded[start : match.end()]):
        return start, match.end()
    return None


def _with_context(folded: str, mention: TimeMention) -> TimeMention:
    """Take in the words before (截至) and behind (底, 以来) that change how a mention rules."""
    if mention.grain == "none":
        return mention
    tail = _TAIL.match(folded, mention.end)
    if tail and not folded.startswith(tuple(TIME_RULES.no_tail), mention.end):
        mention = _with_tail(mention, _TAILS[tail[0]], tail.end())
    word = next(
        (folded[mention.start - n : mention.start] for n in (3, 2, 1) if _lead(folded, mention, n)), ""
    )
    lead = _LEADS.get(word)
    start = mention.start - len(word)
    if lead == "until":
        return replace(mention, start=start, role="until")
    if lead == "toward" and mention.role in ("in", "until"):
        return replace(mention, start=start, role="toward")
    closed = mention.role == "in" and (mention.years or mention.grain == "days" or _has_two_ends(mention))
    if lead == "since" and not closed and _runs_on(folded, mention, word):
        return replace(mention, start=start, role="since")
    return mention


def _lead(folded: str, mention: TimeMention, length: int) -> bool:
    start = mention.start - length
    return (
        start >= 0
        and folded[start : mention.start] in _LEADS
        and not folded.endswith(tuple(TIME_RULES.no_lead), max(0, start - 2), mention.start)
    )


def _with_tail(mention: TimeMention, tail: str, end: int) -> TimeMention:
    if tail == "since":
        return replace(mention, end=end, role="since")
    if tail == "before":
        return replace(mention, end=end, role="toward")
    number = (mention.number[0], end) if mention.number else None
    if tail == "end" and (mention.years or mention.grain == "days" or _has_two_ends(mention)):
        return replace(mention, end=end, number=number)
    if tail == "end":
        return replace(mention, end=end, number=number, role="until")
    return replace(mention, end=end, number=number, role="until", last=mention.first, years=0)


def _has_two_ends(mention: TimeMention) -> bool:
    """Tell 1月至6月, which ends by itself, from one month, a quarter or a half year."""
    return mention.grain == "part" and mention.last[0] - mention.first[0] not in (2, 5)


def _runs_on(folded: str, mention: TimeMention, lead: str) -> bool:
    """Say whether 自2013年 … 以来 stands here: a word of the open end follows in the same sentence."""
    if mention.role == "since":
        return True
    window = folded[mention.end : mention.end + TIME_RULES.open_window]
    stop = min((i for i in map(window.find, TIME_RULES.open_stops) if i >= 0), default=len(window))
    return any(word in window[:stop] for word in TIME_RULES.tails["since"] if len(word) > 1) or (
        lead in TIME_RULES.leads["since"][:1] and not window.startswith(tuple(TIME_RULES.no_open))
    )


def _small(numeral: str | None) -> int:
    """Return the value of a month's or day's numeral: 12, 十二, 二十一, 一百一十二; 0 for None."""
    if not numeral:
        return 0
    if numeral.isdecimal():
        return int(numeral)
    if all(char in _DIGITS and char != _TEN for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = 0
    hundreds, _, rest = numeral.rpartition(_HUNDRED) if _HUNDRED in numeral else ("", "", numeral)
    total += 100 * (_DIGITS.get(hundreds[-1:], 1) if _HUNDRED in numeral else 0)
    tens, _, ones = rest.partition(_TEN) if _TEN in rest else ("", "", rest)
    total += 10 * _DIGITS.get(tens[-1:], 1) if _TEN in rest else 0
    return total + _DIGITS.get(ones[-1:], 0)


def _digits(year: str) -> int:
    """Return a year written digit by digit: 2023, 二〇二三."""
    return int(year) if year.isdecimal() else int("".join(str(_DIGITS[char]) for char in year))


def days_of(mention: TimeMention, year: int, month: int = 1) -> tuple[str, str]:
    """Return the ISO days of a mention in `year`; `month` stands in where the mention leaves it out."""
    (m1, d1), (m2, d2) = mention.first, mention.last
    return iso_day(year, m1 or month, d1), iso_day(year + mention.years, m2 or month, d2)


@lru_cache(4096)
def iso_day(year: int, month: int, day: int) -> str:
    """Return an ISO day; day 0 and days past the month's end give its last day."""
    last = monthrange(year, month)[1] if not 0 < day <= 28 else day
    return f"{year:04d}-{month:02d}-{min(day, last) if day else last:02d}"
