"""What the headings over a place say of time: a section's year, whether it is a plan, the lines that led it in."""

from etl.reading.cues import CUES
from etl.reading.periods import find_times
from etl.reading.structure import Heading, Structure

_TITLE_PARAGRAPHS = 6
_LONG_PARAGRAPH = 60


class Sections:
    """The headings of a text; `at` gives what rules at a position, moving forward only."""

    def __init__(self, folded: str, structure: Structure) -> None:
        self.folded, self.structure = folded, structure
        self.title_end = _title_end(structure)
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
        """Return the time mentions of a heading that name a year."""
        heading = self.structure.headings[index]
        return [
            m for m in find_times(self.folded[heading.start : heading.end]) if m.grain in ("year", "part")
        ]


def _title_end(structure: Structure) -> int:
    """Return where the title lines end: at the first long paragraph, numbered heading or the sixth paragraph."""
    starts = {heading.start: heading for heading in structure.headings}
    for start, end in structure.paragraphs[:_TITLE_PARAGRAPHS]:
        heading = starts.get(start)
        if heading is None and end - start > _LONG_PARAGRAPH:
            return start
        if heading is not None and heading.style not in ("line", "year") and "markdown" not in heading.style:
            return start
    return structure.paragraphs[:_TITLE_PARAGRAPHS][-1][1] if structure.paragraphs else 0
