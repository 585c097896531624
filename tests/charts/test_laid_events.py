"""Events, findings and corrections on charts: a mark in the picture, and its words in the footer."""

from datetime import date

import made
import pytest

from dashboard.charts import Chart, Query, chart, events, figure, footers, view
from dashboard.data import Data


def happening(day: date, zh: str, en: str) -> dict:
    words = {"title_zh": zh, "title_en": en, "kind": "policy", "topic": "governance"}
    return {"date": day, "precision": "month", "place": None, **words}


@pytest.fixture
def library() -> Data:
    made_here = made.library()
    points = view(chart(made_here, "overseas-coverage"), made_here).points
    day = points[0].end
    old = day.replace(year=1999)
    made_here.events = [happening(day, "条例施行", "Regulation in force"), happening(old, "旧事", "Old")]
    return made_here


def test_events_are_laid_over_a_chart_only_when_asked_for(library: Data) -> None:
    one = chart(library, "overseas-coverage")
    assert events.shown(view(one, library), library) == []
    found = events.shown(view(one, library, Query(events=True)), library)
    assert [event.title["zh"] for event in found] == ["条例施行"]


def test_an_event_of_another_topic_is_not_laid_over(library: Data) -> None:
    library.events[0]["kind"] = "first_institution"
    one = chart(library, "overseas-coverage")
    assert events.shown(view(one, library, Query(events=True)), library) == []


def test_an_event_has_its_number_in_the_picture_and_its_words_in_the_footer(library: Data) -> None:
    one, asked = chart(library, "overseas-coverage"), Query(events=True)
    drawn = figure(one, library, "en", query=asked)
    assert any("\u2460" in note.text for note in drawn.layout.annotations if "Regulation" not in note.text)
    assert "\u2460" in footers.notes(view(one, library, asked), library, "en")
    assert "Regulation in force" in footers.notes(view(one, library, asked), library, "en")


def test_part_years_stand_as_bars_beside_whole_years_and_inside_ones_are_named() -> None:
    cases = "enforcement.ip_penalty_cases"
    half = {
        "time_kind": "period",
        "measure": "flow",
        "period_start": "2023-01-01",
        "period_end": "2023-06-30",
    }
    newer = half | {"period_start": "2024-01-01", "period_end": "2024-06-30"}
    rows = [made.o(cases, 700, **made.year(2022)), made.o(cases, 760, **made.year(2023))]
    data = made.data([*rows, made.o(cases, 350, **half), made.o(cases, 390, **newer)])
    one = chart(data, "enforcement-ip_penalty_cases")
    shown = view(one, data)
    assert shown.form == "bars"
    bars = next(trace for trace in figure(one, data, "zh").data if trace.type == "bar")
    assert list(bars.y) == [700, 760, 390]
    assert bars.width[2] < bars.width[1]
    assert "2023年上半年350件" in footers.notes(shown, data, "zh")


def labels(drawn) -> list[str]:
    """Return the words that stand at values."""
    return [n.text for n in drawn.layout.annotations if (n.name or "").startswith(("point:", "tile:"))]


def test_findings_are_numbered_at_their_values_only_when_asked_for() -> None:
    library = made.library()
    one, asked = chart(library, "patent-disputes"), Query(findings=True)
    assert not any("\u2776" in text for text in labels(figure(one, library, "zh")))
    assert sum("\u2776" in text for text in labels(figure(one, library, "zh", query=asked))) == 2
    assert "\u2776口径不同" in footers.notes(view(one, library, asked), library, "zh")
    assert "\u2776Definitions differ" in footers.notes(view(one, library, asked), library, "en")


RANK, DEAL = "ranking.ip_protection", "overseas_insurance.deal_coverage"
EVENT = {"unit": "CNY", "measure": "event", "time_kind": "event"}
SHAPES = {
    "timeline": [
        made.o("overseas_insurance.coverage", 1e8 * n, unit="CNY", **made.at(f"202{n}-06-30")) for n in (2, 3)
    ],
    "bars": [made.o("enforcement.ip_penalty_cases", 100 * n, **made.year(2020 + n)) for n in (2, 3)],
    "rows": [made.o(f"awards.{name}", 5, **made.year(2023)) for name in ("china_gold", "guangdong_gold")],
    "ranks": [made.o(RANK, n, unit="rank", **made.year(2020 + n, measure="level")) for n in (2, 3)],
    "deals": [made.o(DEAL, 1e6 * n, period_end=f"202{n}-06-30", **EVENT) for n in (2, 3)],
    "tiles": [made.o("services.mediators", 9, words="名")],
}


@pytest.mark.parametrize("form", SHAPES)
def test_a_corrected_value_is_marked_in_every_form(form: str) -> None:
    *rows, last = SHAPES[form]
    data = made.data([*rows, last | {"correction": "set: value"}])
    metrics = list(dict.fromkeys(point.metric for point in data.points))
    one = Chart(topic="enforcement", question={}, metrics=metrics, id="t")
    assert view(one, data).form == form
    assert sum("已更正" in text for text in labels(figure(one, data, "zh"))) == 1
    assert "已更正" in footers.notes(view(one, data), data, "zh")
