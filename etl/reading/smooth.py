"""A text without what hides figures from the rules: unseen characters, line breaks at a fixed width.

Promises: `smooth` takes characters away, and only those of rules/smooth.yaml and the breaks (with the blanks
around them) inside paragraphs of a text whose lines are evidently broken at a fixed width; paragraphs, items
of lists and rows of tables stay apart. `Smooth` leads from every position to where it stands in the clean
text and back, so that what is stored is the clean text's own.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import msgspec

from etl import datafiles
from etl.paths import RULES


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    unseen: str
    space: str
    narrowest: int
    fewest: int
    share: float
    slack: int
    longer: float
    ended: float
    marked: float
    ends: str
    inner: str
    apart: str
    indented: str
    head: str


_RULES = datafiles.load(RULES / "smooth.yaml", _Rules)
_UNSEEN = re.compile(_RULES.unseen)
_SPACE = re.compile(_RULES.space)
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(_RULES.ends)
_INNER = re.compile(_RULES.inner)
_APART = re.compile(_RULES.apart)
_INDENTED = re.compile(_RULES.indented)
_HEAD = re.compile(_RULES.head)
Span = tuple[int, int]


@dataclass(frozen=True)
class Smooth:
    """`text` is `clean` without the spans of `cuts` (positions in `clean`, in order, apart)."""

    clean: str
    cuts: tuple[Span, ...] = ()

    @cached_property
    def text(self) -> str:
        """The text that is read."""
        edges = [0, *(edge for cut in self.cuts for edge in cut), len(self.clean)]
        return "".join(self.clean[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))

    @cached_property
    def _moves(self) -> tuple[list[int], list[int], list[int]]:
        """Where the cuts end in `clean`, where they lie in `text`, and how much is gone by then."""
        ends, places, gone = [0], [0], [0]
        for start, end in self.cuts:
            ends.append(end)
            places.append(start - gone[-1])
            gone.append(gone[-1] + end - start)
        return ends, places, gone

    def origin(self, position: int) -> int:
        """Return where the character at `position` of `text` stands in `clean`."""
        _, places, gone = self._moves
        return position + gone[bisect_right(places, position) - 1]

    def span(self, start: int, end: int) -> Span:
        """Return the span of `clean` from the first to the last character of a span of `text`."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(end)

    def place(self, position: int) -> int:
        """Return where the character at `position` of `clean`, or the next one left, stands in `text`."""
        ends, _, gone = self._moves
        index = bisect_right(ends, position) - 1
        inside = index < len(self.cuts) and self.cuts[index][0] < position
        return (self.cuts[index][0] if inside else position) - gone[index]


def smooth(clean: str) -> Smooth:
    """Return the text as it is read; in time proportional to its length."""
    cuts = [match.span() for match in _UNSEEN.finditer(clean)] if not clean.isascii() else []
    if " " in clean:
        cuts = sorted([*cuts, *(match.span() for match in _SPACE.finditer(clean))])
    first = Smooth(clean, tuple(cuts))
    breaks = list(_breaks(first.text))
    if not breaks:
        return first
    found = sorted([*cuts, *(first.span(*span) for span in breaks)])
    return Smooth(clean, tuple(_merged(found)))


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Yield spans that do not touch, covering the same characters."""
    start, end = spans[0]
    for low, high in spans[1:]:
        if low > end:
            yield start, end
            start, end = low, high
        else:
            end = max(end, high)
    yield start, end


def _breaks(text: str) -> Iterator[Span]:
    """Yield the line breaks, with the blanks around them, that a fixed width alone has made."""
    lines = [match.span() for match in _LINE.finditer(text) if match[0].strip()]
    written = [text[start:end].strip() for start, end in lines]
    width = _width(written)
    if not width:
        return
    spaced = any(text.count("\n", one[1], two[0]) > 1 for one, two in pairwise(lines)) or any(
        _INDENTED.match(text, start) for start, _ in lines
    )
    for number, (one, two) in enumerate(pairwise(lines)):
        line, after = written[number : number + 2]
        close = two[0] == one[1] + 1 and not _INDENTED.match(text, two[0])
        if close and _is_full(line, width) and _goes_on(line, after, spaced):
            start = one[0] + len(text[slice(*one)].rstrip())
            end = two[1] - len(text[slice(*two)].lstrip())
            yield start + (line[-1].isascii() and line[-1].isalpha() and after[0].isascii()), end


def _width(lines: list[str]) -> int:
    """Return the width that a text's lines are broken at, 0 when they are not."""
    lengths = Counter(
        len(line) for line in lines if len(line) >= _RULES.narrowest and not _APART.search(line)
    )
    if not lengths:
        return 0
    width = max(lengths, key=lambda length: (lengths[length], length))
    full = [line for line in lines if _is_full(line, width)]
    if len(full) < max(_RULES.fewest, _RULES.share * len(lines)):
        return 0
    longer = sum(len(line) > width + _RULES.slack for line in lines)
    ended = sum(_ENDS.search(line) is not None for line in full)
    marked = sum(_INNER.search(line, 0, len(line) - 1) is not None for line in full)
    prose = ended <= _RULES.ended * len(full) and marked >= _RULES.marked * len(full)
    return width if prose and longer <= _RULES.longer * len(full) and _closes(lines, width) else 0


def _is_full(line: str, width: int) -> bool:
    return abs(len(line) - width) <= _RULES.slack and not _APART.search(line)


def _closes(lines: list[str], width: int) -> bool:
    """Tell whether most runs of full lines end as a paragraph does: with a mark that ends a sentence."""
    last = [
        after
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if _is_full(line, width) and not _is_full(after, width)
    ]
    return 2 * sum(_ENDS.search(line) is not None for line in last) >= len(last)


def _goes_on(line: str, after: str, spaced: bool) -> bool:
    """Tell whether a full line's sentence or paragraph goes on in the next line."""
    if _APART.search(after):
        return False
    if _HEAD.match(after) and not line[-1].isdigit():
        return False
    return spaced or not _ENDS.search(line)
