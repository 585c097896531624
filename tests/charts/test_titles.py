"""Titles say what the points bear out, in both languages, over many shapes of data."""

import made
import pytest
from made import at, within, year

from dashboard.charts import Chart, charts, titles, view

CASES = "enforcement.ip_penalty_cases"
COVER = "overseas_insurance.coverage"


def title(lang: str, *rows: dict, inputs: list = [], breaks: list = [], **chart: object) -> str:  # noqa: B006
    data = made.data(rows, inputs, breaks)
    one = Chart(
        topic="enforcement",
        question={},
        metrics=list(dict.fromkeys(r["metric"] for r in rows)),
        id="t",
        **chart,
    )
    return titles.title(view(one, data), data, lang)


def cases(value: float, of: int, **more: object) -> dict:
    return {"metric": CASES, "value": value, "words": "宗", **year(of), **more}


def cover(value: float, day: str, **more: object) -> dict:
    return {"metric": COVER, "value": value, "unit": "CNY", **at(day), **more}


def test_one_value_is_a_value_with_its_date() -> None:
    assert title("zh", cases(612, 2023)) == "2023年杭州知识产权行政处罚案件达612宗"
    assert title("zh", cover(7.06e8, "2024-06-30")) == "2024年6月底杭州海外侵权责任险累计保额达7.06亿元"
    assert title("en", cover(7.06e8, "2024-06-30")) == (
        "Overseas IP liability coverage in Hangzhou: CNY 706 million (end of June 2024)"
    )


def test_rise_fall_and_standstill() -> None:
    assert "由612宗增至700宗（2022—2023年）" in title("zh", cases(612, 2022), cases(700, 2023))
    assert "由700宗降至612宗（2022—2023年）" in title("zh", cases(700, 2022), cases(612, 2023))
    assert "2022—2023年保持612宗" in title("zh", cases(612, 2022), cases(612, 2023))
    assert "rose from 612 in 2022 to 700 in 2023" in title("en", cases(612, 2022), cases(700, 2023))
    assert "fell from 700 in 2022 to 612 in 2023" in title("en", cases(700, 2022), cases(612, 2023))


def test_a_multiple_is_exact_or_about() -> None:
    assert "2024年达9亿元，是2022年的3倍" in title("zh", cover(3e8, "2022-03-31"), cover(9e8, "2024-03-31"))
    assert "，约是2022年的2.3倍" in title("zh", cover(3e8, "2022-03-31"), cover(7e8, "2024-03-31"))
    assert "about 2.3 times the 2022 level" in title("en", cover(3e8, "2022-03-31"), cover(7e8, "2024-03-31"))


def test_no_multiple_of_a_bound() -> None:
    text = title("zh", cover(3e8, "2022-03-31", bound="at_least"), cover(9e8, "2024-03-31"))
    assert "倍" not in text
    assert "超3亿元" in text


@pytest.mark.parametrize(("bound", "said", "spoken"), [
    ("at_least", "超7.06亿元", "over CNY 706 million"),
    ("at_most", "不超过7.06亿元", "at most CNY 706 million"),
    ("about", "约7.06亿元", "about CNY 706 million"),
])  # fmt: skip
def test_a_bound_stays_in_the_title(bound: str, said: str, spoken: str) -> None:
    row = cover(7.06e8, "2024-06-30", bound=bound)
    assert said in title("zh", row)
    assert "达" not in title("zh", row)
    assert spoken in title("en", row)


def test_growth_that_a_report_states_is_claimed_with_its_value() -> None:
    growth = {"metric": CASES, "value": -3.2, "unit": "percent", "transform": "growth", **year(2023)}
    assert title("zh", cases(612, 2023), growth) == "2023年杭州知识产权行政处罚案件612宗，同比下降3.2%"
    assert "fell 3.2% to 612 in 2023" in title("en", cases(612, 2023), growth)


def test_a_break_of_definition_ends_the_claim() -> None:
    text = title("zh", cases(500, 2020), cases(700, 2023), breaks=[("o1", "o2")])
    assert "500" not in text
    assert "增" not in text


def test_flows_and_running_totals_make_no_development() -> None:
    rows = cover(3e8, "2022-12-31"), {"metric": COVER, "value": 9e8, "unit": "CNY", **year(2023)}
    assert not any(word in title("zh", *rows) for word in "增降倍")


def test_part_of_a_year_is_not_compared_with_a_year() -> None:
    half = {"metric": CASES, "value": 300, "measure": "flow", "time_kind": "period",
            "period_start": "2024-01-01", "period_end": "2024-06-30"}  # fmt: skip
    assert not any(word in title("zh", cases(612, 2023), half) for word in "增降倍")


def test_a_worked_out_value_is_called_so() -> None:
    row = cases(548.2, 2023, method="derived", formula="a / b")
    assert "（推算）" in title("zh", row)
    assert "(worked out)" in title("en", row)


def test_an_inferred_date_is_an_interval() -> None:
    row = {"metric": COVER, "value": 9e8, "unit": "CNY", **within("2024-01-01", "2024-12-31")}
    assert "2024年内" in title("zh", row)
    assert "some time in 2024" in title("en", row)


def test_a_date_that_no_report_states_is_not_made_up() -> None:
    row = cases(390, 2023, time_kind="unknown", period_start=None, period_end=None)
    assert "时间未载明" in title("zh", row)
    assert "date not stated" in title("en", row)


def test_an_open_span_is_said_to_be_open() -> None:
    row = {"metric": "services.aid_funds", "value": 2.8e7, "unit": "CNY", "period_start": "2018-01-01",
           **at("2024-06-30", time_kind="period")}  # fmt: skip
    assert title("zh", row) == "2018年以来杭州维权援助资金累计2800万元"
    assert title("en", row) == "Rights-aid funds in Hangzhou: CNY 28 million since 2018"


def test_a_short_claim_takes_the_full_name_of_its_place() -> None:
    row = {"metric": "awards.china_gold", "value": 3, **year(2023)}
    assert title("zh", row) == "2023年杭州市中国专利金奖共3件"


def test_a_long_claim_keeps_its_place_and_gives_up_the_day() -> None:
    row = {"metric": "overseas_insurance.average_coverage", "value": 2_147_757, "unit": "CNY_per_policy",
           "method": "derived", "bound": "about", "measure": "level",
           **at("2024-06-30", place="hangzhou-binjiang")}  # fmt: skip
    subject = {
        "zh": "海外侵权责任险平均保额",
        "en": "Average yearly overseas IP liability coverage per policyholder",
    }
    said = title("en", row, subject=subject)
    assert "in Binjiang District" in said
    assert "(worked out, June 2024)" in said
    assert len(said.split()) <= titles.LENGTHS["en"][1] + titles.SPARE["en"]
    assert "滨江区" in title("zh", row, subject=subject)


def total(metric: str, value: float, words: str) -> dict:
    return {"metric": metric, "value": value, "words": words, **at("2024-06-30")}


@pytest.mark.parametrize(("row", "said"), [
    ({"metric": "services.mediators", "value": 7, "words": "名"}, "知识产权调解员共7名"),
    ({"metric": "services.mediators", "value": 166, "words": "名"}, "知识产权调解员达166名"),
    ({"metric": "overseas_insurance.insurers", "value": 4, "words": "家"}, "承保机构数为4家"),
    (total("finance.securitisation_products", 4, "支"), "产品累计4支"),
    (cover(2e9, "2024-06-30", metric="finance.securitisation_amount"), "融资额累计达20亿元"),
    (total("overseas_insurance.policies", 215, "家次"), "累计承保215家次"),
    ({"metric": "governance.ip_measure_share", "value": 10.5, "unit": "percent"}, "占比为10.5%"),
])  # fmt: skip
def test_the_verb_suits_the_value(row: dict, said: str) -> None:
    assert title("zh", row).endswith(said)


def test_a_total_by_assumption_is_not_called_one() -> None:
    row = cover(2e9, "2024-06-30", metric="finance.securitisation_amount", measure_basis="assumed")
    assert "累计" not in title("zh", row)


def test_a_state_on_a_plain_day_is_as_at_that_day() -> None:
    mediators = {"metric": "services.mediators", "value": 166, "words": "名"}
    assert title("zh", mediators | {"period_end": "2024-06-17"}).startswith("截至2024年6月17日杭州")
    assert title("zh", mediators).startswith("2024年6月底杭州")


def test_a_plan_is_a_plan() -> None:
    row = {"metric": "patents.high_value_per_10k", "value": 120, "unit": "per_10k_people",
           "time_kind": "plan",          "period_end": "2030-12-31"}  # fmt: skip
    assert "计划2030年底" in title("zh", row)
    assert "plans" in title("en", row)


def rank(value: int, of: int) -> dict:
    return {"metric": "ranking.ip_protection", "value": value, "unit": "rank", **year(of, measure="level")}


@pytest.mark.parametrize(("rows", "words"), [
    ([rank(1, 2021), rank(1, 2022), rank(1, 2023)], "2021—2023年连续3年第1位"),
    ([rank(5, 2022), rank(2, 2023)], "由2022年第5位升至2023年第2位"),
    ([rank(2, 2022), rank(5, 2023)], "由2022年第2位降至2023年第5位"),
    ([rank(2, 2023)], "第2位"),
])  # fmt: skip
def test_ranks(rows: list[dict], words: str) -> None:
    assert words in title("zh", *rows)


def test_years_with_a_gap_are_not_running() -> None:
    assert "连续" not in title("zh", rank(1, 2020), rank(1, 2023))


def award(name: str, value: float, of: int = 2023) -> dict:
    return {"metric": f"awards.{name}", "value": value, "words": "项", **year(of)}


def test_siblings_of_one_moment_have_a_first() -> None:
    rows = award("china_gold", 3), award("china_excellence", 39)
    assert (
        title("zh", *rows, subject={"zh": "获专利奖项"}) == "2023年杭州获专利奖项以中国专利优秀奖最多，共39项"
    )


def test_siblings_of_different_moments_have_none() -> None:
    assert "最多" not in title("zh", award("china_gold", 3, 2022), award("china_excellence", 39))


def test_the_only_deal_is_no_largest() -> None:
    row = {"metric": "overseas_insurance.deal_coverage", "value": 6.2e6, "unit": "CNY", "measure": "event",
           "time_kind": "event", "period_end": "2021-03-09"}  # fmt: skip
    assert "最高" not in title("zh", row)
    other = row | {"value": 9e6, "period_end": "2022-02-11"}
    assert "已知最高900万元（2022年2月11日）" in title("zh", row, other)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_titles_of_the_library_have_the_length_of_titles(lang: str) -> None:
    data = made.library()
    for one in charts(data).values():
        if not one.automatic:
            text = titles.title(view(one, data), data, lang)
            low, high = titles.LENGTHS[lang]
            assert low - 5 <= titles.length(text, lang) <= high + titles.SPARE[lang], text


def test_a_sentence_to_paste_names_time_place_value_and_source() -> None:
    data = made.data([cover(7.06e8, "2024-06-30")])
    said = titles.sentence(data.points[0], data, "zh", "《白皮书》")
    assert said == "截至2024年6月底，杭州海外侵权责任险累计保额达7.06亿元（来源：《白皮书》）。"
    assert titles.sentence(data.points[0], data, "en").startswith("As of the end of June 2024, overseas IP")


def test_a_sentence_marks_what_is_worked_out_and_tells_ranks_as_ranks() -> None:
    row = {"metric": "overseas_insurance.average_coverage", "value": 2_147_757, "unit": "CNY_per_policy",
           "method": "derived", "bound": "about", "measure": "level", **at("2024-06-30")}  # fmt: skip
    data = made.data([row, rank(2, 2023)])
    assert titles.sentence(data.points[0], data, "zh").endswith("万元/家次（推算）。")
    assert "(worked out)" in titles.sentence(data.points[0], data, "en")
    assert titles.sentence(data.points[1], data, "zh") == "2023年，杭州知识产权行政保护考核排名第2位。"
    assert titles.sentence(data.points[1], data, "en").startswith("In 2023, Hangzhou ranked 2nd (")


def half(value: float, of: int) -> dict:
    return {"metric": "enforcement.ip_penalty_cases", "value": value, "time_kind": "period",
            "measure": "flow", "period_start": f"{of}-01-01", "period_end": f"{of}-06-30"}  # fmt: skip


def test_a_part_year_is_compared_with_the_same_span_of_a_year_before() -> None:
    rows = [half(300, 2023), half(360, 2024)]
    assert title("zh", *rows) == "2024年上半年杭州知识产权行政处罚案件由2023年同期300件增至360件"
    assert "same months of 2023: 300" in title("en", *rows)


def test_no_bracket_stands_in_a_bracket() -> None:
    rows = [half(300, 2023) | {"method": "implied", "formula": "360 / (1 + 20%)"}, half(360, 2024)]
    assert title("en", *rows).endswith("(same months of 2023: 300, worked out)")


def test_a_part_year_is_never_compared_with_a_whole_year() -> None:
    rows = [cases(700, 2022), cases(760, 2023), half(360, 2024)]
    for row in rows[:2]:
        row["metric"] = "enforcement.ip_penalty_cases"
    said = title("zh", *rows)
    assert "360" in said
    assert "降" not in said
    assert "760" not in said


def test_no_development_is_claimed_of_a_measure_that_no_words_state() -> None:
    rows = cover(3e8, "2022-03-31", measure_basis="assumed"), cover(9e8, "2024-03-31")
    assert title("zh", *rows) == "杭州海外侵权责任险累计保额：2022年3月底3亿元，2024年3月底9亿元"
    said = title("en", *rows)
    assert "CNY 300 million (March 2022), CNY 900 million (March 2024)" in said
    assert not any(word in said for word in ("times", "rose", "reached"))
    fallen = cover(9e8, "2022-03-31"), cover(3e8, "2024-03-31", measure_basis="assumed")
    assert not any(word in title("zh", *fallen) for word in "增降倍")
    kept = cover(9e8, "2022-03-31"), cover(9e8, "2024-03-31", measure_basis="assumed")
    assert "保持" not in title("zh", *kept)


def test_a_development_between_stated_measures_ignores_an_assumed_one_between_them() -> None:
    rows = (
        cover(3e8, "2022-03-31"),
        cover(5e8, "2023-03-31", measure_basis="assumed"),
        cover(9e8, "2024-03-31"),
    )
    assert "是2022年的3倍" in title("zh", *rows)


def test_values_that_contradict_one_another_are_told_and_not_claimed() -> None:
    rows = cases(612, 2022), cases(700, 2023), cases(655, 2023)
    assert title("zh", *rows) == "2023年杭州知识产权行政处罚案件报告说法不一：655宗、700宗"
    assert "reports differ, 655, 700" in title("en", *rows)


def test_a_value_stated_with_fewer_digits_contradicts_nothing() -> None:
    rows = cover(8.1e8, "2024-06-30"), cover(8.14e8, "2024-06-30")
    assert "不一" not in title("zh", *rows)


def test_a_running_total_that_falls_is_no_development() -> None:
    rows = cover(9e8, "2022-03-31"), cover(3e8, "2023-03-31"), cover(6e8, "2024-03-31")
    said = title("zh", *rows)
    assert "6亿元" in said
    assert not any(word in said for word in "增降倍")


def test_a_year_that_had_not_ended_is_no_year() -> None:
    rows = cases(700, 2022), cases(760, 2023), cases(400, 2024, status="P")
    assert "由700宗增至760宗（2022—2023年）" in title("zh", *rows)
    assert "2024年以来" in title("zh", rows[2])
    assert "2024 so far" in title("en", rows[2])


def test_a_difference_of_running_totals_takes_no_stated_total_away() -> None:
    span = {"time_kind": "period", "period_start": "2022-04-01", "period_end": "2024-03-31"}
    worked_out = {
        "method": "derived",
        "formula": "900000000 - 300000000",
        "bound": "exact",
        "measure": "flow",
    }
    grown = {"metric": COVER, "value": 6e8, "unit": "CNY", **span, **worked_out}
    rows = cover(3e8, "2022-03-31"), cover(9e8, "2024-03-31"), grown
    assert "2024年达9亿元，是2022年的3倍" in title("zh", *rows)
    assert "9亿元" in title("zh", *rows, form="latest")


def test_bounds_bear_out_no_fall_that_they_do_not_exclude() -> None:
    open_ends = cover(9e8, "2022-03-31", bound="at_least"), cover(5e8, "2024-03-31", bound="at_least")
    assert "降" not in title("zh", *open_ends)
    assert "超5亿元" in title("zh", *open_ends)
    assert "由3亿元增至超9亿元" in title(
        "zh", cover(3e8, "2022-03-31"), cover(9e8, "2024-03-31", bound="at_least")
    )


def test_growth_that_is_worked_out_is_not_told_as_stated() -> None:
    rate = {"unit": "percent", "transform": "growth", "method": "derived", "formula": "700 / 612 - 1"}
    growth = {"metric": CASES, "value": 14.4, **rate, **year(2023)}
    assert "同比" not in title("zh", cases(612, 2022), cases(700, 2023), growth)
