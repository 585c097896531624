"""What a reader gives: the clean text of a report, where each character stands, what it says of itself.

The clean text is the source with markup, page chrome, front-matter keys and glosses deleted, never rewritten.
Only where a format has no character of its own between two blocks or two cells does a line break or a tab
stand for the tag, the delimiter or the edge of the box (its place in the source is that spot).
Stands apart so that readers, reading and dashboard share the words without sharing code.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Characters `start` to `end` (exclusive) of the decoded source text."""

    start: int
    end: int

    def part(self, first: int, last: int, length: int) -> "TextSpan":
        """Return the place of characters `first` to `last` of a run of `length`; of a reference all."""
        if self.end - self.start != length:
            return self
        return TextSpan(self.start + first, self.start + last)


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """Characters on page `page` (from 1): a box (left, bottom, right, top) in points for each of them."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]

    def part(self, first: int, last: int, length: int) -> "PageBoxes":
        """Return the boxes of characters `first` to `last`."""
        return PageBoxes(self.page, self.boxes[first:last]) if len(self.boxes) == length else self

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The box around all of them; zeros when there is none."""
        if not self.boxes:
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = zip(*self.boxes, strict=True)
        return (min(left), min(bottom), max(right), max(top))


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of a workbook: the sheet's name and the cell's name, such as B7."""

    sheet: str
    cell: str

    def part(self, first: int, last: int, length: int) -> "SheetCell":
        """Return the cell itself: nothing finer is known."""
        return self


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The n-th paragraph (from 1, those of tables counted where they stand) of a document."""

    number: int

    def part(self, first: int, last: int, length: int) -> "Paragraph":
        """Return the paragraph itself: nothing finer is known."""
        return self


Where = TextSpan | PageBoxes | SheetCell | Paragraph


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the clean text, from `start` on, that stand together in the source."""

    start: int
    length: int
    where: Where

    def cut(self, start: int, end: int) -> "Run":
        """Return the part of the run between two positions of the clean text that lie in it."""
        place = self.where.part(start - self.start, end - self.start, self.length)
        return Run(start, end - start, place)


@dataclass(frozen=True)
class SourceMap:
    """Where the clean text stands in the source: runs in text order that cover all of it."""

    runs: tuple[Run, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [run.start for run in self.runs])

    def where(self, start: int, end: int) -> list[Where]:
        """Return the places of clean characters `start` to `end`, in text order, one for each run."""
        found = []
        for run in self.runs[max(bisect_right(self._starts, start) - 1, 0) :]:
            if run.start >= end:
                break
            low, high = max(start, run.start), min(end, run.start + run.length)
            if low < high:
                found.append(run.cut(low, high).where)
        return found


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a report says of itself: the value, and whether it states it or it was inferred."""

    value: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the clean text; `level` 1 is the highest."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its span in the clean text, its row and column (from 0), whether it is a header."""

    start: int
    end: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, written in the clean text as lines of cells with a tab between them."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Document:
    """A report as read. A claim that is None is unknown; dates are ISO strings."""

    text: str
    source_map: SourceMap
    format: str = "text"
    encoding: str | None = None
    title: Claim | None = None
    publisher: Claim | None = None
    written: Claim | None = None
    published: Claim | None = None
    url: Claim | None = None
    place: Claim | None = None
    language: str = "zh-Hans"
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: str | None = None
    """What of the report was not read though the rest was: a problem of problems.yaml, in English."""


def drop(document: Document, spans: Iterable[tuple[int, int]]) -> Document:
    """Return the document without the given spans of its clean text (in order, not overlapping)."""
    spans = list(spans)
    if not spans:
        return document
    kept = _kept(spans, len(document.text))
    moved = _Moved(kept)
    return replace(
        document,
        text="".join(document.text[start:end] for start, end in kept),
        source_map=SourceMap(tuple(_shift(document.source_map.runs, kept))),
        headings=tuple(Heading(moved(h.start), moved(h.end), h.level) for h in document.headings),
        tables=tuple(Table(tuple(moved.cell(cell) for cell in table.cells)) for table in document.tables),
    )


class _Moved:
    """Where positions of the old text come to stand in the new."""

    def __init__(self, kept: list[tuple[int, int]]) -> None:
        self.kept, self.starts, self.sums = kept, [start for start, _ in kept], [0]
        for start, end in kept:
            self.sums.append(self.sums[-1] + end - start)

    def __call__(self, position: int) -> int:
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return 0
        return self.sums[index] + min(position, self.kept[index][1]) - self.starts[index]

    def cell(self, cell: Cell) -> Cell:
        return replace(cell, start=self(cell.start), end=self(cell.end))


def _kept(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _shift(runs: tuple[Run, ...], kept: list[tuple[int, int]]) -> Iterable[Run]:
    """Yield what remains of the runs, moved to where it stands in the new text."""
    position, index = 0, 0
    for start, end in kept:
        while index < len(runs) and runs[index].start + runs[index].length <= start:
            index += 1
        here = index
        while here < len(runs) and runs[here].start < end:
            run = runs[here]
            piece = run.cut(max(start, run.start), min(end, run.start + run.length))
            yield replace(piece, start=position + piece.start - start)
            here += 1
        position += end - start
