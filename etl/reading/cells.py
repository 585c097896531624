"""Numbers in the cells of a table: their unit from the row, the column, or the caption.

Promises: `Cells.of` tells for a number that fills a cell of a row with tabs or bars which unit its table
gives it: a cell of the row that holds a unit alone (亿元), the row's or the column's label (专利授权量(万件),
增长(%)), or a caption above (单位：万元). Nothing is guessed: a cell without such words has no unit.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from etl.reading.grammar import grammar
from etl.reading.growth import any_of, kinds
from etl.reading.lexicon import lexicon
from etl.reading.numerals import numerals

_ROW = re.compile(r"^[^\n]*[\t|][^\n]*$", re.MULTILINE)
_CAPTION = re.compile(grammar().caption)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,8})[)\]] ?$")
_NUMBER = re.compile(rf" *([-+]?)(\d[\d,]*(?:\.\d+)?) *(?:%|{grammar().footnote})$")
_MULTIPLIER = re.compile(rf"([{''.join(numerals().powers)}]*)(.*)")
_LABELS = 6


@dataclass(frozen=True, slots=True)
class CellUnit:
    """The unit of a cell as its table writes it: `multiplier` 万, `word` 件; growth when a label says so."""

    multiplier: str
    word: str
    growth: bool
    growth_head: bool
    counted: bool
    """False for cells that number or date their row."""


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    starts: tuple[int, ...]
    cells: tuple[str, ...]
    heads: bool
    """Whether no cell holds a number but years: a header."""


class Cells:
    """The tables of a folded text, asked by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows = (
            [_row(m.start(), m[0]) for m in _ROW.finditer(text)] if "\t" in text or "|" in text else []
        )
        self._starts = [row.start for row in self._rows]
        self._headers: dict[int, _Row | None] = {}
        self._captions: dict[int, str] = {}
        self._growth = re.compile(
            any_of(kinds().growth.rise_nouns + kinds().growth.fall_nouns + grammar().change_heads)
        )

    def of(self, at: int, end: int) -> CellUnit | None:
        """Return the unit of the cell that the number at `at`..`end` fills; None when it fills none."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return None
        row = self._rows[index]
        column = bisect_right(row.starts, at) - 1
        if column < 0 or end > row.starts[column] + len(row.cells[column]):
            return None
        return self._unit(index, column) if _NUMBER.fullmatch(row.cells[column]) else None

    def _unit(self, index: int, column: int) -> CellUnit:
        row = self._rows[index]
        header = self._header(index)
        head = header.cells[column].strip() if header and column < len(header.cells) else ""
        label = row.cells[0].strip() if column else ""
        counted = not head.startswith(tuple(grammar().numbering_heads)) and (column > 0 or bool(head))
        growth = bool(self._growth.search(head))
        for words in (
            head,
            *(cell.strip() for cell in row.cells[1 : min(column, _LABELS)]),
            label,
            self._caption(index),
        ):
            unit = _unit_in(words)
            if unit:
                return CellUnit(*unit, growth and unit[1] == "%", growth, counted)
        return CellUnit("", "%" if growth else "", growth, growth, counted)

    def _header(self, index: int) -> _Row | None:
        if index not in self._headers:
            self._headers[index] = self._find_header(index)
        return self._headers[index]

    def _find_header(self, index: int) -> _Row | None:
        """Return the nearest row above, of the same table, that holds no number cell but years."""
        if not index:
            return None
        row, below = self._rows[index - 1], self._rows[index]
        if self._text.count("\n", row.start, below.start) > 2:
            return None
        return row if row.heads else self._headers.get(index - 1) or self._nearest(index - 1)

    def _nearest(self, index: int) -> _Row | None:
        """Return the header of a row whose cells nobody asked for, looking back over sixty rows at most."""
        for at in range(index, max(0, index - 60), -1):
            if self._text.count("\n", self._rows[at - 1].start, self._rows[at].start) > 2:
                return None
            if self._rows[at - 1].heads:
                return self._rows[at - 1]
        return None

    def _caption(self, index: int) -> str:
        if index not in self._captions:
            begin = self._rows[max(0, index - 40)].start
            found = _CAPTION.findall(
                self._text, max(0, begin - 80), min(begin + 4000, self._rows[index].start)
            )
            self._captions[index] = found[-1] if found else ""
        return self._captions[index]


def _row(start: int, line: str) -> _Row:
    cells, at = [], start
    for cell in re.split(r"[\t|]", line):
        cells.append((at, cell))
        at += len(cell) + 1
    if line.lstrip().startswith("|"):
        cells = cells[1:-1] if line.rstrip().endswith("|") else cells[1:]
    heads = not any(_is_amount(cell) for _, cell in cells)
    return _Row(start, tuple(at for at, _ in cells), tuple(cell for _, cell in cells), heads)


def _is_amount(cell: str) -> bool:
    number = _NUMBER.fullmatch(cell)
    return bool(number) and not (len(number[2]) == 4 and 1900 <= float(number[2].replace(",", "")) <= 2099)


def _unit_in(words: str) -> tuple[str, str] | None:
    """Return multiplier and word of a label that is a unit, or ends in one in brackets."""
    bracket = _IN_BRACKETS.search(words)
    for part in ([bracket[1]] if bracket else []) + [words]:
        multiplier, word = _MULTIPLIER.fullmatch(part.strip()).groups() if part else ("", "")
        word = word.removeprefix(grammar().compared_head).strip("+-± ")
        if word in lexicon().unit_words or (not word and multiplier and bracket):
            return multiplier, word
    return None
