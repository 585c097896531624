"""Growth figures: to which level each belongs.

`同比分别增长a、b和c` goes with the last three levels before it, one by one; a single growth figure whose slot
names nothing goes with the level before it in the sentence; one whose slot names a metric is matched like a
level. A growth figure whose level is not known stays unmapped.
"""

import re
from collections.abc import Sequence

import msgspec

from etl import datafiles
from etl.model import Figure
from etl.observing.context import Context, measure_word
from etl.observing.texts import Text
from etl.paths import RULES


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    money: tuple[str, ...]
    count: dict[str, tuple[str, ...]]
    former: tuple[str, ...]
    latter: tuple[str, ...]
    than: str
    whole: str
    expected: str
    other_base: str
    compared: str
    verb: str


_WORDS = datafiles.load(RULES / "growth_words.yaml", _Words)
_NAMES = sorted(
    {word for words in (_WORDS.money, *_WORDS.count.values()) for word in words}, key=len, reverse=True
)
_NAMED = re.compile("|".join(map(re.escape, _NAMES)))
_THAN = re.compile(_WORDS.than)
_WHOLE = re.compile(_WORDS.whole)
_EXPECTED = re.compile(_WORDS.expected)
_OTHER_BASE = re.compile(_WORDS.other_base)
_COMPARED = re.compile(_WORDS.compared)
_VERB = re.compile(_WORDS.verb)
_ITEM = re.compile(r"[、,和及]\w{1,8}")
LISTED = frozenset("、和及与,以 ")


def runs(figures: Sequence[Figure], folded: str) -> list[tuple[int, int]]:
    """Return the runs (first, end) of figures of one sort that follow each other as a list."""
    found, first = [], 0
    for index in range(1, len(figures) + 1):
        if index < len(figures) and _listed(figures[index - 1], figures[index], folded):
            continue
        found.append((first, index))
        first = index
    return found


def _listed(one: Figure, two: Figure, folded: str) -> bool:
    if (one.kind == "growth") != (two.kind == "growth") or one.sentence_start != two.sentence_start:
        return False
    gap = folded[one.end : two.start]
    if one.kind == "growth":
        gap = _VERB.sub("", gap)
    return len(gap) <= 2 and not set(gap) - LISTED


def names_nothing(context: Context) -> bool:
    """Tell whether a growth figure's slot holds only words of growth, time and place."""
    figure = context.figure
    spans = context.rulers[:1] or ((context.left, figure.start),)
    return not any(context.residue(low, high, words=False) for low, high in spans)


def than(text: Text, context: Context) -> bool:
    """Tell whether a level is only what another one is compared with (较上年的50件)."""
    return bool(_THAN.search(text.reading.folded, context.left, context.figure.start))


def of_whole(text: Text, context: Context) -> bool:
    """Tell whether a level speaks of the whole again (总额较上年多a): of which one, its words do not say."""
    return bool(_WHOLE.search(text.reading.folded, context.left, context.figure.start))


def expected(text: Text, context: Context) -> bool:
    """Tell whether a level is only expected (预计全年超过a)."""
    return bool(_EXPECTED.search(text.reading.folded, context.left, context.figure.start))


def other_base(context: Context, level: Figure | None) -> bool:
    """Tell whether a growth rate is over something else than a year before (环比, 年均, 比2019年).

    `level` is the figure that grew; its year counts when the growth rate has none.
    """
    folded, figure = context.text.reading.folded, context.figure
    if _OTHER_BASE.search(folded, context.left, figure.start):
        return True
    year = (level and level.period_end) or figure.period_end or ""
    for start, _ in context.text.dates_in(context.left, figure.start):
        base = context.text.day_at(start)
        if base and year and _COMPARED.search(folded, max(context.left, start - 4), start):
            return int(base[:4]) != int(year[:4]) - 1
    return False


def unnamed(text: Text, one: Figure, two: Figure) -> bool:
    """Tell whether a list goes on with a thing that no word of the catalogue names."""
    gap = text.reading.folded[one.end : two.start]
    return bool(_ITEM.fullmatch(gap)) and not any(text.between(one.end, two.start))


def said_owner(context: Context, levels: Sequence[int]) -> list[int]:
    """Return the level that 前者 or 后者 means, [] without such a word."""
    slot = context.text.reading.folded[context.left : context.figure.start]
    if any(word in slot for word in _WORDS.former):
        return list(levels[-2:-1])
    return list(levels[-1:]) if any(word in slot for word in _WORDS.latter) else []


def named_owners(context: Context, figures: Sequence[Figure], levels: Sequence[int], count: int) -> list[int]:
    """Return the levels that a growth slot names one by one (金额和户数分别增长a、b), -1 where none fits."""
    folded, figure = context.text.reading.folded, context.figure
    names = _NAMED.findall(folded, context.left, figure.start)
    if len(names) != count or context.residue(context.left, figure.start):
        return [-1] * count
    return [next((n for n in reversed(levels) if _fits(figures[n], name)), -1) for name in names]


def _fits(figure: Figure, name: str) -> bool:
    if figure.kind == "money":
        return name in _WORDS.money
    return name in _WORDS.count.get(measure_word(figure.unit_text), ())
