"""A briefing as slides: title, key points, one slide a chart with native charts and text, sources, caveats.

A chart's slide is its picture of the size `slide`, part by part: the same figure gives the places, words and
colours, so that slide and PNG look alike. The sentences stand in the speaker notes.
"""

import io

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.parts.chart import ChartPart
from pptx.slide import Slide

from dashboard import look, pictures
from dashboard.briefing import canvas, columns, deck, scatter, siblings
from dashboard.briefing.content import Brief, Item, marks
from dashboard.briefing.geometry import Drawn, Note
from dashboard.briefing.native_parts import SIGNS, Native
from dashboard.briefing.sheets import settled

MAKERS = {
    "timeline": scatter.make,
    "deals": scatter.make,
    "ranks": scatter.make,
    "bars": columns.make,
    "rows": siblings.make,
}
"""Forms that have a native chart; the others are native text and shapes."""
LEADER = 2
"""Px of the line between a point and its label."""


def make(brief: Brief) -> bytes:
    """Return the briefing as PPTX, the same bytes for the same tables."""
    show = deck.blank(brief)
    deck.title(show, brief)
    key = deck.key_points(show, brief)
    made = [_chart(show, brief, item) for item in brief.items]
    deck.link(key, made)
    deck.closing(show, brief)
    body = io.BytesIO()
    show.save(body)
    return settled(body.getvalue())


def _chart(show: Presentation, brief: Brief, item: Item) -> Slide:
    """Add the slide of one chart."""
    colors = look.theme(item.wish.theme)
    drawn = Drawn(pictures.drawn(item.data, item.wish), colors.ink, colors.ground, colors.quiet)
    slide = deck.slide(show, colors.ground)
    native = MAKERS[item.shown.form](item, drawn) if item.shown.form in MAKERS else None
    _shapes(slide, drawn)
    for ends in drawn.leaders:
        canvas.line(slide, ends, colors.quiet, LEADER)
    if native:
        _place(slide, native, item)
    for at, note in enumerate(drawn.notes):
        if native is None or at not in native.said:
            _write(slide, note)
    deck.numbered(slide, colors.quiet)
    slide.notes_slide.notes_text_frame.text = _notes(brief, item)
    return slide


def _write(slide: Slide, note: Note) -> None:
    """Write a note of the figure: the title into the slide's own title, all else into text boxes."""
    if note.name == "title":
        deck.entitle(slide, note)
        return
    box = note.box
    x = {"left": box.left, "center": box.left + box.width / 2, "right": box.right}[note.align]
    lines = [[run._replace(text=run.text.translate(SIGNS)) for run in line] for line in note.lines]
    canvas.text(slide, lines, note.size, x, box.top, note.align, name=note.name)


def _shapes(slide: Slide, drawn: Drawn) -> None:
    """Draw the figure's rectangles and lines."""
    for shape in drawn.figure.layout.shapes:
        if shape.xref == "paper":
            xs = [drawn.plot.left + x * drawn.plot.width for x in (shape.x0, shape.x1)]
        else:
            xs = [drawn.x_px(x) for x in (shape.x0, shape.x1)]
        if shape.yref == "paper":
            ys = [drawn.plot.bottom - y * drawn.plot.height for y in (shape.y0, shape.y1)]
        else:
            ys = [drawn.y_px(y) for y in (shape.y0, shape.y1)]
        if shape.type == "rect":
            canvas.block(slide, min(xs), min(ys), abs(xs[1] - xs[0]), abs(ys[1] - ys[0]), shape.fillcolor)
        else:
            ends = xs[0], min(ys), xs[1], max(ys)
            canvas.line(slide, ends, shape.line.color, shape.line.width, shape.line.dash or "")


def _place(slide: Slide, native: Native, item: Item) -> None:
    """Put a native chart on its slide, with its workbook and its words for screen readers."""
    package = slide.part.package
    name = package.next_partname(ChartPart.partname_template)
    markup = etree.tostring(native.element, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = ChartPart.load(PackURI(str(name)), CT.DML_CHART, package, markup)
    part.chart_workbook.update_from_xlsx_blob(native.workbook)
    frame = CT_GraphicalObjectFrame.new_chart_graphicFrame(
        len(slide.shapes) + 2, item.stem, slide.part.relate_to(part, RT.CHART),
        *(int(canvas.emu(px)) for px in native.frame),
    )  # fmt: skip
    frame.xpath(".//p:cNvPr")[0].set("descr", item.alt)
    slide.shapes._spTree.append(frame)


def _notes(brief: Brief, item: Item) -> str:
    """Return the speaker notes: the question, each value with its sentence, its reports, the address."""
    lines = [
        brief.say("notes_question", question=item.question),
        *item.sentences,
        "",
        brief.say("notes_says"),
    ]
    for at, fact in enumerate(item.facts, 1):
        key = "notes_value" if fact.place else "notes_value_placeless"
        said = brief.say(key, name=fact.name, place=fact.place, when=fact.when, value=fact.value)
        lines.append(f"{at}. {said}{marks(fact.sources)}" + ("" if fact.point.surface else f" {fact.how}"))
        lines += [brief.say("notes_sentence", sentence=sentence) for sentence in fact.sentences]
    lines += ["", *(f"[{number}] {brief.source(number).citation}" for number in item.sources)]
    return "\n".join([*lines, brief.say("notes_address", address=item.address)])
