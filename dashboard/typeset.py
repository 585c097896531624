"""How wide a text is and where its lines break, without a font file: widths.yaml holds the advances.

Stands apart so that a figure's layout (and its golden JSON) is the same on every machine; the widths are
those of Noto Sans CJK SC, the widest of the fonts that look.FONT names.
"""

import re
from functools import cache
from pathlib import Path

from etl import datafiles

LINE = 1.3
"""Height of a line in em, as plotly.js sets lines."""
_OPENING = re.compile(r"[（《“‘(\[]$")
_UNITS = re.compile(
    r"(?:[A-Z]{3} )?[0-9][0-9.,]*(?: [mb]illion\b)|[A-Z]{3} [0-9][0-9.,]*|[0-9A-Za-z.,%+\-–'’/:_]+|\s+|.",
    re.S,
)
_NO_START = re.compile(r"^[，。；：、！？）》”’%)\].,;:!?·]")


@cache
def _widths() -> dict[str, dict[str, float]]:
    raw = datafiles.load(Path(__file__).with_name("widths.yaml"), dict[str, dict[float, str]])
    return {
        weight: {char: width for width, chars in table.items() for char in chars}
        for weight, table in raw.items()
    }


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in px of one line of plain `text` at `size` px."""
    table = _widths()["bold" if bold else "regular"]
    return size * sum(table.get(char, 1.0) for char in text)


def wrap(text: str, limit: float, size: float, bold: bool = False) -> list[str]:
    """Return the lines of `text` at `size` px, none wider than `limit` px unless one word is.

    Latin words and numbers stay whole; no line starts with closing or ends with opening punctuation.
    """
    lines, line = [], ""
    for unit in _glued(text):
        if line and width((line + unit).rstrip(), size, bold) > limit:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


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
    """Return as few lines as `wrap`, of about the same length: for titles, which look torn otherwise."""
    lines = wrap(text, limit, size, bold)
    if len(lines) < 2:
        return lines
    narrow = width(text, size, bold) / len(lines)
    while narrow < limit:
        narrow += size / 2
        even = wrap(text, min(narrow, limit), size, bold)
        if len(even) <= len(lines):
            return even
    return lines


def plain(text: str) -> str:
    """Return `text` so that plotly.js shows it as it is: report text must not become markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _glued(text: str) -> list[str]:
    """Return the pieces between which a line may break."""
    pieces: list[str] = []
    for unit in _UNITS.findall(text):
        if pieces and (_NO_START.match(unit) or _OPENING.search(pieces[-1])):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return pieces
