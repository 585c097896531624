"""What a chart draws of many places, of contradicting values, and of running totals that fall."""

from random import Random

import made
from made import at, o, year

from dashboard import look, typeset
from dashboard.charts import Chart, Query, figure, footers, titles, view
from dashboard.charts.draw import FORMS_YAML
from dashboard.charts.view import labels
from dashboard.data import Data, Source
from dashboard.forms import rows
from dashboard.forms.base import NEAR, Box, Placer, Scene, leader
from dashboard.pages import charted
from etl.texts import LANGS, texts

CASES, COVER = "enforcement.ip_penalty_cases", "overseas_insurance.coverage"


def drawn_of(data: Data, **asked: object):
    one = Chart(topic="enforcement", question={}, metrics=sorted({p.metric for p in data.points}), id="t")
    return view(one, data, Query(**asked))


def of_places(count: int) -> Data:
    places = [f"place-{n}" for n in range(count)]
    return made.data(
        [o(CASES, 100 + n, **year(of, place=p)) for n, p in enumerate(places) for of in (2022, 2023)]
    )


def test_of_many_places_the_weightiest_are_drawn_and_the_others_counted() -> None:
    data = of_places(30)
    shown = drawn_of(data)
    assert (len(shown.series), len(shown.left_out), shown.form) == (8, 22, "timeline")
    assert {one.last.value for one in shown.series} == set(range(122, 130))
    assert "另有22个地区未画" in footers.notes(shown, data, "zh")
    assert "22 more places not drawn" in footers.notes(shown, data, "en")


def test_places_asked_for_by_name_are_all_drawn() -> None:
    asked = tuple(f"place-{n}" for n in range(10))
    shown = drawn_of(of_places(30), places=asked)
    assert (set(shown.places), shown.left_out) == (set(asked), ())


def test_values_of_one_year_stand_side_by_side() -> None:
    rows = [o(CASES, 500, **year(2022)), o(CASES, 700, **year(2023)), o(CASES, 655, **year(2023))]
    data = made.data([*rows, o(CASES, 680, method="implied", formula="1 + 1", **year(2023))])
    shown = drawn_of(data)
    made_of = figure(shown.chart, data, "zh")
    bars = next(trace for trace in made_of.data if trace.type == "bar")
    edges = sorted(zip(bars.x, bars.width, strict=True))[1:]
    assert len({x for x, _ in edges}) == 3
    assert all(width < bars.width[0] for _, width in edges)
    labels = [note.text for note in made_of.layout.annotations if (note.name or "").startswith("point:")]
    assert sum("说法不一" in text for text in labels) == 2
    assert "说法不一" in footers.notes(shown, data, "zh")


def test_the_line_of_a_running_total_stops_where_it_falls() -> None:
    rows = [o(COVER, value, unit="CNY", **at(day)) for value, day in
            ((3e8, "2021-06-30"), (9e8, "2022-06-30"), (4e8, "2023-06-30"), (5e8, "2024-06-30"))]  # fmt: skip
    data = made.data(rows)
    shown = drawn_of(data)
    assert [[p.value for p in run] for run in shown.lead.runs()] == [[3e8, 9e8], [4e8, 5e8]]
    assert "累计数变小处不相连" in footers.notes(shown, data, "zh")


def test_totals_within_a_year_are_joined_whichever_the_yearly_view_prefers() -> None:
    days = ("2023-03-31", "2023-06-30", "2023-12-31")
    data = made.data([o(COVER, 1e8 * n, unit="CNY", **at(day)) for n, day in enumerate(days, 1)])
    assert [len(run) for run in drawn_of(data).lead.runs()] == [3]


def test_a_label_stands_at_its_own_mark_or_is_led_to_it() -> None:
    placer = Placer(Box(0, 0, 400, 400))
    marks = [(100, 200), (130, 200), (160, 205), (300, 60)]
    for mark in marks:
        placer.mark(*mark)
        placer.block(Box(mark[0] - 5, mark[1] - 5, 10, 10))
    for mark in marks:
        box = placer.place(90, 34, *mark)
        others = [box.distance(*other) for other in marks if other != mark]
        assert leader(box, *mark) or all(box.distance(*mark) <= other for other in others)
        assert leader(box, *mark) is None or box.distance(*mark) > NEAR


def test_no_leader_crosses_a_label() -> None:
    chance, count = Random(7), 0
    for _ in range(40):
        placer = Placer(Box(0, 0, 600, 300))
        marks = [(chance.uniform(40, 560), chance.uniform(150, 280)) for _ in range(14)]
        for mark in marks:
            placer.mark(*mark)
            placer.block(Box(mark[0] - 5, mark[1] - 5, 10, 10))
        placed = [(mark, box) for mark in marks if (box := placer.place(90, 40, *mark))]
        for (x0, y0), own in placed:
            x1, y1 = leader(own, x0, y0) or (x0, y0)
            count += (x1, y1) != (x0, y0)
            way = [(x0 + (x1 - x0) * i / 60, y0 + (y1 - y0) * i / 60) for i in range(1, 61)]
            assert all(box.distance(*spot) > 0 for _, box in placed if box is not own for spot in way)
    assert count > 40


def test_a_line_of_a_title_ends_at_a_pause_and_never_within_a_date() -> None:
    said = "广州开发区海外侵权险保额：2022年3月4日6860万元，2025年7月底8.14亿元"
    assert typeset.balance(said, 790, 25, True) == [
        "广州开发区海外侵权险保额：",
        "2022年3月4日6860万元，2025年7月底8.14亿元",
    ]
    narrow = typeset.wrap("Cover: CNY 68.6 million (4 March 2022), 62,964 policies", 180, 20, True)
    for whole in ("CNY 68.6 million", "4 March 2022", "62,964"):
        assert any(whole in line for line in narrow)


def test_a_place_keeps_its_name_in_one_line_and_its_preposition_with_it() -> None:
    said = "Patent awards to date in Guangzhou Development District: 255 (end of 2021)"
    assert typeset.balance(said, 790, 25, True)[1].startswith("in Guangzhou Development District")
    for width in range(120, 800, 20):
        lines = typeset.balance(said, width, 25, True)
        assert " ".join(lines) == said
        assert not any(line.startswith((":", ")")) for line in lines)
        assert all(typeset.width(line, 25, True) <= width for line in lines if " " in line)


def test_lists_are_broken_between_their_items_where_that_takes_no_more_lines() -> None:
    items = [
        "来源：《某市知识产权保护状况白皮书》（2024年9月10日）；",
        "无题文稿（首句“近日，有关部门通报…”）",
    ]
    assert typeset.seamed("".join(items), 400, 12, "list") == items
    for width in range(60, 400, 20):
        lines = typeset.seamed("".join(items), width, 12, "list")
        assert "".join(lines) == "".join(items)
        assert len(lines) <= len(typeset.wrap("".join(items), width, 12))


def test_no_line_of_a_subtitle_ends_with_the_upright_between_its_parts() -> None:
    said = "IP mediators (stock at the date; number) | Guangzhou Development District | end of July 2025"
    lines = typeset.seamed(said, 500, 15.5, "fields")
    assert lines == [
        "IP mediators (stock at the date; number) | Guangzhou Development District".rpartition(" | ")[0],
        "Guangzhou Development District | end of July 2025",
    ]


def many_kinds() -> list[dict]:
    """Return totals of three places over two years, a flow of one, dollars of another, and a plan."""
    totals = [
        o(COVER, 1e8 * n, unit="CNY", **at(f"202{n}-12-31", place=place))
        for n in (2, 3)
        for place in ("hangzhou", "ningbo", "zhejiang")
    ]
    flow = o(COVER, 3e8, unit="CNY", **made.year(2023))
    foreign = o(COVER, 5e8, unit="HKD", **at("2023-12-31", place="hangzhou-binjiang"))
    plan = o(COVER, 9e9, unit="CNY", **at("2030-12-31", time_kind="plan"))
    return [*totals, flow, foreign, plan]


def test_of_many_values_of_several_kinds_the_largest_kind_is_drawn_and_the_others_are_counted() -> None:
    data = made.data(many_kinds())
    shown = drawn_of(data)
    assert shown.form == "timeline"
    assert {(p.unit, p.measure) for p in shown.points} == {("CNY", "cumulative")}
    assert len(shown.left_out) == 2
    assert "另有2组数据未画" in footers.notes(shown, data, "zh")
    assert "90亿元" not in titles.title(shown, data, "zh")


def test_few_values_of_several_kinds_stand_together_as_numbers() -> None:
    shown = drawn_of(made.data(many_kinds()[4:]))
    assert (shown.form, shown.left_out) == ("tiles", ())


def test_a_plan_is_no_newest_value_and_no_fact() -> None:
    data = made.data([*many_kinds()[:6], many_kinds()[-1]])
    shown = drawn_of(data)
    assert all(one.last.shape != "plan" for one in shown.series)
    assert "90亿元" not in titles.title(shown, data, "zh")
    latest = view(
        Chart(topic="overseas_insurance", question={}, metrics=[COVER], id="t", form="latest"), data
    )
    assert all(point.shape != "plan" for point in latest.points)


def test_single_values_of_many_places_at_many_dates_are_rows_of_their_newest() -> None:
    half = {"period_start": "2023-01-01", "period_end": "2023-06-30"}
    rows = [
        o(CASES, n + 1, **made.year(2022, place=place) | span)
        for n, (place, *_) in enumerate(made.PLACES)
        for span in ({}, half)
    ]
    data = made.data(rows)
    shown = drawn_of(data)
    assert (shown.form, len(shown.points), shown.older) == ("rows", 4, 4)
    assert "另有4个较早的数值未画" in footers.notes(shown, data, "zh")


def test_rows_too_many_for_the_height_are_counted_and_each_keeps_its_date() -> None:
    stated = [
        o(f"awards.{name}", n + 1, words="项", **made.year(2020 + n % 3, place=place))
        for place, *_ in made.PLACES
        for n, name in enumerate(("china_gold", "china_excellence", "bay_area_contest", "guangdong_gold"))
    ][:14]
    data = made.data(stated)
    one = Chart(topic="awards", question={}, metrics=list(dict.fromkeys(r["metric"] for r in stated)), id="t")
    shown = view(one, data)
    assert shown.form == "rows"
    scene = Scene(shown.series, labels(shown, data, "zh"), "zh", look.theme("light"), texts(FORMS_YAML))
    drawn = rows.draw(scene, Box(0, 0, 790, 180))
    values = [note["text"] for note in drawn.annotations if note["name"].startswith("point:")]
    more = [note["text"] for note in drawn.annotations if note["name"] == "more"]
    assert len(values) < len(shown.points)
    assert more == [f"另有 {len(shown.points) - len(values)} 项未列出"]
    assert all("年" in text for text in values)


def test_each_of_several_series_has_its_name_in_the_picture_however_small() -> None:
    places = [place for place, *_ in made.PLACES]
    close = [o(COVER, 1e8 + n, unit="CNY", **at("2023-06-30", place=place)) for n, place in enumerate(places)]
    data = made.data(close)
    one = Chart(topic="overseas_insurance", question={}, metrics=[COVER], id="t")
    shown = view(one, data)
    assert shown.form == "rows"
    apart = made.data([*close, o(COVER, 2e8, unit="CNY", **at("2024-06-30"))])
    assert view(one, apart).form == "timeline"
    for size in [*charted.SIZES.values(), *look.SIZES.values()]:
        for lang in LANGS:
            texts_of = [note.text for note in figure(one, apart, lang, size).layout.annotations]
            for name in labels(view(one, apart), apart, lang):
                words = [text for text in texts_of if name in text.replace("<br>", " ").replace("</b>", "")]
                drawn = [text for text in words if "<b>" in text and "：" not in text]
                assert drawn, (name, size)


def test_no_data_is_left_out_where_a_year_has_no_room_for_it() -> None:
    rows = [o(CASES, 5 + n, **year(of)) for n, of in enumerate((1990, 2005, 2024))]
    data = made.data(rows)
    one = Chart(topic="enforcement", question={}, metrics=[CASES], id="t")
    empty = [
        n for n in figure(one, data, "zh", charted.SIZES["phone"]).layout.annotations if n.name == "empty"
    ]
    assert empty == []
    broad = made.data([*rows[1:], o(CASES, 9, **year(2022))])
    drawn = figure(one, broad, "zh", look.size("2400x600"))
    assert len([n for n in drawn.layout.annotations if n.name == "empty"]) > 10


def test_an_untitled_report_is_named_by_its_opening_cut_outside_numbers() -> None:
    def named(opening: str) -> str:
        return footers.credit(Source("r", None, None, None, None, opening), "zh")

    assert (
        named("近日，国家知识产权局办公室通报2023年度结果")
        == "无题文稿（首句“近日，国家知识产权局办公室通报…”）"
    )
    assert named("杭州排名靠前。") == "无题文稿（首句“杭州排名靠前。”）"
