"""A briefing as a Word document on A4: 黑体 and 仿宋 where the reader's machine has them, fallbacks named.

Pictures are the charts' PNG files with their record inside and words for those who do not see them.
"""

import io
import re
from collections.abc import Mapping
from itertools import pairwise

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from dashboard import look
from dashboard.briefing import outline
from dashboard.briefing.content import Brief
from dashboard.briefing.sheets import BORN, settled

PICTURE_WIDTH = 13.0
"""Width of a picture in cm; the text is 15.6 cm wide, as on an official letter."""
SERIF, SANS = ("Times New Roman", "仿宋"), ("Arial", "黑体")
WHOLE = 16
"""Entries of a list, or rows of a table, that are kept on one page."""
FONTS = {
    "仿宋": ("FangSong", "STFangsong", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Microsoft YaHei", "Noto Sans CJK SC"),
}
"""Other names of a font, and what may stand for it where it is missing."""
WIDTHS = {"zh": (4.1, 2.0, 2.3, 2.3, 3.7, 1.2), "en": (3.5, 2.3, 2.2, 2.5, 3.5, 1.6)}
_REFERENCE = re.compile(r"(\[\d+\])")


def make(brief: Brief, pictures: Mapping[int, bytes]) -> bytes:
    """Return the briefing as DOCX; `pictures` are PNG files by the number of their chart."""
    paper = _blank(brief)
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
            _table(paper, heads, rows, WIDTHS[brief.lang])


def _listed(paper: Paper, entries: tuple[tuple[str, str], ...]) -> None:
    """Add paragraphs behind their marks; a short list stays on one page."""
    for at, (mark, text) in enumerate(entries, 1):
        paragraph = paper.add_paragraph(style="List")
        paragraph.add_run(f"{mark}\t")
        _referring(paragraph, text)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = at < len(entries) <= WHOLE


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


def _table(paper: Paper, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple) -> None:
    """Add a table with three rules, its head repeated on every page, no row torn."""
    table = paper.add_table(1 + len(rows), len(heads))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for at, cells in enumerate([heads, *rows]):
        row = table.rows[at]
        _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Text"
            paragraph.add_run(text).font.bold = at == 0 or None
            paragraph.paragraph_format.keep_with_next = at < len(rows) <= WHOLE
    _flag(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _ruled(table)


def _ruled(table: Table) -> None:
    """Draw thick rules above and below the table, a thin one under its head."""
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 12), ("bottom", 12), ("insideH", 2)):
        borders.append(_rule(side, size, "9AA3AD" if side == "insideH" else "16212E"))
    table._tbl.tblPr.append(borders)
    for cell in table.rows[0].cells:
        inner = OxmlElement("w:tcBorders")
        inner.append(_rule("bottom", 6, "16212E"))
        cell._tc.get_or_add_tcPr().append(inner)


def _rule(side: str, size: int, color: str) -> object:
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", color)):
        rule.set(qn(f"w:{name}"), value)
    return rule


def _flag(properties: object, tag: str) -> None:
    properties.append(OxmlElement(tag))


def _blank(brief: Brief) -> Paper:
    """Return an empty document with our page, styles, header and page numbers."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.9), Cm(2.6)
    _styles(paper, brief.lang)
    _fonts(paper)
    header = section.header.paragraphs[0]
    header.text, header.style = brief.name, paper.styles["Header"]
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, behind = brief.say("page", page="\0").split("\0")
    footer.add_run(before)
    _page_number(footer)
    footer.add_run(behind)
    about = paper.core_properties
    about.title, about.author, about.subject = brief.name, "Zhibiao", brief.version
    about.last_modified_by, about.comments, about.keywords = "Zhibiao", "", ""
    about.created = about.modified = BORN
    about.language = "zh-CN" if brief.lang == "zh" else "en-GB"
    return paper


def _styles(paper: Paper, lang: str) -> None:
    """Set the styles: size in points, fonts, colour, space before and behind, line spacing."""
    ink, quiet, blue = (_rgb(color) for color in (_LIGHT.ink, _LIGHT.quiet, _LIGHT.series[0]))
    normal = 12 if lang == "zh" else 11
    for name, size, fonts, color, before, behind, line in (
        ("Normal", normal, SERIF, ink, 0, 6, 1.5),
        ("Body Text", normal, SERIF, ink, 0, 4, 1.4),
        ("List", normal, SERIF, ink, 0, 3, 1.3),
        ("Title", 22, SANS, ink, 12, 8, 1.2),
        ("Subtitle", 10.5, SANS, quiet, 0, 18, 1.2),
        ("Heading 1", 16, SANS, ink, 14, 6, 1.2),
        ("Heading 2", 13, SANS, blue, 12, 6, 1.25),
        ("Caption", 10.5, SANS, quiet, 2, 6, 1.2),
        ("Header", 9, SANS, quiet, 0, 0, 1.0),
        ("Footer", 9, SANS, quiet, 0, 0, 1.0),
        ("Table Text", 9.5, SERIF, ink, 2, 2, 1.15),
        ("Picture", normal, SERIF, ink, 4, 2, 1.0),
    ):
        style = _style(paper, name)
        style.font.size, style.font.bold, style.font.italic = (
            Pt(size),
            name.startswith(("Title", "Heading")),
            None,
        )
        style.font.color.rgb = color
        _named(style, fonts, lang)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(behind), line
    _placed(paper, lang)


def _placed(paper: Paper, lang: str) -> None:
    """Set what the styles do with their lines: alignment, indents, what keeps together."""
    styles = paper.styles
    for name in ("Title", "Subtitle", "Caption"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Header"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["Picture"].paragraph_format.keep_with_next = True
    styles["Picture"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    listed = styles["List"].paragraph_format
    listed.left_indent, listed.first_line_indent = Cm(0.95), Cm(-0.95)
    listed.tab_stops.add_tab_stop(Cm(0.95))
    if lang == "zh":
        styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        indent = styles["Body Text"].element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), "480")
    for border in styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


_LIGHT = look.theme("light")


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.lstrip("#").upper())


def _style(paper: Paper, name: str) -> ParagraphStyle:
    if name in [style.name for style in paper.styles]:
        return paper.styles[name]
    return paper.styles.add_style(name, 1)


def _named(style: ParagraphStyle, fonts: tuple[str, str], lang: str) -> None:
    """Name the fonts of Latin and Chinese text, and the language in which the spelling is checked."""
    style.font.name = fonts[0]
    properties = style.element.get_or_add_rPr()
    named = properties.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        named.attrib.pop(qn(f"w:{kind}"), None)
    named.set(qn("w:eastAsia"), fonts[1])
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB" if lang == "en" else "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _fonts(paper: Paper) -> None:
    """Tell Word what may stand for our Chinese fonts where they are missing."""
    part = paper.part.part_related_by(RT.FONT_TABLE)
    known = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FONTS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{known}</w:fonts>".encode())


def _page_number(paragraph: Paragraph) -> None:
    """Add the field that counts pages."""
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        else:
            made.text = text
        run._r.append(made)
