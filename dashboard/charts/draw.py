"""From a chart and the data to its picture: title, subtitle, form, footer, all inside, in any size and theme.

`figure` is the one way in which a chart is drawn: the page, the PNG and the golden test call it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import plotly.graph_objects as go

from dashboard import forms, look, typeset
from dashboard.charts import events, footers, titles
from dashboard.charts.catalogue import Chart
from dashboard.charts.formulas import formula
from dashboard.charts.view import Query, View, labels, view
from dashboard.data import Data
from dashboard.forms.base import Box, Drawing, Line, Mark, Scene, write
from etl.texts import Lang, texts

FORMS_YAML = Path(forms.__file__).with_name("forms.yaml")
FOOT = 12
"""Size of the footer in reference px: the smallest text of a picture."""


@dataclass(frozen=True)
class Frame:
    """The lines around the drawing, broken to the width."""

    title: Sequence[str]
    subtitle: Sequence[str]
    sources: Sequence[str]
    notes: Sequence[str]
    newest: str
    code: str

    @property
    def head(self) -> float:
        """Height of title and subtitle."""
        return _height(self.title, look.TITLE) + 5 + _height(self.subtitle, look.SUBTITLE)

    @property
    def foot(self) -> float:
        """Height of the footer from its rule down."""
        return 9 + _height([*self.notes, *self.sources, self.code], FOOT)


def figure(
    chart: Chart,
    data: Data,
    lang: Lang,
    size: look.Size | None = None,
    theme: str = "light",
    query: Query = Query(),  # noqa: B008
    title: str | None = None,
) -> go.Figure | None:
    """Return the picture of `chart`, or None where the query leaves no data.

    `size` is a named size (look.SIZES) by default `slide`; `title` overrides the claim. Each mark that
    stands for an observation carries its id as customdata. UnknownNameError for a theme that does not exist.
    """
    shown = view(chart, data, query)
    if shown is None:
        return None
    size = size or look.SIZES["slide"]
    colors = look.theme(theme)
    width, height = size.reference
    frame = _frame(shown, data, lang, width - 2 * look.EDGE, title)
    top = 26 + 8 + frame.head + 16
    box = Box(look.EDGE, top, width - 2 * look.EDGE, height - top - frame.foot - 14 - 10)
    drawing = forms.draw(shown.form, _scene(shown, data, lang, colors), box)
    layout = _layout(drawing, frame, width, height, colors)
    scaled = look.scaled({"data": drawing.traces, "layout": layout}, size.scale)
    scaled["layout"] |= {"width": size.width, "height": size.height}
    scaled["layout"]["meta"] = {
        "chart": chart.id,
        "version": data.version,
        "alt": alt_text(shown, data, lang),
    }
    return go.Figure(scaled)


def alt_text(shown: View, data: Data, lang: Lang) -> str:
    """Return what the picture shows, in words: claim, subtitle, each value with its date, the sources."""
    parts = [titles.title(shown, data, lang), titles.subtitle(shown, data, lang)]
    colon = "：" if lang == "zh" else ": "
    for one, name in zip(shown.series, labels(shown, data, lang), strict=True):
        parts += [f"{name}{colon}{p.text(lang, shown.query.scale)}（{p.when(lang)}）" for p in one.points]
    stop = "。" if lang == "zh" else ". "
    return stop.join([*parts, footers.sources(shown, data, lang)])


def _scene(shown: View, data: Data, lang: Lang, colors: look.Theme) -> Scene:
    words = texts(FORMS_YAML)
    marked = tuple(Mark(event.day, event.title[lang]) for event in events.shown(shown, data))
    made = {p.observation: formula(p, data, lang) for p in shown.points if p.formula}
    return Scene(
        shown.series, labels(shown, data, lang), lang, colors, words, shown.query.scale, marked, made
    )


def _frame(shown: View, data: Data, lang: Lang, width: float, title: str | None) -> Frame:
    newest, code = footers.code(shown, data, lang)
    return Frame(
        title=typeset.balance(title or titles.title(shown, data, lang), width, look.TITLE, True)[:3],
        subtitle=typeset.fit(titles.subtitle(shown, data, lang), width, look.SUBTITLE, 2),
        sources=typeset.fit(footers.sources(shown, data, lang), width, FOOT, 3),
        notes=typeset.fit(footers.notes(shown, data, lang), width, FOOT, 3),
        newest=newest,
        code=code,
    )


def _layout(drawing: Drawing, frame: Frame, width: float, height: float, colors: look.Theme) -> dict:
    plot = drawing.plot
    texts_around = _around(frame, width, height, colors)
    return {
        "template": None,
        "paper_bgcolor": colors.paper,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": look.FONT, "color": colors.ink, "size": look.LABEL},
        "margin": {
            "l": plot.left,
            "t": plot.top,
            "r": width - plot.right,
            "b": height - plot.bottom,
            "pad": 0,
        },
        "xaxis": drawing.xaxis,
        "yaxis": drawing.yaxis,
        "annotations": [_on_paper(a, plot) for a in [*texts_around, *drawing.annotations]],
        "shapes": [*drawing.shapes, *_rules(frame, plot, width, height, colors)],
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "overlay",
        "hoverlabel": {"font": {"family": look.FONT, "size": look.LABEL}, "align": "left"},
    }


def _around(frame: Frame, width: float, height: float, colors: look.Theme) -> list[dict]:
    """Return title, subtitle and footer as annotations in px of the picture."""
    top, left = 34, look.EDGE
    foot = height - 14 - frame.foot + 9
    lines = [Line(line, FOOT, colors.quiet) for line in [*frame.notes, *frame.sources, frame.newest]]
    code = Line(frame.code, FOOT, colors.quiet)
    title = [Line(line, look.TITLE, colors.ink, True) for line in frame.title]
    subtitle = [Line(line, look.SUBTITLE, colors.quiet) for line in frame.subtitle]
    return [
        *write(title, left, top),
        *write(subtitle, left, top + _height(frame.title, look.TITLE) + 5),
        *write(lines, left, foot),
        *write([code], width - look.EDGE, height - 14 - code.height, "right"),
    ]


def _rules(frame: Frame, plot: Box, width: float, height: float, colors: look.Theme) -> list[dict]:
    """Return the mark above the title and the hairline above the footer."""
    y = height - 14 - frame.foot

    def across(x0: float, x1: float, y0: float, y1: float) -> dict:
        ends = {"x0": _x(x0, plot), "x1": _x(x1, plot), "y0": _y(y0, plot), "y1": _y(y1, plot)}
        return {"type": "rect", "xref": "paper", "yref": "paper", "line": {"width": 0}, **ends}

    return [
        across(look.EDGE, look.EDGE + 42, 22, 26) | {"fillcolor": colors.series[0]},
        across(look.EDGE, width - look.EDGE, y, y + 1) | {"fillcolor": colors.rule},
    ]


def _on_paper(annotation: dict, plot: Box) -> dict:
    """Return an annotation in px of the picture as one in paper coordinates of the plot."""
    place = {"x": _x(annotation["x"], plot), "y": _y(annotation["y"], plot)}
    return annotation | place | {"xref": "paper", "yref": "paper"}


def _x(px: float, plot: Box) -> float:
    return round((px - plot.left) / plot.width, 6)


def _y(px: float, plot: Box) -> float:
    return round((plot.bottom - px) / plot.height, 6)


def _height(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * typeset.LINE
