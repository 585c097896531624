"""Many words in a text at once: where one may begin, and the longest that stands there.

Promises: time grows with the text's length and with the words that stand in it, however many words are looked
for: a table tells for every two neighbouring characters whether a word may begin with them, and of hardly any
others says so too.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from etl.reading.fold import code_points

_PAIRS, _SPREAD = 1 << 20, 999983
"""Size of the table of two characters, and what keeps most of them apart in it."""


class WordList:
    """Words of one character or more, asked by place."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._single = np.zeros(sys.maxunicode + 1, bool)
        self._double = np.zeros(_PAIRS, bool)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[:2]].add(len(word))
        for head in lengths:
            codes = code_points(head)
            table, keys = (self._single, codes) if len(head) == 1 else (self._double, _keys(codes))
            table[keys] = True
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def places(self, text: str) -> list[int]:
        """Return the places where a word may begin, in order."""
        codes = code_points(text)
        begins = self._single[codes]
        begins[:-1] |= self._double[_keys(codes)]
        return begins.nonzero()[0].tolist()

    def within(self, text: str) -> set[str]:
        """Return every word that stands in `text`, those within others too."""
        words, lengths = self._words, self._lengths
        found = {char for char in text if char in words}
        for start in range(len(text) - 1):
            for length in lengths.get(text[start : start + 2], ()):
                if (word := text[start : start + length]) in words:
                    found.add(word)
        return found

    def at(self, text: str, start: int, end: int) -> str:
        """Return the longest word that begins at `start` and does not go beyond `end`, "" when none does."""
        for length in self._lengths.get(text[start : start + 2], ()):
            word = text[start : start + length]
            if word in self._words and start + length <= end:
                return word
        return text[start] if text[start] in self._words and start < end else ""


def _keys(codes: np.ndarray) -> np.ndarray:
    """Return a number below _PAIRS for every two neighbouring characters."""
    return (codes[:-1] * _SPREAD + codes[1:]) % _PAIRS
