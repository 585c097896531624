"""Events over charts: only where asked for, in the picture as a number and in the footer as words."""

from datetime import date

import made
import pytest

from dashboard.charts import Query, chart, events, figure, footers, view
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
