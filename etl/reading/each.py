"""Amounts per so many: 每万人口高价值发明专利拥有量52.3件 is 52.3 per ten thousand people.

Promises: `Each.settle`, called on the statistics of a text from left to right, turns 每万人口 into a name and
the amounts that it rules into rates: the next one of its sentence, and those that follow in the same unit
without another noun of measure between (深圳为97.5件，广州开发区高达183件).
"""

import re
from functools import cache

from etl.reading.grammar import grammar
from etl.reading.growth import kinds
from etl.reading.lexicon import lexicon
from etl.reading.quantities import Draft

_REACH = 44
_GROWN = re.compile(grammar().each_grown)
_GOES_ON = re.compile(grammar().each_goes_on)


@cache
def _nouns() -> list[tuple[re.Pattern, str]]:
    return [(re.compile(noun), per) for noun, per in kinds().per_nouns.items()]


class Each:
    """What rules the amounts of a text at the place reached: the last 每… of the sentence."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._per, self._end, self._word = "", 0, ""
        self._nouns = [(noun, per) for noun, per in _nouns() if noun.search(text)]

    def settle(self, stop: int, draft: Draft) -> None:
        """Decide `draft`, the next statistic; `stop` is where its sentence begins."""
        if self._begins(draft):
            return
        if draft.kind not in ("count", "money") or not draft.unit:
            return
        noun = self._noun_before(stop, draft)
        if noun:
            self._per, self._end, self._word = noun, draft.start, ""
        if not self._per or self._end < stop or not self._rules(draft):
            return
        self._word, self._end = draft.word, draft.end
        draft.kind, draft.unit = "rate", _joined(draft, self._per)
        draft.rule = "units:per"

    def _begins(self, draft: Draft) -> bool:
        """Take 每万人口 and the like: the draft is its number, and no amount."""
        if self._text[draft.start - 1 : draft.start] != grammar().each or not draft.start:
            return False
        found = lexicon().per.at(self._text, draft.start)
        draft.start -= 1
        if found:
            draft.end = max(draft.end, draft.start + 1 + len(found[0]))
            if self._text.startswith(grammar().each_tail, draft.end) and found[1].endswith("people"):
                draft.end += 1
            self._per, self._end, self._word = found[1], draft.end, ""
        draft.kind, draft.statistic, draft.rule = "name", False, "units:each"
        return True

    def _noun_before(self, stop: int, draft: Draft) -> str:
        """Return the divisor that a noun before the amount names (万人发明专利拥有量, 亩产), or nothing."""
        for noun, per in self._nouns:
            found = list(noun.finditer(self._text, max(stop, draft.start - _REACH), draft.start))
            if found and not _GROWN.sub("", self._text[found[-1].end() : draft.start]).strip(
                grammar().each_links
            ):
                return per
        return ""

    def _rules(self, draft: Draft) -> bool:
        gap = self._text[self._end : draft.start]
        if not self._word:
            return len(gap) <= _REACH
        return draft.word == self._word and _GOES_ON.fullmatch(gap) is not None and gap != ","


def _joined(draft: Draft, per: str) -> str:
    return f"per_{per}" if draft.unit == "count" else f"{draft.unit}_per_{per}"
