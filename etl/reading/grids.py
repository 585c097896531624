"""Tables in a text: lines of tab-separated cells, whose first row rules the figures below it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.model import Amount
from etl.reading.structure import Span, Structure

_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and the head of its column; the row's own label stands in the same line."""

    start: int
    end: int
    head: Span


def find_cells(folded: str, structure: Structure) -> list[Cell]:
    """Return the cells below the first row of each table, in text order."""
    found: list[Cell] = []
    for rows in _tables(folded, structure):
        heads = _split(folded, rows[0])
        for row in rows[1:]:
            cells = _split(folded, row)
            if len(cells) == len(heads):
                found.extend(Cell(*cell, head) for cell, head in zip(cells, heads, strict=True))
    return found


def heads_of(cells: Sequence[Cell], amounts: Sequence[Amount]) -> list[Span | None]:
    """Return the column head over each amount, None outside tables."""
    starts = [cell.start for cell in cells]
    found: list[Span | None] = []
    for amount in amounts:
        index = bisect_right(starts, amount.start) - 1
        inside = index >= 0 and amount.end <= cells[index].end
        found.append(cells[index].head if inside else None)
    return found


def _tables(folded: str, structure: Structure) -> Iterator[list[Span]]:
    """Yield the lines of each table: neighbours that all have the same number of tabs."""
    rows: list[Span] = []
    tabs = 0
    for start, end in structure.paragraphs:
        line = _whole_line(folded, start, end)
        count = folded.count("\t", *line)
        if count and count == tabs and rows and line[0] == rows[-1][1] + 1:
            rows.append(line)
            continue
        if len(rows) >= _FEWEST_ROWS:
            yield rows
        rows, tabs = [line], count
    if len(rows) >= _FEWEST_ROWS and tabs:
        yield rows


def _whole_line(folded: str, start: int, end: int) -> Span:
    """Return a paragraph with the tabs at its ends, which stand for empty cells."""
    while start and folded[start - 1] in "\t ":
        start -= 1
    while end < len(folded) and folded[end] in "\t ":
        end += 1
    return start, end


def _split(folded: str, row: Span) -> list[Span]:
    cells, start = [], row[0]
    while True:
        tab = folded.find("\t", start, row[1])
        cells.append((start, tab if tab >= 0 else row[1]))
        if tab < 0:
            return cells
        start = tab + 1
