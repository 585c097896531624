"""Native text and shapes on a slide, in px of a 1920 x 1080 picture: what the charts' drawing counts in.

Text is set in fonts that Windows and WPS have (look.FONT is for browsers): Arial beside 微软雅黑, as offices
do; LibreOffice has a font of the same widths for the first. Lines are those that dashboard.typeset broke.
"""

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from dashboard import typeset

PX = 6350
"""English metric units of a px: a slide 13 1/3 inches wide has 1920."""
WIDTH, HEIGHT = 1920, 1080
EDGE = 64
"""Free px at the edges of a slide."""
LATIN, HAN = "Arial", "Microsoft YaHei"
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
SPACED = 0.25
"""Part of a character that some programs put between Chinese and Latin text."""
_TAG = re.compile(r"<(/?)(b|span|br)(?: style=\"color:(#[0-9a-f]{6})\")?/?>", re.I)


class Run(NamedTuple):
    """Words of one weight and colour."""

    text: str
    bold: bool
    color: str


def emu(px: float) -> Emu:
    """Return px as English metric units."""
    return Emu(round(px * PX))


def points(px: float) -> Pt:
    """Return a font's size in px as points, to a tenth as PowerPoint shows them."""
    return Pt(round(px / 2, 1))


def rgb(color: str) -> RGBColor:
    """Return a colour written as #106ac6."""
    return RGBColor.from_string(color.lstrip("#").upper())


def lines_of(markup: str, color: str) -> list[list[Run]]:
    """Return plotly's markup (b, br, span with a colour) as lines of runs."""
    lines: list[list[Run]] = [[]]
    bold, colors, at = False, [color], 0
    for found in _TAG.finditer(markup):
        _add(lines, markup[at : found.start()], bold, colors[-1])
        at = found.end()
        closing, tag = bool(found[1]), found[2].lower()
        if tag == "br":
            lines.append([])
        elif tag == "b":
            bold = not closing
        elif closing:
            colors.pop()
        else:
            colors.append(found[3] or colors[-1])
    _add(lines, markup[at:], bold, colors[-1])
    return lines


def width_of(lines: Sequence[Sequence[Run]], size: float) -> float:
    """Return the px that the widest of the lines takes."""
    return max(sum(typeset.width(run.text, size, run.bold) for run in line) for line in lines)


def fitting(lines: Sequence[Sequence[Run]], size: float, room: float) -> float:
    """Return the largest size, at most `size`, at which the lines keep to `room` px wherever they are opened.

    LibreOffice puts a quarter of a character between Chinese and Latin letters or digits; PowerPoint does
    not.
    """
    widest = max(
        width_of([line], 1) + SPACED * sum(map(seams, ["".join(run.text for run in line)])) for line in lines
    )
    return min(size, room / widest)


def seams(text: str) -> int:
    """Return how often Chinese and Latin letters or digits touch in a text."""
    kinds = ["c" if char > "\u2e80" else " " if char.isspace() else "l" for char in text]
    return sum({a, b} == {"c", "l"} for a, b in pairwise(kinds))


def write(frame: object, lines: Sequence[Sequence[Run]], size: float, align: str = "left") -> None:
    """Write lines of runs at `size` px into a text frame, a paragraph, broken where they are."""
    paragraph = frame.paragraphs[0]
    paragraph.alignment = ALIGN[align]
    paragraph.line_spacing = points(size * typeset.LINE)
    for at, line in enumerate(lines):
        if at:
            paragraph.add_line_break()
        for run in line:
            _style(paragraph.add_run(), run, size)


def paragraph(frame: object, run: Run, size: float, before: float = 0.0, after: float = 0.0) -> None:
    """Write a paragraph that wraps by itself into a text frame, with px of room before and behind it."""
    empty = len(frame.paragraphs) == 1 and not frame.paragraphs[0].runs
    own = frame.paragraphs[0] if empty else frame.add_paragraph()
    own.line_spacing = points(size * typeset.LINE)
    own.space_before, own.space_after = points(before), points(after)
    _style(own.add_run(), run, size)


def text(
    slide: Slide, lines: Sequence[Sequence[Run]], size: float, left: float, top: float, align: str = "left",
    width: float | None = None, name: str = "",
) -> object:  # fmt: skip
    """Add a text box whose `align` side stands at px `left`; as wide as its text unless `width` is given."""
    room = width or {"left": WIDTH - EDGE - left, "center": WIDTH, "right": left - EDGE}[align]
    size = fitting(lines, size, room) if width is None else size
    wide = width or min(width_of(lines, size) * 1.06 + 8, room)
    start = {"left": left, "center": left - wide / 2, "right": left - wide}[align]
    tall = len(lines) * size * typeset.LINE
    box = slide.shapes.add_textbox(emu(start), emu(top), emu(wide), emu(tall))
    box.name = name or box.name
    settle(box.text_frame, wrap=width is not None)
    write(box.text_frame, lines, size, align)
    return box


def settle(frame: object, wrap: bool) -> None:
    """Take the margins out of a text frame; text that wraps shrinks where a font is wider than ours."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE if wrap else MSO_AUTO_SIZE.NONE


def block(slide: Slide, left: float, top: float, width: float, height: float, color: str) -> object:
    """Add a filled rectangle without a line."""
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, emu(left), emu(top), emu(max(width, 1)), emu(max(height, 1))
    )
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(color)
    shape.line.fill.background()
    quiet(shape)
    return shape


def line(
    slide: Slide, ends: tuple[float, float, float, float], color: str, width: float, dash: str = ""
) -> None:
    """Add a straight line between px (x0, y0) and (x1, y1)."""
    made = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(emu(end) for end in ends))
    made.line.color.rgb = rgb(color)
    made.line.width = emu(width)
    if dash:
        made.line._get_or_add_ln().append(_dashed(dash))
    quiet(made)


def quiet(shape: object) -> None:
    """Mark a shape as ornament, which screen readers pass over, and take the theme's shadow from it."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.append(etree.fromstring(_ORNAMENT))


_ORNAMENT = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def speech(text: str) -> dict[str, str]:
    """Return the attributes that name a run's language: spelling, and the font of marks like “ ”."""
    if any(char > "\u2e80" for char in text):
        return {"lang": "zh-CN", "altLang": "en-US"}
    return {"lang": "en-GB"}


def font(properties: object) -> None:
    """Name the fonts of Latin and Chinese text in run properties."""
    for tag, face in (("a:latin", LATIN), ("a:ea", HAN), ("a:cs", LATIN)):
        named = properties.find(qn(tag))
        if named is None:
            named = etree.SubElement(properties, qn(tag))
        named.set("typeface", face)


def _style(made: object, run: Run, size: float) -> None:
    made.text = run.text
    made.font.size = points(size)
    made.font.bold = run.bold
    made.font.color.rgb = rgb(run.color)
    properties = made._r.get_or_add_rPr()
    for name, value in speech(run.text).items():
        properties.set(name, value)
    font(properties)


def _dashed(dash: str) -> object:
    made = etree.Element(qn("a:prstDash"))
    made.set("val", {"dot": "sysDot", "dash": "dash"}[dash])
    return made


def _add(lines: list[list[Run]], words: str, bold: bool, color: str) -> None:
    if words:
        lines[-1].append(Run(unescape(words), bold, color))
