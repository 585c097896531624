"""PDF with text: columns in reading order, paragraphs joined, tables kept as rows, running heads left out."""

import re

import pypdfium2

from etl.readers import ocr
from etl.readers.decode import plausible
from etl.readers.document import Claim, Document
from etl.readers.draft import Draft
from etl.readers.limits import PAGES
from etl.readers.pagewords import page_words
from etl.readers.pdf.glyphs import PageGlyphs, pages
from etl.readers.pdf.heads import without_heads
from etl.readers.pdf.layout import Lines, blocks
from etl.readers.pdf.segments import segments
from etl.readers.pdf.writing import Writing
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = 1
FEWEST = 8
"""Fewer characters a page than this, beside pictures, make a PDF a scanned one."""


def matches(source: Source) -> bool:
    """Return whether the content begins as a PDF does."""
    return b"%PDF-" in source.data[:1024]


def read(source: Source) -> Document:
    """Return the text of the pages in reading order."""
    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower() or "security" in str(problem).lower()
        raise unreadable("encrypted" if locked else "damaged", format="PDF") from problem
    try:
        if len(pdf) > PAGES:
            raise unreadable("too_big", size=f"{len(pdf)} pages", limit=f"{PAGES} pages")
        found = list(pages(pdf))
        scanned = ocr.available() and any(page.pictures for page in found)
        if scanned:
            found = ocr.recognised(pdf, found)
        _check(found)
        claims = _claims(pdf)
    except pypdfium2.PdfiumError as problem:
        raise unreadable("damaged", format="PDF") from problem
    finally:
        pdf.close()
    unread = None if scanned else _unread(found)
    return write(found).document(ocr.FORMAT if scanned else "pdf", unread=unread, **claims)


def _unread(found: list[PageGlyphs]) -> str | None:
    """Return what is said of pages that are pictures among pages of text; None when there are none."""
    pages = ", ".join(str(page.number) for page in found if page.pictures)
    return str(unreadable("some_scanned", pages=pages)) if pages else None


def _check(found: list[PageGlyphs]) -> None:
    count = sum(len(page.glyphs) for page in found)
    pictures = sum(page.pictures for page in found)
    if count < FEWEST * len(found) and (pictures or count == 0):
        raise unreadable("scanned" if pictures else "no_text", pages=len(found))
    sample = "".join(glyph.text for page in found[:20] for glyph in page.glyphs)
    if plausible(sample) < 0.6:
        raise unreadable("garbled")


def write(found: list[PageGlyphs]) -> Draft:
    """Return the text of the pages, without running heads."""
    parts = without_heads([(page.height, segments(page.glyphs, page.rules)) for page in found])
    sizes = sorted(s.size for part in parts for s in part for _ in s.glyphs)
    writing = Writing(Draft(), body=sizes[len(sizes) // 2] if sizes else 10.0)
    for page, part in zip(found, parts, strict=True):
        for block in blocks(part):
            if isinstance(block, Lines):
                writing.lines(page.number, block)
            else:
                writing.grid(page.number, block)
    writing.finish()
    return writing.draft


def _claims(pdf: pypdfium2.PdfDocument) -> dict[str, Claim]:
    title = pdf.get_metadata_dict().get("Title", "").strip()
    named = len(title) > 3 and not re.search(page_words().tool_title, title, re.I)
    return {"title": Claim(title, "inferred")} if named else {}
