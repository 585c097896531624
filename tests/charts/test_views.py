"""What a chart draws of many places, of contradicting values, and of running totals that fall."""

import made
from made import at, o, year

from dashboard import typeset
from dashboard.charts import Chart, Query, figure, footers, view
from dashboard.data import Data
from dashboard.forms.base import NEAR, Box, Placer, leader

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
    assert (len(shown.series), shown.left_out, shown.form) == (8, 22, "timeline")
    assert {one.last.value for one in shown.series} == set(range(122, 130))
    assert "另有22个地区未画" in footers.notes(shown, data, "zh")
    assert "22 more places not drawn" in footers.notes(shown, data, "en")


def test_places_asked_for_by_name_are_all_drawn() -> None:
    asked = tuple(f"place-{n}" for n in range(10))
    shown = drawn_of(of_places(30), places=asked)
    assert (set(shown.places), shown.left_out) == (set(asked), 0)


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
