"""Worked-out values: implied by growth, change and share; ratios; increments; growth; the yearly view."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_case import Report, as_of, event, evidence, observations, year
from msgspec.structs import replace

from etl.derive import derive, unsaid
from etl.derive.annual import annual
from etl.derive.rounding import exact, step
from etl.derive.spans import year_before

CASES = "enforcement.trademark_penalty_cases"
POLICIES, PREMIUM, COVERAGE = (f"overseas_insurance.{name}" for name in ("policies", "premium", "coverage"))


def worked_out(*reports):
    return [d.observation for d in derive(observations(reports), evidence(reports))]


def yearly(*reports):
    stated, behind = observations(reports), evidence(reports)
    shown = unsaid(derive(stated, behind), stated)
    return annual([*stated, *(d.observation for d in shown)], behind)


def grown(words, surface, growth, level=3051.0, **more):
    report = Report("r").says(
        f"2027年共办结案件⟦3051宗⟧，{words}⟦{surface}⟧。",
        year(2027, metric=CASES, value=level),
        year(2027, metric=CASES, value=growth, unit="percent", kind="growth", transform="growth", **more),
    )
    return worked_out(report)


@pytest.mark.parametrize("words", ["同比增加", "比上年增长", "较去年增长", "比2026年增长", ""])
def test_growth_on_the_year_before_states_the_year_before(words):
    (found,) = grown(words, "14.27%", 14.27)
    assert (found.value, found.low, found.high, found.bound) == (2670.0, 2670.0, 2670.0, "exact")
    assert (found.period_start, found.period_end, found.method) == ("2026-01-01", "2026-12-31", "implied")
    assert found.formula == "3051 / (1 + 14.27%)"
    assert len(found.inputs) == 2


def test_a_rounder_rate_leaves_an_interval():
    (found,) = grown("同比增长", "14%", 14.0)
    assert found.bound == "range"
    assert found.low <= 2676 <= found.high
    assert (found.low, found.high) == (2665.0, 2688.0)


@pytest.mark.parametrize(
    "words", ["环比增长", "比2024年增长", "年均增长", "较年初增长", "比上一届增长", "较上届增长"]
)
def test_growth_on_another_base_states_no_year_before(words):
    assert grown(words, "14.27%", 14.27) == []


def test_a_rough_rate_states_nothing():
    assert grown("同比增长约", "14%", 14.0, bound="about", low=None, high=None) == []


@settings(deadline=None)
@given(
    before=st.integers(20, 20_000),
    growth=st.decimals(Decimal("-90"), Decimal("400"), places=2, allow_nan=False).filter(bool),
)
def test_the_true_year_before_always_lies_in_the_interval(before, growth):
    now = round(before * (1 + float(growth) / 100))
    if now < 1:
        return
    stated = round(Decimal(now - before) / Decimal(before) * 100, 2)
    report = Report("r").says(
        f"2027年办结案件⟦{now}宗⟧，同比增长⟦{stated}%⟧。",
        year(2027, metric=CASES, value=float(now)),
        year(2027, metric=CASES, value=float(stated), unit="percent", kind="growth", transform="growth"),
    )
    found = worked_out(report)
    if stated > -100:
        assert found[0].low <= before <= found[0].high


def test_an_absolute_change_states_the_year_before():
    report = Report("r").says(
        "2027年办结案件⟦3051宗⟧，比上年增加⟦61宗⟧。",
        year(2027, metric=CASES, value=3051.0),
        year(2027, metric=CASES, value=61.0, transform="change"),
    )
    (found,) = worked_out(report)
    assert (found.value, found.formula) == (2990.0, "3051 - 61")


def test_a_share_of_a_place_above_states_its_total():
    metric = "patents.valid_inventions"
    report = Report("r").says(
        "截至2027年底有效发明专利⟦5000件⟧，占全省的⟦25.0%⟧。",
        as_of("2027-12-31", metric=metric, value=5000.0, measure="stock"),
        as_of(
            "2027-12-31",
            metric=metric,
            value=25.0,
            unit="percent",
            kind="percent",
            transform="share",
            measure="stock",
        ),
    )
    (found,) = worked_out(report)
    assert (found.place, found.value) == ("hunan", 20000.0)
    assert found.low < 20000 < found.high


def insured(day="2027-06-30", place="changsha", name="r", amount=5e8, basis="words"):
    at = {"place": place, "measure_basis": basis}
    return Report(name).says(
        f"截至{day}累计承保⟦250家次⟧，保费⟦4000万元⟧，保额⟦{amount / 1e8:g}亿元⟧。",
        as_of(day, metric=POLICIES, value=250.0, **at),
        as_of(day, metric=PREMIUM, value=4e7, unit="CNY", **at),
        as_of(day, metric=COVERAGE, value=amount, unit="CNY", **at),
    )


def test_the_field_s_ratios_are_worked_out_of_one_report_and_date():
    found = {o.metric: o for o in worked_out(insured())}
    rate = found["overseas_insurance.premium_rate"]
    assert (rate.value, rate.unit, rate.formula) == (8.0, "percent", "40000000 / 500000000 × 100")
    assert found["overseas_insurance.average_coverage"].value == 2e6
    assert found["overseas_insurance.average_premium"].unit == "CNY_per_policy"
    assert rate.low < 8 < rate.high


def test_no_ratio_across_places_or_dates():
    at = {"metric": PREMIUM, "value": 4e7, "unit": "CNY"}
    other = Report("q").says("保费⟦4000万元⟧。", as_of("2027-06-30", place="changsha-yuelu", **at))
    only = Report("r").says("保额⟦5亿元⟧。", as_of("2027-06-30", metric=COVERAGE, value=5e8, unit="CNY"))
    assert worked_out(only, other) == []


def test_what_was_added_between_two_totals_needs_the_words_of_both():
    early, late = insured("2026-12-31", name="a", amount=3e8), insured("2027-12-31", name="b")
    added = [o for o in worked_out(early, late) if o.metric == COVERAGE and o.transform == "level"]
    assert [(o.value, o.measure, o.period_start, o.period_end) for o in added] == [
        (2e8, "flow", "2027-01-01", "2027-12-31")
    ]
    doubtful = insured("2026-12-31", name="a", amount=3e8, basis="assumed")
    assert not [o for o in worked_out(doubtful, late) if o.metric == COVERAGE and o.measure == "flow"]


def test_an_increment_of_a_whole_year_enters_the_yearly_view():
    rows = yearly(insured("2026-12-31", name="a", amount=3e8), insured("2027-12-31", name="b"))
    assert {(r.year, r.value, r.basis) for r in rows if r.metric == COVERAGE} == {
        (2026, 3e8, "last_as_of"),
        (2027, 5e8, "last_as_of"),
        (2027, 2e8, "increment"),
    }


def test_growth_is_worked_out_between_stated_years_of_one_wording_only():
    def closed(name, number, value, verb):
        return Report(name).says(
            f"全年{verb}案件⟦{value}宗⟧。", year(number, metric=CASES, value=float(value))
        )

    same = worked_out(closed("a", 2026, 400, "办结"), closed("b", 2027, 500, "办结"))
    assert [(o.transform, o.value, o.method) for o in same] == [("growth", 25.0, "derived")]
    assert worked_out(closed("a", 2026, 400, "办理"), closed("b", 2027, 500, "办结")) == []


def test_compound_growth_spans_the_years_between():
    reports = [
        Report(name).says(f"全年办结案件⟦{value}宗⟧。", year(number, metric=CASES, value=float(value)))
        for name, number, value in (("a", 2024, 100), ("b", 2026, 121))
    ]
    (found,) = worked_out(*reports)
    assert (found.value, found.period_start, found.period_end) == (10.0, "2025-01-01", "2026-12-31")


@pytest.mark.parametrize(
    "values",
    [
        {
            "time_kind": "period",
            "period_start": "2027-01-01",
            "period_end": "2027-09-30",
            "place": "changsha",
        },
        {
            "time_kind": "period",
            "period_start": "2025-01-01",
            "period_end": "2027-06-30",
            "measure": "cumulative",
        },
        {"time_kind": "plan", "period_start": "2032-01-01", "period_end": "2032-12-31", "place": "changsha"},
        {"time_kind": "unknown", "place": "changsha"},
        event("2027-05-14"),
    ],
    ids=["nine months", "open span", "plan", "unknown", "deal"],
)
def test_what_is_no_whole_year_never_enters_the_yearly_view(values):
    report = Report("r").says("办结案件⟦88宗⟧。", {"metric": CASES, "value": 88.0, **values})
    assert yearly(report) == []


def test_a_year_that_had_not_ended_when_the_report_was_written_is_no_year():
    report = Report("r", date="2027-08-15").says(
        "2027年办结⟦88宗⟧。", year(2027, metric=CASES, value=88.0, status="P")
    )
    assert yearly(report) == []


def test_the_office_goes_before_the_press_and_the_newer_before_the_older():
    def of(name, publisher, date, value):
        return Report(name, date, publisher).says(
            f"办结⟦{value}宗⟧。", year(2027, metric=CASES, value=float(value))
        )

    rows = yearly(
        of("press", "某某日报", "2030-01-01", 90),
        of("old", "长沙市知识产权局", "2028-02-01", 88),
        of("new", "长沙市知识产权局", "2028-09-01", 89),
    )
    assert {r.report: r.preferred for r in rows} == {"press": False, "old": False, "new": True}


def test_the_last_date_of_the_year_stands_for_the_year():
    rows = yearly(insured("2027-03-31", name="a", amount=3e8), insured("2027-10-31", name="b"))
    shown = [r for r in rows if r.metric == COVERAGE and r.preferred]
    assert [(r.value, r.as_of) for r in shown] == [(5e8, "2027-10-31")]


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 3), st.sampled_from([1, 10**4, 10**8]))
def test_the_step_is_the_weight_of_the_last_digit_written(digits, decimals, multiplier):
    text = f"{Decimal(digits).scaleb(-decimals):f}"
    value = float(exact(float(Decimal(text) * multiplier)))
    assert step(value, [f"约{text}万元"], "CNY") == exact(float(multiplier)) / 10 ** (
        len(text.partition(".")[2])
    )


@pytest.mark.parametrize(
    ("day", "before"),
    [("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-29"), ("2025-07-31", "2024-07-31")],
)
def test_the_same_day_a_year_before(day, before):
    assert year_before(day) == before


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        (
            "与上年同期相比，全市共办结各类专利侵权、假冒专利和商标侵权等案件"
            "⟦3051宗⟧，在人员没有增加的情况下数量仍然增长⟦14.27%⟧。",
            2026,
        ),
        ("2027年共办结案件⟦3051宗⟧，⟦14.27%⟧的同比增幅为近年最高。", 2026),
        ("2027年共办结案件⟦3051宗⟧，增长⟦14.27%⟧（与上年相比）。", 2026),
        ("环比增长的月份有九个；2027年共办结案件⟦3051宗⟧，同比增长⟦14.27%⟧。", 2026),
        ("2027年共办结案件⟦3051宗⟧，⟦14.27%⟧的环比增幅为近年最高。", None),
        ("2027年共办结案件⟦3051宗⟧，比前年增长⟦14.27%⟧。", None),
    ],
)  # fmt: skip
def test_the_base_of_a_growth_rate_may_stand_far_off_or_behind(sentence, start):
    report = Report("r").says(
        sentence,
        year(2027, metric=CASES, value=3051.0),
        year(2027, metric=CASES, value=14.27, unit="percent", kind="growth", transform="growth"),
    )
    assert [o.period_start for o in worked_out(report)] == ([f"{start}-01-01"] if start else [])


def test_a_stock_grown_since_the_end_of_last_year_states_that_day():
    metric, at = "patents.valid_inventions", {"place": "changsha", "measure": "stock"}
    report = Report("r").says(
        "截至2027年6月底有效发明专利⟦4400件⟧，比上年末增长⟦10.0%⟧。",
        as_of("2027-06-30", metric=metric, value=4400.0, **at),
        as_of(
            "2027-06-30",
            metric=metric,
            value=10.0,
            unit="percent",
            kind="growth",
            transform="growth",
            **at,
        ),
    )
    (found,) = worked_out(report)
    assert (found.value, found.time_kind, found.period_end) == (4000.0, "as_of", "2026-12-31")


def test_a_worked_out_value_lies_within_its_interval():
    report = Report("r").says(
        "2027年专利质押⟦2.08亿元⟧，同比增长⟦113.4%⟧。",
        year(2027, metric="finance.patent_pledge", value=2.08e8, unit="CNY"),
        year(
            2027,
            metric="finance.patent_pledge",
            value=113.4,
            unit="percent",
            kind="growth",
            transform="growth",
        ),
    )
    (found,) = worked_out(report)
    assert found.low <= found.value <= found.high


def test_a_share_of_the_metric_s_own_whole_states_the_whole():
    report = Report("r").says(
        "2027年发明专利授权⟦3600件⟧，占⟦16.0%⟧。",
        year(2027, metric="patents.invention_grants", value=3600.0),
        year(
            2027,
            metric="patents.invention_grants",
            value=16.0,
            unit="percent",
            kind="percent",
            transform="share",
        ),
    )
    (found,) = worked_out(report)
    assert (found.metric, found.place, found.value) == ("patents.grants", "changsha", 22500.0)
    assert found.low < 22500 < found.high


def test_a_rate_a_head_states_the_people_it_counts():
    stock = {"measure": "stock"}
    report = Report("r").says(
        "截至2027年底有效发明专利⟦12000件⟧，每万人口⟦24.0件⟧。",
        as_of("2027-12-31", metric="patents.valid_inventions", value=12000.0, **stock),
        as_of("2027-12-31", metric="patents.inventions_per_10k", value=24.0, unit="per_10k_people", **stock),
    )
    (found,) = worked_out(report)
    assert (found.metric, found.value) == ("patents.implied_population", 5_000_000.0)
    assert (found.method, found.low < 5e6 < found.high) == ("implied", True)


def test_penetration_is_worked_out_as_soon_as_a_base_is_observed():
    def base(place="changsha", day="2027-12-31"):
        return Report("b").says(
            "有进出口实绩的企业⟦8000家⟧。",
            as_of(day, metric="overseas_insurance.exporters", value=8000.0, place=place, measure="stock"),
        )

    insured_firms = Report("a").says(
        "累计⟦200家⟧企业投保。", as_of("2027-12-31", metric="overseas_insurance.enterprises", value=200.0)
    )
    (found,) = worked_out(insured_firms, base())
    assert (found.metric, found.value, found.unit) == ("overseas_insurance.penetration", 2.5, "percent")
    assert worked_out(insured_firms, base(place="zhuzhou")) == []
    assert worked_out(insured_firms, base(day="2026-12-31")) == []


def test_two_reports_whose_place_is_unknown_are_never_put_together():
    def of(name, number, value):
        return Report(name).says(
            f"办结案件⟦{value}宗⟧。", year(number, metric=CASES, value=float(value), place=None)
        )

    assert worked_out(of("a", 2026, 400), of("b", 2027, 500)) == []
    assert {r.preferred for r in yearly(of("a", 2026, 400), of("b", 2026, 500))} == {True}


def test_the_sum_of_a_year_s_parts_enters_the_yearly_view_as_implied():
    report = Report("r").says(
        "2027年专利质押⟦31亿元⟧、商标质押⟦4亿元⟧。",
        year(2027, metric="finance.patent_pledge", value=3.1e9, unit="CNY"),
        year(2027, metric="finance.trademark_pledge", value=4e8, unit="CNY"),
    )
    rows = {r.metric: (r.value, r.basis) for r in yearly(report)}
    assert rows["finance.ip_pledge"] == (3.5e9, "implied")


def test_the_yearly_view_says_what_decided():
    def of(name, publisher, value):
        return Report(name, "2028-02-01", publisher).says(
            f"办结⟦{value}宗⟧。", year(2027, metric=CASES, value=float(value))
        )

    rows = yearly(of("press", "某某日报", 90), of("own", "长沙市知识产权局", 88))
    assert {r.report: r.preferred_by for r in rows} == {"press": None, "own": "own_office"}
    assert [r.preferred_by for r in yearly(of("press", "某某日报", 90))] == [None]


def part_of_year(day="2027-06-30", value=180.0):
    return Report("p").says(
        f"上半年办结案件⟦{value:g}宗⟧。",
        year(2027, metric=CASES, value=value) | {"period_end": day},
    )


def test_estimates_are_off_by_default_marked_and_never_preferred():
    reports = part_of_year(), insured("2026-12-01", name="a", amount=3e8), insured("2028-12-01", name="b")
    stated, behind = observations(reports), evidence(reports)
    plain = {d.observation.status for d in derive(stated, behind)}
    asked = [d.observation for d in derive(stated, behind, estimated=True)]
    assert not plain & {"I", "N"}
    rows = annual([*stated, *asked], behind)
    guessed = {
        (r.metric, r.year): (r.basis, r.preferred, r.value)
        for r in rows
        if r.basis in ("interpolated", "annualised")
    }
    assert guessed[CASES, 2027] == ("annualised", False, 363.0)
    assert guessed[COVERAGE, 2027][:2] == ("interpolated", False)
    assert 3e8 < guessed[COVERAGE, 2026][2] < guessed[COVERAGE, 2027][2] < 5e8


def test_goods_of_several_sorts_make_no_year():
    goods = {"metric": "enforcement.seized_goods"}
    several = Report("a").says(
        "查获手机⟦300台⟧、服装⟦5200件⟧。", *(year(2027, value=value, **goods) for value in (300.0, 5200.0))
    )
    one = Report("b").says("查获侵权商品⟦8100件⟧。", year(2026, value=8100.0, **goods))
    assert [(r.year, r.value) for r in yearly(several, one)] == [(2026, 8100.0)]
    assert worked_out(several, one) == []


def test_nothing_is_worked_out_of_a_year_that_had_not_ended():
    running = Report("a", date="2027-08-15").says(
        "2027年办结⟦88宗⟧，同比增长⟦10%⟧。",
        year(2027, metric=CASES, value=88.0, status="P"),
        year(2027, metric=CASES, value=10.0, unit="percent", kind="growth", transform="growth", status="P"),
    )
    before = Report("b").says("2026年办结⟦120宗⟧。", year(2026, metric=CASES, value=120.0))
    assert worked_out(running, before) == []


def test_parts_of_a_year_that_had_not_ended_make_no_yearly_sum():
    report = Report("r", date="2027-08-15").says(
        "2027年专利质押⟦31亿元⟧、商标质押⟦4亿元⟧。",
        year(2027, metric="finance.patent_pledge", value=3.1e9, unit="CNY", status="P"),
        year(2027, metric="finance.trademark_pledge", value=4e8, unit="CNY", status="P"),
    )
    assert [(o.metric, o.status) for o in worked_out(report)] == [("finance.ip_pledge", "P")]
    assert yearly(report) == []


def test_growth_between_rounded_values_has_the_interval_of_their_rounding():
    early, late = insured("2026-12-31", name="a", amount=3e8), insured("2027-12-31", name="b", amount=5.2e8)
    (grown_,) = [o for o in worked_out(early, late) if o.metric == COVERAGE and o.transform == "growth"]
    assert grown_.bound == "range"
    assert grown_.low < grown_.value < grown_.high
    assert (round(grown_.low, 2), round(grown_.value, 2), round(grown_.high, 2)) == (47.14, 73.33, 110.0)


def test_values_that_differ_by_their_rounding_agree_and_the_finest_counts():
    rough = insured("2026-12-31", name="a", amount=3e8)
    fine = insured("2026-12-31", name="c", amount=3.02e8)
    late = insured("2027-12-31", name="b")
    added = [o for o in worked_out(rough, fine, late) if o.metric == COVERAGE and o.measure == "flow"]
    assert [o.value for o in added] == [1.98e8]
    apart = insured("2026-12-31", name="c", amount=3.72e8)
    assert not [o for o in worked_out(rough, apart, late) if o.metric == COVERAGE and o.measure == "flow"]


def test_compound_growth_of_a_stock_is_between_the_same_days_of_years():
    def of(name, day, value):
        return Report(name).says(
            f"有效发明专利⟦{value}件⟧。",
            as_of(day, metric="patents.valid_inventions", value=float(value), measure="stock"),
        )

    days = of("a", "2024-12-31", 1000), of("b", "2025-06-30", 1090), of("c", "2026-12-31", 1210)
    (found,) = [o for o in worked_out(*days) if o.transform == "growth"]
    assert (found.value, found.formula) == (10.0, "(1210 / 1000) ^ (1/2) - 1")
    assert not [o for o in worked_out(*days[:2]) if o.transform == "growth"]


def test_it_is_unknown_when_a_ratio_was_known_if_it_is_of_an_input():
    report = insured()
    report.rows[0] = (report.rows[0][0], replace(report.rows[0][1], known_since=None))
    since = {o.metric: o.known_since for o in worked_out(report)}
    assert since["overseas_insurance.average_coverage"] is None
    assert since["overseas_insurance.premium_rate"] == "2028-12-31"


def granted(*said):
    metrics = {
        "part": {"metric": "patents.invention_grants"},
        "whole": {"metric": "patents.grants"},
        "share": {
            "metric": "patents.invention_grants", "unit": "percent", "kind": "percent", "transform": "share",
        },
    }  # fmt: skip
    report = Report("r")
    for name, surface, value in said:
        report.says(f"授权⟦{surface}⟧。", year(2027, value=value, **metrics[name]))
    return report


def test_a_share_of_a_stated_whole_states_the_part():
    (found,) = worked_out(granted(("whole", "3.6万件", 36000.0), ("share", "27.2%", 27.2)))
    assert (found.metric, found.transform, found.method) == ("patents.invention_grants", "level", "implied")
    assert (found.value, found.formula) == (9800.0, "36000 × 27.2%")
    assert found.low < 35950 * 0.2715 + 1 < found.high


def test_a_part_beside_its_whole_states_its_share():
    (found,) = worked_out(granted(("whole", "36000件", 36000.0), ("part", "9000件", 9000.0)))
    assert (found.metric, found.transform, found.unit) == ("patents.invention_grants", "share", "percent")
    assert (found.value, found.formula, found.bound) == (25.0, "9000 / 36000 × 100", "exact")
    assert worked_out(granted(("whole", "36000件", 36000.0), ("part", "40000件", 40000.0))) == []


def test_a_growth_that_is_only_bounded_states_one_end_as_whole_numbers():
    (found,) = grown("同比增长超", "100%", 100.0, level=3.0, bound="at_least", low=100.0, high=None)
    assert (found.bound, found.low, found.high, found.value) == ("at_most", None, 1.0, 1.0)


def test_a_rate_that_no_whole_number_gives_still_states_the_nearest_ones():
    (found,) = grown("同比增长", "11.81%", 11.81, level=2391.0)
    assert (found.value, found.low, found.high, found.bound) == (2138.0, 2138.0, 2139.0, "range")


def test_a_fall_by_more_than_there_is_states_nothing():
    report = Report("r").says(
        "2027年办结案件⟦51宗⟧，比上年增加⟦61宗⟧。",
        year(2027, metric=CASES, value=51.0),
        year(2027, metric=CASES, value=61.0, transform="change"),
    )
    assert worked_out(report) == []
