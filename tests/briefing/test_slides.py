"""Slides: charts that can be edited with the tables' own numbers; sentences in the notes; nothing off."""

import io
import re
from pathlib import Path

import made_library
import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Emu

from dashboard import pictures, sets
from dashboard.briefing import content, slides
from dashboard.briefing.making import Making
from dashboard.charts.own_titles import TitleError
from dashboard.data import Data, load
from etl.errors import DataFileError

NATIVE = ("timeline", "bars", "rows", "ranks", "deals")


def deck(made: Making) -> Presentation:
    return Presentation(io.BytesIO(made.file("pptx")))


def chart_slides(made: Making) -> list:
    return list(deck(made).slides)[2 : 2 + len(made.brief.items)]


def brief_of(data: Data, lang: str, *charts: str, **entry: object) -> content.Brief:
    chosen = sets.Set(
        name={"zh": "试", "en": "Test"}, pictures=[sets.Entry(chart=c, **entry) for c in charts]
    )
    return content.brief(data, sets.wishes(chosen, data, ["slide"], [lang]), lang, "Test")


@pytest.fixture(params=[("overseas-insurance", "zh"), ("enforcement", "en")], ids="-".join)
def made(request: pytest.FixtureRequest, briefings: dict) -> Making:
    return briefings[request.param]


def test_charts_are_native_and_hold_the_values_of_the_tables(made: Making) -> None:
    seen = 0
    for item, slide in zip(made.brief.items, chart_slides(made), strict=True):
        frames = [shape for shape in slide.shapes if shape.has_chart]
        assert len(frames) == (item.shown.form in NATIVE), item.wish.chart.id
        assert not [shape for shape in slide.shapes if shape.shape_type == 13], "a chart as a picture"
        for frame in frames:
            sheet = openpyxl.load_workbook(
                io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob), data_only=True
            ).active
            cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
            drawn = [p for p in item.shown.points if p.observation in str(_customdata(item))]
            assert drawn
            assert {point.value for point in drawn} <= cells
            seen += len(drawn)
    assert seen >= 5


def _customdata(item: content.Item) -> list:
    return [list(t.customdata) for t in pictures.drawn(item.data, item.wish).data if t.customdata is not None]


def test_plotted_numbers_are_those_of_the_sheet_in_the_axis_units(briefings: dict) -> None:
    slide = chart_slides(briefings["overseas-insurance", "zh"])[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    plotted = {float(v.text) for v in chart.element.iter("{*}v") if "yVal" in _above(v)}
    assert {8.14, 3.9, 0.686} <= plotted
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    formulas = [c.value for row in book.active.iter_rows() for c in row if str(c.value).startswith("=")]
    assert formulas
    assert all(re.fullmatch(r"=[A-Z]+\d+/100000000", one) for one in formulas)


def _above(element: object) -> str:
    return "/".join(one.tag.rpartition("}")[2] for one in element.iterancestors())


def test_dates_stand_where_they_are_in_time(briefings: dict) -> None:
    slide = chart_slides(briefings["overseas-insurance", "zh"])[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    days = {float(v.text) for v in chart.element.iter("{*}v") if "xVal" in _above(v)}
    assert {44624.0, 45869.0} <= days, "2022-03-04 and 2025-07-31 as spreadsheets count days"


def test_worked_out_values_are_hollow_and_bars_begin_at_zero(briefings: dict) -> None:
    slide = chart_slides(briefings["enforcement", "zh"])[0]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert chart.value_axis.minimum_scale == 0
    hollow = chart.element.xpath(".//c:dPt[c:spPr/a:ln/a:solidFill]")
    assert len(hollow) == 1
    assert list(chart.plots[0].categories) == ["2020年", "2021年", "2022年", "2023年"], (
        "a year without data keeps its place"
    )


def test_series_are_labelled_at_their_points_without_legend(made: Making) -> None:
    for item, slide in zip(made.brief.items, chart_slides(made), strict=True):
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            assert not chart.has_legend
            assert not chart.has_title
            words = "".join(t.text for t in chart.element.iter("{*}t"))
            assert (
                item.facts[0].value.replace(" ", "") in words.replace(" ", "") or item.shown.form == "ranks"
            )


def test_notes_hold_each_sentence_with_its_report(made: Making) -> None:
    for item, slide in zip(made.brief.items, chart_slides(made), strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        for fact in item.facts:
            assert fact.value in notes
            assert fact.sentences, f"{fact.name} has no sentence"
            assert all(sentence in notes for sentence in fact.sentences)
        for number in item.sources:
            assert made.brief.source(number).citation in notes


def test_claims_are_the_slides_titles_and_lead_to_their_charts(made: Making) -> None:
    show = list(deck(made).slides)
    for item, slide in zip(made.brief.items, chart_slides(made), strict=True):
        assert re.sub(r"\s", "", slide.shapes.title.text) == re.sub(r"\s", "", item.title)
    links = [s.click_action.target_slide for s in show[1].shapes if s.name.startswith("key-")]
    assert [link.slide_id for link in links] == [slide.slide_id for slide in show[2 : 2 + len(links)]]


def test_last_slides_name_every_source_every_caveat_and_the_version(made: Making) -> None:
    last = list(deck(made).slides)[2 + len(made.brief.items) :]
    words = "".join(shape.text_frame.text for slide in last for shape in slide.shapes if shape.has_text_frame)
    assert all(source.citation in words for source in made.brief.sources)
    assert all(caveat in words for caveat in made.brief.caveats)
    assert made.brief.version in words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_stands_off_the_slide(briefings: dict, lang: str) -> None:
    for name in ("overseas-insurance", "enforcement"):
        show = deck(briefings[name, lang])
        for number, slide in enumerate(show.slides, 1):
            for shape in slide.shapes:
                inside = shape.left >= 0 and shape.left + shape.width <= show.slide_width + Emu(1)
                assert inside, f"{name} {lang} {number}: {shape.name}"
                assert shape.top >= 0, f"{name} {lang} {number}: {shape.name}"
                assert shape.top + shape.height <= show.slide_height, f"{name} {lang} {number}: {shape.name}"


def test_same_tables_give_the_same_bytes(made: Making) -> None:
    assert made.file("pptx") == made.file("pptx")


def test_changed_report_changes_the_slide(
    small: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = made_library.OBSERVATIONS["cases-new"]
    monkeypatch.setitem(made_library.OBSERVATIONS, "cases-new", (*stated[:6], 1377, *stated[7:]))
    made_library.write(tmp_path, **{"1204宗": "1377宗"})
    titles = [
        Presentation(io.BytesIO(slides.make(brief_of(data, "zh", "patent-disputes"))))
        .slides[2]
        .shapes.title.text
        for data in (small, load(tmp_path))
    ]
    assert "1204宗" in titles[0]
    assert "1377宗" in titles[1]


def test_own_title_with_a_number_of_its_own_is_refused(shipped: Data) -> None:
    brief = brief_of(shipped, "zh", "patent-disputes", title={"zh": "专利纠纷达9999宗"})
    with pytest.raises(TitleError):
        slides.make(brief)


def test_intro_with_a_digit_is_refused(shipped: Data) -> None:
    wishes = sets.wishes(sets.load("enforcement"), shipped, ["slide"], ["zh"])
    with pytest.raises(DataFileError) as problem:
        content.brief(shipped, wishes, "zh", "试", {"zh": "共3份报告"})
    assert "3份" in problem.value.say("zh")
    assert "digit" in str(problem.value)


def test_set_without_data_says_so(shipped: Data) -> None:
    with pytest.raises(content.NothingToTell) as problem:
        brief_of(shipped, "zh", "patent-disputes", places=["shenzhen"])
    assert "没有数据" in problem.value.say("zh")
