"""Whole dates (day, month and year) as reports and pages write them → ISO dates. Anything less is no date."""

import re
from datetime import date

import msgspec

from etl import datafiles
from etl.paths import RULES


class _Rules(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    digits: list[str]
    tens: dict[str, int]
    republic: str
    year: str
    month: str
    day: str
    months: list[str]


_RULES = datafiles.load(RULES / "readers" / "dates.yaml", _Rules)
_DIGITS = {sign: value for value, row in enumerate(_RULES.digits) for sign in row}
_D = f"[{''.join(_DIGITS)}]"
_M, _T = f"[{''.join(_DIGITS)}{next(iter(_RULES.tens))}]", f"[{''.join(_DIGITS)}{''.join(_RULES.tens)}]"

DATE = (
    rf"(?:{_RULES.republic}\s*{_D}{{2,3}}|{_D}{{4}})\s*{_RULES.year}\s*{_M}{{1,3}}\s*{_RULES.month}\s*"
    rf"{_T}{{1,3}}(?:\s*{_RULES.day})?(?!\d)"
)
"""A pattern without groups for a whole date in numerals of any kind."""
_PARTS = re.compile(rf"({_RULES.republic})?\s*({_D}+)\s*\D?\s*({_M}+)\s*\D\s*({_T}+)")
_FIND = re.compile(DATE)
_ENGLISH = re.compile(r"\b(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{4})\b")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$")


def read_date(text: str) -> str | None:
    """Return the first whole date of a short text as ISO date; None when there is none or it is no real day.

    Reads 2025-08-20, 2025年8月20日, ２０２５年８月, 二〇二五年八月二十日, 民國114年8月20日,
    `Fri, 04 Mar 2022 14:00:06 GMT` (its own day, no time zone moved) and 20250820.
    """
    if found := _FIND.search(text):
        roc, year, month, day = _PARTS.match(found[0]).groups()
        return _iso(_number(year) + (1911 if roc else 0), _number(month), _number(day))
    if found := _ENGLISH.search(text):
        month = found[2].lower()
        months = _RULES.months
        return _iso(int(found[3]), months.index(month) + 1 if month in months else 0, int(found[1]))
    if found := _COMPACT.match(text):
        return _iso(*map(int, found.groups()))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2200 else None
    except ValueError:
        return None


def _number(written: str) -> int:
    """Return the value of digits of any kind, or of Chinese numerals below a hundred."""
    for sign, value in _RULES.tens.items():
        if sign in written:
            left, _, right = written.partition(sign)
            return _DIGITS.get(left, value) * 10 + _DIGITS.get(right, 0)
    return int("".join(str(_DIGITS[c]) for c in written))
