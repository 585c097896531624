"""Reports that are nearly the same: how many of their sentences are equal.

Two sentences are equal when they are so after folding (full-width, Traditional) and without blanks. Short
ones (headings, greetings) do not count.
"""

import re
from collections import Counter
from collections.abc import Mapping

from etl.reading.fold import fold

SHORTEST = 8
ENOUGH = 0.5
"""Share of equal sentences, of the shorter report, from which on two reports are nearly the same."""
_ENDS = re.compile(r"[。!?;\n]+")


def sentences(text: str) -> frozenset[str]:
    """Return the sentences of a clean text, folded and without blanks."""
    pieces = (re.sub(r"\s+", "", piece) for piece in _ENDS.split(fold(text)))
    return frozenset(piece for piece in pieces if len(piece) >= SHORTEST)


class Likeness:
    """Knows the sentences of reports by name and finds the nearest one to a text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._sizes: dict[str, int] = {}
        self._holders: dict[str, list[str]] = {}
        for name, text in texts.items():
            self.add(name, text)

    def add(self, name: str, text: str) -> None:
        """Know one report more."""
        found = sentences(text)
        self._sizes[name] = len(found)
        for sentence in found:
            self._holders.setdefault(sentence, []).append(name)

    def nearest(self, text: str) -> tuple[str, float] | None:
        """Return the report most like `text` and the share of equal sentences, ENOUGH or more; else None."""
        mine = sentences(text)
        shared = Counter(name for sentence in mine for name in self._holders.get(sentence, ()))
        shares = {name: count / min(len(mine), self._sizes[name]) for name, count in shared.items()}
        best = min(shares, key=lambda name: (-shares[name], name), default=None)
        return (best, shares[best]) if best is not None and shares[best] >= ENOUGH else None
