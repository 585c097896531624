"""Words in a text, all at once, with what they tell.

Promises: `find` is linear in the text's length; the longest word at a place wins and words do not overlap, so
that a longer name covers the words in it. A word may carry several tags (field, value). Words of the fields
`inside` count within longer words too, and across them; words of the fields `weak` (names of places) count
only where no other word stands. Outside the spans that matter only the words that reach far are looked for.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from etl.reading.wordlist import WordList

Tag = tuple[str, str]
Span = tuple[int, int]


class Hit(msgspec.Struct, frozen=True, order=True):
    """A word of the lexicon in a text, with its (field, value) tags."""

    start: int
    end: int
    tags: tuple[Tag, ...]


class Words:
    """Words with their tags, the longest of them at each place."""

    def __init__(self, tags: dict[str, tuple[Tag, ...]]) -> None:
        self.tags = tags
        self._list = WordList(tags)

    def find(self, folded: str, spans: Iterable[Span]) -> list[Hit]:
        """Return the words in the spans of a folded text in order, none overlapping."""
        places, hits = self._list.places(folded) if self.tags else [], []
        for start, end in spans:
            for position in places[bisect_left(places, start) : bisect_left(places, end)]:
                word = self._list.at(folded, position, end) if position >= start else ""
                if word:
                    start = position + len(word)
                    hits.append(Hit(position, start, self.tags[word]))
        return hits


class Lexicon:
    """Every word with the fields and values that it tells, from (word, field, value) entries."""

    def __init__(
        self,
        entries: Iterable[tuple[str, str, str]] = (),
        inside: Collection[str] = (),
        weak: Collection[str] = (),
        far: Collection[str] = (),
    ) -> None:
        """Take the entries; words of the fields `far`, and those that hold one, are found everywhere."""
        strong: dict[str, dict[Tag, None]] = defaultdict(dict)
        faint: dict[str, dict[Tag, None]] = defaultdict(dict)
        for word, name, value in entries:
            (faint if name in weak else strong)[word][name, value] = None
        short = {word: tuple(tag for tag in found if tag[0] in inside) for word, found in strong.items()}
        short = {word: found for word, found in short.items() if found}
        order = {word: position for position, word in enumerate(short)}
        parts = WordList(short)
        for word, found in strong.items():
            for part in sorted(parts.within(word), key=order.__getitem__):
                found |= dict.fromkeys(short[part])
        all_ = {word: tuple(found) for word, found in strong.items()}
        reaching = WordList(word for word, found in all_.items() if any(name in far for name, _ in found))
        self._strong = Words(all_)
        self._far = Words({word: found for word, found in all_.items() if reaching.within(word)})
        self._inside = Words(short)
        self._weak = Words({word: tuple(found) for word, found in faint.items()})

    @property
    def tags(self) -> dict[str, tuple[Tag, ...]]:
        """The tags of every word but the weak ones."""
        return self._strong.tags

    def find(self, folded: str, near: Sequence[Span] | None = None) -> list[Hit]:
        """Return the words of a folded text by where they start: all of them in the spans `near`.

        `near` are sorted spans that do not overlap; None is the whole text.
        """
        near = [(0, len(folded))] if near is None else near
        hits = self._strong.find(folded, near)
        starts, ends = [hit.start for hit in hits], [hit.end for hit in hits]
        crossing = [hit for hit in self._inside.find(folded, near) if not _held(hit, starts, ends)]
        alone = [hit for hit in self._weak.find(folded, near) if _free(hit, starts, ends)]
        return sorted(hits + crossing + alone + self._far.find(folded, _between(near, len(folded))))


def _between(spans: Sequence[Span], end: int) -> Iterator[Span]:
    start = 0
    for low, high in spans:
        if start < low:
            yield start, low
        start = high
    if start < end:
        yield start, end


def _held(hit: Hit, starts: list[int], ends: list[int]) -> bool:
    index = bisect_right(starts, hit.start) - 1
    return index >= 0 and ends[index] >= hit.end


def _free(hit: Hit, starts: list[int], ends: list[int]) -> bool:
    """Tell whether no other word holds or crosses a weak one; shorter ones within it may stand."""
    first, last = bisect_right(ends, hit.start), bisect_left(starts, hit.end) - 1
    return first > last or (starts[first] >= hit.start and ends[last] <= hit.end)


def expand(pattern: str) -> Iterator[str]:
    """Yield the words of a pattern: `{a|b|}c` gives ac, bc and c; nothing empty."""
    open_ = pattern.find("{")
    if open_ < 0:
        if pattern:
            yield pattern
        return
    close = pattern.index("}", open_)
    for choice in pattern[open_ + 1 : close].split("|"):
        yield from expand(pattern[:open_] + choice + pattern[close + 1 :])


def alternatives(term: str) -> list[str]:
    """Return the words of `a|b`; what stands in braces stays together."""
    return re.split(r"\|(?![^{]*\})", term)


def pattern_of(words: Iterable[str]) -> str:
    """Return a regular expression for the longest of the words at a place."""
    return _branch(_trie(words))


def _trie(words: Iterable[str]) -> dict:
    trie: dict = {}
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return trie


def _branch(node: dict) -> str:
    """Return the pattern of a trie's node: longest first.

    Single characters are one class only where nothing longer stands beside them: the engine leaps to the next
    of several first letters, not to that of a class among them.
    """
    ends = "" in node
    letters = {char: _branch(child) for char, child in node.items() if char}
    if not letters:
        return ""
    single = [re.escape(char) for char, rest in letters.items() if not rest]
    parts = [re.escape(char) + rest for char, rest in letters.items() if rest]
    parts += single if parts or len(single) == 1 else [f"[{''.join(single)}]"]
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{body}?" if ends else body
