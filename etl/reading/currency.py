"""Whose money it is: amounts without 元, and 元 in a text from Hong Kong, Macao or Taiwan.

Promises: `home_currency` tells the currency that 元 stands for in a text, CNY when in doubt; `settle_money`
makes money of a multiplier without unit where noun or neighbours say so (FIGURES rule 15), else a count.
"""

import re
from functools import cache
from itertools import accumulate

from etl.reading.grammar import grammar, is_han
from etl.reading.growth import any_of, kinds
from etl.reading.lexicon import lexicon
from etl.reading.quantities import Draft, multiplier_text

_THRESHOLD = re.compile(grammar().thresholds)
_NO_UNIT = "units:money_without_unit"
_SURE, _SAMPLE, _TRADITIONAL = 3, 400, 0.1
_PER_HEAD = re.compile(grammar().per_head)
_NEGATIVE = re.compile(grammar().negative)


def home_currency(folded: str, text: str) -> str:
    """Return the code that 元 stands for in this text, by the signs of rules/kinds.yaml.

    A short text in Traditional characters needs one sign of another currency than CNY, others three.
    """
    if not _sign_abroad().search(folded):
        return "CNY"
    counts = {code: sum(map(folded.count, signs)) for code, signs in kinds().home.items() if code != "CNY"}
    best = max(counts, key=counts.__getitem__)
    if any(count >= counts[best] for count in accumulate(map(folded.count, kinds().home["CNY"]))):
        return "CNY"
    if counts[best] >= _SURE:
        return best
    sample = list(zip(text[:_SAMPLE], folded, strict=False))
    traditional = sum(old != new and is_han(old) for old, new in sample)
    return best if traditional > len(sample) * _TRADITIONAL else "CNY"


@cache
def _sign_abroad() -> re.Pattern:
    abroad = (signs for code, signs in kinds().home.items() if code != "CNY")
    return re.compile(any_of([sign for signs in abroad for sign in signs]))


@cache
def _money_noun() -> re.Pattern:
    return re.compile(f"{any_of(kinds().money_nouns)}{grammar().money_gap}")


def settle_money(text: str, drafts: list[Draft], home: str) -> None:
    """Give 元 its home currency, and amounts with a multiplier but no unit their kind."""
    for index, draft in enumerate(drafts):
        if draft.unit == "CNY" and home != "CNY" and draft.word in grammar().home_words:
            draft.unit = home
        elif draft.unit.startswith("CNY_per_") and home != "CNY":
            draft.unit = home + draft.unit[3:]
        if not draft.unit and draft.statistic and draft.kind in ("count", "money"):
            _settle(text, drafts, index, home)
        if draft.kind == "money" and draft.sign > 0 and text[draft.start - 1 : draft.start] == "-":
            _negate(text, draft)


def _negate(text: str, draft: Draft) -> None:
    """Take the minus of money that can be negative (净利润为-3.2亿元), not a dash before it."""
    if _NEGATIVE.search(text, max(0, draft.start - 8), draft.start):
        draft.start, draft.sign = draft.start - 1, -1


def _of_neighbours(text: str, drafts: list[Draft], index: int) -> str:
    """Return the currency of the money beside, "" when there is none; an amount per head is of its own."""
    near = (*reversed(drafts[max(0, index - 2) : index]), *drafts[index + 1 : index + 3])
    for one in near:
        if one.kind == "money" and one.unit and not _PER_HEAD.search(text, max(0, one.start - 6), one.start):
            return one.unit
    return ""


def _settle(text: str, drafts: list[Draft], index: int, home: str) -> None:
    draft = drafts[index]
    behind = text[draft.end : draft.end + 1]
    ends = not is_han(behind) or _THRESHOLD.match(text, draft.end)
    money = ends and _money_noun().search(text, max(0, draft.start - 16), draft.start)
    if index and not money:
        last = drafts[index - 1]
        money = last.rule == _NO_UNIT and text[last.end : draft.start] in lexicon().list_marks
        draft.bound = last.bound if money and not last.front else draft.bound
    if money and draft.multiplied:
        draft.kind, draft.unit = "money", _of_neighbours(text, drafts, index) or home
        draft.unit_text = multiplier_text(text, draft)
        draft.rule = _NO_UNIT
    else:
        draft.kind, draft.unit = "count", "count"
        draft.rule = draft.rule or "units:none"
