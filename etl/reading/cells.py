"""Numbers in the cells of a table: their unit from the row, the column, or the caption.

Promises: `Cells.of` tells for a number that fills a cell which unit its table gives it: the heads over it,
the innermost first (专利授权量(万件), 金额/万元), a cell of the row that holds a unit alone (亿元), the
row's label, or a caption above (单位：万元). Nothing is guessed: a cell without such words has no unit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.reading.grammar import grammar
from etl.reading.grids import Grids, Slot
from etl.reading.growth import any_of, kinds
from etl.reading.lexicon import lexicon
from etl.reading.numerals import numerals
from etl.reading.structure import Span

_CAPTION = re.compile(grammar().caption)
_IN_BRACKETS = re.compile(
    r"[(\[](?:单位:?)?([^()\[\]]{1,8})[)\]] ?$".replace("单位", grammar().unit_heads[0])
)
_AT_END = re.compile(grammar().head_unit)
_EACH = re.compile(grammar().each)
_PER_NOUNS = [(re.compile(noun), per) for noun, per in kinds().per_nouns.items()]
_POWERS = f"[{''.join(numerals().powers)}]"
_NUMBER = re.compile(
    rf"{grammar().cell_lead}\d[\d,]*(?: \d{{3}})*(?:\.\d+)?{_POWERS}? *(?:%|{grammar().footnote})"
)
_YEAR = re.compile(grammar().bare_year)
_GROWTH = re.compile(any_of(kinds().growth.rise_nouns + kinds().growth.fall_nouns + grammar().change_heads))
_MULTIPLIER = re.compile(rf"({_POWERS}*)(.*)")
_BACK, _ON = 120, 4000
_LABELS, _MOST = 6, 64
_TAIL = 8
"""A label speaks of growth when its end does: 发明专利授权量同比增长(%)."""


@dataclass(frozen=True, slots=True)
class CellUnit:
    """The unit of a cell as its table writes it: `multiplier` 万, `word` 件; growth when a head says so."""

    multiplier: str
    word: str
    growth: bool = False
    growth_head: bool = False
    per: str = ""
    """What it is an amount per: 10k_people of 每万人口…(件)."""
    counted: bool = True
    """False for cells that number or date their row."""
    ranked: bool = False


class Cells:
    """The number cells of a folded text, asked by place."""

    def __init__(self, text: str, grids: Grids) -> None:
        self._text, self._grids = text, grids
        self._captions: dict[int, str] = {}

    def of(self, at: int, end: int) -> CellUnit | None:
        """Return the unit of the cell that the number at `at`..`end` fills; None when it fills none."""
        slot = self._grids.slot(at, end) if self._grids else None
        return self._unit(slot) if slot and _NUMBER.fullmatch(self._text, *slot.cell) else None

    def _unit(self, slot: Slot) -> CellUnit:
        heads = [self._words(head) for head in reversed(slot.heads)]
        head = heads[0] if heads else ""
        labels = self._labels(slot)
        growth = any(map(_GROWTH.search, (*heads, *(label[-_TAIL:] for label in labels[:2]))))
        if self._numbers_row(slot, head):
            return CellUnit("", "", counted=False)
        if head.endswith(tuple(grammar().rank_heads)):
            return CellUnit("", "", counted=slot.column > 0, ranked=True)
        rated = head.startswith(tuple(grammar().rate_heads))
        outer = () if rated else (*self._unit_cells(slot), *labels, self._caption(slot))
        for words in (*heads, *outer):
            unit = _unit_in(words)
            if unit:
                per = unit[2] or ("" if unit[1] == "%" else _per((*heads, *labels)))
                return CellUnit(*unit[:2], growth and unit[1] == "%", growth, per)
        shared = any(head.startswith(word) for word in grammar().share_heads)
        per = "" if growth or shared else _per((*heads, *labels))
        return CellUnit("", "%" if growth or shared else "", growth, growth, per, bool(slot.column or head))

    def _numbers_row(self, slot: Slot, head: str) -> bool:
        """Tell cells that number or date their row, and the years of a row of heads."""
        if head.startswith(tuple(grammar().numbering_heads)):
            return True
        year = _YEAR.fullmatch(self._text, *slot.cell) is not None
        return year and (slot.column == 0 or slot.is_head)

    def _unit_cells(self, slot: Slot) -> list[str]:
        """Return the cells of the row that may hold its unit: before the number, or below the head 单位."""
        before = [self._words(cell) for cell in slot.row[1 : min(slot.column, _LABELS)]]
        named = [
            self._words(cell)
            for head, cell in zip(slot.head_row[:_MOST], slot.row[:_MOST], strict=False)
            if self._words(head) in grammar().unit_heads
        ]
        return named + before

    def _labels(self, slot: Slot) -> list[str]:
        return [self._words(label) for label in reversed(slot.labels)]

    def _caption(self, slot: Slot) -> str:
        if slot.begins not in self._captions:
            top = max(0, slot.begins - _BACK)
            found = _CAPTION.findall(self._text, top, min(slot.begins + _ON, slot.row[0][0]))
            self._captions[slot.begins] = found[-1] if found else ""
        return self._captions[slot.begins]

    def _words(self, span: Span) -> str:
        return self._text[slice(*span)]


def _per(labels: Sequence[str]) -> str:
    """Return what the cells below or beside these words are amounts per: 10k_people for 每万人口…."""
    for words in labels:
        for match in _EACH.finditer(words):
            found = lexicon().per.at(words, match.end())
            if found and found[1].endswith("people"):
                return found[1]
        named = next((per for noun, per in _PER_NOUNS if noun.search(words)), "")
        if named:
            return named
    return ""


def _composed(words: str) -> tuple[str, str, str] | None:
    """Return multiplier, word and divisor of a composed unit: 件/万人."""
    upper, _, lower = words.strip().partition("/")
    multiplier, word = _MULTIPLIER.fullmatch(upper).groups()
    per = lexicon().per.at(lower, 0)
    whole = per and per[0] == lower and word in lexicon().unit_words
    return (multiplier, word, per[1]) if whole else None


def _unit_in(words: str) -> tuple[str, str, str] | None:
    """Return multiplier, word and divisor of a label that is a unit, or ends in one, in brackets or behind a
    mark; the divisor is "" for a unit that is not composed."""
    bracket, end = _IN_BRACKETS.search(words), _AT_END.search(words)
    for whole in (bracket[1] if bracket else "", words):
        if "/" in whole and (unit := _composed(whole)):
            return unit
    parts = [match[1] or match[match.lastindex] for match in (bracket, end) if match]
    for part in [*parts, words]:
        multiplier, word = _MULTIPLIER.fullmatch(part.strip()).groups() if part else ("", "")
        word = word.removeprefix(grammar().compared_head).strip("+-± ")
        if word in lexicon().unit_words or (not word and multiplier and part in parts):
            return multiplier, word, ""
    return None
