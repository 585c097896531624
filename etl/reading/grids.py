"""Tables in a text: which heads and which labels rule a cell.

A table is a run of lines with tabs (or bars), short lines between them included; readers keep columns
aligned, so that a merged cell is a filled one with blank ones behind it. Promises: `Grids.slot` gives for a
span inside a cell the heads over it (outermost first; of several rows, a blank upper one goes on from the
left), the labels of its row (of a section row, of a label that reaches down, of the row itself), and nothing
for prose. All formats come to this one form, so that the clean text alone tells the table.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from etl.reading.grammar import grammar
from etl.reading.structure import Span

_LINE = re.compile(r"[^\n]+")
_MARKS = re.compile(r"[\t|]")
_AMOUNT = re.compile(grammar().amount_cell)
_TIME = re.compile(grammar().time_cell)
_BLANK = re.compile(grammar().blank_cell)
_YEAR = re.compile(grammar().bare_year)
_LONGEST, _MOST_HEADS, _MOST_LABELS, _SECTION = 48, 4, 8, 36
_WIDEST = 64
"""Columns up to which a blank head goes on from the left."""


class Slot(msgspec.Struct, frozen=True):
    """What rules a cell: spans of heads and labels, in the order in which they stand in the table."""

    heads: tuple[Span, ...]
    labels: tuple[Span, ...]
    cell: Span
    row: tuple[Span, ...]
    """The cells of its row; an empty span where nothing stands."""
    column: int
    head_row: tuple[Span, ...]
    """The innermost row of heads over it; () when the table has none."""
    begins: int
    """Where its table begins."""
    is_head: bool
    """Whether it is a head itself."""


@dataclass(slots=True)
class _Row:
    start: int
    cells: tuple[Span, ...]
    heads: tuple["_Row", ...] = ()
    labels: tuple[Span, ...] = ()
    """Labels from above: of the section, of a cell that reaches down."""
    is_head: bool = False


@dataclass(slots=True)
class _Table:
    """A table while its lines go by."""

    begins: int
    rows: list[_Row] = field(default_factory=list)
    heads: tuple[_Row, ...] = ()
    in_heads: bool = False
    section: Span | None = None
    stub: Span | None = None


class Grids:
    """The tables of a folded text, asked by place."""

    def __init__(self, folded: str) -> None:
        self._text = folded
        self._rows: list[tuple[_Row, int]] = []
        if "\t" in folded or "|" in folded:
            for table in self._tables():
                self._rows += [(row, table.begins) for row in table.rows]
        self._starts = [row.start for row, _ in self._rows]
        self._slots: dict[tuple[int, int], Slot] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any table."""
        return bool(self._rows)

    def slot(self, start: int, end: int) -> Slot | None:
        """Return what rules the cell that holds `start`..`end`; None outside the cells of a table."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        cells = self._rows[index][0].cells
        column = bisect_right(cells, start, key=lambda cell: cell[0]) - 1
        if column < 0 or end > cells[column][1]:
            return None
        if (index, column) not in self._slots:
            self._slots[index, column] = self._slot(*self._rows[index], column)
        return self._slots[index, column]

    def _slot(self, row: _Row, begins: int, column: int) -> Slot:
        own = [
            cell
            for number, cell in enumerate(row.cells[: min(column, _MOST_LABELS)])
            if self._is_label(cell) and not (number and _YEAR.fullmatch(self._text, *cell))
        ]
        return Slot(
            heads=tuple(self._heads_over(row.heads, column)),
            labels=(*row.labels, *own),
            cell=row.cells[column],
            row=row.cells,
            column=column,
            head_row=row.heads[-1].cells if row.heads else (),
            begins=begins,
            is_head=row.is_head,
        )

    def is_amount(self, cell: Span) -> bool:
        """Tell whether a number fills the cell, with or without its unit; a year or a month is none."""
        return bool(_AMOUNT.fullmatch(self._text, *cell)) and not _TIME.fullmatch(self._text, *cell)

    def _is_label(self, cell: Span) -> bool:
        filled = 0 < cell[1] - cell[0] <= _LONGEST and not _BLANK.fullmatch(self._text, *cell)
        return filled and not self.is_amount(cell)

    def _tables(self) -> Iterable[_Table]:
        table: _Table | None = None
        between: Span | None = None
        last = 0
        for match in _LINE.finditer(self._text):
            cells = _cells(self._text, *match.span())
            if len(cells) < 2:
                short = 0 < cells[0][1] - cells[0][0] <= _SECTION
                between = cells[0] if short and not between and table and match.start() <= last + 2 else None
                continue
            if table is None or (match.start() > last + 2 and between is None):
                if table:
                    yield table
                table, between = _Table(match.start()), None
            self._add(table, _Row(match.start(), cells), between)
            between, last = None, match.end()
        if table:
            yield table

    def _add(self, table: _Table, row: _Row, between: Span | None) -> None:
        """Add a row: to the heads, as a section, or ruled by what stands over it."""
        filled = [n for n, cell in enumerate(row.cells) if cell[0] < cell[1]]
        labels = [n for n in filled if self._is_label(row.cells[n])]
        amounts = any(self.is_amount(row.cells[n]) for n in filled) or self._looks_like_years(table, row)
        long = any(cell[1] - cell[0] > _LONGEST for cell in row.cells)
        section = between or (row.cells[0] if filled == [0] and labels else None)
        if section and table.rows:
            table.section, table.stub, table.in_heads = section, None, False
        if not amounts and not long and (len(labels) > 1 or (labels and table.in_heads and labels[0])):
            table.heads = (*(table.heads if table.in_heads else ()), row)[-_MOST_HEADS:]
            table.in_heads, table.stub, row.is_head = True, None, True
        else:
            table.in_heads = False
            row.heads = table.heads
        reaching = table.stub if not row.cells[0][0] < row.cells[0][1] and labels else None
        row.labels = tuple(span for span in (table.section, reaching) if span and span not in row.cells)
        if 0 in labels:
            table.stub = row.cells[0]
        table.rows.append(row)

    def _looks_like_years(self, table: _Table, row: _Row) -> bool:
        """Tell amounts that could be years (2015, 1998) below heads from a new row of heads (2022, 2023)."""
        years = [
            int(self._text[slice(*cell)]) for cell in row.cells[1:] if _YEAR.fullmatch(self._text, *cell)
        ]
        below = bool(table.heads) and not table.in_heads
        return below and bool(years) and {abs(b - a) for a, b in pairwise(years)} != {1}

    def _heads_over(self, heads: tuple[_Row, ...], column: int) -> Iterable[Span]:
        """Yield the heads over a column; a blank upper one goes on from the left, the stub's never."""
        for number, row in enumerate(heads, start=1):
            at = min(column, len(row.cells) - 1)
            if number < len(heads):
                while at > max(1, column - _WIDEST) and not self._filled(row.cells[at]):
                    at -= 1
            if (at == column or (number < len(heads) and at)) and self._filled(row.cells[at]):
                yield row.cells[at]

    def _filled(self, cell: Span) -> bool:
        return cell[0] < cell[1]


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the cells of a line without the spaces around them; bars at both ends part nothing."""
    edges = [start - 1, *(match.start() for match in _MARKS.finditer(text, start, end)), end]
    cells = [_strip(text, low + 1, high) for low, high in pairwise(edges)]
    if len(cells) > 2 and text[edges[1] : edges[1] + 1] == "|" and cells[0][0] == cells[0][1]:
        cells = cells[1:-1] if cells[-1][0] == cells[-1][1] else cells[1:]
    return tuple(cells)


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \r":
        start += 1
    while end > start and text[end - 1] in " \r":
        end -= 1
    return start, end
