"""Segments → blocks in reading order: single lines, columns one behind the other, tables row by row.

A band is a run of rows that leave a gutter free between them. Bands with long, filled lines are columns;
those with short ones are tables. What no band holds is plain lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from etl.readers.pdf.segments import Segment, rows

GUTTER = 0.4
"""Least width of a gutter, in characters."""
FEWEST_LINES = 4
JUMP = 3.5
"""A gap between lines, in characters, behind which another column width may begin."""
LONG_LINE = 9
"""Lines of a column have this many characters at least; cells of a table most often fewer."""

Span = tuple[float, float]
Row = list[Segment]


@dataclass(frozen=True)
class Lines:
    """Lines of one column from top to bottom, with the column's edges."""

    segments: tuple[Segment, ...]
    left: float
    right: float


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, each cell the segments in it from top to bottom."""

    rows: tuple[tuple[tuple[Segment, ...], ...], ...]


def blocks(found: Sequence[Segment]) -> Iterator[Lines | Grid]:
    """Yield the blocks of a page in reading order."""
    if not found:
        return
    left, right = min(s.left for s in found), max(s.right for s in found)
    plain: list[Segment] = []
    for band, gutters in _bands(rows(found), left, right):
        if not gutters:
            plain += [segment for row in band for segment in row]
            continue
        yield from _plain(plain)
        plain = []
        yield from _columns(band, gutters) if _is_columns(band, gutters) else [_grid(band, gutters)]
    yield from _plain(plain)


def _plain(found: list[Segment]) -> Iterator[Lines]:
    """Yield lines that stand in no band: apart where a gap parts long runs, each with edges of its own."""
    start = 0
    for index in range(1, len(found) + 1):
        jump = index < len(found) and found[index - 1].middle - found[index].middle > JUMP * found[index].size
        if index == len(found) or (jump and len(found) - index >= FEWEST_LINES):
            yield _lines(found[start:index])
            start = index


def _lines(found: list[Segment]) -> Lines:
    return Lines(tuple(found), min(s.left for s in found), max(s.right for s in found))


def _bands(all_rows: list[Row], left: float, right: float) -> Iterator[tuple[list[Row], list[Span]]]:
    """Yield runs of rows with the gutters that all of them leave free; a run without gutters is plain."""
    index = 0
    while index < len(all_rows):
        band, free = [all_rows[index]], _free(all_rows[index], left, right)
        while index + len(band) < len(all_rows):
            row = all_rows[index + len(band)]
            narrowed = _meet(free, _free(row, left, right), GUTTER * row[0].size)
            lost = len(_inner(band, free)) - len(_inner([*band, row], narrowed))
            if not narrowed or _jumps(band[-1], row) or (lost > 0 and len(row) == 1):
                break
            if len(row) > 1 and not _inner([*band, row], narrowed):
                break
            band.append(row)
            free = narrowed
        gutters = _inner(band, free)
        crossed = [number for number, row in enumerate(band) if len(row) > 1]
        if gutters and crossed and _is_columns(band, gutters):
            yield band, gutters
        elif gutters and len(crossed) > 1 and crossed[0] == 0:
            band = band[: _end(band, crossed[-1] + 1, gutters)]
            yield band, gutters
        else:
            band = band[:1]
            yield band, []
        index += len(band)


def _end(band: list[Row], last: int, gutters: list[Span]) -> int:
    """Return where a table ends: behind the lines that go on with a cell of its last row."""
    while last < len(band) and _column(band[last][0], gutters) and _close(band[last - 1], band[last]):
        last += 1
    return last


def _jumps(above: Row, below: Row) -> bool:
    """Return whether a gap between two rows is so high that they cannot be of one table or column."""
    return above[0].middle - below[0].middle > 6 * max(above[0].size, below[0].size)


def _free(row: Row, left: float, right: float) -> list[Span]:
    edges = [left - 1, *(edge for segment in row for edge in (segment.left, segment.right)), right + 1]
    return [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if high > low]


def _meet(first: list[Span], second: list[Span], width: float) -> list[Span]:
    met = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(low, high) for low, high in met if high - low >= width]


def _inner(band: list[Row], free: list[Span]) -> list[Span]:
    """Return the free spans that have text on both sides."""
    low = min(row[0].left for row in band)
    high = max(segment.right for row in band for segment in row)
    return [span for span in free if span[0] > low and span[1] < high]


def _is_columns(band: list[Row], gutters: list[Span]) -> bool:
    if len(band) < FEWEST_LINES or len(gutters) > 2:
        return False
    columns = [_in_column(band, gutters, n) for n in range(len(gutters) + 1)]
    return all(columns) and max(map(len, columns)) >= FEWEST_LINES and all(map(_is_prose, columns))


def _is_prose(column: list[Segment]) -> bool:
    """Return whether the lines of a column are long and fill it; of one or two lines nothing can be said."""
    if len(column) < FEWEST_LINES - 1:
        return True
    width = max(s.right for s in column) - min(s.left for s in column)
    filled = median(s.right - s.left for s in column) >= 0.7 * width
    return filled and median(len(s.text) for s in column) >= LONG_LINE


def _in_column(band: list[Row], gutters: list[Span], number: int) -> list[Segment]:
    return [segment for row in band for segment in row if _column(segment, gutters) == number]


def _column(segment: Segment, gutters: list[Span]) -> int:
    middle = (segment.left + segment.right) / 2
    return sum(middle > span[0] for span in gutters)


def _columns(band: list[Row], gutters: list[Span]) -> Iterator[Lines | Grid]:
    for number in range(len(gutters) + 1):
        column = _in_column(band, gutters, number)
        yield _lines(column)


def _grid(band: list[Row], gutters: list[Span]) -> Grid:
    """Return the table; a row without a first cell that stands close goes on with the cells above."""
    grid: list[list[list[Segment]]] = []
    for index, row in enumerate(band):
        cells: list[list[Segment]] = [[] for _ in range(len(gutters) + 1)]
        for segment in row:
            cells[_column(segment, gutters)].append(segment)
        goes_on = index and not cells[0] and _close(band[index - 1], row)
        if goes_on and _fits(grid[-1], cells):
            for above, cell in zip(grid[-1], cells, strict=True):
                above += cell
        else:
            grid.append(cells)
    return Grid(tuple(tuple(map(tuple, cells)) for cells in grid))


def _close(above: Row, below: Row) -> bool:
    return above[0].middle - below[0].middle < 1.5 * below[0].size


def _fits(above: list[list[Segment]], cells: list[list[Segment]]) -> bool:
    return all(a or not b for a, b in zip(above, cells, strict=True))
