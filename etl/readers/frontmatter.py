"""The front matter of Markdown and aggregator files: `key: value` lines between two rules of dashes.

The keys are markup and are deleted. A value that a person would read (title, author, date, categories) stays
in the clean text; an address, a number or a switch (true, false) is markup as well.
"""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n")
_LINE = re.compile(r"^[ \t]*(?:- )?(?:([\w.-]{1,40})[ \t]*[:=](?=\s|['\"]|$))?[ \t]*(.*?)[ \t]*\r?$")
_MACHINE = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//\S*|/\S*|\S+\.(?:png|jpe?g|gif|webp|html?|md)|\d*|true|false|null|yes|no|[|>][+-]?",
    re.I,
)
LONGEST = 20_000


@dataclass(frozen=True)
class FrontMatter:
    """`values` by key in lower case; the spans of `kept` values in the text; where the text itself begins."""

    values: dict[str, str]
    kept: tuple[tuple[int, int], ...] = ()
    end: int = 0


def split(text: str) -> FrontMatter:
    """Return the front matter that `text` begins with; one that is not closed is none."""
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter({})
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*\r?$", re.M).search(
        text, opening.end(), opening.end() + LONGEST
    )
    if not closing:
        return FrontMatter({})
    values, kept, key = {}, [], ""
    for start, line in _lines(text, opening.end(), closing.start()):
        found = _LINE.match(line)
        key = (found[1] or key).lower()
        low, high = _unquoted(line, *found.span(2))
        value = line[low:high]
        if value and key:
            values.setdefault(key, value)
        if not _MACHINE.fullmatch(value):
            kept.append((start + low, start + high))
    return FrontMatter(values, tuple(kept), closing.end()) if values else FrontMatter({})


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines = []
    for line in text[start:end].splitlines(keepends=True):
        lines.append((start, line.rstrip("\n")))
        start += len(line)
    return lines


def _unquoted(line: str, start: int, end: int) -> tuple[int, int]:
    if end - start >= 2 and line[start] == line[end - 1] and line[start] in "'\"":
        return start + 1, end - 1
    return start, end
