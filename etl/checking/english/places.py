"""The places of English prose: names of the tree, `the city` for the one named before, unknown districts."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from etl.checking.english.phrases import words
from etl.reading.places import levels_of, lineage, load_places

_BEFORE = 40
_AFTER = re.compile(r"\b(?:in|for|across|of|at|throughout)\s+(?:the\s+(?:city of\s+)?)?$")
_AND = re.compile(r"\s*(?:,|and|, and)\s+(?:the\s+)?")
_GOES_ON = re.compile(r"\s*,?\s*(?:which|where|whose)\b")
_OTHERS = re.compile(r"[,;:(]|\b(?:from|to|and|with|by)\b")
"""What makes a place further on in a sentence none of a figure's: (20% come from Hong Kong)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text; `place` None is one that the tree does not hold."""

    start: int
    end: int
    place: str | None


@cache
def _names() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """Return a pattern for every English name, and the places that each can mean."""
    own: dict[str, list[str]] = {}
    for name, row in load_places().items():
        for text in (row.name_en, *words().places.get(name, ())):
            own.setdefault(text, []).append(name)
    own.pop(load_places()["china"].name_en, None)
    ordered = sorted(own, key=len, reverse=True)
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, ordered))})\b(?! (?:Avenue|Road|University|Daily)\b)"
    ), own


def find_places(text: str, own: str | None = None) -> list[Mention]:
    """Return the places that a text names, in order; `the city` is the last one of that level.

    `own` is the draft's own place, which holds before any is named.
    """
    known, (pattern, names) = words(), _names()
    taken = [match.span() for match in re.finditer(known.no_place, text)]
    single = {names[match[0]][0] for match in pattern.finditer(text) if len(names[match[0]]) == 1}
    found = [Mention(*match.span(), _meant(names[match[0]], single)) for match in pattern.finditer(text)]
    found += [Mention(*match.span(), "china") for match in re.finditer(known.country, text)]
    named = {match.span() for match in pattern.finditer(text)}
    found += [
        Mention(*match.span(), None)
        for match in re.finditer(known.unknown_place, text)
        if not any(low < match.end() and match.start() < high for low, high in named)
    ]
    found = sorted(found, key=lambda one: one.start)
    for last, one in zip([None, *found], found, strict=False):
        listed = last and _AND.fullmatch(text, last.end, one.start) and (last.start, last.end) in taken
        if listed or re.search(known.compared_place, text[max(0, one.start - _BEFORE) : one.start], re.I):
            taken.append((one.start, one.end))
    found = [one for one in found if not any(low <= one.start < high for low, high in taken)]
    found = _apart(text, found)
    found += [Mention(0, 0, own)] if own else []
    return _with_levels(text, sorted(found, key=lambda one: one.start))


_WITH_UNKNOWN = re.compile(r"\s+and\s+[A-Z][a-z]+\b(?= (?:had|have|has|were|was|together)\b)")
"""Another name behind a place with which it is counted: Guangzhou and Nansha had …"""


def _apart(text: str, found: list[Mention]) -> list[Mention]:
    """Return the mentions, two that are joined (Guangzhou and Shenzhen) as one place that the tree lacks."""
    joined: list[Mention] = []
    for one in found:
        one = replace(one, place=None) if _WITH_UNKNOWN.match(text, one.end) and one.place else one
        if joined and _AND.fullmatch(text, joined[-1].end, one.start):
            joined[-1] = Mention(joined[-1].start, one.end, None)
        else:
            joined.append(one)
    return joined


def _meant(possible: list[str], named: set[str]) -> str | None:
    """Return which place of one name is meant: the only one, or the one in a place that is named, too."""
    inside = [one for one in possible if named & set(lineage(one))] if len(possible) > 1 else possible
    return inside[0] if len(inside) == 1 else None


def _with_levels(text: str, named: list[Mention]) -> list[Mention]:
    """Add `the city` and the like as the place of that level that was named last, if any."""
    found = list(named)
    for level, names in words().levels.items():
        pattern = r"\b(?:" + "|".join(map(re.escape, names)) + r")\b(?! of\b)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            before = [one for one in named if one.end <= match.start() and one.place]
            place = next((p for one in reversed(before) if (p := _at_level(one.place, level))), None)
            found.append(Mention(*match.span(), place))
    return sorted(found, key=lambda one: one.start)


def _at_level(place: str | None, level: str) -> str | None:
    if place is None:
        return None
    return next((one for one in lineage(place) if level in levels_of(one)), None)


def place_at(
    text: str, mentions: list[Mention], number: tuple[int, int], stop: int, sentence: tuple[int, int],
    carried: str | None,
) -> str | None:  # fmt: skip
    """Return the place that a figure (its span) is of, None when it is unknown.

    One right behind it (`in Guangzhou`, before `stop`) goes before the nearest one ahead of it; what its
    own sentence names, ahead or further on, goes before `carried`, what rules the sentence from before.
    """
    start, end = number
    low, high = sentence
    behind = [one for one in mentions if end <= one.start < stop and _placed(text, one)]
    ahead = [one for one in mentions if one.end <= start]
    if behind and not (ahead and ahead[-1].start >= low and _spread_to(text, behind[-1])):
        return behind[-1].place
    ahead = [one for one in ahead if not (_spread_to(text, one) and _named_before(mentions, low, one))]
    if ahead and ahead[-1].start >= low:
        return ahead[-1].place
    later = [one for one in mentions if end <= one.start < high]
    subject = [one for one in later if _placed(text, one) or not _OTHERS.search(text[end : one.start])]
    return subject[0].place if subject else carried


def main_place(mentions: list[Mention]) -> str | None:
    """Return the place that a draft names most often, the first of those where several are."""
    named = Counter(one.place for one in mentions if one.place)
    return named.most_common(1)[0][0] if named else None


def _named_before(mentions: list[Mention], low: int, one: Mention) -> bool:
    return any(low <= other.start < one.start for other in mentions)


def _spread_to(text: str, one: Mention) -> bool:
    """Tell whether a place is where what another did went: promoted across Guangdong."""
    if _GOES_ON.match(text, one.end):
        return False
    return bool(re.search(words().spread_to, text[max(0, one.start - _BEFORE) : one.start], re.I))


def _placed(text: str, one: Mention) -> bool:
    return bool(_AFTER.search(text[max(0, one.start - _BEFORE) : one.start]))
