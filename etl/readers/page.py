"""HTML tokens → blocks of text with headings, table cells and marks of chrome, and what the head says."""

import html
import re
from dataclasses import dataclass, field

from etl.readers import chrome
from etl.readers.blocks import Block, Spot, split_breaks
from etl.readers.document import TextSpan
from etl.readers.markup import Token, attributes, tokens

VOID = chrome.names_of("void")
BREAKS = chrome.names_of("breaks")
FOLDING = chrome.names_of("folding")
CLOSED_BY = {
    "p": BREAKS - {"br"},
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th", "tr", "tbody"}),
    "th": frozenset({"td", "th", "tr", "tbody"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "head": frozenset({"body"}),
}
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
DEEPEST_MARKS = 8
WIDEST = 256
"""Columns of a table up to which spans are followed."""


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    name: str
    unseen: bool
    linked: bool
    folds: bool
    level: int
    chrome: tuple[int, ...]
    cell: Spot | None


@dataclass
class _Grid:
    """Where the next cell of an open table stands; cells that reach over several rows keep their columns."""

    number: int
    row: int = -1
    column: int = 0
    held: dict[int, int] = field(default_factory=dict)
    """Column → last row that a cell begun in an earlier row reaches."""

    def next_row(self) -> None:
        """Begin a row."""
        self.row, self.column = self.row + 1, 0

    def cell(self, given: dict[str, str], header: bool) -> Spot:
        """Return the spot of the next cell, and keep the columns and rows that it spans."""
        while self.held.get(self.column, self.row - 1) >= self.row:
            self.column += 1
        spot = Spot(self.number, self.row, self.column, header)
        wide, high = (_count(given.get(name, "")) for name in ("colspan", "rowspan"))
        after = max(min(self.column + wide, WIDEST), self.column + 1)
        if high > 1 and after <= WIDEST:
            self.held |= dict.fromkeys(range(self.column, after), self.row + high - 1)
        self.column = after
        return spot


@dataclass
class Page:
    """The blocks of a page and what its head says: `title`, `meta` values by name, the `url` it names."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    fragment: bool = True


class _Builder:
    """Keeps the open elements while the tokens go by."""

    def __init__(self, text: str) -> None:
        self.text, self.page = text, Page()
        self.stack = [_Open("", False, False, False, 0, (), None)]
        self.counts: dict[str, int] = {}
        self.tables: list[_Grid] = []
        self.made_tables = self.made_marks = 0
        self.block = Block(folds=False)
        self.heading: list[str] = []

    def take(self, token: Token) -> None:
        """Add one token to the page."""
        if token.kind == "text":
            self._text(token)
        elif token.kind == "comment":
            self._comment(token)
        elif token.kind == "open":
            self._open(token)
        elif self.counts.get(token.name):
            self._close(token.name)

    def _text(self, token: Token) -> None:
        top = self.stack[-1]
        if top.name == "title":
            self.heading.append(html.unescape(self.text[token.start : token.end]))
        if top.unseen:
            return
        position = token.start
        for found in REFERENCE.finditer(self.text, token.start, token.end):
            character = html.unescape(found[0])
            if character != found[0]:
                self._add(position, found.start())
                if not INVISIBLE.fullmatch(character):
                    self.block.pieces.append((character, TextSpan(*found.span())))
                position = found.end()
        self._add(position, token.end)
        if top.linked:
            self.block.linked += len(self.text[token.start : token.end].strip())

    def _add(self, start: int, end: int) -> None:
        for found in INVISIBLE.finditer(self.text, start, end):
            self.block.pieces += split_breaks(self.text[start : found.start()], start)
            start = found.end()
        self.block.pieces += split_breaks(self.text[start:end], start)

    def _comment(self, token: Token) -> None:
        saved = re.search(r"saved from url=\(\d+\)(\S+)", token.rest)
        if saved:
            self.page.url = self.page.url or saved[1]

    def _open(self, token: Token) -> None:
        name = token.name
        if name in ("html", "body", "head"):
            self.page.fragment = False
        if name == "meta" or name == "link":
            self._head(attributes(token.rest))
        self._close_before(name)
        if name not in VOID and not token.rest.endswith("/"):
            self._push(name, attributes(token.rest))
        if name in BREAKS:
            self._start_block()

    def _head(self, given: dict[str, str]) -> None:
        key = (given.get("name") or given.get("property") or "").lower()
        if key and given.get("content"):
            self.page.meta.setdefault(key, html.unescape(given["content"]).strip())
        if given.get("rel", "").lower() == "canonical":
            self.page.url = given.get("href") or self.page.url

    def _close_before(self, name: str) -> None:
        while name in CLOSED_BY.get(self.stack[-1].name, ()):
            self._pop()

    def _push(self, name: str, given: dict[str, str]) -> None:
        top = self.stack[-1]
        cell = top.cell
        if name == "table":
            self.made_tables += 1
            self.tables.append(_Grid(self.made_tables))
        elif name == "tr" and self.tables:
            self.tables[-1].next_row()
        elif name in ("td", "th") and self.tables:
            cell = self.tables[-1].cell(given, header=name == "th")
        level = int(name[1]) if re.fullmatch("h[1-6]", name) else top.level
        unseen = top.unseen or name in chrome.rules().unseen or name == "title"
        unseen = unseen or (name not in BREAKS and _is_hidden(given))
        folds = name in FOLDING or (top.folds and name not in BREAKS)
        marks = (*top.chrome, *self._mark(name, given))[:DEEPEST_MARKS]
        self.stack.append(_Open(name, unseen, top.linked or name == "a", folds, level, marks, cell))
        self.counts[name] = self.counts.get(name, 0) + 1

    def _mark(self, name: str, given: dict[str, str]) -> tuple[int, ...]:
        names = f"{given.get('class', '')} {given.get('id', '')}".split()[:20]
        if name in ("html", "body") or not (
            _is_hidden(given) or name in chrome.rules().elements or any(map(chrome.is_chrome_name, names))
        ):
            return ()
        self.made_marks += 1
        return (self.made_marks,)

    def _close(self, name: str) -> None:
        while self._pop() != name:
            pass
        if name in BREAKS:
            self._start_block()

    def _pop(self) -> str:
        top = self.stack.pop()
        self.counts[top.name] -= 1
        if top.name == "table":
            self.tables.pop()
        return top.name

    def _start_block(self) -> None:
        self.finish()
        top = self.stack[-1]
        self.block = Block(top.level, top.chrome, top.cell, top.folds)

    def finish(self) -> Page:
        """Close the block at hand and return the page."""
        if self.block.pieces and self.block.text:
            self.page.blocks.append(self.block)
        self.page.title = "".join(self.heading).strip() or None
        self.block = Block()
        return self.page


def _is_hidden(given: dict[str, str]) -> bool:
    return "hidden" in given or re.search(r"display\s?:\s?none", given.get("style", ""), re.I) is not None


def _count(given: str) -> int:
    """Return how many rows or columns a cell spans."""
    return int(given) if re.fullmatch("[0-9]{1,4}", given.strip()) else 1


def build(text: str, start: int = 0) -> Page:
    """Return the page that the HTML from `start` on makes."""
    builder = _Builder(text)
    for token in tokens(text, start):
        builder.take(token)
    return builder.finish()
