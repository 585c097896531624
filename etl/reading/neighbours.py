"""What neighbouring numbers tell of one another: ranges, shared units, hedges that hold for a whole list.

Promises: `relate` merges the two ends of a range into one draft (3至5万元, 4.5%-5%), gives numbers that share
a unit that unit (提高1.5和2.3个百分点), lets a hedge in front hold for its list (FIGURES rule 16), and makes
of a number that still has no unit a count, a part of a name, or nothing.
"""

import re
from itertools import pairwise

from etl.reading.cells import Cells
from etl.reading.grammar import grammar
from etl.reading.grids import Grids
from etl.reading.growth import any_of, kinds
from etl.reading.lexicon import lexicon
from etl.reading.numerals import Decimal10, numerals
from etl.reading.quantities import Draft

_FROM = re.compile(grammar().begins_with)
_MEASURES = {
    "index": re.compile(f"{any_of(kinds().index_nouns)}{grammar().noun_gap}"),
    "score": re.compile(f"{any_of(kinds().score_nouns)}{grammar().noun_gap}"),
    "ratio": re.compile(f"{any_of(kinds().ratio_nouns)}{grammar().noun_gap}"),
}
_CHANGES = re.compile(grammar().changes)
_CLOSES = frozenset(grammar().closes)
_PHRASE = re.compile(grammar().phrase)


def relate(text: str, drafts: list[Draft], grids: Grids) -> list[Draft]:
    """Return `drafts` with ranges merged, units and hedges shared, and bare numbers decided."""
    drafts = _share_units(text, _ranges(text, drafts))
    _share_hedges(text, drafts)
    _shares_of_hundred(text, drafts)
    _named_measures(text, drafts)
    cells = Cells(text, grids)
    return [draft for draft in drafts if _in_cell(text, cells, draft) or _settle_bare(text, draft)]


def _in_cell(text: str, cells: Cells, draft: Draft) -> bool:
    """Give a number that fills a cell the unit of its table; tell whether it did."""
    if draft.unit not in ("", "percent") or not draft.statistic or draft.chinese:
        return False
    found = cells.of(draft.at, draft.end)
    if found is None:
        return False
    if draft.unit:
        draft.kind = "growth" if found.growth_head else draft.kind
        return True
    if not found.counted:
        draft.kind, draft.statistic, draft.rule = "name", False, "cells:number"
        return True
    if found.ranked:
        draft.kind, draft.unit, draft.rule = "rank", "rank", "cells:rank"
        return True
    unit = lexicon().units.at(found.word, 0) if found.word else None
    shift = sum(numerals().powers[char] for char in found.multiplier)
    draft.number = Decimal10(draft.number.digits, draft.number.power + shift)
    draft.kind, draft.unit, draft.rule = "count", "count", "cells:unit"
    if unit:
        draft.kind, draft.unit, draft.power, draft.word = unit[1].kind, unit[1].code, unit[1].power, unit[0]
    if found.per and not found.growth and draft.unit == "count":
        draft.kind, draft.unit = "rate", f"per_{found.per}"
    if found.growth:
        draft.kind = "growth"
    if text[draft.at - 1 : draft.at] in ("-", "+") and draft.start == draft.at:
        draft.start -= 1
        draft.sign = -1 if text[draft.start] == "-" else 1
    return True


def _ranges(text: str, drafts: list[Draft]) -> list[Draft]:
    merged: list[Draft] = []
    for draft in drafts:
        previous = merged[-1] if merged else None
        if previous is not None and _is_range(text, previous, draft):
            merged[-1] = _merge(previous, draft)
        else:
            merged.append(draft)
    return merged


def _is_range(text: str, low: Draft, high: Draft) -> bool:
    """Tell whether a range mark alone stands between, and both ends are of one unit."""
    gap = text[low.end : high.start].strip(" ")
    found = lexicon().range_marks.at(gap, 0) if gap else None
    if not found or found[0] != gap or not high.statistic or not low.statistic:
        return False
    if low.upper or high.upper or high.front or not (high.unit or high.multiplied):
        return False
    if low.unit and low.unit != high.unit:
        return False
    if gap in grammar().spoken_range and low.unit and _FROM.search(text, max(0, low.start - 8), low.start):
        return text.startswith(grammar().varying, high.end) and float(_scaled(low, high)) < float(high.number)
    return float(_scaled(low, high)) < float(high.number)


def _scaled(low: Draft, high: Draft) -> Decimal10:
    """Return the lower end with the multiplier that it shares with the upper one: 3 of 3至5万元 is 30000."""
    if low.unit or low.multiplied or not high.multiplied:
        return low.number
    return Decimal10(low.number.digits, low.number.power + high.multiplier)


def _merge(low: Draft, high: Draft) -> Draft:
    high.number, high.upper = _scaled(low, high), high.number
    high.start, high.at, high.front = low.start, low.at, low.front
    high.bound, high.rule = "range", "numerals:range"
    return high


def _share_units(text: str, drafts: list[Draft]) -> list[Draft]:
    """Give a number without unit that of the next member of its list."""
    marks = lexicon().list_marks
    for index in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[index], drafts[index + 1]
        if draft.unit or not draft.statistic or draft.multiplied or following.trait or draft.upper:
            continue
        if following.unit and following.statistic and text[draft.end : following.start] in marks:
            shift = following.multiplier
            draft.number = Decimal10(draft.number.digits, draft.number.power + shift)
            draft.unit, draft.kind, draft.power = following.unit, following.kind, following.power
            draft.word, draft.rule, draft.multiplier = following.word, "units:shared", shift
    return drafts


def _share_hedges(text: str, drafts: list[Draft]) -> None:
    """Let a hedge in front hold for the list that it opens: 分别超过8万元、4.5万元."""
    marks = lexicon().list_marks
    for previous, draft in pairwise(drafts):
        if (
            previous.front
            and draft.bound == "exact"
            and previous.unit == draft.unit
            and draft.unit
            and text[previous.end : draft.start] in marks
        ):
            draft.bound, draft.front = previous.bound, previous.front
            draft.rule = f"hedges:{previous.front}"


def _shares_of_hundred(text: str, drafts: list[Draft]) -> None:
    """Read a structure in per cent, its members joined by colons: 三次产业结构为10.3:39.3:50.4."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if run and draft and not draft.unit and draft.statistic and text[run[-1].end : draft.start] == ":":
            run.append(draft)
            continue
        if len(run) > 1 and 99.5 <= sum(float(member.number) for member in run) <= 100.5:
            for member in run:
                member.kind, member.unit, member.word, member.rule = (
                    "percent",
                    "percent",
                    "%",
                    "neighbours:structure",
                )
        run = [draft] if draft and not draft.unit and draft.statistic else []


def _named_measures(text: str, drafts: list[Draft]) -> None:
    """Read numbers without unit behind 指数 or 收入比, and what such a measure changes to."""
    previous: Draft | None = None
    for draft in drafts:
        if draft.unit or not draft.statistic or draft.multiplied or draft.chinese:
            continue
        unit = next(
            (name for name, p in _MEASURES.items() if p.search(text, max(0, draft.start - 16), draft.start)),
            "",
        )
        if not unit and previous and _CHANGES.fullmatch(text, previous.end, draft.start):
            unit = previous.unit
        if unit:
            draft.kind, draft.unit, draft.rule = "rate", unit, f"kinds:{unit}"
            previous = draft


def _settle_bare(text: str, draft: Draft) -> bool:
    """Decide a statistic that no unit was found for; False drops it."""
    if draft.unit or not draft.statistic:
        return True
    if draft.chinese and not draft.multiplied:
        return False
    if draft.multiplied or draft.bound != "exact":
        return True
    behind = text[draft.end : draft.end + 1]
    closes = not behind or behind in _CLOSES
    digits = draft.number.digits
    year = draft.number.power == 0 and 1900 <= digits <= 2099
    if closes and not year and draft.at and _PHRASE.search(text, max(0, draft.start - 3), draft.start):
        draft.kind, draft.unit, draft.rule = "count", "count", "units:none"
        return True
    draft.kind, draft.statistic, draft.rule = "name", False, "skips:number"
    return True
