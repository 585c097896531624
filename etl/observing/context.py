"""What rules a figure: its slot, and for each field of words the one that is nearest.

A figure's *slot* is the text between the figures beside it: left of it back to the figure before (or the
sentence's start), right of it to the next comma or figure. The order in which a field's word is looked for:
the word right behind the number (fields that say what is counted), the clause before it, the slot right of
it, the rest of the slot, then as far as the field reaches: segment, sentence, paragraph, headings. A word
from beyond the slot of a field with `borrow: explained` counts only when nothing unknown is left in the slot.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from etl import datafiles
from etl.catalogue import PLACE
from etl.lexicon import Hit, Tag
from etl.model import Figure
from etl.observing.cells import Span
from etl.observing.plan import REACHES, FieldPlan
from etl.observing.texts import CLAUSE, Text
from etl.paths import RULES
from etl.reading.fold import fold

SLOT, SENTENCE, BEYOND = 0, 1, 2
IS_PLACE = (PLACE, "any")
PART = ("subset", "part")
HEAD_GAP = 4
WINS = re.compile(datafiles.load(RULES / "measures.yaml", dict[str, str])["wins"])
"""What leads from a number to the prize behind it: 51件获优秀奖."""
ASIDE = 24
"""Characters that a bracket right behind a figure holds at most."""
GOES_ON = ",;、:?"
_STOP = re.compile(r"[,;:。、!?\n\t(]")
_FAR_STOP = re.compile(r"[,;:。!?\n\t(]")
_PART_ENDS = re.compile(r"[;。!?\n]")
_FROM = re.compile(r"[由从][^,;]*$")
_TO = re.compile(r"[^,;。]*?[到至]")
_MULTIPLIER = re.compile(r"^[十百千万亿兆余多]+")
SAME = "same"
"""Value of the words that stand for the value named before."""
TITLE = 60
"""A first line of so many characters at most is a title."""


@dataclass(slots=True)
class Found:
    """The word that rules a field: its value, the hit, and whether it stands in the slot."""

    value: str
    hit: Hit | None
    where: int


NOTHING = Found("none", None, SLOT)


@dataclass(slots=True)
class Context:
    """A figure and what rules it; `kind` and `word` are what it can count (any: a growth figure)."""

    text: Text
    figure: Figure
    kind: str
    word: str
    left: int
    right: int
    consumed: int
    found: dict[str, Found] = field(default_factory=dict)
    clause: int = 0
    far: int = 0
    rulers: tuple[Span, ...] = ()
    lead: "Context | None" = None
    """The first figure of the list that this one goes on with, without words of its own (分别为a、b)."""
    _explained: dict[bool, bool] = field(default_factory=dict)
    _head: Hit | None = None
    _tags: set[Tag] | None = None

    def __post_init__(self) -> None:
        folded, figure = self.text.reading.folded, self.figure
        self.clause = self.left
        for match in CLAUSE.finditer(folded, self.left, figure.start):
            self.clause = match.end()
        limit, stop = self.right, _end(_STOP, folded, figure.end, self.right)
        self.right = self.text.reach_of(figure.end, stop) if stop < limit else stop
        self.far = _end(_FAR_STOP, folded, self.right, max(limit, self.right))
        self.rulers = self.text.cells.rulers(figure.start, figure.end)
        if self.rulers:
            self.left = self.clause = figure.start

    def get(self, name: str) -> Found:
        """Return what rules in a field, looked for once; a word for the same (该险种) leads further back."""
        if name not in self.found:
            found = self._look(self.text.plan.fields[name])
            if found.value == SAME and found.hit:
                found = self._meant(self.text.plan.fields[name], found.hit)
            elif found.hit and found.value in self.text.plan.fields[name].vague:
                found = self._sharper(self.text.plan.fields[name], found)
            self.found[name] = found
        return self.found[name]

    def _meant(self, entry: FieldPlan, said: Hit) -> Found:
        for hit in self.text.lane(entry.name).before(0, said.start):
            value = self.suits(entry, hit)
            if value and value != SAME:
                return Found(value, said, SENTENCE)
        return NOTHING

    def _sharper(self, entry: FieldPlan, said: Found) -> Found:
        """Return the value that a vague word stands for: the last sharp one in its paragraph or headings."""
        structure, start = self.text.reading.structure, self.figure.sentence_start
        spans = [(self._paragraph(), self.figure.start)]
        spans += [(heading.start, heading.end) for heading in reversed(structure.headings_over(start))]
        for low, high in spans:
            for hit in self.text.lane(entry.name).before(low, high):
                value = self.suits(entry, hit)
                if value in entry.vague[said.value]:
                    return Found(value, said.hit, said.where)
        return said

    def _look(self, entry: FieldPlan) -> Found:
        text, figure = self.text, self.figure
        if entry.reach == REACHES["title"]:
            return self._titled(entry)
        after = max(self.left, self.consumed) if entry.head else self.left
        lane = text.lane(entry.name)
        if not self.rulers and lane.empty(self.left, max(self.right, self.far)):
            return self._beyond(entry) if entry.reach > 0 and lane.hits else NOTHING
        if entry.head:
            for hit in lane.between(figure.start, min(self.right, figure.end + HEAD_GAP + 12)):
                if hit.start - figure.end > HEAD_GAP or not (value := self.suits(entry, hit)):
                    continue
                if hit.start > figure.end and (near := self._touching(entry, after)):
                    return near
                self._head = hit
                return Found(value, hit, SLOT)
        for low, high, backward in self._spans(entry, after):
            if high == self.clause and entry.borrow == "explained" and self._names_other():
                continue
            for hit in lane.before(low, high) if backward else lane.between(low, high):
                if value := self.suits(entry, hit):
                    if entry.head and not backward:
                        self._head = hit
                    return Found(value, hit, SLOT)
        return self._beyond(entry) if entry.reach > 0 else NOTHING

    def _names_other(self) -> bool:
        """Tell whether the figure's own clause holds something unknown: 专利申请当中,本国人a件."""
        return bool(self.residue(self.clause, self.figure.start))

    def _touching(self, entry: FieldPlan, low: int) -> Found | None:
        """Return the value of the word that ends right before the number (调解员15名受聘担任…)."""
        for hit in self.text.lane(entry.name).before(low, self.figure.start):
            value = self.suits(entry, hit) if hit.end == self.figure.start else ""
            return Found(value, hit, SLOT) if value else None
        return None

    def _spans(self, entry: FieldPlan, after: int) -> Iterator[tuple[int, int, bool]]:
        """Yield the parts of the slot in the order of their say, and whether they are read backward."""
        figure = self.figure
        for low, high in self.rulers:
            yield low, high, True
        if WINS.match(self.text.reading.folded, figure.end):
            yield figure.end, self.right, False
        yield max(after, self.clause), figure.start, True
        if not entry.before_only:
            yield figure.start, self.right, False
            if entry.reach >= 0 and not entry.head:
                yield self.right, self.far, False
        if entry.reach >= 0:
            yield after, self.clause, True

    def _beyond(self, entry: FieldPlan) -> Found:
        text, figure = self.text, self.figure
        start, end = figure.sentence_start, figure.sentence_end
        if self.rulers:
            return self._far(entry) if entry.reach >= REACHES["paragraph"] else NOTHING
        if entry.reach == REACHES["segment"]:
            start = self._after_date(max(start, text.reading.folded.rfind(";", start, figure.start) + 1))
        known = entry.borrow == "explained" or self.kind == "rate"
        if entry.borrow != "free" and not self.explained(words=known):
            return NOTHING
        for hit in text.lane(entry.name).before(start, self.left):
            if (value := self.suits(entry, hit)) and not self._of_part(hit, start):
                return Found(value, hit, SENTENCE)
        if entry.borrow != "free":
            return self._sentence_before(entry)
        stop = _end(_STOP, text.reading.folded, figure.end, end)
        for hit in text.lane(entry.name).between(self.right, stop) if entry.after else ():
            if value := self.suits(entry, hit):
                return Found(value, hit, SENTENCE)
        if entry.behind and (said := entry.behind.search(text.reading.folded, figure.end, end)):
            for hit in text.lane(entry.name).between(said.end(), end):
                if value := self.suits(entry, hit):
                    return Found(value, hit, SENTENCE)
        return self._far(entry) if entry.reach >= REACHES["paragraph"] else NOTHING

    def _of_part(self, hit: Hit, start: int) -> bool:
        """Tell whether a word beyond a semicolon or full stop is of a part: 受理a件,其中民事b件;审结c件.

        What a colon follows (其中:新收专利a件;商标b件) is a list of parts, and rules all of them.
        """
        folded = self.text.reading.folded
        if not _PART_ENDS.search(folded, hit.end, self.figure.start):
            return False
        low = max(start, *(folded.rfind(mark, start, hit.start) + 1 for mark in ";。"))
        parts = [word for word in self.text.between(low, hit.start) if PART in word.tags]
        return bool(parts) and folded[parts[-1].end : parts[-1].end + 1] != ":"

    def _after_date(self, start: int) -> int:
        """Return where the clause of the last date before the figure begins: it begins something new."""
        text = self.text
        days = [begin for begin, _ in text.dates_in(start, self.figure.start) if begin in text.days]
        if not days:
            return start
        return max((m.end() for m in CLAUSE.finditer(text.reading.folded, start, days[-1])), default=start)

    def _sentence_before(self, entry: FieldPlan) -> Found:
        """Look in the sentence before, in the same paragraph: a list that goes on after a full stop."""
        structure, start = self.text.reading.structure, self.figure.sentence_start
        if self.left > start:
            return NOTHING
        paragraph = structure.paragraph_at(start)[0]
        if start <= paragraph:
            return NOTHING
        lane, low = self.text.lane(entry.name), structure.sentence_at(start - 1)[0]
        for hit in lane.before(max(paragraph, low), start):
            if (value := self.suits(entry, hit)) and not self._of_part(hit, max(paragraph, low)):
                return Found(value, hit, BEYOND)
        return NOTHING

    def _far(self, entry: FieldPlan) -> Found:
        structure, start = self.text.reading.structure, self.figure.sentence_start
        for hit in self.text.lane(entry.name).before(self._paragraph(), start):
            if value := self.suits(entry, hit):
                return Found(value, hit, BEYOND)
        if entry.reach >= REACHES["heading"]:
            for heading in reversed(structure.headings_over(start)):
                for hit in self.text.lane(entry.name).before(heading.start, min(heading.end, start)):
                    if value := self.suits(entry, hit):
                        return Found(value, hit, BEYOND)
        return self._alone(entry) if entry.reach >= REACHES["report"] else NOTHING

    def _titled(self, entry: FieldPlan) -> Found:
        """Look in the first line of the text and in the headings over the figure."""
        structure = self.text.reading.structure
        spans = [(h.start, h.end) for h in structure.headings_over(self.figure.sentence_start)]
        if structure.paragraphs and structure.paragraphs[0][1] - structure.paragraphs[0][0] <= TITLE:
            spans.append(structure.paragraphs[0])
        for low, high in spans:
            for hit in self.text.lane(entry.name).between(low, high):
                if value := self.suits(entry, hit):
                    return Found(value, hit, BEYOND)
        return NOTHING

    def _paragraph(self) -> int:
        """Return where the paragraph starts; behind a comma at a line's end or a question it goes on.

        One that begins with a word for a part (其中) goes on from the paragraph before.
        """
        structure, folded = self.text.reading.structure, self.text.reading.folded
        index = structure.paragraph_index(self.figure.sentence_start)
        while index and (
            folded[structure.paragraphs[index - 1][1] - 1] in GOES_ON or self._begins_part(index)
        ):
            index -= 1
        return structure.paragraphs[index][0]

    def _begins_part(self, index: int) -> bool:
        low, high = self.text.reading.structure.paragraphs[index]
        first = next(self.text.between(low, high), None)
        return first is not None and first.start == low and PART in first.tags

    def _alone(self, entry: FieldPlan) -> Found:
        """Return the only value that a field has in the report so far."""
        first: Found | None = None
        for hit in self.text.lane(entry.name).before(0, self.figure.sentence_start):
            if value := self.suits(entry, hit):
                if first and first.value != value:
                    return NOTHING
                first = first or Found(value, hit, BEYOND)
        return first or NOTHING

    def suits(self, entry: FieldPlan, hit: Hit) -> str:
        """Return the value that a word has in a field when the figure can be a number of it."""
        for name, value in hit.tags:
            if name == entry.name:
                kinds, units = entry.kinds.get(value), entry.units.get(value)
                if kinds and self.kind != "any" and self.kind not in kinds:
                    continue
                if units and self.kind == "count" and self.word not in units and not self.bare_cell:
                    continue
                return value
        return ""

    @property
    def from_value(self) -> bool:
        """Whether the figure is what something rose or fell from (由A提高到B): an earlier, undated value."""
        folded, figure = self.text.reading.folded, self.figure
        return bool(_FROM.search(folded, self.clause, figure.start)) and bool(
            _TO.match(folded, figure.end, figure.end + 12)
        )

    @property
    def bare_cell(self) -> bool:
        """Whether the figure is a cell of a table without a measure word of its own."""
        return bool(self.rulers) and not self.word

    @property
    def head(self) -> Hit | None:
        """The word behind the number that says what is counted; the next figure may not take it too."""
        return self._head

    def slot_tags(self) -> set[Tag]:
        """Return the tags of every word of the slot."""
        if self._tags is None:
            spans = (*self.rulers, (self.left, self.figure.start), (self.figure.start, self.far))
            hits = (hit for low, high in spans for hit in self.text.between(low, high))
            self._tags = {tag for hit in hits for tag in hit.tags}
            if self.lead:
                self._tags |= self.lead.slot_tags()
        return self._tags

    def aside_tags(self) -> set[Tag]:
        """Return the tags of the words in a bracket right behind the figure: 受理a件(含旧存)."""
        folded, end = self.text.reading.folded, self.figure.end
        close = (
            folded.find(")", end, min(end + ASIDE, self.figure.sentence_end))
            if folded[end : end + 1] == "("
            else -1
        )
        return {tag for hit in self.text.between(end, close) for tag in hit.tags} if close > 0 else set()

    def explained(self, words: bool = True) -> bool:
        """Tell whether nothing unknown is left of the slot; without `words`, only fillers and places are."""
        if words not in self._explained:
            spans = (*self.rulers, (self.left, self.figure.start), (self.figure.end, self.right))
            self._explained[words] = not any(self.residue(low, high, words) for low, high in spans)
        return self._explained[words]

    def residue(self, low: int, high: int, words: bool = True) -> str:
        """Return what is left of low:high without known words, dates, places and fillers."""
        text = self.text
        spans = text.dates_in(low, high)
        spans += [(hit.start, hit.end) for hit in text.between(low, high) if words or IS_PLACE in hit.tags]
        kept, cursor = [], low
        for start, end in sorted(spans):
            if start > cursor:
                kept.append(text.reading.folded[cursor:start])
            cursor = max(cursor, end)
        kept.append(text.reading.folded[cursor:high])
        return "".join(text.plan.filler.sub("", piece) for piece in kept)


@lru_cache(1024)
def measure_word(unit_text: str) -> str:
    """Return the measure word of a unit text, folded: 件 of 萬件."""
    return _MULTIPLIER.sub("", fold(unit_text))


def _end(pattern: re.Pattern[str], folded: str, start: int, end: int) -> int:
    match = pattern.search(folded, start, end)
    return match.start() if match else end
