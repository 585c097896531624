"""What tables say of the time of their figures: words and times of the heads and labels over a cell.

A head and a label tell a time together (2024年 over 一季度, 上半年 over a row 2023); a year may stand as four
bare digits. Stands apart from `dating`, which asks it before the words of the sentence.
"""

import re
from collections.abc import Callable, Sequence

from etl.model import Amount
from etl.reading.cues import CUES
from etl.reading.grammar import grammar
from etl.reading.grids import Grids, Slot
from etl.reading.growth import any_of, kinds
from etl.reading.periods import TimeMention, find_times
from etl.reading.ruling import Ruling, shifted
from etl.reading.structure import Span

_YEAR = re.compile(grammar().bare_year)
_GROWTH = re.compile(any_of(kinds().growth.rise_nouns + kinds().growth.fall_nouns + grammar().change_heads))
_NEAR = 6
Resolve = Callable[[TimeMention], Ruling | None]


class Tabled:
    """The cells of a text's amounts, asked by the amount's index."""

    def __init__(self, folded: str, grids: Grids, amounts: Sequence[Amount]) -> None:
        self._text = folded
        self._slots: list[Slot | None] = []
        if grids:
            self._slots = [grids.slot(amount.start, amount.end) for amount in amounts]
        self._times: dict[tuple[Span, ...], tuple[str, TimeMention | None]] = {}

    def _slot(self, index: int) -> Slot | None:
        return self._slots[index] if self._slots else None

    def words(self, index: int) -> tuple[str, str] | None:
        """Return what the labels and what the heads of an amount say; None outside tables with heads."""
        slot = self._slot(index)
        if slot is None or not slot.heads:
            return None
        return self._joined(slot.labels), self._joined(slot.heads)

    def ruling(self, index: int, resolve: Resolve, ruler: Ruling | None) -> Ruling | None:
        """Return the time that heads and labels name, None when they name none.

        `resolve` gives the days of a time expression, `ruler` is what rules the table.
        """
        slot = self._slot(index)
        if slot is None:
            return None
        (over, head), (beside, label) = self._time(slot.heads), self._time(slot.labels)
        head = head or self._beside(slot)
        if head and label and head.grain == "year" and head.base != "context" and label.base == "context":
            head = next(iter(find_times(over + beside)), head)
        named = head or label
        if named is None or not (head or self._asks_for_label(slot)):
            return None
        if named.same_span and ruler:
            return shifted(ruler, named.year)
        return resolve(named)

    def _beside(self, slot: Slot) -> TimeMention | None:
        """Return the time of the nearest head on the left for a column of growth: 2023, 2024, 同比."""
        if not (slot.heads and _GROWTH.search(self._joined(slot.heads[-1:]))):
            return None
        for cell in reversed(slot.head_row[1 : slot.column][-_NEAR:]):
            _, time = self._time((cell,))
            if time:
                return time
        return None

    def _asks_for_label(self, slot: Slot) -> bool:
        """Tell labels that the sentence does not read by itself: a bare year, one of another row."""
        return any(label not in slot.row or _YEAR.fullmatch(self._text, *label) for label in slot.labels)

    def _time(self, spans: tuple[Span, ...]) -> tuple[str, TimeMention | None]:
        """Return the time that spans name together, with its words."""
        if spans not in self._times:
            text = self._joined(spans)
            named = (one for one in find_times(text) if one.base != "none")
            time = next((one for one in named if not CUES.compare_before.search(text[: one.start])), None)
            self._times[spans] = (text[time.start : time.end], time) if time else ("", None)
        return self._times[spans]

    def _joined(self, spans: tuple[Span, ...]) -> str:
        """Return the words of spans, a bare year with its word."""
        year = grammar().date_marks[0]
        texts = (self._text[slice(*span)] for span in spans)
        return "".join(text + year if _YEAR.fullmatch(text) else text for text in texts)
