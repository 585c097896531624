"""Cells of a table: which header and which row label rule a number.

A row is a line with tabs (or bars); its header is the nearest row above without number cells (years are no
numbers). A cell's slot is its header and the label in its row, never the cells beside it.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

Span = tuple[int, int]
_ROW = re.compile(r"^[^\n]*[\t|][^\n]*$", re.MULTILINE)
_CELL = re.compile(r"[^\t|]+")
_NUMBER = re.compile(r"[ (]*[-+±约近超逾]?\d[\d,.]*(?:万|亿)?[^\W\d]{0,3}%?[ )]*")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度|末|底)?")
LOOK_BACK = 60


@dataclass(frozen=True)
class Cells:
    """The rows of a folded text, asked by place."""

    folded: str

    @cached_property
    def _rows(self) -> list[list[Span]]:
        if "\t" not in self.folded and "|" not in self.folded:
            return []
        rows = (
            [m.span() for m in _CELL.finditer(self.folded, *row.span())] for row in _ROW.finditer(self.folded)
        )
        return [row for row in rows if len(row) > 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [row[0][0] for row in self._rows]

    def rulers(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans of the header and the labels that rule the number at start:end, () in prose."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or self._rows[index][-1][1] < end:
            return ()
        row = self._rows[index]
        column = next((n for n, (low, high) in enumerate(row) if low <= start and end <= high), None)
        if not column or not _NUMBER.fullmatch(self.folded, *row[column]):
            return ()
        header = self._header(index, column)
        labels = [span for span in row[:column] if not _NUMBER.fullmatch(self.folded, *span)]
        return (*((header,) if header else ()), *labels)

    def _header(self, index: int, column: int) -> Span | None:
        for row in reversed(self._rows[max(0, index - LOOK_BACK) : index]):
            if len(row) > column and not any(self._amount(span) for span in row):
                return row[column]
        return None

    def _amount(self, span: Span) -> bool:
        return bool(_NUMBER.fullmatch(self.folded, *span)) and not _YEAR.fullmatch(self.folded, *span)
