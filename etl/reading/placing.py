"""The place of every figure: the nearest place that its words put it in, else the report's own.

A place in a body's name (广州知识产权法院), in a title or in a comparison (占全国的13.6%) rules nothing.
Figures behind a list of places are shared out among them (广州、深圳分别为a、b); where two places are equally
possible none is claimed.
"""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from etl.model import Amount, When
from etl.reading.bodies import is_body, is_event
from etl.reading.cues import cues
from etl.reading.grids import Grids
from etl.reading.lists import joined, runs
from etl.reading.own_place import own_place
from etl.reading.places import PlaceMention, find_places, levels_of, lineage, load_places, short_names
from etl.reading.structure import Structure

_CUES = cues("placing.yaml")
_CITY = _CUES.town.pattern
_NEVER = 1 << 60
_ASIDE = 60
"""Characters that a bracket with a place and its figure holds on each side at most."""


class _Located(msgspec.Struct, frozen=True):
    """A mention that rules the figures behind it; `place` None: it rules them out of any place."""

    start: int
    end: int
    place: str | None
    own: bool
    """It is the report's own place, or a word for it."""
    once: bool = False
    """It rules the figure that follows at once alone: 全国133个城市, 无锡(8.2万件)."""
    until: int = _NEVER
    """Where it stops to rule: a part (其中南山区198件;…), a bracket ((南山区198件))."""
    brief: bool = False
    """It rules no later sentence: part of a longer name, the country in a report of a city."""


def place_figures(
    folded: str,
    structure: Structure,
    amounts: Sequence[Amount],
    whens: Sequence[When],
    place: str | None = None,
    grids: Grids | None = None,
) -> tuple[list[str | None], frozenset[int]]:
    """Return the id of each amount's place, None where the words leave it open, and who is elsewhere.

    The second holds the indexes of amounts whose words name a place that the tree does not hold: a county,
    a zone. `place` is the report's own place; without it title, signature and most named place decide.
    """
    mentions = find_places(folded)
    grids = grids or Grids("")
    main, county = (place, "") if place in load_places() else own_place(folded, structure, mentions, grids)
    placer = _Placer(folded, structure, amounts, whens, mentions, main)
    placer.grids = grids
    placer.county = county
    return placer.place(), frozenset(placer.elsewhere)


class _Placer:
    def __init__(
        self,
        folded: str,
        structure: Structure,
        amounts: Sequence[Amount],
        whens: Sequence[When],
        mentions: Sequence[PlaceMention],
        main: str | None,
    ) -> None:
        self.folded, self.structure, self.amounts, self.whens = folded, structure, amounts, whens
        self.mentions, self.main = mentions, main
        self.starts = [mention.start for mention in mentions]
        self.runs = runs(folded, amounts)
        self.city: str | None = None
        self.district: str | None = None
        self.county = ""
        """The report's own place, when the tree does not hold it; `main` is its city then."""
        self.elsewhere: set[int] = set()
        self.body: _Located | None = None
        """The last body that opened a clause."""
        self.grids = Grids("")

    def place(self) -> list[str | None]:
        """Go through the sentences that hold figures, in order."""
        found: list[str | None] = [None] * len(self.amounts)
        sentence = paragraph = (0, 0)
        located: list[_Located] = []
        lasting: str | None = None
        chosen: list[tuple[str | None, bool]] = []
        for index, amount in enumerate(self.amounts):
            if not amount.statistic:
                continue
            if amount.start >= sentence[1]:
                lasting = _lasting(chosen) or (lasting if not chosen else None)
                chosen = []
                sentence = self.structure.sentence_at(amount.start)
                located = self._locate(sentence)
            if amount.start >= paragraph[1]:
                lasting, paragraph = None, self.structure.paragraph_at(amount.start)
            ruling = [one for one in located if amount.start < one.until]
            group = self._together(ruling, amount.start) or _group_before(self.folded, ruling, amount.start)
            group = group or self._ahead(ruling, amount)
            if group:
                found[index] = self._from_group(group, index)
                if len(group) == 1 and group[0].place is None:
                    self.elsewhere.add(index)
                part = _CUES.part.search(self.folded, sentence[0], amount.start)
                chosen.append((found[index], bool(part) or group[0].own or group[0].brief or len(group) > 1))
            elif (over := self._over(amount)) is not None:
                found[index] = over.places[0] if len(over.places) == 1 else None
            else:
                own = None if self.county else self.main
                found[index] = own if self.whens[index].kind == "event" else lasting or own
                if found[index] is None and self.county:
                    self.elsewhere.add(index)
                if self.whens[index].kind != "event":
                    chosen.append((found[index], False))
        return found

    def _over(self, amount: Amount) -> PlaceMention | None:
        """Return the place that a head over a table's cell names, or a label that reaches down to it."""
        slot = self.grids.slot(amount.start, amount.end) if self.grids else None
        for start, end in reversed((*slot.labels, *slot.heads)) if slot else ():
            index = bisect_left(self.starts, start)
            if index < len(self.mentions) and self.mentions[index].end <= end and self.mentions[index].places:
                return self.mentions[index]
        return None

    def _locate(self, sentence: tuple[int, int]) -> list[_Located]:
        """Return the mentions of a sentence that rule figures."""
        low, high = bisect_left(self.starts, sentence[0]), bisect_left(self.starts, sentence[1])
        found = []
        self.body = None
        for mention in self.mentions[low:high]:
            before = self.folded[max(sentence[0], mention.start - 6) : mention.start]
            behind = self.folded[mention.end : mention.end + 24]
            until = self._bracket_end(mention, sentence)
            if until is None and self._in_name(mention, sentence[0]):
                continue
            located = (
                self._level(mention, before, behind)
                if mention.level
                else self._named(mention, before, behind)
            )
            if located:
                if until is None and _CUES.part_before.search(before):
                    until = self.folded.find(";", mention.end, sentence[1])
                found.append(replace(located, until=until) if until and until > 0 else located)
                self._remember(located.place)
        return found

    def _bracket_end(self, mention: PlaceMention, sentence: tuple[int, int]) -> int | None:
        """Return where the bracket closes that a place and its figure stand in: 1098件(南山区198件)."""
        folded = self.folded
        opened = folded.rfind("(", max(sentence[0], mention.start - _ASIDE), mention.start)
        close = folded.find(")", mention.end, min(sentence[1], mention.end + _ASIDE))
        if opened < 0 or close < 0 or ")" in folded[opened : mention.start]:
            return None
        return close if self._next_amount(mention.end) < close else None

    def _ahead(self, located: Sequence[_Located], amount: Amount) -> list[_Located]:
        """Return the place that a figure's own clause names behind it: 三家公司在南沙签发…."""
        for one in located:
            if one.start >= amount.end:
                gap = self.folded[amount.end : one.start]
                return [one] if _CUES.in_before.search(gap) and not _CUES.clause_mark.search(gap) else []
        return []

    def _remember(self, place: str | None) -> None:
        if place and "city" in levels_of(place):
            self.city = place
        elif place and "district" in levels_of(place):
            self.district = place

    def _level(self, mention: PlaceMention, before: str, behind: str) -> _Located | None:
        """全市, 全省, 该区: the report's own place at that level, unless it is only compared with."""
        counted = _CUES.counted_behind.match(behind)
        if not counted and (_CUES.whole_before.search(before) or _CUES.whole_behind.match(behind)):
            return None
        if mention.level == "country":
            opens = _CUES.clause_start.search(before)
            local = self.main not in (None, "china")
            if not counted and (not opens or (local and not _CUES.country_counts.match(behind))):
                return None
            return _Located(mention.start, mention.end, "china", False, once=not opens, brief=local)
        place = self._of_level(mention.level)
        town = self.county.endswith(_CITY)
        if self.county and (mention.level == "district" or (town and mention.level == "city")):
            return _Located(mention.start, mention.end, None, True)
        return _Located(mention.start, mention.end, place, True) if place else None

    def _of_level(self, level: str) -> str | None:
        """Return the place meant: the report's own of that level, else that of the place last named."""
        for base in (self.main, self.district if level == "district" else self.city, self.district):
            up = next((up for up in lineage(base) if level in levels_of(up)), None) if base else None
            if up:
                return up
        autonomous = level == "district" and self.main and "province" in levels_of(self.main)
        return self.main if autonomous else None

    def _named(self, mention: PlaceMention, before: str, behind: str) -> _Located | None:
        places = mention.places
        if len(places) > 1 and self.main:
            places = tuple(
                place for place in places if self.main in lineage(place) or place in lineage(self.main)
            )
        if mention.places and _CUES.others_behind.match(behind) and _CUES.list_before.search(before):
            return _Located(mention.start, mention.end, None, False)
        if _CUES.some_behind.match(behind) and not _CUES.list_before.search(before):
            return _Located(mention.start, mention.end, None, False)
        if self._is_passing(mention, before, behind):
            return None
        if mention.within and not mention.places:
            alone = _CUES.clause_start.search(before) and not _CUES.listed_behind.match(behind)
            return _Located(mention.start, mention.end, None, False) if alone else None
        if mention.within and self._is_aside(mention, before):
            return None
        if mention.within:
            local = _CUES.within_behind.match(behind) or _CUES.within_before.search(before)
            place = places[0] if len(places) == 1 and local else None
            return _Located(mention.start, mention.end, place, False)
        place = places[0] if len(places) == 1 else None
        if is_body(behind):
            opens = _CUES.clause_start.search(before) or _CUES.body_alone.match(before + "|" + behind)
            if not opens and not self._is_branch(mention, place):
                return None
            self.body = _Located(mention.start, mention.end, place, place == self.main)
            return self.body
        if _CUES.bracket_behind.match(behind):
            return _Located(mention.start, mention.end, place, False, once=True)
        if self._compared_own(mention, before):
            return _Located(mention.start, mention.end, place, False, once=True)
        if _CUES.aside_before.search(before) or (
            place and load_places()[place].level == "region" and not _CUES.clause_start.search(before)
        ):
            return None
        brief = _CUES.longer_name.match(behind) is not None
        return _Located(mention.start, mention.end, place, place == self.main, brief=brief)

    def _is_passing(self, mention: PlaceMention, before: str, behind: str) -> bool:
        """Say whether a mention rules nothing: a name, 浙江省首单 of Hangzhou, 在前海试行."""
        if _CUES.behind_aside.match(behind) or is_event(behind):
            return True
        if _CUES.in_before.search(before) and _CUES.venue_behind.match(behind):
            return True
        if not _CUES.clause_start.search(before) and _CUES.people_behind.match(behind):
            return True
        above = bool(self.main) and bool(set(mention.places) & set(lineage(self.main)[1:]))
        if above and _CUES.first_behind.match(behind):
            return True
        tried = _CUES.tried_before.search(before) and _CUES.tried_behind.match(behind)
        return bool(tried) and self._next_amount(mention.end) >= self.structure.clause_at(mention.end)[1]

    def _next_amount(self, position: int) -> int:
        """Return where the first statistic behind `position` begins."""
        return next(
            (one.start for one in self.amounts if one.start >= position and one.statistic), len(self.folded)
        )

    def _compared_own(self, mention: PlaceMention, before: str) -> bool:
        """Say whether a place that is compared with has its own value behind it: 高于苏州的52件."""
        behind = self.folded[mention.end : mention.end + 2]
        if not _CUES.compared_before.search(before) or not _CUES.own_behind.match(behind):
            return False
        return any(
            0 <= one.start - mention.end <= 2 and one.kind in ("count", "money", "rate") and one.statistic
            for one in self.amounts
        )

    def _is_aside(self, mention: PlaceMention, before: str) -> bool:
        """Say whether a county's short name only describes (德化陶瓷、晋江鞋服等集群): it opens no clause."""
        if self.folded[mention.start : mention.end] not in short_names():
            return False
        last = self.mentions[max(0, bisect_left(self.starts, mention.start) - 1)]
        listed = last.within and joined(self.folded, last.end, mention.start)
        return not (listed or _CUES.clause_start.search(before))

    def _is_branch(self, mention: PlaceMention, place: str | None) -> bool:
        """Say whether the mention goes on with a body's name: 广东省版权局版权登记深圳代办处."""
        body = self.body
        if body is None or place is None or body.place not in lineage(place):
            return False
        return not _CUES.clause_mark.search(self.folded, body.end, mention.start)

    def _in_name(self, mention: PlaceMention, start: int) -> bool:
        """Say whether a mention stands inside a title, a short quotation or brackets that close again."""
        window = self.folded[max(start, mention.start - 40) : mention.start]
        if any(window.rfind(left) > window.rfind(right) for left, right in ("《》", "()")):
            return True
        if window.rfind("“") <= window.rfind("”"):
            return False
        close = self.folded.find("”", mention.end, mention.end + 30)
        inner = self.folded[mention.start : close]
        return close >= 0 and not any(mark in inner for mark in ",。;")

    def _from_group(self, group: list[_Located], index: int) -> str | None:
        position, length = self.runs[index]
        if len(group) == 1:
            return group[0].place
        if length == len(group):
            return group[position].place
        places = [one.place for one in group]
        if _CUES.others_list.match(self.folded[group[-1].end : group[-1].end + 24]):
            return self._holding(places)
        if None in places:
            return None
        nested = max(places, key=lambda place: len(lineage(place)))
        if all(place in lineage(nested) for place in places):
            return min(places, key=lambda place: len(lineage(place)))
        return None

    def _holding(self, places: Sequence[str | None]) -> str | None:
        """Return the place that holds a list of places and others, below the country and its regions.

        What a city says that it does in districts of another (在荔湾、海珠等地) stays its own.
        """
        known = [place for place in places if place]
        if len(known) < len(places):
            return self.main if self.main and all(self.main in lineage(one) for one in known) else None
        common, tree = _common(known), load_places()
        if not common or tree[common].level in ("country", "region"):
            return None
        return self.main if self.main and tree[self.main].level == tree[common].level else common

    def _together(self, located: Sequence[_Located], position: int) -> list[_Located]:
        """Return the common place of those that 两市合计 and the like take together, as a group of one."""
        before = located[: bisect_left(located, position, key=lambda one: one.end)]
        if len(before) < 2 or not _CUES.together.search(self.folded, before[-1].end, position):
            return []
        places = [one.place for one in before[-2:]]
        common = _common(places) if None not in places else None
        return [_Located(before[-1].start, before[-1].end, common, True)]


def _common(places: Sequence[str]) -> str | None:
    """Return the lowest place that all `places` belong to."""
    return next((up for up in lineage(places[0]) if all(up in lineage(one) for one in places)), None)


def _group_before(folded: str, located: Sequence[_Located], position: int) -> list[_Located]:
    """Return the last mention before `position`, with those that stand in one list with it."""
    count = bisect_left(located, position, key=lambda one: one.start)
    while count and located[count - 1].once and position - located[count - 1].end > 2:
        count -= 1
    if not count:
        return []
    group = [located[count - 1]]
    for one in reversed(located[: count - 1]):
        if not joined(folded, one.end, group[0].start):
            break
        group.insert(0, one)
    return group


def _lasting(chosen: list[tuple[str | None, bool]]) -> str | None:
    """Return the place that a sentence leaves to the next one: all its figures' one place."""
    places = {place for place, _ in chosen}
    passing = any(passing for _, passing in chosen)
    return places.pop() if len(places) == 1 and not passing else None
