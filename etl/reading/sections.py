"""The headings over a place and the title lines: whether they open plans, and which years they name."""

from msgspec.structs import replace

from etl.reading.cues import CUES
from etl.reading.periods import find_times
from etl.reading.structure import Heading, Structure

_TITLE_PARAGRAPHS = 10
_LONG_PARAGRAPH = 45


class Sections:
    """The headings of a text; `at` gives what rules at a position, moving forward only."""

    def __init__(self, folded: str, structure: Structure) -> None:
        self.folded, self.structure = folded, structure
        self.title_end = _title_end(folded, structure)
        self.plans = [self._plan(heading) for heading in structure.headings]
        self._next = 0
        self._open: list[int] = []

    def enter(self, position: int) -> tuple[int, ...]:
        """Return the indexes of the headings over `position`, outermost first."""
        headings = self.structure.headings
        while self._next < len(headings) and headings[self._next].start <= position:
            self._open.append(self._next)
            self._next += 1
            while len(self._open) > 1 and headings[self._open[-2]].reach <= headings[self._open[-1]].start:
                del self._open[-2]
        self._open = [index for index in self._open if position < headings[index].reach]
        return tuple(self._open)

    def _plan(self, heading: Heading) -> bool | None:
        """Say whether a heading opens plans (True), looks back (False) or says neither (None)."""
        text = self.folded[heading.start : heading.end]
        if CUES.past_heading.search(text):
            return False
        return True if CUES.plan_heading.search(text) else None

    def year_mentions(self, index: int) -> list:
        """Return the time mentions of a heading that name a year; those of title lines rule by themselves."""
        heading = self.structure.headings[index]
        if heading.start < self.title_end:
            return []
        at = heading.start
        words = self.folded[at : heading.end]
        return [
            replace(m, start=at + m.start, end=at + m.end)
            for m in find_times(words)
            if m.grain in ("year", "part")
            and not (m.same_span or CUES.compare_before.search(words[: m.start]))
        ]


def _title_end(folded: str, structure: Structure) -> int:
    """Return where the title lines end: at the first sentence, long paragraph, row or numbered heading."""
    styles = {heading.start: heading.style for heading in structure.headings}
    years = sum(heading.style == "year" for heading in structure.headings) > 1
    end = 0
    for start, stop in structure.paragraphs[:_TITLE_PARAGRAPHS]:
        style = styles.get(start, "")
        below = bool(end) and ("markdown" in style or (years and style == "year"))
        numbered = below or (style and style not in ("line", "year") and "markdown" not in style)
        line = folded[start:stop]
        if numbered or stop - start > _LONG_PARAGRAPH or "\t" in line or CUES.sentence_end.search(line):
            return end
        end = stop
    return end
