"""Whose money it is: amounts without 元, and 元 in a text from Hong Kong, Macao or Taiwan.

Promises: `home_currency` tells the currency that 元 stands for in a text, CNY when in doubt; `settle_money`
makes money of a multiplier without unit where noun or neighbours say so (FIGURES rule 15), else a count.
"""

import re
from functools import cache

from etl.reading.grammar import grammar, is_han
from etl.reading.growth import any_of, kinds
from etl.reading.quantities import Draft, multiplier_text


def home_currency(folded: str, text: str) -> str:
    """Return the code that 元 stands for in this text, by the signs of rules/kinds.yaml.

    Only a text in Traditional characters, or one that names another currency first, can be other than CNY.
    """
    home = kinds().home
    counts = {code: sum(folded.count(sign) for sign in signs) for code, signs in home.items()}
    best = max(counts, key=lambda code: (counts[code], code == "CNY"))
    return best if best == "CNY" or counts[best] >= 3 else "CNY"


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


def _settle(text: str, drafts: list[Draft], index: int, home: str) -> None:
    draft = drafts[index]
    behind = text[draft.end : draft.end + 1]
    money = not is_han(behind) and _money_noun().search(text, max(0, draft.start - 16), draft.start)
    if money and draft.multiplied:
        near = [d for d in drafts[max(0, index - 2) : index + 3] if d.kind == "money" and d.unit]
        draft.kind, draft.unit = "money", near[-1].unit if near else home
        draft.unit_text = multiplier_text(text, draft)
        draft.rule = "units:money_without_unit"
    else:
        draft.kind, draft.unit = "count", "count"
        draft.rule = draft.rule or "units:none"
