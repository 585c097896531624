"""Whole dates (day, month and year) as reports and pages write them → ISO dates. Anything less is no date."""

import re
from datetime import date

_DIGITS = {character: value for value, row in enumerate(("〇○零0０", "一1１", "二2２", "三3３", "四4４", "五5５",
           "六6６", "七7７", "八8８", "九9９")) for character in row}  # fmt: skip
_D = f"[{''.join(_DIGITS)}]"
_ROC, _YEAR, _MONTH, _DAY = "(?:民國|民国)", "年", "月", "日号號"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

DATE = (
    rf"(?:{_ROC}\s*{_D}{{2,3}}\s*{_YEAR}|{_D}{{4}}\s*[{_YEAR}./／．-])\s*"
    rf"(?:[十{''.join(_DIGITS)}]{{1,3}})\s*[{_MONTH}./／．-]\s*[十廿卅{''.join(_DIGITS)}]{{1,3}}(?:\s*[{_DAY}])?(?!\d)"
)
"""A pattern without groups for a whole date in numerals of any kind."""
_PARTS = re.compile(
    rf"({_ROC})?\s*({_D}+)\s*\D?\s*([十{''.join(_DIGITS)}]+)\s*\D\s*([十廿卅{''.join(_DIGITS)}]+)"
)
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
        return _iso(int(found[3]), _MONTHS.index(month) + 1 if month in _MONTHS else 0, int(found[1]))
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
    tens = {"十": 1, "廿": 2, "卅": 3}
    for sign, value in tens.items():
        if sign in written:
            left, _, right = written.partition(sign)
            return _DIGITS.get(left, value) * 10 + _DIGITS.get(right, 0)
    return int("".join(str(_DIGITS[c]) for c in written))
