"""The DrawingML of native charts: small functions that give elements in the order that the schema asks for.

PowerPoint refuses a chart whose elements stand in another order, so the order lives here and nowhere else.
ECMA-376 part 1, 21.2; what a chart shows is decided in native.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.oxml.ns import qn

from dashboard import typeset
from dashboard.briefing import canvas
from dashboard.briefing.canvas import HAN, LATIN, PX, Run

Element = etree._Element
TIGHT = 0.95
"""Size of a chart's own labels beside the picture's: office programs set them wider than browsers do."""
SIDES = {"above": "t", "below": "b", "left": "l", "right": "r", "center": "ctr", "end": "outEnd"}


@dataclass(frozen=True)
class Label:
    """The words at a point: lines at px `size`, on which side, moved by (dx, dy) of the chart's size."""

    lines: Sequence[Sequence[Run]]
    size: float
    side: str
    moved: tuple[float, float] = (0.0, 0.0)


def c(tag: str, *children: Element | None, **attributes: object) -> Element:
    """Return an element of the chart's namespace; children that are None are left out."""
    return _made(f"c:{tag}", children, attributes)


def a(tag: str, *children: Element | None, **attributes: object) -> Element:
    """Return an element of the drawing's namespace; children that are None are left out."""
    return _made(f"a:{tag}", children, attributes)


def val(tag: str, value: object) -> Element:
    """Return an element of the chart's namespace with its value."""
    return c(tag, val=int(value) if isinstance(value, bool) else value)


def fill(color: str | None) -> Element:
    """Return a solid fill, or none."""
    return a("solidFill", a("srgbClr", val=color.lstrip("#").upper())) if color else a("noFill")


def stroke(color: str | None, width: float = 0, dash: str = "solid", arrow: bool = False) -> Element:
    """Return a line of px `width`, or none where there is no colour."""
    if not color:
        return a("ln", a("noFill"))
    dashes = {"solid": None, "dash": a("prstDash", val="dash"), "dot": a("prstDash", val="sysDot")}
    head = a("tailEnd", type="triangle", w="med", len="med") if arrow else None
    return a("ln", fill(color), dashes[dash], a("round"), head, w=round(width * PX), cap="flat")


def look(inside: str | None, line: Element) -> Element:
    """Return how a shape looks: its fill and its line."""
    return c("spPr", fill(inside), line)


def marker(size: float, inside: str | None, color: str, symbol: str = "circle") -> Element:
    """Return a mark of px `size`, hollow where it has no fill; none where it has no size."""
    if not size:
        return c("marker", val("symbol", "none"))
    points = max(2, min(72, round(size / 2)))
    return c("marker", val("symbol", symbol), val("size", points), look(inside, stroke(color, 5)))


def words(size: float, color: str, bold: bool = False) -> Element:
    """Return the font of the words that an axis writes by itself."""
    return c(
        "txPr", _body(), a("lstStyle"), a("p", a("pPr", _font("defRPr", size, color, bold)), a("endParaRPr"))
    )


def strings(tag: str, sheet: str, cells: str, texts: Sequence[str]) -> Element:
    """Return texts that stand in a sheet's cells."""
    cache = c("strCache", val("ptCount", len(texts)), *_cached(texts))
    return c(tag, c("strRef", _formula(sheet, cells), cache))


def numbers(
    tag: str, sheet: str, cells: str, values: Sequence[float | None], written: str = "General"
) -> Element:
    """Return numbers in a sheet's cells, None for an empty one, in the number format `written`."""
    format_code = c("formatCode")
    format_code.text = written
    kept = [None if value is None else f"{value:.15g}" for value in values]
    return c(
        tag,
        c(
            "numRef",
            _formula(sheet, cells),
            c("numCache", format_code, val("ptCount", len(values)), *_cached(kept)),
        ),
    )


def labels(made: Iterable[tuple[int, Label]]) -> Element:
    """Return the labels of a series, by the index of their points."""
    return c("dLbls", *(_label(index, label) for index, label in made), *_shown(False), _unled())


def _unled() -> Element:
    """Return what keeps programs from drawing a line between a point and a label that was moved."""
    markup = (
        f'<c:extLst xmlns:c="{_C}"><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
        'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
        '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
    )
    return etree.fromstring(markup)


def error_bars(
    minus: Sequence[float], plus: Sequence[float], line: Element, direction: str | None = None
) -> Element:
    """Return bars from each point: `minus` and `plus` in the axis's units, 0 where there is none.

    Only charts with two axes of values have a direction; Office writes none for columns and bars.
    """
    return c(
        "errBars",
        val("errDir", direction) if direction else None,
        val("errBarType", "both" if any(minus) and any(plus) else "plus" if any(plus) else "minus"),
        val("errValType", "cust"),
        val("noEndCap", True),
        c("plus", _literal(plus)),
        c("minus", _literal(minus)),
        c("spPr", line),
    )


def axis(
    kind: str,
    ids: tuple[int, int],
    place: str,
    span: tuple[float | None, float | None],
    *middle: Element | None,
    reverse: bool = False,
    end: Sequence[Element] = (),
    crosses: str = "autoZero",
    delete: bool = False,
) -> Element:
    """Return an axis; `middle` is what stands between its place and its crossing, `end` what follows that."""
    low, high = span
    scaling = c(
        "scaling",
        val("orientation", "maxMin" if reverse else "minMax"),
        None if high is None else val("max", f"{high:.15g}"),
        None if low is None else val("min", f"{low:.15g}"),
    )
    return c(
        kind,
        val("axId", ids[0]),
        scaling,
        val("delete", delete),
        val("axPos", place),
        *middle,
        val("crossAx", ids[1]),
        val("crosses", crosses),
        *end,
    )


def ticks(
    code: str | None, size: float, color: str, line: Element, grid: Element | None = None
) -> list[Element]:
    """Return what an axis shows: gridlines, numbers written as `code` (None: no words), its line and font."""
    return [
        c("majorGridlines", c("spPr", grid)) if grid is not None else None,
        c("numFmt", formatCode=code or "General", sourceLinked=0),
        val("majorTickMark", "none"),
        val("minorTickMark", "none"),
        val("tickLblPos", "low" if code else "none"),
        c("spPr", line),
        words(size, color),
    ]


def space(plot: tuple[float, float, float, float], chart: Element, axes: Sequence[Element]) -> Element:
    """Return a chart whose plot takes (x, y, w, h), parts of the frame; no legend, no title of its own."""
    places = [val(mode, "edge") for mode in ("xMode", "yMode")]
    parts = [val(name, f"{part:.6f}") for name, part in zip("xywh", plot, strict=True)]
    layout = c("layout", c("manualLayout", val("layoutTarget", "inner"), *places, *parts))
    clear = look(None, stroke(None))
    area = c("plotArea", layout, chart, *axes, clear)
    inner = c(
        "chart", val("autoTitleDeleted", True), area, val("plotVisOnly", True), val("dispBlanksAs", "gap")
    )
    return c(
        "chartSpace",
        val("date1904", False),
        val("roundedCorners", False),
        inner,
        look(None, stroke(None)),
        words(28, "#16212e"),
    )


def _made(tag: str, children: Iterable[Element | None], attributes: dict) -> Element:
    namespaces = {"c": _C, "a": _A, "r": _R} if tag == "c:chartSpace" else None
    element = etree.Element(
        qn(tag), {name: str(value) for name, value in attributes.items()}, nsmap=namespaces
    )
    element.extend([child for child in children if child is not None])
    return element


_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _formula(sheet: str, cells: str) -> Element:
    formula = c("f")
    formula.text = f"{sheet}!{cells}"
    return formula


def _cached(texts: Sequence[str | None]) -> list[Element]:
    found = []
    for index, text in enumerate(texts):
        if text is not None:
            value = c("v")
            value.text = text
            found.append(c("pt", value, idx=index))
    return found


def _literal(values: Sequence[float]) -> Element:
    code = c("formatCode")
    code.text = "General"
    return c("numLit", code, val("ptCount", len(values)), *_cached([f"{value:.15g}" for value in values]))


def _label(index: int, label: Label) -> Element:
    x, y = label.moved
    place = [val("x", f"{x:.6f}"), val("y", f"{y:.6f}")]
    layout = c("layout", c("manualLayout", *place)) if x or y else None
    rich = c("rich", _body(), a("lstStyle"), *(_paragraph(line, label.size) for line in label.lines))
    return c(
        "dLbl",
        val("idx", index),
        layout,
        c("tx", rich),
        c("spPr", fill(None), stroke(None)),
        val("dLblPos", SIDES[label.side]),
        *_shown(True),
    )


def _shown(value: bool) -> list[Element]:
    names = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return [val(name, value and name == "showVal") for name in names]


def _paragraph(line: Sequence[Run], size: float) -> Element:
    runs = []
    for run in line:
        text = a("t")
        text.text = run.text
        runs.append(a("r", _font("rPr", size, run.color, run.bold, **canvas.speech(run.text)), text))
    size *= TIGHT
    spacing = a("lnSpc", a("spcPts", val=round(size / 2 * typeset.LINE * 100)))
    return a("p", a("pPr", spacing), *runs)


def _font(tag: str, size: float, color: str, bold: bool, **speech: str) -> Element:
    faces = [a("latin", typeface=LATIN), a("ea", typeface=HAN), a("cs", typeface=LATIN)]
    return a(tag, fill(color), *faces, **speech, sz=round(size * 5) * 10, b=int(bold))


def _body() -> Element:
    return a("bodyPr", a("spAutoFit"), wrap="none", lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr")
