"""Writes a labelled document in the format that it is to test: text in an encoding, HTML, DOCX, XLSX …

Paragraphs are lines; a line with tabs is a row of a table. Markup and page chrome are added here, never
digits that a reader could take for figures of the report.
"""

import csv
import html
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx
import xlsxwriter
import yaml
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

EPOCH = datetime(2020, 1, 1)
PAGES = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text(encoding="utf-8"))


def _text(encoding: str) -> Callable[[str, str], bytes]:
    return lambda text, title: text.encode(encoding)


def _glossed(text: str, title: str) -> bytes:
    return "".join(f"{c}({PAGES['gloss'][c]})" if c in PAGES["gloss"] else c for c in text).encode()


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    lines = [line for line in text.split("\n") if line.strip()]
    return ((is_table, list(rows)) for is_table, rows in groupby(lines, lambda line: "\t" in line))


def _html_body(text: str, paragraph: str) -> str:
    parts = []
    for is_table, rows in _blocks(text):
        if is_table:
            cells = ("".join(f"<td>{html.escape(c)}</td>" for c in row.split("\t")) for row in rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>")
        else:
            parts.extend(paragraph.format(html.escape(row, quote=False)) for row in rows)
    return "\n".join(parts)


def _page(name: str) -> Callable[[str, str], bytes]:
    template = PAGES[name]

    def write(text: str, title: str) -> bytes:
        head, _, body = text.partition("\n\n") if template["front_matter"] else ("", "", text)
        marked_up = _html_body(body, template["paragraph"])
        return template["page"].format(title=title, head=head, body=marked_up).encode()

    return write


def _docx(text: str, title: str) -> bytes:
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = EPOCH
    document.core_properties.title = title
    for is_table, rows in _blocks(text):
        if not is_table:
            for row in rows:
                document.add_paragraph(row)
            continue
        cells = [row.split("\t") for row in rows]
        table = document.add_table(len(cells), max(map(len, cells)))
        for r, row in enumerate(cells):
            for c, cell in enumerate(row):
                table.cell(r, c).text = cell
    buffer = io.BytesIO()
    document.save(buffer)
    return _fixed_zip(buffer.getvalue())


def _xlsx(text: str, title: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": EPOCH, "title": title})
        sheet = book.add_worksheet()
        for r, line in enumerate(text.rstrip("\n").split("\n")):
            for c, cell in enumerate(line.split("\t")):
                try:
                    sheet.write_number(r, c, float(cell))
                except ValueError:
                    sheet.write_string(r, c, cell)
    return _fixed_zip(buffer.getvalue())


def _csv(encoding: str) -> Callable[[str, str], bytes]:
    def write(text: str, title: str) -> bytes:
        buffer = io.StringIO()
        csv.writer(buffer).writerows(line.split("\t") for line in text.rstrip("\n").split("\n"))
        return buffer.getvalue().encode(encoding)

    return write


def _pdf(text: str, title: str) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK")
    story: list = []
    for is_table, rows in _blocks(text):
        if is_table:
            cells = [row.split("\t") for row in rows]
            look = TableStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 10)])
            story.append(Table(cells, style=look, hAlign="LEFT"))
        else:
            story.extend(Paragraph(html.escape(row), style) for row in rows)
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1, title=title).build(story)
    return buffer.getvalue()


def _fixed_zip(data: bytes) -> bytes:
    """Return the same archive with every time stamp at 1980-01-01: compiling twice gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _zip(text: str, title: str) -> bytes:
    """Return an archive whose members are the parts of the text between lines of three asterisks."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, part in enumerate(text.split("\n\n***\n\n"), start=1):
            packed.writestr(zipfile.ZipInfo(f"{number:02}.txt", EPOCH.timetuple()[:6]), part.encode())
    return archive.getvalue()


WRITERS: dict[str, tuple[str, Callable[[str, str], bytes]]] = {
    "txt": ("txt", _text("utf-8")),
    "txt-bom": ("txt", _text("utf-8-sig")),
    "txt-gb18030": ("txt", _text("gb18030")),
    "txt-big5": ("txt", _text("big5")),
    "txt-utf16": ("txt", _text("utf-16")),
    "txt-gloss": ("txt", _glossed),
    "md": ("md", _text("utf-8")),
    "html-gov": ("html", _page("gov")),
    "html-wechat": ("html", _page("wechat")),
    "html-aggregator": ("html", _page("aggregator")),
    "docx": ("docx", _docx),
    "xlsx": ("xlsx", _xlsx),
    "csv": ("csv", _csv("utf-8-sig")),
    "csv-gb18030": ("csv", _csv("gb18030")),
    "pdf": ("pdf", _pdf),
    "zip": ("zip", _zip),
}
"""Format name in a source's head → file ending and writer of (text, title)."""

BINARY = {"docx", "xlsx", "pdf", "zip"}
