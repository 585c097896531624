"""The place of a figure in a Chinese draft: as reports are read, and what only drafts leave unsaid.

Promises: a place that the words leave open, or two that are counted together, is none.
"""

import re

from etl.checking.words import clause, words
from etl.model import Figure
from etl.reading.figures import Reading
from etl.reading.periods import find_times
from etl.reading.places import PlaceMention, find_places, levels_of, lineage


def place_of(reading: Reading, figure: Figure, place: str | None) -> str | None:
    """Return the place of a figure that was read as being of `place`; None where the words leave it open."""
    place = None if figure.figure in reading.unplaced else _place(reading, figure, place)
    return _precise(reading, figure, place)


def names_place(reading: Reading, figure: Figure) -> bool:
    """Tell whether a figure's own sentence names a place (全国首单 names none)."""
    sentence = reading.folded[figure.sentence_start : figure.sentence_end]
    return any(one.places or one.level not in ("", "country") for one in find_places(sentence))


def starts_anew(reading: Reading, figure: Figure) -> bool:
    """Tell whether a figure's paragraph says where but not when, behind one with figures of its own.

    The time of that other paragraph holds no longer; that of a heading or of 主要指标如下 does.
    """
    first = reading.structure.paragraph_at(figure.start)[0]
    before = reading.folded[first : figure.start]
    if find_times(before) or not any(one.places for one in find_places(before)):
        return False
    timed = [one for one in find_times(reading.folded[:first]) if one.base == "absolute"]
    if not timed:
        return False
    low, high = reading.structure.paragraph_at(timed[-1].start)
    return any(low <= one.start < high and one.statistic for one in reading.figures)


def _place(reading: Reading, figure: Figure, place: str | None) -> str | None:
    """Return the place of a figure whose own sentence names none before it: the last one of its paragraph.

    Where its sentence names another behind it (8.14亿元的保额使深圳领先), it is not clear.
    """
    low, high = figure.sentence_start, figure.sentence_end
    before = reading.folded[low : figure.start]
    if own := find_places(before):
        if own[-1].level == "city":
            return _city_meant(reading, low + own[-1].start, place)
        return None if _together(before, own) or _strange(place, own) else place
    if figure.time_kind == "event":
        return place
    behind = re.split("[;。]", reading.folded[figure.end : high])[0]
    later = [m for m in find_places(behind) if m.places and not words()["compared"].search(behind[: m.start])]
    if later and place not in later[0].places:
        return None
    first = reading.structure.paragraph_at(low)[0]
    named = [m for m in find_places(reading.folded[first:low]) if m.places or m.level]
    if not named or named[-1].level == "country":
        return place
    return _left_by(reading, first + named[-1].start, low, named[-1].places) or place


def _city_meant(reading: Reading, at: int, place: str | None) -> str | None:
    """Return what 全市 means at `at`: the one city that its paragraph names before, else `place`."""
    before = reading.folded[reading.structure.paragraph_at(at)[0] : at]
    named = [m for m in find_places(before) if len(m.places) == 1 and not m.within]
    own = [m.places[0] for m in named if not words()["compared"].search(before[: m.start])]
    cities = {up for one in own for up in lineage(one) if "city" in levels_of(up)}
    return cities.pop() if len(cities) == 1 else None if cities else place


def _strange(place: str | None, mentions: list[PlaceMention]) -> bool:
    """Tell whether words name places of which `place` is neither one nor in one, nor holds one."""
    named = {one for mention in mentions for one in mention.places}
    within = any(mention.level or not mention.places for mention in mentions)
    if place is None or not named or within:
        return False
    return not any(place in lineage(one) or one in lineage(place) for one in named)


def _together(before: str, mentions: list[PlaceMention]) -> bool:
    """Tell whether the last two places of these words are counted together."""
    named = [one for one in mentions if one.places or one.within]
    if len(named) < 2 or words()["shared"].search(before, named[-1].end):
        return False
    return bool(words()["joined"].search(before[named[-2].end : named[-1].start]))


def _left_by(reading: Reading, start: int, end: int, places: tuple[str, ...]) -> str | None:
    """Return the place that words from `start` to `end` leave to what follows: that of their last figure."""
    figures = [one for one in reading.figures if start <= one.start < end and one.statistic]
    if figures:
        return _place(reading, figures[-1], figures[-1].place)
    opens = not clause(reading.folded[:start])[-1:].strip() or reading.folded[start - 1 : start] in ",;。"
    return places[0] if len(places) == 1 and opens else None


def _precise(reading: Reading, figure: Figure, place: str | None) -> str | None:
    """Return the place unless the words name a district that only counts for its city (天河区)."""
    named = [m for m in find_places(reading.folded[figure.sentence_start : figure.start]) if m.places]
    return None if named and named[-1].within else place
