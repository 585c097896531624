"""A briefing as a Word document on A4: 黑体 and 仿宋 where the reader's machine has them, fallbacks named.

Pictures are the charts' PNG files with their record inside and words for those who do not see them.
"""

import io
import re
from collections.abc import Mapping
from itertools import pairwise

from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from dashboard.briefing import outline, word_styles, word_tables
from dashboard.briefing.content import Brief
from dashboard.briefing.sheets import settled

PICTURE_WIDTH = 14.4
"""Width of a picture in cm."""
_REFERENCE = re.compile(r"(\[\d+\])")


def make(brief: Brief, pictures: Mapping[int, bytes]) -> bytes:
    """Return the briefing as DOCX; `pictures` are PNG files by the number of their chart."""
    paper = word_styles.blank(brief)
    _centred(paper, brief.name, "Title")
    _centred(paper, brief.dated, "Subtitle")
    blocks = outline.outline(brief)
    for block, following in pairwise([*blocks, None]):
        _add(paper, block, brief, pictures)
        if isinstance(following, outline.Picture):
            paper.paragraphs[-1].paragraph_format.keep_with_next = True
    _hinted(paper)
    body = io.BytesIO()
    paper.save(body)
    return settled(body.getvalue())


def _add(paper: Paper, block: outline.Block, brief: Brief, pictures: Mapping[int, bytes]) -> None:
    match block:
        case outline.Heading(text, level):
            paper.add_heading(text, level)
        case outline.Prose(text):
            _referring(paper.add_paragraph(style="Body Text"), text)
        case outline.Listed(entries):
            _listed(paper, entries)
        case outline.Picture(item, caption):
            _picture(paper, pictures[item.number], item.alt, caption)
        case outline.Grid(caption, heads, rows):
            _centred(paper, caption, "Caption").paragraph_format.keep_with_next = True
            word_tables.add(paper, heads, rows)


def _listed(paper: Paper, entries: tuple[tuple[str, str], ...]) -> None:
    """Add paragraphs behind their marks; neither the first nor the last stands alone on a page."""
    for at, (mark, text) in enumerate(entries, 1):
        paragraph = paper.add_paragraph(style="List")
        paragraph.add_run(f"{mark}\t")
        _referring(paragraph, text)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = at in (1, len(entries) - 1) and len(entries) > 1


def _hinted(paper: Paper) -> None:
    """Let Word set marks that both scripts have (“ ” — …) in the Chinese font beside Chinese words."""
    for run in paper.element.body.iter(qn("w:r")):
        text = "".join(found.text or "" for found in run.iter(qn("w:t")))
        if any(char > "\u2e80" for char in text):
            run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _referring(paragraph: Paragraph, text: str) -> None:
    """Write text whose references to sources stand raised."""
    for piece in filter(None, _REFERENCE.split(text)):
        paragraph.add_run(piece).font.superscript = bool(_REFERENCE.fullmatch(piece)) or None


def _picture(paper: Paper, content: bytes, alt: str, caption: str) -> None:
    paragraph = paper.add_paragraph(style="Picture")
    paragraph.add_run().add_picture(io.BytesIO(content), width=Cm(PICTURE_WIDTH))
    properties = paragraph._p.xpath(".//wp:docPr")[0]
    properties.set("descr", alt)
    properties.set("name", caption)
    _centred(paper, caption, "Caption")


def _centred(paper: Paper, text: str, style: str) -> Paragraph:
    return paper.add_paragraph(text, style=style)
