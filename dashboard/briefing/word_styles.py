"""The page, the styles and the fonts of a Word document: 黑体 and 仿宋, and what may stand for them."""

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dashboard import look
from dashboard.briefing.content import Brief
from dashboard.briefing.sheets import BORN

TEXT_WIDTH = 15.6
"""Width of the text in cm, that of an official letter."""
TABLE_SIZE = 9
"""Points of a table's words."""
SERIF, SANS = ("Times New Roman", "仿宋"), ("Arial", "黑体")
FONTS = {
    "仿宋": ("FangSong", "STFangsong", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Microsoft YaHei", "Noto Sans CJK SC"),
}
"""Other names of a font, and what may stand for it where it is missing."""


def blank(brief: Brief) -> Paper:
    """Return an empty document with our page, styles, header and page numbers."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.3), Cm(1.2)
    section.different_first_page_header_footer = True
    _styles(paper, brief.lang)
    _fonts(paper)
    header = section.header.paragraphs[0]
    header.text, header.style = brief.name, paper.styles["Header"]
    before, behind = brief.say("page", page="\0").split("\0")
    for footer in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        footer.style, footer.alignment = paper.styles["Footer"], WD_ALIGN_PARAGRAPH.CENTER
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
    """Set the styles: size, fonts, colour, points before and behind, height of lines.

    Lines have a height of their own, as in official letters, so that pages break alike in whatever font
    stands in; only a picture's is as high as it needs.
    """
    ink, quiet, blue = (_rgb(color) for color in (_LIGHT.ink, _LIGHT.quiet, _LIGHT.series[0]))
    normal = 12 if lang == "zh" else 11
    for name, size, fonts, color, before, behind, line in (
        ("Normal", normal, SERIF, ink, 0, 6, 21 if lang == "zh" else 16.5),
        ("Body Text", normal, SERIF, ink, 0, 4, 21 if lang == "zh" else 16.5),
        ("List", normal, SERIF, ink, 0, 3, 19.5 if lang == "zh" else 15.5),
        ("Title", 22, SANS, ink, 6, 8, 30),
        ("Subtitle", 10.5, SANS, quiet, 0, 14, 15),
        ("Heading 1", 16, SANS, ink, 12, 6, 22),
        ("Heading 2", 13, SANS, blue, 8, 4, 18),
        ("Caption", 10.5, SANS, quiet, 2, 6, 15),
        ("Header", 9, SANS, quiet, 0, 0, 12),
        ("Footer", 9, SANS, quiet, 0, 0, 12),
        ("Table Text", TABLE_SIZE, SERIF, ink, 1.5, 1.5, 13),
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
        form.space_before, form.space_after = Pt(before), Pt(behind)
        form.line_spacing = line if name == "Picture" else Pt(line)
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE if name == "Picture" else WD_LINE_SPACING.EXACTLY
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
    for unwanted in (
        *styles["Title"].element.xpath(".//w:pBdr"),
        *_spaced(styles["Title"], styles["Subtitle"]),
    ):
        unwanted.getparent().remove(unwanted)


def _spaced(*styles: ParagraphStyle) -> list:
    """Return the settings by which Word's own styles set letters apart or closer."""
    return [found for style in styles for found in style.element.xpath("./w:rPr/w:spacing | ./w:rPr/w:kern")]


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
