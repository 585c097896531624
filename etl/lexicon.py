"""Words in a text, all at once: a trie as one regular expression over folded text.

Promises: `find` is linear in the text's length; the longest word at a place wins and words never overlap, so
that a longer name covers the words in it. A word may carry several tags (field, value).
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

Tag = tuple[str, str]


class Hit(NamedTuple):
    """A word of the lexicon in a text, with its (field, value) tags."""

    start: int
    end: int
    tags: tuple[Tag, ...]


class Lexicon:
    """Every word with the fields and values that it tells."""

    def __init__(self, entries: Iterable[tuple[str, str, str]] = (), inside: Collection[str] = ()) -> None:
        """Take (word, field, value) entries; the words of the fields `inside` also count within longer words."""
        tags: dict[str, dict[Tag, None]] = defaultdict(dict)
        for word, name, value in entries:
            tags[word][name, value] = None
        for short in [word for word, found in tags.items() if any(name in inside for name, _ in found)]:
            lent = {tag: None for tag in tags[short] if tag[0] in inside}
            for word in tags:
                if short in word:
                    tags[word] |= lent
        self.tags = {word: tuple(found) for word, found in tags.items()}
        self._pattern = re.compile(_trie_pattern(self.tags)) if self.tags else None
        lent = {word: found for word, found in self.tags.items() if any(name in inside for name, _ in found)}
        self._inside = {word: tuple(tag for tag in found if tag[0] in inside) for word, found in lent.items()}
        self._inside_pattern = re.compile(_trie_pattern(self._inside)) if self._inside else None

    def find(self, folded: str) -> list[Hit]:
        """Return the words of a folded text by where they start; those of `inside` fields may cross others."""
        if self._pattern is None:
            return []
        tags = self.tags
        hits = [Hit(*match.span(), tags[match[0]]) for match in self._pattern.finditer(folded)]
        return sorted(hits + list(self._crossing(folded, hits))) if self._inside_pattern else hits

    def _crossing(self, folded: str, hits: list[Hit]) -> Iterator[Hit]:
        """Yield the words of `inside` fields that begin in another word and end beyond it."""
        ends = {hit.start: hit.end for hit in hits}
        starts = sorted(ends)
        for match in self._inside_pattern.finditer(folded):
            index = bisect_right(starts, match.start()) - 1
            if index < 0 or ends[starts[index]] < match.end():
                yield Hit(*match.span(), self._inside[match[0]])


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


def _trie_pattern(words: Iterable[str]) -> str:
    trie: dict = {}
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(trie)


def _branch(node: dict) -> str:
    """Return the pattern of a trie's node: longest first, single characters as one class."""
    ends = "" in node
    letters = {char: _branch(child) for char, child in node.items() if char}
    if not letters:
        return ""
    single = "".join(re.escape(char) for char, rest in letters.items() if not rest)
    parts = [re.escape(char) + rest for char, rest in letters.items() if rest]
    if single:
        parts.append(f"[{single}]" if len(single) > 1 else single)
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{body}?" if ends else body
