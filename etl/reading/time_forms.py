"""The written forms of time: at which places one may begin, and which ones stand there.

Promises: `anchors` and `Forms.at` cost the same however many forms there are, since one pattern tells the
first that fits. What a form means is read by `periods`; all words and patterns are in rules/periods.yaml.
"""

import re
from collections.abc import Iterator

import msgspec

from etl import datafiles
from etl.lexicon import pattern_of
from etl.paths import RULES


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    fragments: dict[str, str]
    forms: dict[str, str]
    number: str
    anchor_words: list[str]
    words: dict[str, list[str]]
    not_after: dict[str, list[str]]
    parts: dict[str, list[int]]
    report_years: dict[str, int]
    context_years: dict[str, int]
    five_year_plans: dict[str, int]
    months: list[str]
    leads: dict[str, list[str]]
    no_lead: list[str]
    tails: dict[str, list[str]]
    digits: dict[str, int]
    quarter: str
    from_start: str
    same_span: list[str]
    republic: list[str]
    five_year_parts: dict[str, list[str]]
    ahead: list[str]
    no_tail: list[str]
    no_open: list[str]
    open_window: int
    open_stops: str


TIME_RULES = datafiles.load(RULES / "periods.yaml", _Rules)
ROLE_OF = {word: role for role, words in TIME_RULES.words.items() for word in words}
YEAR_WORDS = {word: ("report", shift) for word, shift in TIME_RULES.report_years.items()}
YEAR_WORDS |= {word: ("context", shift) for word, shift in TIME_RULES.context_years.items()}
_NUMBER = re.compile(TIME_RULES.number)
_ANCHOR = re.compile(pattern_of([*ROLE_OF, *YEAR_WORDS, *TIME_RULES.anchor_words]))
_NOT_AFTER: dict[str, str] = {}
for _chars, _words in TIME_RULES.not_after.items():
    for _word in _words:
        _NOT_AFTER[_word] = _NOT_AFTER.get(_word, "") + _chars


def _expand(pattern: str) -> str:
    while "{" in pattern and (name := re.search(r"\{([A-Z]+)\}", pattern)):
        pattern = pattern.replace(name[0], TIME_RULES.fragments[name[1]])
    return pattern


_FORMS = {name: re.compile(_expand(pattern)) for name, pattern in TIME_RULES.forms.items()}


class Forms:
    """Forms in the order in which they are tried."""

    def __init__(self, *names: str) -> None:
        self._names = names
        # An empty group behind each form tells it; groups of its own would only cost time.
        bare = {name: re.sub(r"\(\?P<(?!same>)\w+>", "(?:", _FORMS[name].pattern) for name in names}
        self._first = re.compile("|".join(f"(?:{pattern})(?P<{name}>)" for name, pattern in bare.items()))

    def at(self, folded: str, position: int) -> Iterator[tuple[str, re.Match]]:
        """Yield the forms that fit at `position`, with what they match."""
        first = self._first.match(folded, position)
        for name in self._names[self._names.index(first.lastgroup) :] if first else ():
            if match := _FORMS[name].match(folded, position):
                yield name, match


_BEFORE_REPUBLIC = (
    "iso", "iso_month", "plan", "span", "parts", "years", "season", "months", "days", "part", "date", "day",
    "year", "opening",
)  # fmt: skip
_BEHIND_REPUBLIC = ("length", "clock", "edition", "name")
NUMBER_FORMS = Forms(*_BEFORE_REPUBLIC, *_BEHIND_REPUBLIC)
REPUBLIC_FORMS = Forms(*_BEFORE_REPUBLIC, "republic", *_BEHIND_REPUBLIC)
WORD_FORMS = Forms("span", "parts", "months", "days", "part", "date", "year", "length", "weekday", "rfc")


def anchors(folded: str) -> list[tuple[int, str]]:
    """Return where a form may begin: ("" for a number, else the word that stands there)."""
    numbers = [(match.start(), "") for match in _NUMBER.finditer(folded)]
    return sorted(numbers + _word_anchors(folded))


def _word_anchors(folded: str) -> list[tuple[int, str]]:
    found = []
    match = _ANCHOR.search(folded)
    while match:
        start, word = match.start(), match[0]
        taken = start and folded[start - 1] in _NOT_AFTER.get(word, "")
        if not taken:
            found.append((start, word))
        match = _ANCHOR.search(folded, start + 1 if taken else match.end())
    return found
