"""Markdown: the marks of headings, lists, emphasis, links and tables deleted; its tables as rows of cells."""

import re
from itertools import pairwise

from etl.readers.document import Cell, Document, TextSpan
from etl.readers.draft import Draft
from etl.readers.formats.text import add_front_matter
from etl.readers.source import Source

ORDER = 40
_BLOCK = re.compile(
    r"[ ]{0,3}(?:(?P<heading>\#{1,6})[ \t]+|(?P<quote>(?:>[ ]?)+)|(?P<item>[-*+][ \t]+)"
    r"|(?P<rule>(?:[-*_][ \t]*){3,}$|```.*$|~~~.*$|={3,}[ \t]*$))"
)
_INLINE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,200})\]\([^()\n]{0,1000}\)|\[(?P<link>[^\]\n]{0,400})\]\([^()\n]{0,1000}\)"
    r"|<!--.{0,2000}?-->|</?[a-zA-Z][^<>\n]{0,500}>|(?<!\d)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\d)|~~|`+"
    r"|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|\\(?=[\\`*_{}\[\]()#+.!|~-])|[ \t]+\#+[ \t]*$"
)
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")


def matches(source: Source) -> bool:
    """Return whether the file is called Markdown."""
    return source.suffix in (".md", ".markdown")


def read(source: Source) -> Document:
    """Return the text without the marks of Markdown."""
    draft = Draft()
    add_front_matter(draft, source)
    lines = _lines(source.text, source.front_matter.end)
    index = 0
    while index < len(lines):
        if index + 1 < len(lines) and "|" in lines[index][1] and _DELIMITER.match(lines[index + 1][1]):
            index = _table(draft, lines, index)
        else:
            _line(draft, *lines[index])
            index += 1
    return draft.document("markdown", encoding=source.encoding)


def _lines(text: str, start: int) -> list[tuple[int, str]]:
    lines = []
    for line in text[start:].split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _line(draft: Draft, start: int, line: str) -> None:
    begin, block = draft.length, _BLOCK.match(line)
    if not (block and block["rule"]):
        _inline(draft, start, line, block.end() if block else 0, len(line))
        if block and block["heading"]:
            draft.heading(begin, len(block["heading"]))
    draft.add("\n", TextSpan(start + len(line), start + len(line) + 1))


def _inline(draft: Draft, start: int, line: str, position: int, end: int) -> None:
    """Add a part of a line without the marks in it; the text of a link or picture stays."""
    for mark in _INLINE.finditer(line, position, end):
        _keep(draft, start, line, position, mark.start())
        for name in ("alt", "link"):
            if mark[name]:
                _keep(draft, start, line, *mark.span(name))
        position = mark.end()
    _keep(draft, start, line, position, end)


def _keep(draft: Draft, start: int, line: str, low: int, high: int) -> None:
    draft.add(line[low:high], TextSpan(start + low, start + high))


def _table(draft: Draft, lines: list[tuple[int, str]], index: int) -> int:
    """Add the table whose header is line `index`; return the line behind it."""
    cells: list[Cell] = []
    row = 0
    while index < len(lines) and "|" in lines[index][1]:
        start, line = lines[index]
        if not _DELIMITER.match(line):
            cells += _row(draft, start, line, row)
            draft.add("\n", TextSpan(start + len(line), start + len(line) + 1))
            row += 1
        index += 1
    draft.table(cells)
    return index


def _row(draft: Draft, start: int, line: str, row: int) -> list[Cell]:
    cells = []
    edges = [-1, *(m.start() for m in re.finditer(r"(?<!\\)\|", line)), len(line)]
    if line.lstrip().startswith("|"):
        edges.pop(0)
    if line.rstrip().endswith("|") and len(edges) > 2:
        edges.pop()
    for column, (low, high) in enumerate(pairwise(edges)):
        if column:
            draft.add("\t", TextSpan(start + low, start + low + 1))
        inner = line[low + 1 : high]
        low += 1 + len(inner) - len(inner.lstrip())
        begin = draft.length
        _inline(draft, start, line, low, max(low, high - len(inner) + len(inner.rstrip())))
        cells.append(Cell(begin, draft.length, row, column, row == 0))
    return cells
