"""From a chart and the data to its picture: title, subtitle, form, footer, all inside, in any size and theme.

`figure` is the one way in which a chart is drawn: the page, the PNG and the golden test call it.
"""

from pathlib import Path

import plotly.graph_objects as go

from dashboard import forms, look
from dashboard.charts import events, flags, footers, titles
from dashboard.charts.catalogue import Chart
from dashboard.charts.formulas import formula
from dashboard.charts.frame import Frame, frame
from dashboard.charts.view import Query, View, labels, view
from dashboard.data import Data
from dashboard.forms.base import Box, Drawing, Mark, Scene
from dashboard.points import Point
from etl.texts import Lang, texts

FORMS_YAML = Path(forms.__file__).with_name("forms.yaml")


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
    around = frame(shown, data, lang, size.reference, title)
    box = Box(around.edge, around.top, around.width - 2 * around.edge, around.foot - 10 - around.top)
    drawing = forms.draw(shown.form, _scene(shown, data, lang, colors), box)
    layout = _layout(drawing, around, colors)
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
    colon, bracket = ("：", "（）") if lang == "zh" else (": ", (" (", ")"))
    for one, name in zip(shown.series, labels(shown, data, lang), strict=True):
        parts += [
            f"{name}{colon}{p.text(lang, shown.query.scale)}{bracket[0]}{p.when(lang)}{bracket[1]}"
            for p in one.points
        ]
    stop = "。" if lang == "zh" else ". "
    return stop.join([*parts, footers.sources(shown, data, lang)])


def _scene(shown: View, data: Data, lang: Lang, colors: look.Theme) -> Scene:
    return Scene(
        series=shown.series,
        labels=labels(shown, data, lang),
        lang=lang,
        theme=colors,
        texts=texts(FORMS_YAML),
        scale=shown.query.scale,
        marks=tuple(Mark(event.day, event.title[lang]) for event in events.shown(shown, data)),
        formulas={p.observation: formula(p, data, lang) for p in shown.points if p.formula},
        inputs={p.observation: _inputs(p, data) for p in shown.points if p.formula},
        lead=None if shown.query.develop else shown.lead.last,
        flags=flags.by_observation(flags.shown(shown, data)),
        contested=shown.contested,
        reach=shown.query.reach or (0.0, 0.0),
    )


def _inputs(point: Point, data: Data) -> list[Point]:
    """Return what a point was worked out from."""
    return [data.observation(one) for one, _ in data.inputs_of(point.observation)]


def _layout(drawing: Drawing, around: Frame, colors: look.Theme) -> dict:
    plot = drawing.plot
    return {
        "template": {},
        "paper_bgcolor": colors.paper,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": look.FONT, "color": colors.ink, "size": look.LABEL},
        "margin": {
            "l": plot.left,
            "t": plot.top,
            "r": around.width - plot.right,
            "b": around.height - plot.bottom,
            "pad": 0,
        },
        "xaxis": drawing.xaxis,
        "yaxis": drawing.yaxis,
        "annotations": [_on_paper(a, plot) for a in [*around.lines(colors), *drawing.annotations]],
        "shapes": [_on_paper(s, plot) for s in [*drawing.shapes, *around.rules(colors)]],
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "overlay",
        "hoverlabel": {"font": {"family": look.FONT, "size": look.LABEL}, "align": "left"},
    }


def _on_paper(made: dict, plot: Box) -> dict:
    """Return an annotation or shape in px of the picture as one in paper coordinates of the plot."""
    if made.get("xref") != "px":
        return made
    places = {key: _x(made[key], plot) for key in ("x", "x0", "x1") if key in made}
    places |= {key: _y(made[key], plot) for key in ("y", "y0", "y1") if key in made}
    return made | places | {"xref": "paper", "yref": "paper"}


def _x(px: float, plot: Box) -> float:
    return round((px - plot.left) / plot.width, 6)


def _y(px: float, plot: Box) -> float:
    return round((plot.bottom - px) / plot.height, 6)
