"""A report's text with its words, once: all of them, and field by field, so that a look-up touches few.

Promises: words are those of the catalogue's lexicon, in order; `dense` are the tags that come so often that
the report as a whole is about them.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.catalogue import Catalogue
from etl.lexicon import Hit, Tag
from etl.observing.cells import Cells, Span
from etl.observing.plan import Plan
from etl.reading.figures import Reading

CLAUSE = re.compile(r"[,;:。!?\n\t]")
_BRACKET = re.compile(r"\([^()\n]*\)")
_TABLE = re.compile(r"[\t|]")
DENSE = 1500
"""A report is about something when a word of it comes at least once in so many characters."""


def between(hits: Sequence[Hit], starts: Sequence[int], low: int, high: int) -> Iterator[Hit]:
    """Yield the words that lie wholly in low:high, in order; `starts` are where the hits start."""
    for index in range(bisect_left(starts, low), len(hits)):
        hit = hits[index]
        if hit.start >= high:
            return
        if hit.end <= high:
            yield hit


@dataclass(frozen=True, slots=True)
class Lane:
    """The words of one field, in order."""

    hits: Sequence[Hit]
    starts: Sequence[int]

    def empty(self, low: int, high: int) -> bool:
        """Tell whether no word begins in low:high."""
        index = bisect_left(self.starts, low)
        return index == len(self.starts) or self.starts[index] >= high

    def between(self, low: int, high: int) -> Iterator[Hit]:
        """Yield the words that lie wholly in low:high, in order."""
        return between(self.hits, self.starts, low, high)

    def before(self, low: int, high: int) -> Iterator[Hit]:
        """Yield the words that lie wholly in low:high, last first."""
        for index in range(bisect_left(self.starts, high) - 1, -1, -1):
            hit = self.hits[index]
            if hit.start < low:
                return
            if hit.end <= high:
                yield hit


NO_WORDS = Lane((), ())


@dataclass(slots=True)
class Text:
    """A report's text with its words and figures, and what lookups need to be quick."""

    reading: Reading
    plan: Plan
    hits: list[Hit]
    starts: list[int]
    lanes: dict[str, Lane]
    dates: list[tuple[int, int]]
    date_starts: list[int]
    days: dict[int, str]
    """The last day of each date by where it starts."""
    dense: frozenset[Tag]
    cells: Cells

    def clause_after(self, low: int, high: int) -> int:
        """Return where the first clause behind `low` begins, `low` when none does before `high`."""
        match = CLAUSE.search(self.reading.folded, low, high)
        return match.end() if match else low

    def between(self, low: int, high: int) -> Iterator[Hit]:
        """Yield the words that lie wholly in low:high, in order."""
        return between(self.hits, self.starts, low, high)

    def reach_of(self, low: int, stop: int) -> int:
        """Return where the word that begins in low:stop and crosses `stop` ends; `stop` when none does."""
        crossing = (
            hit.end
            for hit in self.hits[bisect_left(self.starts, low) : bisect_left(self.starts, stop)]
            if hit.end > stop
        )
        return max(crossing, default=stop)

    def lane(self, name: str) -> Lane:
        """Return the words of a field."""
        return self.lanes.get(name, NO_WORDS)

    def day_at(self, start: int) -> str:
        """Return the last day of the date that begins at `start`, "" when no date does."""
        return self.days.get(start, "")

    def dates_in(self, low: int, high: int) -> list[Span]:
        """Return the spans of what is no statistic (dates above all) that begin in low:high."""
        return self.dates[bisect_left(self.date_starts, low) : bisect_left(self.date_starts, high)]


def text_of(reading: Reading, catalogue: Catalogue, plan: Plan) -> Text:
    """Find every word of the catalogue in a report, once."""
    numbers = [f.start for f in reading.figures if f.statistic]
    words = catalogue.lexicon.find(reading.folded, _near(reading))
    hits = [hit for hit in words if not _aside(reading, hit, numbers)]
    dates = [(f.start, f.end) for f in reading.figures if not f.statistic]
    counts = Counter(hit.tags for hit in hits)
    tags: Counter[Tag] = Counter()
    for words, count in counts.items():
        tags.update(dict.fromkeys(words, count))
    enough = max(2, len(reading.folded) / DENSE)
    return Text(
        reading=reading,
        plan=plan,
        hits=hits,
        starts=[hit.start for hit in hits],
        lanes=_lanes(hits, plan),
        dates=dates,
        date_starts=[start for start, _ in dates],
        days={f.start: f.period_end or "" for f in reading.figures if f.kind == "date"},
        dense=frozenset(tag for tag, count in tags.items() if count >= enough),
        cells=Cells(reading.folded),
    )


def _aside(reading: Reading, hit: Hit, numbers: Sequence[int]) -> bool:
    """Tell whether a word is a bracket that closes without a statistic in it: it names no parts."""
    if reading.folded[hit.start] != "(":
        return False
    inner = _BRACKET.match(reading.folded, hit.start)
    return bool(inner) and bisect_left(numbers, hit.start) == bisect_left(numbers, inner.end())


def _near(reading: Reading) -> list[Span]:
    """Return the sentences with statistics, the ones before them, and the rows of tables."""
    folded, sentences = reading.folded, reading.structure.sentences
    numbers = {reading.structure.sentence_index(f.start) for f in reading.figures if f.statistic}
    numbers |= {number - 1 for number in numbers if number}
    if "\t" in folded or "|" in folded:
        numbers |= {n for n, (low, high) in enumerate(sentences) if _TABLE.search(folded, low, high)}
    return [sentences[number] for number in sorted(numbers)]


def _lanes(hits: Sequence[Hit], plan: Plan) -> dict[str, Lane]:
    rows: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        for name in dict.fromkeys(tag[0] for tag in hit.tags):
            rows[name].append(hit)
    return {name: Lane(rows[name], [hit.start for hit in rows[name]]) for name in rows if name in plan.fields}
