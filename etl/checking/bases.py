"""What a Chinese growth rate compares with, from the words beside it (rules/derive.yaml names the words)."""

import re

from etl.derive.words import Base, words
from etl.reading.fold import fold

_STOP = re.compile(r"[,;。]")
_BEHIND = 12


def base_beside(sentence: str, position: int, end: str | None) -> Base:
    """Return the base of the growth figure at `position`; `end` is the last day of its period (ISO)."""
    folded = fold(sentence)
    before = folded[:position]
    own = before[before.rfind(";") + 1 :]
    behind = _STOP.split(folded[position:])[0][:_BEHIND]
    for part in (own, behind):
        matches = list(words().base_pattern.finditer(part))
        if matches:
            return _named(matches[-1 if part is own else 0], end)
    return "unsaid"


def _named(match: re.Match[str], end: str | None) -> Base:
    if match.lastgroup in ("year_before", "year_end", "other"):
        return match.lastgroup
    year, at_end = match.groups()[-2:]
    if not end or not year or int(year) != int(end[:4]) - 1:
        return "other"
    return "year_end" if at_end else "year_before"
