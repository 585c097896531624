"""CSV and TSV: a row a line, cells parted by tabs; the first row is the header of the others."""

import re
from collections import Counter
from collections.abc import Iterator

from etl.readers.document import Cell, Document, TextSpan
from etl.readers.draft import Draft
from etl.readers.limits import CELLS
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = 30
DELIMITERS = "\t,;|，；"


def matches(source: Source) -> bool:
    """Return whether the file is called CSV or TSV."""
    return source.suffix in (".csv", ".tsv")


def read(source: Source) -> Document:
    """Return the table; quotes are deleted, and line breaks within a cell."""
    draft, text = Draft(), source.text
    mark = _delimiter(text[:20_000])
    cells: list[Cell] = []
    row = column = 0
    for start, end, behind in _cells(text, mark):
        begin = draft.length
        for low, high in _parts(text, start, end):
            draft.add(text[low:high], TextSpan(low, high))
        cells.append(Cell(begin, draft.length, row, column, row == 0))
        if len(cells) > CELLS:
            raise unreadable("too_big", size=f"{len(cells)}+ cells", limit=f"{CELLS} cells")
        if behind < len(text):
            draft.add("\t" if text[behind] == mark else "\n", TextSpan(behind, behind + 1))
        row, column = (row, column + 1) if behind < len(text) and text[behind] == mark else (row + 1, 0)
    draft.table(cells)
    return draft.document("csv", encoding=source.encoding)


def _delimiter(text: str) -> str:
    """Return the sign that parts most lines into the same number of cells; the comma when none does."""
    bare = re.sub(r'"[^"]*"', "", text).splitlines()[:100]
    best, most = ",", 0
    for mark in DELIMITERS:
        counts = Counter(line.count(mark) for line in bare if line.count(mark))
        common = counts.most_common(1)
        if common and common[0][1] > most:
            best, most = mark, common[0][1]
    return best


def _cells(text: str, mark: str) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each cell, with its quotes, and where the sign behind it stands."""
    cell = re.compile(rf'[ ]*"(?:[^"]|"")*+"[^{re.escape(mark)}\r\n]*|[^{re.escape(mark)}\r\n]*')
    position = 0
    while position < len(text):
        found = cell.match(text, position)
        end = found.end()
        behind = end + 1 if text.startswith("\r\n", end) else end
        yield found.start(), end, behind
        position = behind + 1


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of a cell stays: without the quotes around it, doubled quotes once, no line breaks."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if end - start >= 2 and text[start] == text[end - 1] == '"':
        start, end = start + 1, end - 1
    for found in re.compile(r'"(?=")|[\r\n\t]+').finditer(text, start, end):
        if start < found.start():
            yield start, found.start()
        start = found.end()
    if start < end:
        yield start, end
