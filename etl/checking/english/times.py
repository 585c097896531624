"""The times of English prose: as of 31 July 2025, by the end of July 2025, in the first nine months of 2024.

Promises: a mention knows its days; what something is compared with (than in 2022) is no time of its own.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec

from etl import datafiles
from etl.checking.english.numbers import compiled
from etl.checking.model import Time

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "three quarters": 9}  # fmt: skip
_AT = re.compile(r"as of|as at|by|up to|until|till|through|^at$|^to$", re.IGNORECASE)


class TimeWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of times.yaml."""

    fragments: dict[str, str]
    forms: dict[str, str]
    year_before: str
    open: str
    now: str
    since_clause: str
    compared: str
    present: str
    own_all_the_same: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A time in the text; `day`: one day, named as such (an event); `compared`: another time than its own."""

    start: int
    end: int
    time: Time
    now: bool = False
    day: bool = False
    compared: bool = False
    year_before: bool = False


@cache
def words() -> TimeWords:
    """Return the words of times.yaml."""
    return datafiles.load(Path(__file__).with_name("times.yaml"), TimeWords)


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    known = words()
    forms = {}
    for name, pattern in known.forms.items():
        while found := re.search(r"\{([A-Z]+)\}", pattern):
            pattern = pattern.replace(found[0], known.fragments[found[1]])
        forms[name] = re.compile(rf"(?<![\w.]){pattern}(?!\w)", re.IGNORECASE)
    return forms


def find_times(text: str, day: str | None = None) -> list[Mention]:
    """Return the times that a text names, in order, none overlapping; `this year` counts from `day` (ISO)."""
    found: list[Mention] = []
    for name, pattern in _forms().items():
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_mention(text, name, match))
    for key in ("year_before", "now", "open"):
        for match in compiled(getattr(words(), key)).finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                time = _of_draft(match[0].lower(), day) if key == "open" else Time()
                compared = _compared(text, match.start()) and key != "now"
                before = key == "year_before"
                found.append(
                    Mention(*match.span(), time, key == "now", compared=compared, year_before=before)
                )
    return sorted(found, key=lambda one: one.start)


def _of_draft(words_: str, day: str | None) -> Time:
    """Return the year that `this year` and `last year` mean in a draft of that day; open without one."""
    years = {"this year": 0, "last year": -1}
    if day is None or words_ not in years:
        return Time("open")
    return _span(int(day[:4]) + years[words_], 1, 12)


def _mention(text: str, name: str, match: re.Match[str]) -> Mention:
    groups = match.groupdict()
    time = _FORMS[name](groups)
    day = name in ("iso", "day") and not _AT.search((groups.get("lead") or "").strip())
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Mention(start, match.end(), time, day=day, compared=_compared(text, start))


def _compared(text: str, start: int) -> bool:
    return bool(compiled(words().compared).search(text[max(0, start - 40) : start]))


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _last(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def _span(year: int, first: int, last: int) -> Time:
    return Time("stated", f"{year}-{first:02}-01", _last(year, last))


def _day(groups: dict) -> Time:
    if groups.get("m"):
        day = f"{groups['y']}-{groups['m']}-{groups['d']}"
    else:
        year = groups["y"] or groups["yy"]
        month, number = (
            _month(groups["mon"] or groups["mon2"]),
            re.sub(r"\D", "", groups["d"] or groups["dd"]),
        )
        day = f"{year}-{month:02}-{int(number):02}"
    return Time("stated", day if (groups.get("lead") or "").strip().lower() == "on" else None, day)


def _since(groups: dict) -> Time:
    month = groups["mon"] or groups["mon2"]
    return Time("stated", f"{groups['y'] or groups['yy']}-{_month(month) if month else 1:02}-01")


def _by_month(groups: dict) -> Time:
    year, month = int(groups["y"]), _month(groups["mon"])
    if groups["lead"] and _AT.search(groups["lead"].strip()):
        return Time("stated", None, _last(year, month))
    return _span(year, month, month)


def _end(groups: dict) -> Time:
    month = _month(groups["mon"]) if groups["mon"] else 12
    return Time("stated", None, _last(int(groups["y"]), month))


def _part(groups: dict, months: int) -> Time:
    year = int(groups["y"] or groups["yy"])
    nth = _NTH[groups["nth"].lower()] if groups["nth"] else int(groups["n"] or groups["nn"])
    return _span(year, (nth - 1) * months + 1, nth * months)


def _first_months(groups: dict) -> Time:
    count = groups["count"].lower()
    return _span(int(groups["y"]), 1, min(12, _COUNT.get(count) or int(count)))


_FORMS = {
    "iso": _day,
    "since": _since,
    "years": lambda g: Time("stated", f"{g['y']}-01-01", f"{g['y2']}-12-31"),
    "spans": lambda g: Time(
        "stated", f"{g['y']}-{_month(g['mon']):02}-01", _last(int(g["y2"]), _month(g["mon2"]))
    ),
    "months": lambda g: _span(int(g["y"]), _month(g["mon"]), _month(g["mon2"])),
    "half": lambda g: _part(g, 6),
    "quarter": lambda g: _part(g, 3),
    "count": _first_months,
    "day": _day,
    "end": _end,
    "month": _by_month,
    "by": lambda g: Time("stated", None, f"{g['y']}-12-31"),
    "year": lambda g: _span(int(g["y"]), 1, 12),
    "bare": lambda g: _span(int(g["y"]), 1, 12),
}


def own_at(text: str, mentions: list[Mention], start: int) -> Mention | None:
    """Return the time right before a figure that it is of, though it is what something is compared with."""
    before = [one for one in mentions if one.end <= start and one.compared]
    own = before and compiled(words().own_all_the_same).search(text[before[-1].end : start])
    return before[-1] if own else None


def ruling(
    mentions: list[Mention], start: int, end: int, stop: int, carried: Mention | None
) -> Mention | None:
    """Return the time that rules a figure at start:end of a sentence.

    One right behind it (before `stop`, where the next figure or clause begins) goes before the nearest one
    ahead of it; else `carried`, that of the figure before, else the first one further on.
    """
    own = [one for one in mentions if not one.compared]
    behind = [one for one in own if end <= one.start < stop]
    ahead = [one for one in own if one.end <= start]
    later = [one for one in own if one.start >= end]
    found = behind[0] if behind else ahead[-1] if ahead else carried or (later[0] if later else None)
    if found and found.year_before:
        before = [one for one in own if one.start < found.start and one.time.end and not one.year_before]
        return _year_before(found, before[-1] if before else carried)
    return found


def _year_before(found: Mention, base: Mention | None) -> Mention:
    if not base or not base.time.end or not base.time.start:
        return Mention(found.start, found.end, Time("open"))
    shifted = (f"{int(day[:4]) - 1}{day[4:]}" for day in (base.time.start, base.time.end))
    return Mention(found.start, found.end, Time("stated", *shifted))


def in_sentence(text: str, mentions: list[Mention], start: int, end: int) -> Iterator[Mention]:
    """Yield the mentions that begin in start:end; of an opening `since it began in 2020,` it is aside."""
    opening = compiled(words().since_clause).search(text[start:end])
    aside = start + opening.end() if opening else start
    for one in mentions:
        if start <= one.start < end:
            own = one.start >= aside or not text[start : one.start].strip()
            yield one if own else replace(one, compared=True)
