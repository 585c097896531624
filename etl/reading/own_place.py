"""The place that a whole text speaks of: named in its title and most often, else what its words imply."""

from collections import Counter
from collections.abc import Sequence

from etl.reading.bodies import is_body, is_event
from etl.reading.cues import cues
from etl.reading.grids import Grids
from etl.reading.places import PlaceMention, levels_of, lineage, load_places
from etl.reading.structure import Structure

_CUES = cues("placing.yaml")
_TITLE_WEIGHT, _BODY_WEIGHT = 6.0, 0.5
_NATIONAL = 3
"""A text that says 全国 and 我国 this often, and hardly names a place, is of the country."""
_IN = "@"
_HEAD = 40
"""How far before a body of the whole country its clause's beginning is looked for, past blanks."""
_ENDS = 3
"""Paragraphs at the beginning and the end that speak of the report itself."""


def own_place(
    folded: str, structure: Structure, mentions: Sequence[PlaceMention], grids: Grids
) -> tuple[str | None, str]:
    """Return the place that a text speaks of: named in its title and most often, level as in 全市, 全省.

    For a text of a county or zone that the tree does not hold: None (or its city) and its name.
    """
    last = min(2 * _ENDS, len(structure.paragraphs) // 4)
    ends = {*structure.paragraphs[:_ENDS], *structure.paragraphs[len(structure.paragraphs) - last :]}
    scores: Counter = Counter()
    levels: Counter = Counter()
    for mention in _outside_lists(mentions, grids):
        before, behind = (
            folded[max(0, mention.start - 6) : mention.start],
            folded[mention.end : mention.end + 24],
        )
        if mention.level:
            levels[mention.level] += not (
                _CUES.whole_before.search(before) or _CUES.whole_behind.match(behind)
            )
        if len(mention.places) != 1 or _is_aside(before, behind):
            continue
        body = is_body(behind) or _CUES.listed.search(before[-1:] + behind[:1])
        weight = _BODY_WEIGHT if body and mention.start >= structure.paragraphs[0][1] else 1.0
        scores[_key(folded, mention)] += weight * _weight(structure, mention, ends)
    for head in _CUES.national_head.finditer(folded):
        at = head.start()
        paragraph = structure.paragraph_at(at)
        opens = _CUES.national_before.search(folded, max(0, at - _HEAD), at)
        titled = at < structure.paragraphs[0][1] and _CUES.national_title.match(folded, at)
        if opens and (titled or _CUES.national.match(folded, at, paragraph[1])):
            scores["china"] += _TITLE_WEIGHT if paragraph in ends else 1.0
    if levels["country"] >= _NATIONAL and levels["country"] > 2 * max(scores.values(), default=0):
        return "china", ""
    if not scores:
        return ("hongkong" if _CUES.hong_kong.search(folded) else None), ""
    county = scores.most_common(1)[0][0]
    if county not in load_places():
        city = county.partition(_IN)[2]
        return city, county.partition(_IN)[0]
    for key in [key for key in scores if key not in load_places()]:
        del scores[key]
    if levels["province"] > levels["city"] and levels["province"] > levels["district"]:
        provinces: Counter = Counter()
        for name, score in scores.items():
            provinces.update({up: score for up in lineage(name) if "province" in levels_of(up)})
        scores = provinces or scores
    (best, score), *others = scores.most_common()
    tied = [name for name, other in others if other == score and best not in lineage(name)]
    return (_named_first(structure, mentions, {best, *tied}) if tied else best), ""


def _is_aside(before: str, behind: str) -> bool:
    """Say whether what is said is not of the place between these words."""
    venue = _CUES.in_before.search(before) and _CUES.venue_behind.match(behind)
    return bool(
        venue or _CUES.aside_before.search(before) or _CUES.dateline.match(behind) or is_event(behind)
    )


def _weight(structure: Structure, mention: PlaceMention, ends: set[tuple[int, int]]) -> float:
    """Return the weight of a mention: more at the text's ends."""
    return _TITLE_WEIGHT if structure.paragraph_at(mention.start) in ends else 1.0


def _outside_lists(mentions: Sequence[PlaceMention], grids: Grids) -> Sequence[PlaceMention]:
    """Return the mentions without those that only list a table's rows or columns: several places in cells."""
    if not grids:
        return mentions
    listed = [mention for mention in mentions if grids.slot(mention.start, mention.end)]
    if len({mention.places for mention in listed}) < 2:
        return mentions
    return [mention for mention in mentions if mention not in listed]


def _key(folded: str, mention: PlaceMention) -> str:
    """Return the id of a place that a text may speak of; of a county its name's end and its city."""
    place = mention.places[0]
    return f"{folded[mention.end - 3 : mention.end]}{_IN}{place}" if mention.within else place


def _named_first(structure: Structure, mentions: Sequence[PlaceMention], names: set[str]) -> str | None:
    """Return the one of `names` that the first sentence with any names, None when it names several."""
    first: tuple[int, int] | None = None
    found: set[str] = set()
    for mention in mentions:
        if len(mention.places) != 1 or mention.places[0] not in names:
            continue
        first = first or structure.sentence_at(mention.start)
        if mention.start >= first[1]:
            break
        found.add(mention.places[0])
    return found.pop() if len(found) == 1 else None
