"""Newspaper columns that were cut and shuffled: which paragraph goes on with another's unfinished sentence.

A paragraph that ends in the middle of a sentence is joined to the one where the words across the cut occur
elsewhere in the text (…其中海外侵 | 权责任险承保…), or where a number follows a verb that asks for one. What
begins in the middle and fits nowhere takes no time from the paragraph before it.
"""

import re
from bisect import bisect_right

import msgspec

from etl import datafiles
from etl.paths import RULES
from etl.reading.structure import Structure


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    finished: str
    wants_number: str
    number: str
    no_beginning: str
    reach: int
    shortest: int


_RULES = datafiles.load(RULES / "columns.yaml", _Rules)
_FINISHED = re.compile(_RULES.finished)
_WANTS_NUMBER = re.compile(_RULES.wants_number)
_NUMBER = re.compile(_RULES.number)


def find_cuts(folded: str, structure: Structure) -> tuple[dict[int, int], set[int]]:
    """Return the start of each paragraph that goes on with another → that one's end; and lost beginnings.

    The second are starts of paragraphs that begin in the middle of a sentence nobody knows.
    """
    headings = {heading.start for heading in structure.headings}
    bodies = [span for span in structure.paragraphs if span[0] not in headings]
    tails = [span for span in bodies if _is_cut(folded, span)]
    if not tails:
        return {}, set()
    known = _pieces(folded, {char for _, end in tails for char in folded[end - 2 : end]})
    joins: dict[int, int] = {}
    starts = [start for start, _ in bodies]
    for _, end in tails:
        first = bisect_right(starts, end)
        later = [start for start in starts[first : first + _RULES.reach] if start not in joins]
        evidence = {start: _evidence(folded, known, end, start) for start in later}
        best = max(evidence, key=lambda start: evidence[start], default=None)
        if best is not None and evidence[best]:
            joins[best] = end
    lost = {start for start, _ in bodies if start not in joins and folded[start] in _RULES.no_beginning}
    return joins, lost


def _pieces(folded: str, firsts: set[str]) -> set[str]:
    """Return the three-character pieces of a text that begin with one of `firsts`."""
    found = set()
    for char in firsts:
        at = folded.find(char)
        while at >= 0:
            found.add(folded[at : at + 3])
            at = folded.find(char, at + 1)
    return found


def _is_cut(folded: str, span: tuple[int, int]) -> bool:
    start, end = span
    return end - start > _RULES.shortest and not _FINISHED.search(folded[end - 1 : end])


def _evidence(folded: str, known: set[str], end: int, start: int) -> int:
    """Return how well the text at `start` goes on with what ends at `end`: how many of the three-character
    pieces across the cut stand elsewhere in the text (`known`)."""
    if _WANTS_NUMBER.search(folded[end - 1 : end]):
        return 3 if _NUMBER.match(folded, start) else 0
    pieces = (folded[end - 2 : end] + folded[start], folded[end - 1] + folded[start : start + 2])
    return sum(piece in known for piece in pieces)
