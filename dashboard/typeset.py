"""How wide a text is and where its lines break, without a font file: widths.yaml holds the advances.

Stands apart so that a figure's layout (and its golden JSON) is the same on every machine; the widths are
those of Noto Sans CJK SC, the widest of the fonts that look.FONT names.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec

from etl import datafiles

LINE = 1.3
"""Height of a line in em, as plotly.js sets lines."""
ROUNDING = 1e-6
"""Px by which a sum of widths may be off."""
EVEN = 0.4
"""How short the shorter of two lines of a title may be, as a part of the longer, to end at a pause."""


class Breaks(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The regular expressions of typeset.yaml."""

    together: list[str]
    no_start: str
    no_end: str
    pauses: str
    seams: dict[Literal["list", "fields"], str]


@cache
def _breaks() -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    """Return what finds pieces, what begins no line, and what ends none."""
    made = _rules()
    pieces = re.compile("|".join(made.together), re.S)
    return pieces, re.compile(f"^{made.no_start}"), re.compile(f"{made.no_end}$")


@cache
def _rules() -> Breaks:
    return datafiles.load(Path(__file__).with_name("typeset.yaml"), Breaks)


@cache
def _widths() -> dict[str, dict[str, float]]:
    raw = datafiles.load(Path(__file__).with_name("widths.yaml"), dict[str, dict[float, str]])
    return {
        weight: {char: width for width, chars in table.items() for char in chars}
        for weight, table in raw.items()
    }


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in px of one line of plain `text` at `size` px."""
    return size * _ems(text, bold)


@lru_cache(maxsize=1 << 16)
def _ems(text: str, bold: bool) -> float:
    table = _widths()["bold" if bold else "regular"]
    return sum(table.get(char, 1.0) for char in text)


def wrap(text: str, limit: float, size: float, bold: bool = False) -> list[str]:
    """Return the lines of `text` at `size` px, none wider than `limit` px unless one word is.

    Latin words, numbers and names stay whole; no line starts with closing or ends with opening punctuation.
    """
    lines, line, taken = [], "", 0.0
    for unit in _glued(text, lambda piece: width(piece.strip(), size, bold) <= limit):
        if line and taken + width(unit.rstrip(), size, bold) > limit + ROUNDING:
            lines.append(line.rstrip())
            line, taken = "", 0.0
            unit = unit.lstrip()
        line += unit
        taken += width(unit, size, bold)
    return [*lines, line.rstrip()] if line.strip() else lines


def seamed(text: str, limit: float, size: float, kind: Literal["list", "fields"]) -> list[str]:
    """Return as many lines as `wrap`, broken between items of a list where that takes no more of them.

    `fields` are joined by an upright, which no line ends with.
    """
    lines, line = [], ""
    for part in _parts(text, _rules().seams[kind]):
        if line and width((line + part).rstrip(), size) > limit:
            lines.append(line)
            line = part
        else:
            line += part
        *full, line = wrap(line, limit, size) or [""]
        lines += full
        line += part[len(part.rstrip()) :]
    lines = [one.strip() for one in [*lines, line] if one.strip()]
    plain = wrap(text, limit, size)
    kept = lines if len(lines) <= len(plain) else plain
    return kept if kind == "list" else [*(re.sub(r"\s*[|\uff5c]$", "", one) for one in kept)]


def _parts(text: str, seam: str) -> list[str]:
    """Return `text` cut behind each seam, which stays with what is before it."""
    ends = [found.end() for found in re.finditer(seam, text)]
    return [text[a:b] for a, b in pairwise([0, *ends, len(text)]) if a < b]


def fit(text: str, limit: float, size: float, most: int, bold: bool = False) -> list[str]:
    """Return at most `most` lines; what does not fit is cut with an ellipsis."""
    lines = wrap(text, limit, size, bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + "…", size, bold) > limit:
        last = last[:-1]
    return [*lines[: most - 1], last + "…"]


def balance(text: str, limit: float, size: float, bold: bool = False) -> list[str]:
    """Return as few lines as `wrap`, of about the same length: for titles, which look torn otherwise.

    Two lines are broken at a pause (a comma, a colon) where that leaves both of some length.
    """
    lines = wrap(text, limit, size, bold)
    if len(lines) < 2:
        return lines
    if len(lines) == 2 and (parts := _at_pause(text, limit, size, bold)):
        return parts
    narrow = width(text, size, bold) / len(lines)
    while narrow < limit:
        narrow += size / 2
        even = wrap(text, min(narrow, limit), size, bold)
        if len(even) <= len(lines):
            return even
    return lines


def _at_pause(text: str, limit: float, size: float, bold: bool) -> list[str]:
    """Return the two lines of `text` broken at the pause nearest its middle, [] where none suits."""
    found = []
    for pause in re.finditer(_rules().pauses, text):
        parts = [text[: pause.end()].rstrip(), text[pause.end() :]]
        short, long = sorted(width(part, size, bold) for part in parts)
        if long <= limit and short >= EVEN * long:
            found.append((long, parts))
    return min(found)[1] if found else []


def plain(text: str) -> str:
    """Return `text` so that plotly.js shows it as it is: report text must not become markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _glued(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the pieces between which a line may break; one that fits no line is broken between its words."""
    together, no_start, no_end = _breaks()
    whole = together.findall(text)
    units = [unit for one in whole for unit in ([one] if fits(one) else re.findall(r"\s*\S+|\s+", one))]
    pieces: list[str] = []
    for unit in units:
        if not (pieces and (no_start.match(unit) or no_end.search(pieces[-1]))):
            pieces.append(unit)
            continue
        space = pieces.pop() if pieces[-1].isspace() and len(pieces) > 1 else ""
        if not fits(pieces[-1] + space + unit) and no_start.match(unit):
            head, gap, tail = pieces.pop().rpartition(" ")
            pieces += [head, gap, tail] if gap else [tail]
        if fits(pieces[-1] + space + unit):
            pieces[-1] += space + unit
        else:
            pieces += [space, unit] if space else [unit]
    return pieces
