"""The slides around the charts: a blank deck in our fonts and colours, title, key points, sources."""

import re
from collections.abc import Sequence
from math import ceil

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.slide import Slide

from dashboard import look, typeset
from dashboard.briefing import canvas
from dashboard.briefing.canvas import HEIGHT, WIDTH, Run, emu
from dashboard.briefing.content import Brief, marks
from dashboard.briefing.geometry import Note
from dashboard.briefing.sheets import BORN
from dashboard.forms.base import Box

LEFT, RIGHT, TOP = 68, WIDTH - 68, 76
TITLE, SMALL = 56, 27
COLORS = look.theme("light")
LAYOUT = 5
"""Which layout of the default deck has a title and nothing else."""


def blank(brief: Brief) -> Presentation:
    """Return an empty deck of 16:9 whose theme has our fonts and colours, with one layout."""
    show = Presentation()
    ratio = emu(WIDTH) / show.slide_width
    show.slide_width, show.slide_height = emu(WIDTH), emu(HEIGHT)
    kept = show.slide_layouts[LAYOUT]
    for layout in list(show.slide_layouts):
        if layout is not kept:
            show.slide_layouts.remove(layout)
    for shape in [*show.slide_master.shapes, *kept.shapes]:
        shape.left, shape.width = round(shape.left * ratio), round(shape.width * ratio)
    _theme(show)
    about = show.core_properties
    about.title, about.author, about.subject = brief.name, "Zhibiao", brief.version
    about.last_modified_by, about.keywords, about.comments = "Zhibiao", "", ""
    about.created = about.modified = BORN
    about.language = "zh-CN" if brief.lang == "zh" else "en-GB"
    about.revision = 1
    return show


def slide(show: Presentation, ground: str) -> Slide:
    """Add a slide with a title and nothing else on `ground`."""
    made = show.slides.add_slide(show.slide_layouts[0])
    made.background.fill.solid()
    made.background.fill.fore_color.rgb = canvas.rgb(ground)
    for shape in list(made.placeholders):
        if shape.placeholder_format.idx:
            shape._element.getparent().remove(shape._element)
    return made


def entitle(made: Slide, note: Note, width: float = RIGHT - LEFT) -> None:
    """Write a note into the slide's own title, where the note stands."""
    title = made.shapes.title
    title.left, title.top = emu(note.box.left), emu(note.box.top)
    title.width, title.height = emu(width), emu(note.box.height)
    canvas.settle(title.text_frame, wrap=True)
    canvas.write(title.text_frame, note.lines, canvas.fitting(note.lines, note.size, width))


def title(show: Presentation, brief: Brief) -> None:
    """Add the title slide: name, first line, date and version of the data, what made it."""
    made = slide(show, COLORS.ground)
    left, wide = 160, WIDTH - 320
    lines = typeset.balance(brief.name, wide, 92, True)
    intro = typeset.balance(brief.intro, 1440, 38)
    tall = (len(lines) * 92 + len(intro) * 38) * typeset.LINE + 40
    top = (HEIGHT - 120 - tall) / 2
    canvas.block(made, left, top - 54, 95, 10, COLORS.series[0])
    entitle(made, _note(lines, 92, left, top, bold=True), wide)
    said = [[Run(line, False, COLORS.quiet)] for line in intro]
    canvas.text(made, said, 38, left, top + len(lines) * 92 * typeset.LINE + 40)
    canvas.block(made, left, HEIGHT - 168, wide, 2, COLORS.rule)
    canvas.text(made, [[Run(brief.dated, False, COLORS.quiet)]], SMALL, left, HEIGHT - 144)
    canvas.text(
        made, [[Run(brief.say("made_by"), False, COLORS.quiet)]], SMALL, left + wide, HEIGHT - 144, "right"
    )
    made.notes_slide.notes_text_frame.text = "\n".join(
        [brief.intro, brief.say("how_read_note"), brief.say("to_check")]
    )


def key_points(show: Presentation, brief: Brief) -> list[object]:
    """Add the slide of claims over its whole height; return their text boxes, one a chart."""
    made = _headed(show, brief.say("key_points"))
    first, room = 176, HEIGHT - 176 - 60
    row = min(room / len(brief.items), 190)
    size = next(s for s in (46, 42, 38, 34, 30, 26, 22, 19) if s == 19 or _claims_fit(brief, s, row))
    boxes = []
    for at, item in enumerate(brief.items):
        top = first + at * row
        canvas.block(made, LEFT, top, RIGHT - LEFT, 2, COLORS.rule)
        lines = [[Run(line, False, COLORS.ink)] for line in _broken(item.title, size)]
        inside = top + (row - len(lines) * size * typeset.LINE) / 2
        canvas.text(made, [[Run(str(item.number), True, COLORS.series[0])]], size, LEFT, inside)
        boxes.append(canvas.text(made, lines, size, LEFT + 90, inside, name=f"key-{item.number}"))
        refs = [[Run(marks(item.sources), False, COLORS.quiet)]]
        canvas.text(made, refs, SMALL, RIGHT, inside + (size - SMALL) * 0.9, "right")
    numbered(made, COLORS.quiet)
    made.notes_slide.notes_text_frame.text = "\n".join(
        f"{item.number}. {item.title}{marks(item.sources)}" for item in brief.items
    )
    return boxes


def link(boxes: Sequence[object], slides: Sequence[Slide]) -> None:
    """Let each claim lead to the slide of its chart."""
    for box, target in zip(boxes, slides, strict=True):
        box.click_action.target_slide = target


def closing(show: Presentation, brief: Brief) -> None:
    """Add sources, caveats and how to check: on one slide where they fit, else on as many as they need."""
    sources = [f"[{source.number}] {source.citation}" for source in brief.sources]
    care = [*brief.caveats, brief.say("how_read_note"), brief.say("to_check")]
    parts = [(brief.say("sources"), sources), (brief.say("caveats"), care)]
    page = _Page(show, brief, _size(parts))
    for head, texts in parts:
        page.head(head, texts[0])
        for text in texts:
            page.prose(text)


def _size(parts: list[tuple[str, list[str]]]) -> float:
    """Return the largest size at which the parts fit on one slide, a middle one where none does."""
    for size in (31, 29, 27, 25):
        heads = len(parts) * (24 + (size + 5) * typeset.LINE)
        texts = sum(_high(text, size, RIGHT - LEFT) + 14 for _, some in parts for text in some)
        if heads + texts <= _Page.bottom - _Page.first:
            return size
    return 29


def numbered(made: Slide, color: str) -> None:
    """Write the slide's number at the top right, as a field that counts by itself."""
    box = canvas.text(made, [[Run("0", False, color)]], 24, RIGHT, 36, "right", name="number")
    run = box._element.xpath(".//a:r")[0]
    field = etree.Element(qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    for child in list(run):
        field.append(child)
    run.getparent().replace(run, field)


class _Page:
    """Paragraphs on a slide, and on further ones when it is full."""

    first, bottom = 176.0, HEIGHT - 90

    def __init__(self, show: Presentation, brief: Brief, size: float) -> None:
        self.show, self.brief, self.size, self.head_size = show, brief, size, size + 5
        self.title = brief.say("sources_and_care")
        self.frame: object = None
        self.top = float(HEIGHT)

    def head(self, text: str, following: str) -> None:
        """Write a heading, on the slide on which what follows begins."""
        self._room(_high(following, self.size, RIGHT - LEFT) + self.head_size * 2.2)
        canvas.paragraph(self.frame, Run(text, True, COLORS.series[0]), self.head_size, 14, 10)
        self.top += self.head_size * typeset.LINE + 24

    def prose(self, text: str) -> None:
        """Write a paragraph."""
        tall = _high(text, self.size, RIGHT - LEFT)
        self._room(tall)
        canvas.paragraph(self.frame, Run(text, False, COLORS.ink), self.size, 0, 14)
        self.top += tall + 14

    def _room(self, tall: float) -> None:
        """Begin a further slide where less than `tall` px are left."""
        if self.top + tall <= self.bottom:
            return
        again = self.brief.say("continued", title=self.title) if self.frame is not None else self.title
        made = _headed(self.show, again)
        box = canvas.text(made, [], self.size, LEFT, self.first, width=RIGHT - LEFT, name="text")
        box.height = canvas.emu(self.bottom - self.first)
        line = f"{self.brief.say('made_by')} · {self.brief.say('version', version=self.brief.version)}"
        canvas.text(made, [[Run(line, False, COLORS.quiet)]], SMALL - 3, LEFT, HEIGHT - 66)
        numbered(made, COLORS.quiet)
        self.frame, self.top = box.text_frame, self.first


def _headed(show: Presentation, head: str) -> Slide:
    made = slide(show, COLORS.ground)
    canvas.block(made, LEFT, TOP - 26, 95, 9, COLORS.series[0])
    entitle(made, _note([head], TITLE, LEFT, TOP, bold=True))
    return made


def _high(text: str, size: float, wide: float) -> float:
    """Return the px that a paragraph takes, also where a program sets it a little wider than we do."""
    spaced = typeset.width(text, size) + canvas.SPACED * size * canvas.seams(text)
    lines = max(len(typeset.wrap(text, wide * 0.985, size)), ceil(spaced / (wide * 0.97)))
    return lines * size * typeset.LINE


def _claims_fit(brief: Brief, size: float, row: float) -> bool:
    """Return whether every claim fits into a row, none in more than two lines."""
    lines = max(len(_broken(item.title, size)) for item in brief.items)
    return lines <= 2 and lines * size * typeset.LINE <= row * 0.76


def _broken(text: str, size: float) -> list[str]:
    return typeset.balance(text, RIGHT - LEFT - 90 - 180, size)


def _note(lines: Sequence[str], size: float, left: float, top: float, bold: bool) -> Note:
    runs = tuple((Run(line, bold, COLORS.ink),) for line in lines)
    box = Box(left, top, canvas.width_of(runs, size), len(lines) * size * typeset.LINE)
    return Note("title", runs, size, "left", box)


def _theme(show: Presentation) -> None:
    """Give the deck's theme our fonts and colours, so that what a person adds looks like the rest."""
    part = show.slide_master.part.part_related_by(RT.THEME)
    markup = part.blob.decode()
    for at, color in enumerate([*COLORS.series, COLORS.muted, COLORS.quiet], 1):
        markup = re.sub(
            rf"<a:accent{at}>.*?</a:accent{at}>",
            f'<a:accent{at}><a:srgbClr val="{color[1:].upper()}"/></a:accent{at}>',
            markup,
            flags=re.S,
        )
    markup = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{canvas.LATIN}"', markup)
    markup = re.sub(r'<a:ea typeface="[^"]*"', f'<a:ea typeface="{canvas.HAN}"', markup)
    markup = re.sub(
        r'<a:font script="Hans" typeface="[^"]*"', f'<a:font script="Hans" typeface="{canvas.HAN}"', markup
    )
    part._blob = markup.encode()
