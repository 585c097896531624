"""The drawing that a page shows before its scripts: all marks and words of a chart, no markup of texts."""

import html
import json
import re
from xml.etree import ElementTree

import pytest
from dash import dcc

from dashboard import charts, data, early, look
from dashboard.prerender import drawn
from etl.paths import ROOT

SHIPPED = data.load(ROOT / "data" / "curated")
TAGS = re.compile(r"<[^>]+>")


def figure(name: str, lang: str) -> dict:
    made = charts.figure(charts.chart(SHIPPED, name), SHIPPED, lang, look.Size(850, 510))
    return json.loads(made.to_json())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", list(charts.charts(SHIPPED)))
def test_every_chart_is_drawn_with_all_its_marks_and_words(name: str, lang: str) -> None:
    drawn = figure(name, lang)
    picture = ElementTree.fromstring(early.svg(drawn))
    marks = [node for node in picture.iter() if node.get("class") == "mark"]
    assert len(marks) == sum(map(points, drawn["data"]))
    texts = {"".join(node.itertext()) for node in picture.iter("text")}
    notes = [plain(note["text"]) for note in drawn["layout"]["annotations"]]
    assert notes
    assert set(notes) <= texts


def points(trace: dict) -> int:
    """Return how many marks of a trace can be seen."""
    marker = trace.get("marker", {})
    if trace["type"] == "scatter" and ("markers" not in trace["mode"] or marker.get("opacity") == 0):
        return 0
    size = marker.get("size", 1)
    return sum(map(bool, size)) if isinstance(size, list) else len(trace["x"])


def plain(markup: str) -> str:
    return html.unescape(TAGS.sub("", markup))


def test_values_stand_where_the_axes_say() -> None:
    axes = {"xaxis": {"range": ["2020-01-01", "2020-01-11"]}, "yaxis": {"range": [0, 200]}}
    plane = early.Plane(50, 10, 500, 100, axes["xaxis"], axes["yaxis"])
    assert plane.x("2020-01-06") == 300
    assert plane.y(50) == 85
    assert plane.x(0.5, paper=True) == 300
    assert plane.y(-0.5, paper=True) == 160


def test_text_of_a_report_stays_text() -> None:
    drawn = figure("overseas-coverage", "zh")
    drawn["layout"]["annotations"][0]["text"] = "&lt;script&gt;<b>1 & 2</b><img src=x>"
    picture = early.svg(drawn)
    assert "<script" not in picture
    assert "<img" not in picture
    assert '<tspan font-weight="bold">1 &amp; 2</tspan>' in picture


def test_a_page_without_scripts_holds_the_drawing() -> None:
    made = drawn(dcc.Graph(figure=figure("overseas-coverage", "zh")))
    key, text = next(iter(made.figures.items()))
    assert made.html.startswith(f'<div class="graph" data-figure="{key}" style="width:850px;height:510px">')
    assert "<svg " in made.html
    assert json.loads(text)["layout"]["width"] == 850
