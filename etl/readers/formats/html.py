"""HTML as saved by browsers and aggregators: the report's blocks a line each, data tables as rows."""

import re
from collections import Counter
from itertools import groupby

from etl.readers import chrome, page
from etl.readers.blocks import Block, Spot
from etl.readers.document import Cell, Claim, Document, TextSpan
from etl.readers.draft import Draft
from etl.readers.formats.text import add_front_matter
from etl.readers.source import Source

ORDER = 50
LONGEST_CELL = 300
_ANY_TAG = re.compile(
    r"<!doctype html|</(?:html|body|div|p|table|t[drh]|li|ul|span|section|article|h[1-6]|b|strong|em|i|u|font"
    r"|a|su[bp])\s{0,5}>|<br\s{0,5}/?>|<p>",
    re.I,
)


def matches(source: Source) -> bool:
    """Return whether the text holds tags of HTML, or is called .html."""
    if source.suffix in (".md", ".markdown", ".csv", ".tsv"):
        return False
    return source.suffix in (".html", ".htm", ".xhtml") or bool(_ANY_TAG.search(source.text))


def read(source: Source) -> Document:
    """Return the report of the page, without tags and page chrome."""
    draft = Draft()
    add_front_matter(draft, source)
    found = page.build(source.text, source.front_matter.end)
    write_blocks(draft, chrome.report_blocks(found.blocks, found.title, found.fragment), source.text)
    return draft.document("html", encoding=source.encoding, **_claims(found))


def write_blocks(draft: Draft, blocks: list[Block], text: str) -> None:
    """Add blocks to the draft, a line each; those of a data table a row a line, cells parted by tabs."""
    data = _data_tables(blocks)
    for table, group in groupby(blocks, key=lambda b: b.cell.table if b.cell else 0):
        if table in data:
            _write_table(draft, list(group), text)
        else:
            for block in group:
                _part(draft, block, text, "\n")
                _write(draft, block)


def _write(draft: Draft, block: Block) -> None:
    start = draft.length
    for piece, span in block.shown:
        draft.add(piece, span)
    if block.level:
        draft.heading(start, block.level)


def _part(draft: Draft, block: Block, text: str, mark: str) -> None:
    """Part a block from what stands before it: by a break or tab of the source, else by one for the tag."""
    if not draft.length or draft.last == "\n":
        return
    end = block.shown[0][1].start
    begin = getattr(draft.end, "end", end)
    at = text.find(mark, begin, end)
    draft.add(mark, TextSpan(at, at + 1) if at >= 0 else TextSpan(end, end))


def _write_table(draft: Draft, blocks: list[Block], text: str) -> None:
    cells: list[Cell] = []
    for row, in_row in groupby(blocks, key=lambda b: b.cell.row):
        column = 0
        for index, (spot, in_cell) in enumerate(groupby(in_row, key=lambda b: b.cell)):
            for position, block in enumerate(in_cell):
                if not position:
                    _part(draft, block, text, "\t" if index else "\n")
                    _pass_columns(draft, block, spot.column - column)
                    start = draft.length
                _write(draft, block)
            column = spot.column + 1
            cells.append(Cell(start, draft.length, row, spot.column, spot.header or row == 0))
    draft.table(cells)


def _pass_columns(draft: Draft, block: Block, count: int) -> None:
    """Add a tab for each column that holds no text or that a cell of this or an earlier row reaches over."""
    end = block.shown[0][1].start
    draft.add("\t" * count, TextSpan(end, end))


def _data_tables(blocks: list[Block]) -> set[int]:
    """Return the tables that hold data: two rows and two columns at least, no cell with long prose."""
    cells: dict[Spot, list[Block]] = {}
    for block in blocks:
        if block.cell:
            cells.setdefault(block.cell, []).append(block)
    rows: dict[int, Counter[int]] = {}
    for spot in cells:
        rows.setdefault(spot.table, Counter())[spot.row] += 1
    layout = {spot.table for spot, inside in cells.items() if _is_page(inside)}
    return {
        table
        for table, widths in rows.items()
        if table not in layout and sum(width > 1 for width in widths.values()) >= 2
    }


def _is_page(cell: list[Block]) -> bool:
    """Return whether a cell holds paragraphs, as it does where a table only lays out a page."""
    sentences = sum(chrome.is_sentence(block.text) for block in cell)
    return sentences > 1 or sum(len(block.text) for block in cell) > LONGEST_CELL


def _claims(found: page.Page) -> dict[str, Claim]:
    meta = found.meta
    given = {
        "title": _first(meta, "articletitle", "og:title", "title"),
        "publisher": _first(meta, "contentsource", "source", "og:site_name", "sitename", "author"),
        "published": _first(
            meta, "pubdate", "article:published_time", "publishdate", "date", "firstpublishedtime"
        ),
        "url": _first(meta, "og:url", "url") or found.url,
    }
    claims = {name: Claim(value, "stated") for name, value in given.items() if value}
    if found.title and "title" not in claims:
        claims["title"] = Claim(found.title, "inferred")
    return claims


def _first(meta: dict[str, str], *names: str) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)
