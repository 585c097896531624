"""A report's original at the side of its clean text: as text, as pages, as sheets or as paragraphs.

Everything is drawn from what was read and from pictures: nothing of the file itself runs in the browser. Each
figure in it leads to the same figure in the clean text.
"""

import re
from collections.abc import Iterator, Sequence

from dash import html
from openpyxl.utils import column_index_from_string, get_column_letter

from dashboard import originals, paper
from dashboard.pages.records import records
from dashboard.view import View
from etl.readers import Document
from etl.readers.document import SheetCell

ROWS, COLUMNS = 300, 40
"""Rows and columns of a sheet that are shown."""


def original(view: View, figures: Sequence[dict]) -> tuple[str, html.Article] | None:
    """Return the heading and the original of the view's report; None where it cannot be shown.

    `figures` are the rows of the figures to be marked in it, in text order.
    """
    row = records(view.data).reports[view.name]
    found = originals.original(view.data, row, records(view.data).texts[view.name])
    if found is None:
        return None
    if found.paged:
        head, shown = _pages(view, found, figures)
    elif found.running:
        head, shown = _running(view, found, figures)
    elif _is_workbook(found.document):
        head, shown = view.say("original_sheets"), list(_sheets(view, found, figures))
    else:
        head, shown = view.say("original_blocks"), list(_blocks(found, figures))
    kind = "pages" if found.paged else "sheets" if _is_workbook(found.document) else "words"
    label = {"aria-label": head, "role": "region", "tabIndex": 0}
    return head, html.Article(shown, className=f"reading original {kind}", lang=row["language"], **label)


def _running(view: View, found: originals.Original, figures: Sequence[dict]) -> tuple[str, list]:
    pieces = originals.pieces(found)
    gone = sum(len(piece.text) + piece.cut for piece in pieces if not piece.kept)
    shown = [
        html.Span(_marked(piece.text, piece.start, figures)) if piece.kept else _deleted(view, piece)
        for piece in pieces
    ]
    return view.say("original_text", count=f"{gone:,}"), shown


def _deleted(view: View, piece: originals.Piece) -> html.Del:
    return html.Del([piece.text, view.say("cut_text", count=piece.cut) if piece.cut else ""])


def _pages(view: View, found: originals.Original, figures: Sequence[dict]) -> tuple[str, list]:
    """Return the pages of a PDF as pictures with a frame around each figure."""
    fates = {figure["figure"]: figure for figure in figures}
    told = [figure for figure in figures if figure["surface"]]
    spots = list(paper.spots(found.sheets, found.document, told))
    shown = [
        html.Figure(
            [
                html.Img(
                    src=f"/original/{view.name}/{sheet.number}.png",
                    alt=view.say("page_picture", number=sheet.number),
                    width=paper.WIDTH,
                    height=round(paper.WIDTH * sheet.height / sheet.width),
                    **{"data-loading": "lazy"},
                ),
                *(_spot(fates[spot.figure], spot) for spot in spots if spot.page == sheet.number),
            ],
            className="sheet",
        )
        for sheet in found.sheets
    ]
    return view.say("original_pages", count=len(shown)), shown


def _spot(figure: dict, spot: paper.Spot) -> html.A:
    left, top, width, height = (f"{part:.3%}" for part in spot.box)
    place = {"left": left, "top": top, "width": width, "height": height}
    label = {"aria-label": figure["surface"], "title": figure["surface"]}
    return html.A(
        href=f"#f-{figure['figure']}", className=f"spot boxed {figure['fate']}", style=place, **label
    )


def _marked(text: str, start: int, figures: Sequence[dict]) -> list:
    """Return a stretch of the clean text, from `start` on, with its figures leading to the clean text's."""
    pieces: list = []
    at, end = start, start + len(text)
    for figure in figures:
        low, high = max(figure["start"], at), min(figure["end"], end)
        if low >= high:
            continue
        way = html.A(
            text[low - start : high - start],
            href=f"#f-{figure['figure']}",
            className=f"spot fig {figure['fate']}",
        )
        pieces += [text[at - start : low - start], way]
        at = high
    return [piece for piece in [*pieces, text[at - start :]] if piece != ""]


def _is_workbook(document: Document) -> bool:
    return any(isinstance(run.where, SheetCell) for run in document.source_map.runs)


def _sheets(view: View, found: originals.Original, figures: Sequence[dict]) -> Iterator[html.Section]:
    """Give each sheet of a workbook as a grid under its letters, beside its numbers."""
    sheets: dict[str, dict[tuple[int, int], list]] = {}
    for run in found.document.source_map.runs:
        cells = sheets.setdefault(run.where.sheet, {})
        named = re.fullmatch(r"([A-Z]+)(\d+)", run.where.cell)
        text = found.text[run.start : run.start + run.length].strip("\t\n")
        if named and text:
            spot = int(named[2]), column_index_from_string(named[1])
            cells.setdefault(spot, []).extend(_marked(text, run.start, figures))
    for name, cells in sheets.items():
        yield html.Section([html.H3(name), *_grid(view, cells)])


def _grid(view: View, cells: dict[tuple[int, int], list]) -> list:
    last_row = min(max((row for row, _ in cells), default=0), ROWS)
    last_column = min(max((column for _, column in cells), default=0), COLUMNS)
    letters = [html.Th(get_column_letter(column), scope="col") for column in range(1, last_column + 1)]
    rows = [
        html.Tr(
            [
                html.Th(str(row), scope="row"),
                *(html.Td(cells.get((row, column), "")) for column in range(1, last_column + 1)),
            ]
        )
        for row in range(1, last_row + 1)
    ]
    table = html.Table([html.Thead(html.Tr([html.Td(), *letters])), html.Tbody(rows)], className="cells")
    more = any(row > ROWS or column > COLUMNS for row, column in cells)
    return [html.Div(table, className="scroll"), *([html.P(view.say("sheet_more"))] if more else [])]


def _blocks(found: originals.Original, figures: Sequence[dict]) -> Iterator[html.Div | html.P | html.H3]:
    """Give headings, paragraphs and tables of a document in their order."""
    heads = {heading.start for heading in found.document.headings}
    tables = {table.cells[0].start: table.cells for table in found.document.tables if table.cells}
    at = 0
    for line in found.text.split("\n"):
        if at in tables:
            yield _table(found, tables[at], figures)
        inside = any(cells[0].start <= at < cells[-1].end for cells in tables.values())
        if line.strip() and not inside:
            words = _marked(line, at, figures)
            yield html.H3(words) if at in heads else html.P(words)
        at += len(line) + 1


def _table(found: originals.Original, cells: Sequence, figures: Sequence[dict]) -> html.Div:
    rows: dict[int, list] = {}
    for cell in cells:
        words = _marked(found.text[cell.start : cell.end], cell.start, figures)
        rows.setdefault(cell.row, []).append(html.Th(words) if cell.header else html.Td(words))
    table = html.Table(html.Tbody([html.Tr(row) for row in rows.values()]), className="cells")
    return html.Div(table, className="scroll")
