"""Dates and spans as people write them: 2025年7月底, 2025年1—9月, 2017年以来; end of July 2025.

A day is written only where a day is known; an inferred interval says that it is one. Pure; the words are in
times.yaml, the months' English names come from the calendar module.
"""

import calendar
from datetime import date
from pathlib import Path

from etl.texts import Lang, texts


def as_of(day: date, lang: Lang) -> str:
    """Return a day as the date of a stock or running total: the end of its month or year where it is that."""
    if (day.month, day.day) == (12, 31):
        return _say("year_end", day, lang)
    return _say("month_end" if _month_ends(day) else "day", day, lang)


def on(day: date, lang: Lang) -> str:
    """Return a plain day: 2021年4月26日, 26 April 2021."""
    return _say("day", day, lang)


def month(day: date, lang: Lang) -> str:
    """Return the month of `day`: 2025年7月, July 2025."""
    return _say("month", day, lang)


def span(start: date, end: date, lang: Lang) -> str:
    """Return a closed span by the shortest words that name it exactly."""
    whole = start.day == 1 and _month_ends(end)
    if not whole:
        return _texts().say("span", lang, a=on(start, lang), b=on(end, lang))
    if start.year != end.year:
        if (start.month, end.month) == (1, 12):
            return _texts().say("years", lang, a=start.year, b=end.year)
        return _texts().say("span", lang, a=month(start, lang), b=month(end, lang))
    named = {(1, 12): "year", (1, 6): "first_half", (7, 12): "second_half"}
    if (start.month, end.month) in named:
        return _say(named[start.month, end.month], start, lang)
    if start.month == end.month:
        return month(start, lang)
    names = {"n": end.month, "month_n": calendar.month_name[end.month]}
    return _say("months", start, lang, **names)


def since(start: date, lang: Lang) -> str:
    """Return the open span from `start`: 2017年以来; the day or month only where it is not a year's first."""
    if (start.month, start.day) == (1, 1):
        first = _say("year", start, lang)
    else:
        first = month(start, lang) if start.day == 1 else on(start, lang)
    return _texts().say("since", lang, a=first)


def so_far(start: date, end: date, lang: Lang) -> str:
    """Return a span that had not ended when its report was written: 2025年以来, 2025 so far."""
    return _texts().say("so_far", lang, a=span(start, end, lang))


def within(earliest: date, latest: date, lang: Lang) -> str:
    """Return an inferred interval: 2024年内 when it ends with the year it starts in, or both months."""
    if earliest.year == latest.year and latest.month == 12:
        return _texts().say("within", lang, a=_say("year", earliest, lang))
    return _texts().say("between", lang, a=month(earliest, lang), b=month(latest, lang))


def unknown(lang: Lang) -> str:
    """Return the words for a date that the report does not state."""
    return _texts().say("unknown", lang)


def _texts():
    return texts(Path(__file__).with_name("times.yaml"))


def _say(key: str, day: date, lang: Lang, **more: object) -> str:
    name = calendar.month_name[day.month]
    return _texts().say(key, lang, y=day.year, m=day.month, d=day.day, month=name, **more)


def _month_ends(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
