"""Whether a per cent, a multiple or a percentage point is growth, and which way it went.

Promises: `classify` sets kind, sign and value of drafts with those units from the words before them
(下降3.2% is -3.2, 增长2.3倍 is 230, 是2020年末的2.2倍 is 120, 提高到45% stays a level), and passes
the verdict on along a list (增长6.5%和7%). Words come from rules/kinds.yaml.
"""

import re
from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES
from etl.reading.grammar import grammar
from etl.reading.numerals import Decimal10
from etl.reading.quantities import Draft

_WINDOW = 24
_UNITS = frozenset({"percent", "permille", "percentage_point", "times"})


class Growth(msgspec.Struct, forbid_unknown_fields=True):
    """The growth words of rules/kinds.yaml."""

    rise: list[str]
    fall: list[str]
    rise_nouns: list[str]
    fall_nouns: list[str]
    links: list[str]
    noun_links: list[str]
    level: list[str]
    respectively: list[str]
    goes_on: list[str]
    earlier: list[str]


class Kinds(msgspec.Struct, forbid_unknown_fields=True):
    """rules/kinds.yaml."""

    growth: Growth
    double: str
    money_nouns: list[str]
    index_nouns: list[str]
    score_nouns: list[str]
    measured: list[str]
    per_nouns: dict[str, str]
    ratio_nouns: list[str]
    home: dict[str, list[str]]
    reads: list[str] = []
    leaves: list[str] = []


@cache
def kinds() -> Kinds:
    """Return rules/kinds.yaml, read once."""
    return datafiles.load(RULES / "kinds.yaml", Kinds)


def any_of(words: list[str]) -> str:
    """Return a group that matches one of `words`, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


class _Patterns:
    def __init__(self, g: Growth) -> None:
        w = grammar()
        links, noun_links = any_of(g.links), any_of(g.links + g.noun_links)
        self.direct = re.compile(
            f"(?:(?P<fall_noun>{any_of(g.fall_nouns)})|(?P<rise_noun>{any_of(g.rise_nouns)}))"
            f"{noun_links}{{0,3}} ?$"
            f"|(?<!{w.superlative})(?:(?P<fall>{any_of(g.fall)})|(?P<rise>{any_of(g.rise)})){links}{{0,3}} ?$"
        )
        self.verb = re.compile(f"(?P<fall>{any_of(g.fall)})|(?P<rise>{any_of(g.rise)})")
        rises = any_of([word for word in g.respectively if word in g.rise])
        falls = any_of([word for word in g.respectively if word in g.fall])
        rise = f"{any_of(g.rise_nouns)}|{rises}{w.touching}"
        fall = f"{any_of(g.fall_nouns)}|{falls}{w.touching}"
        self.noun = re.compile(f"(?P<fall>{fall})|(?P<rise>{rise})")
        self.goes_on = re.compile(f"[,、]{any_of(g.goes_on)}{w.goes_on_links}")
        self.respectively = re.compile(w.respectively)
        self.of_earlier = re.compile(f"(?:{any_of(g.earlier)}|\x00){w.earlier_tail}")
        self.of = re.compile(w.multiple_of)


@cache
def _patterns() -> _Patterns:
    return _Patterns(kinds().growth)


def direction(text: str, stop: int, clause: int, at: int) -> int:
    """Return +1, -1 or 0: whether the words before `at` make what stands there a rise, a fall or a level.

    `clause` is where the amount before ends, `stop` where the sentence begins.
    """
    before = text[max(clause, at - _WINDOW) : at]
    p = _patterns()
    match = p.direct.search(before)
    if match:
        return -1 if match["fall"] or match["fall_noun"] else 1
    if p.respectively.search(before):
        phrase = text[max(stop, at - _WINDOW) : at]
        nouns = list(p.noun.finditer(phrase))
        if nouns and not any(char.isdigit() for char in phrase[nouns[-1].end() :]):
            return -1 if nouns[-1]["fall"] else 1
    return 0


def classify(text: str, stop: int, draft: Draft, previous: Draft | None, joined: bool) -> None:
    """Decide what a per cent, a multiple or a percentage point is.

    `stop` is where the sentence begins, `previous` the statistic before it there; `joined` says that the two
    are members of one list.
    """
    settled = draft.rule in ("cells:unit", "kinds:double")
    if settled or draft.unit not in _UNITS:
        return
    clause = max(stop, previous.end if previous else 0)
    way = direction(text, stop, clause, draft.start)
    if previous is not None and not joined:
        joined = _patterns().goes_on.fullmatch(text, previous.end, draft.start) is not None
    if not way and joined and previous is not None and previous.kind == "growth":
        way = -1 if previous.sign < 0 and text[previous.start] not in "-+" else 1
    explicit = _explicit_sign(text, draft)
    if draft.unit == "times":
        _multiple(text, stop, draft, way)
    elif way or draft.unit == "percentage_point":
        draft.kind = "growth"
        draft.sign = way or _compared(text, clause, draft.start)
    if explicit:
        draft.sign = explicit
        if not way and draft.kind == "percent":
            draft.kind = "growth"


def _compared(text: str, clause: int, at: int) -> int:
    """Return -1 when the phrase before percentage points compares downwards (低于全国2个百分点), else 1."""
    found = list(_patterns().verb.finditer(text, max(clause, at - _WINDOW), at))
    return -1 if found and found[-1]["fall"] else 1


def _explicit_sign(text: str, draft: Draft) -> int:
    """Return the sign written before the number, taken into the surface: -4.8% is -1; 0 without one."""
    mark = text[draft.start - 1 : draft.start] if draft.start else ""
    if mark in grammar().up or mark in grammar().down:
        return 1 if mark in grammar().up else -1
    if mark not in ("-", "+") or draft.front:
        return 0
    before = text[draft.start - 2 : draft.start - 1] if draft.start > 1 else ""
    if before.isdigit() or before in ("%", "-") or (before.isascii() and before.isalpha()):
        return 0
    draft.start -= 1
    return -1 if mark == "-" else 1


def _multiple(text: str, stop: int, draft: Draft, way: int) -> None:
    """Read 增长2.3倍 as 230, 是上年的2.2倍 as growth 120, and any other multiple as a rate."""
    before = text[max(stop, draft.start - _WINDOW) : draft.start]
    p = _patterns()
    number, power = draft.number
    if way > 0:
        draft.kind, draft.unit, draft.power = "growth", "percent", 2
    elif p.of.search(before) and p.of_earlier.search(before):
        draft.kind, draft.unit, draft.power, draft.offset = "growth", "percent", 2, -100
    draft.number = Decimal10(number, power)
