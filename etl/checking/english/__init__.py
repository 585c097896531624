"""The claims of English text: figures with what they count, where and when, as docs/checking.md describes.

Promises: what is not clear is left open (no metric, no place, an open time), never guessed; the words are
data (words.yaml, numbers.yaml, times.yaml), metrics and places those of the catalogue and the tree.
"""

import re
from collections.abc import Iterator
from functools import partial

from etl.catalogue import Catalogue
from etl.checking.english import meaning, places, times
from etl.checking.english.numbers import compiled, find_numbers
from etl.checking.english.numbers import words as number_words
from etl.checking.english.phrases import blanked, lexicon, phrase_of, products_of
from etl.checking.english.spots import Draft, Spot
from etl.checking.model import Claim, Time
from etl.model import Transform

HEADING = 90
"""Characters that a heading has at most."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“'(\[])")
_ABBREVIATION = re.compile(
    r"\b(?:No|Nos|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Co|Ltd|vs|e\.g|i\.e)\.$"
)
_CLAUSE = re.compile(r"[,;:]\s|\)\s|\s[–—]\s|\band\b|\bwhile\b|\bwhereas\b")


def claims(
    text: str, catalogue: Catalogue, day: str | None = None, place: str | None = None
) -> list[list[Claim]]:
    """Return the claims of each figure of an English text, in text order; spans count in `text`.

    `day` (ISO) and `place` are the draft's own, if known: what `this year` and `the city` mean.
    """
    named = places.find_places(text, place)
    mentions = times.find_times(text, day)
    numbers = find_numbers(text, [(one.start, one.end) for one in mentions if not one.now])
    known = lexicon(catalogue)
    plain = blanked(text, _proper(text, named, mentions))
    products = products_of(plain, known)
    bare = blanked(plain, ((one.start, one.end) for found in products.values() for one in found))
    draft = Draft(text, plain, bare, products, known, catalogue, mentions, named, numbers)
    draft.ruling = draft.main = place or places.main_place(named)
    for start, end in _paragraphs(text):
        draft.carried, draft.paragraph = None, start
        if draft.claims and _is_heading(draft, start, end):
            own = [one.place for one in named if start <= one.start < end]
            draft.ruling = own[-1] if own else draft.main
        for low, high in _sentences(text, start, end):
            _read_sentence(draft, low, high)
    return [[claim] for claim in draft.claims]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()


def _is_heading(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a line is a heading: short, without a figure and without an end."""
    figures = any(start <= one.start < end for one in draft.numbers)
    return end - start < HEADING and not figures and draft.text[start:end].rstrip()[-1:] not in ".!?;:,"


def _place_before(draft: Draft, spot: Spot) -> str | None:
    """Return the place that the paragraph named last before a sentence, else what rules the paragraph."""
    named = [one for one in draft.places if draft.paragraph <= one.start and one.end <= spot.low]
    return named[-1].place if named else draft.ruling


def _proper(
    text: str, named: list[places.Mention], mentions: list[times.Mention]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of names of places and of times: a Development District counts no districts."""
    yield from ((one.start, one.end) for one in named if text[one.start : one.end][:1].isupper())
    yield from ((one.start, one.end) for one in mentions)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for match in _SENTENCE.finditer(text, start, end):
        if not _ABBREVIATION.search(text[low : match.start()]):
            yield low, match.start()
            low = match.end()
    yield low, end


def _read_sentence(draft: Draft, low: int, high: int) -> None:
    """Add the claims of a sentence; what it says of time holds for the next one, too."""
    figures = [one for one in draft.numbers if low <= one.start < high]
    mentions = list(times.in_sentence(draft.text, draft.times, low, high))
    carried = draft.carried
    if not mentions and compiled(times.words().present).search(draft.text, low, high):
        carried = None
    said = [one for one in mentions if not one.compared and one.time.basis == "stated"]
    if said and not figures:
        draft.carried = said[-1]
    left = low
    for index, number in enumerate(figures):
        right = figures[index + 1].start if index + 1 < len(figures) else high
        clause = _clause_end(draft.text, number.end, right)
        suits = partial(meaning.counts, draft, number=number)
        hit = phrase_of(draft.words, draft.bare, number, left, right, clause, draft.known, suits)
        stop = _clause_end(draft.text, max(number.end, hit.end if hit else 0), right)
        when = times.own_at(draft.text, mentions, number.start) or times.ruling(
            mentions, number.start, number.end, stop, carried
        )
        draft.claims.append(_claim(draft, Spot(number, hit, when, low, high, left, right, stop)))
        if when and when.time.basis == "stated":
            draft.carried = when
        left = max(number.end, hit.end if hit and hit.start >= number.end else 0)


def _clause_end(text: str, start: int, end: int) -> int:
    match = _CLAUSE.search(text, start, end)
    return match.start() if match else end


def _claim(draft: Draft, spot: Spot) -> Claim:
    text, number = draft.text, spot.number
    metric, candidates = meaning.metric_of(draft, spot)
    entry = draft.catalogue.metrics.get(metric) if metric else None
    span, sentence = (number.start, number.end), (spot.low, spot.high)
    place = places.place_at(text, draft.places, span, spot.stop, sentence, _place_before(draft, spot))
    time = Time("each") if meaning.is_habit(draft, spot) else spot.when.time if spot.when else Time()
    said, measure = meaning.measure_of(draft, spot, entry.measure if entry else "level")
    transform: Transform = "growth" if number.growth else "level"
    if transform == "level" and entry and meaning.is_change(draft, spot, entry.measure):
        transform = "change"
    return Claim(
        start=number.start,
        end=number.end,
        surface=text[number.start : number.end],
        metric=metric,
        candidates=candidates,
        place=entry.place if entry and entry.place else place,
        transform=transform,
        measure=measure,
        measure_said=said,
        time=time,
        value=number.value,
        low=number.low,
        high=number.high,
        bound=number.bound,
        unit=meaning.unit_of(number, entry),
        step=number.step,
        hedge=number.hedge,
        base=meaning.base_of(text[number.end : spot.right], time) if number.growth else "unsaid",
        plan=bool(compiled(number_words().plan).search(text, spot.low, number.start)),
        place_named=any(spot.low <= one.start < spot.high for one in draft.places),
    )
