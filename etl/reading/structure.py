"""Where a text's paragraphs, sentences, clauses and headings are: spans only, no meaning.

A sentence ends at a full stop, a question or exclamation mark (with the quotes that close behind it) or at
the line's end; semicolons stay inside, since what stands before one still rules what stands behind it.
Headings form a tree by their style, so that a section called after a year rules its paragraphs. Every span
counts in the clean text; folding keeps its length, so that the same span holds for the folded text.
"""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import msgspec

from etl import datafiles
from etl.paths import RULES

Span = tuple[int, int]


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    line: str
    sentence: str
    clause_end: str
    longest_sentence: int
    cut_after: str
    styles: dict[str, str]
    longest_heading: int
    no_heading_end: str
    year_line: str
    date_line: str


_RULES = datafiles.load(RULES / "structure.yaml", _Rules)
_LINE = re.compile(_RULES.line)
_SENTENCE = re.compile(_RULES.sentence)
_CLAUSE_END = re.compile(_RULES.clause_end)
_STYLE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES.styles.items()))
_RANK = {name: rank for rank, name in enumerate(_RULES.styles)}
_PLAIN = "line"
_YEAR_LINE = re.compile(_RULES.year_line)
_DATE_LINE = re.compile(_RULES.date_line)


class Heading(msgspec.Struct, frozen=True):
    """A heading: where its words stand, and the span that it rules (to the next of its rank or above)."""

    start: int
    end: int
    style: str
    reach: int
    """End of what it rules."""
    parent: int
    """Index of the heading above it, -1 at the top."""


@dataclass(frozen=True)
class Structure:
    """Spans of a text in order. `headings` is in text order; `headings_over` walks up the tree."""

    folded: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    headings: tuple[Heading, ...]

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses of all sentences."""
        return tuple(clause for span in self.sentences for clause in _clauses(self.folded, *span))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [start for start, _ in self.clauses]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [heading.start for heading in self.headings]

    def sentence_index(self, position: int) -> int:
        """Return the index of the sentence at `position`, or of the one before it."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def sentence_at(self, position: int) -> Span:
        """Return the span of the sentence that holds `position`."""
        return self.sentences[self.sentence_index(position)]

    def clause_index(self, position: int) -> int:
        """Return the index of the clause at `position`, or of the one before it."""
        return max(0, bisect_right(self._clause_starts, position) - 1)

    def clause_at(self, position: int) -> Span:
        """Return the span of the clause that holds `position`."""
        return self.clauses[self.clause_index(position)]

    def paragraph_index(self, position: int) -> int:
        """Return the index of the paragraph at `position`, or of the one before it."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def paragraph_at(self, position: int) -> Span:
        """Return the span of the paragraph that holds `position`."""
        return self.paragraphs[self.paragraph_index(position)]

    def headings_over(self, position: int) -> tuple[Heading, ...]:
        """Return the headings that rule `position`, outermost first; a heading rules itself too."""
        index = bisect_right(self._heading_starts, position) - 1
        found: list[Heading] = []
        while index >= 0:
            heading = self.headings[index]
            if position < heading.reach:
                found.append(heading)
            index = heading.parent
        return tuple(reversed(found))


def find_structure(folded: str, marked: Collection[int] = ()) -> Structure:
    """Return the structure of a folded text, in time proportional to its length.

    `marked` are the places where headings begin that the document itself marks and that may not look it.
    """
    paragraphs: list[Span] = []
    sentences: list[Span] = []
    for line in _LINE.finditer(folded):
        start, end = _strip(folded, *line.span())
        paragraphs.append((start, end))
        for match in _SENTENCE.finditer(folded, start, end):
            for piece in _pieces(folded, *match.span()):
                first, last = _strip(folded, *piece)
                if first < last:
                    sentences.append((first, last))
    headings = _headings(folded, paragraphs, sentences, marked)
    return Structure(folded, tuple(paragraphs), tuple(sentences), headings)


def _pieces(folded: str, start: int, end: int) -> list[Span]:
    """Return a sentence; one that never ends is cut at the last comma before it gets too long."""
    longest, pieces = _RULES.longest_sentence, []
    while end - start > longest:
        cut = max(folded.rfind(mark, start + longest // 2, start + longest) for mark in _RULES.cut_after) + 1
        cut = cut or start + longest
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _clauses(folded: str, start: int, end: int) -> list[Span]:
    found = []
    for match in _CLAUSE_END.finditer(folded, start, end):
        found.append((start, match.end()))
        start = match.end()
    if start < end:
        found.append((start, end))
    return found


def _strip(folded: str, start: int, end: int) -> Span:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return start, end


def _headings(
    folded: str, paragraphs: list[Span], sentences: list[Span], marked: Collection[int]
) -> tuple[Heading, ...]:
    """Build the tree: a heading ends at the next one whose style is the same or of a higher rank."""
    sentence_ends = dict(sentences)
    found: list[list] = []
    open_: list[int] = []
    for span in paragraphs:
        style, end = _style(folded, span, sentence_ends)
        if not style and span[0] in marked and "\t" not in folded[slice(*span)]:
            style, end = _PLAIN, span[1]
        if not style:
            continue
        while open_ and any(_closes(style, found[i][2]) for i in open_):
            found[open_.pop()][3] = span[0]
        found.append([span[0], end, style, len(folded), open_[-1] if open_ else -1])
        open_.append(len(found) - 1)
    return tuple(Heading(*fields) for fields in found)


def _closes(style: str, other: str) -> bool:
    if style == other:
        return True
    kind, other_kind = style.rstrip("#"), other.rstrip("#")
    if kind == other_kind:
        return len(style) <= len(other)
    return kind in _RANK and other_kind in _RANK and _RANK[kind] < _RANK[other_kind]


def _style(folded: str, span: Span, sentence_ends: dict[int, int]) -> tuple[str, int]:
    """Return a heading's style and end, ("", 0) for a paragraph that is none."""
    start, end = span
    match = _STYLE.match(folded, start, end)
    if match:
        return match.lastgroup + (match["marks"] or ""), sentence_ends.get(start, end)
    line = folded[start:end]
    if len(line) > _RULES.longest_heading or line[-1] in _RULES.no_heading_end or "\t" in line:
        return "", 0
    if _DATE_LINE.match(line):
        return "", 0
    return ("year" if _YEAR_LINE.match(line) else _PLAIN), end
