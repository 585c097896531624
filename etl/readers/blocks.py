"""A web page as blocks of text: paragraphs, headings, table cells, each with its pieces and their places."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from etl.readers.document import TextSpan


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that a block stands in: its table, row and column."""

    table: int
    row: int
    column: int
    header: bool


@dataclass(eq=False)
class Block:
    """Text that no line break of the page divides.

    `level` is a heading's, 0 otherwise; `chrome` the marks of page chrome around it; `folds` whether a line
    break of the source inside it shows as none.
    """

    level: int = 0
    chrome: tuple[int, ...] = ()
    cell: Spot | None = None
    folds: bool = True
    pieces: list[tuple[str, TextSpan]] = field(default_factory=list)
    linked: int = 0

    @cached_property
    def shown(self) -> list[tuple[str, TextSpan]]:
        """The pieces as they show: without the white space at both ends and the line breaks that fold."""
        return trim(fold_breaks(self.pieces) if self.folds else narrow_breaks(self.pieces))

    @cached_property
    def text(self) -> str:
        """The text as it shows."""
        return "".join(text for text, _ in self.shown)

    @property
    def links(self) -> float:
        """The share of the text that is links."""
        return self.linked / max(sum(len(text.strip()) for text, _ in self.pieces), 1)


_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_SENTENCE_END = re.compile(r"[。！？；：!?;:]\s*$")


def split_breaks(text: str, start: int) -> list[tuple[str, TextSpan]]:
    """Return a text of the source, which begins at `start`, as pieces: line breaks, and text without any."""
    pieces, position = [], 0
    for found in _BREAK.finditer(text):
        if position < found.start():
            pieces.append((text[position : found.start()], TextSpan(start + position, start + found.start())))
        pieces.append((found[0], TextSpan(start + found.start(), start + found.end())))
        position = found.end()
    if position < len(text):
        pieces.append((text[position:], TextSpan(start + position, start + len(text))))
    return pieces


def fold_breaks(pieces: list[tuple[str, TextSpan]]) -> list[tuple[str, TextSpan]]:
    """Return the pieces without line breaks: none between Chinese characters, a space between Latin words.

    A break behind the end of a sentence or before an indent stays one line break.
    """
    kept: list[tuple[str, TextSpan]] = []
    for index, (text, span) in enumerate(pieces):
        if not _is_break(text):
            kept.append((text, span))
            continue
        before = kept[-1][0] if kept else ""
        after = next((t for t, _ in pieces[index + 1 : index + 3] if not _is_break(t)), "")
        if _SENTENCE_END.search(before[-3:]) or after[:1] == "\u3000":
            kept.append(_only(text, span, "\n"))
        elif before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum():
            kept.append(_only(text, span, " "))
    return kept


def narrow_breaks(pieces: list[tuple[str, TextSpan]]) -> list[tuple[str, TextSpan]]:
    """Return the pieces with each run of line breaks and indents narrowed to one line break."""
    return [_only(text, span, "\n") if _is_break(text) else (text, span) for text, span in pieces]


def trim(pieces: list[tuple[str, TextSpan]]) -> list[tuple[str, TextSpan]]:
    """Return the pieces without spaces, tabs and line breaks at both ends; ideographic spaces stay."""
    pieces = list(pieces)
    while pieces and not (text := pieces[-1][0].rstrip(" \t\r\n")):
        pieces.pop()
    if pieces:
        pieces[-1] = (text, pieces[-1][1].part(0, len(text), len(pieces[-1][0])))
    first = 0
    while first < len(pieces) and not (text := pieces[first][0].lstrip(" \t\r\n")):
        first += 1
    if first < len(pieces):
        full, span = pieces[first]
        pieces[first] = (text, span.part(len(full) - len(text), len(full), len(full)))
    return pieces[first:]


def _is_break(text: str) -> bool:
    return bool(text) and not text.strip(" \t\r\n") and ("\n" in text or "\r" in text)


def _only(text: str, span: TextSpan, character: str) -> tuple[str, TextSpan]:
    """Return one `character` of a line break, at its place in it; the whole break when it has none."""
    at = text.find(character)
    return (character, span.part(at, at + 1, len(text)) if at >= 0 else span)
