"""Each kind of finding, with other numbers, places and words, and the near misses that must raise none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_case import Report, as_of, case, event, year

from etl.findings import find_all, kinds
from etl.findings.case import TEXTS
from etl.texts import LANGS, texts

CASES = "enforcement.patent_dispute_cases"
COVERAGE, DEAL = "overseas_insurance.coverage", "overseas_insurance.deal_coverage"


def found(*reports):
    return [(f.kind, f.severity) for f in find_all(case(*reports))]


def states(name, surface, value, words="全年办结案件", number=2027, **more):
    given = year(number, metric=CASES, value=float(value), **more)
    return Report(name, date="2028-02-01").says(f"{words}⟦{surface}⟧。", given)


def test_every_kind_has_its_message_in_both_languages():
    said = texts(TEXTS)
    assert len(kinds()) >= 10
    assert all(said.languages(key) == set(LANGS) for key in sorted(said.keys()))


def test_two_reports_with_different_values_conflict():
    reports = states("a", "88宗", 88), states("b", "91宗", 91, "去年全市共办结专利纠纷")
    (finding,) = find_all(case(*reports))
    assert (finding.kind, finding.severity, finding.expected, finding.found) == (
        "conflict",
        "error",
        "88宗",
        "91宗",
    )
    assert len(finding.figures) == 2


def test_copies_of_one_text_are_told_as_copies():
    sentence = "长沙市市场监管部门组织开展专项行动，全年共办结专利侵权纠纷案件"
    (finding,) = find_all(case(states("a", "88宗", 88, sentence), states("b", "91宗", 91, sentence)))
    assert "文字几乎相同" in finding.message_zh
    assert "almost the same text" in finding.message_en


@pytest.mark.parametrize(
    ("surface", "more"),
    [
        ("88宗", {}),
        ("80余宗", {"value": 80.0, "bound": "at_least"}),
        ("近90宗", {"value": 90.0, "bound": "about"}),
        ("91宗", {"place": "zhuzhou"}),
        ("91宗", {"measure": "cumulative"}),
        ("91宗", {"number": 2026}),
    ],
    ids=["same", "bound holds", "about", "elsewhere", "other measure", "other year"],
)
def test_what_can_be_true_together_is_no_conflict(surface, more):
    more = {"value": float(surface[:2]) if surface[0].isdigit() else 0.0, **more}
    kinds_found = {kind for kind, _ in found(states("a", "88宗", 88), states("b", surface, **more))}
    assert not kinds_found & {"conflict", "unit_slip"}


def test_the_same_digits_with_another_multiplier_are_a_slip_of_the_unit():
    def money(name, surface, value):
        at = as_of("2027-06-30", metric=COVERAGE, value=value, unit="CNY")
        return Report(name).says(f"总保额达⟦{surface}⟧。", at)

    assert found(money("a", "5.27亿元", 5.27e8), money("b", "5.27万元", 5.27e4)) == [("unit_slip", "error")]


def test_a_growth_rate_that_the_levels_contradict():
    report = (
        Report("r")
        .says("2026年保额⟦3.9亿元⟧。", year(2026, metric=COVERAGE, value=3.9e8, unit="CNY"))
        .says(
            "2027年保额⟦4.6亿元⟧，同比增长⟦27.9%⟧。",
            year(2027, metric=COVERAGE, value=4.6e8, unit="CNY"),
            year(2027, metric=COVERAGE, value=27.9, unit="percent", kind="growth", transform="growth"),
        )
    )
    (finding,) = find_all(case(report))
    assert (finding.kind, finding.expected, finding.found) == ("growth_mismatch", "+17.95%", "27.9%")


@settings(deadline=None)
@given(before=st.integers(100, 9000), after=st.integers(100, 9000), digits=st.integers(0, 2))
def test_a_growth_rate_rounded_from_the_levels_is_never_a_finding(before, after, digits):
    rate = round((after / before - 1) * 100, digits)
    report = (
        Report("r")
        .says(f"2026年办结案件⟦{before}宗⟧。", year(2026, metric=CASES, value=float(before)))
        .says(
            f"2027年办结案件⟦{after}宗⟧，同比增长⟦{rate:.{digits}f}%⟧。",
            year(2027, metric=CASES, value=float(after)),
            year(2027, metric=CASES, value=rate, unit="percent", kind="growth", transform="growth"),
        )
    )
    assert "growth_mismatch" not in {kind for kind, _ in found(report)}


def total(name, day, surface, value, **more):
    at = as_of(day, metric=COVERAGE, value=value, unit="CNY", **more)
    return Report(name).says(f"截至{day}累计保额⟦{surface}⟧。", at)


def test_a_running_total_that_falls():
    early = total("a", "2027-06-30", "5.2亿元", 5.2e8)
    assert ("total_falls", "error") in found(early, total("b", "2028-06-30", "4.1亿元", 4.1e8))
    assert ("total_falls", "warning") in found(
        early, total("b", "2028-06-30", "4.1亿元", 4.1e8, measure_basis="assumed")
    )
    assert "total_falls" not in {k for k, _ in found(early, total("b", "2028-06-30", "5.2亿元", 5.2e8))}
    assert "total_falls" not in {
        k for k, _ in found(early, total("b", "2028-06-30", "4.1亿元", 4.1e8, place="zhuzhou"))
    }


def deal(name, day, surface, value, place="changsha"):
    return Report(name).says(
        f"{day}签出保单，保额⟦{surface}⟧。", event(day, metric=DEAL, value=value, unit="CNY", place=place)
    )


@pytest.mark.parametrize(
    ("deal_place", "total_place", "basis", "severity"),
    [
        ("changsha-yuelu", "changsha", "words", "error"),
        ("changsha", "changsha", "words", "error"),
        ("changsha", "changsha", "assumed", "note"),
        ("changsha", "changsha-yuelu", "words", "note"),
        ("changsha", "changsha-yuelu", "assumed", "note"),
        ("zhuzhou", "changsha", "words", None),
    ],
)
def test_a_total_below_its_deals(deal_place, total_place, basis, severity):
    reports = (
        deal("a", "2026-05-20", "730万元", 7.3e6, deal_place),
        deal("b", "2026-09-02", "4100万元", 4.1e7, deal_place),
        total("c", "2027-03-31", "4500万元", 4.5e7, place=total_place, measure_basis=basis),
    )
    severities = [s for kind, s in found(*reports) if kind == "total_below_deals"]
    assert severities == ([severity] if severity else [])


def test_one_deal_told_twice_counts_once_and_later_deals_do_not_count():
    once = deal("a", "2026-05-20", "4100万元", 4.1e7), deal("b", "2026-05-20", "4100万元", 4.1e7)
    later = deal("d", "2027-05-20", "4100万元", 4.1e7)
    assert "total_below_deals" not in {
        k for k, _ in found(*once, later, total("c", "2027-03-31", "4500万元", 4.5e7))
    }


def share(rate, value, whole=46, part=7, bound="exact"):
    return Report("r").says(
        f"在⟦{whole}条⟧举措中，有⟦{part}条⟧属于知识产权，占总数比例⟦{rate}⟧。",
        {"value": float(whole)},
        {"value": float(part)},
        {"value": value, "unit": "percent", "kind": "percent", "bound": bound},
    )


@pytest.mark.parametrize(
    ("rate", "value", "bound"), [("15.2%", 15.2, "exact"), ("15%", 15.0, "exact"), ("近16%", 16.0, "about")]
)
def test_a_share_that_fits_its_sentence(rate, value, bound):
    assert found(share(rate, value, bound=bound)) == []


def test_a_share_that_its_sentence_contradicts():
    (finding,) = find_all(case(share("25%", 25.0)))
    assert (finding.kind, finding.expected) == ("share_mismatch", "15.2%")


def counts(sentence, *values):
    return Report("r").says(sentence, *({"value": float(value)} for value in values))


def test_parts_that_do_not_add_up_to_their_own_total():
    assert found(counts("专利⟦40件⟧、商标⟦50件⟧，合计⟦95件⟧。", 40, 50, 95)) == [
        ("parts_mismatch", "warning")
    ]
    assert found(counts("专利⟦40件⟧、商标⟦50件⟧，合计⟦90件⟧。", 40, 50, 90)) == []


def test_a_total_that_is_not_said_to_be_theirs_raises_nothing():
    lists = counts("登记⟦4100件⟧，软件⟦230件⟧，存证⟦2500件⟧。", 4100, 230, 2500)
    assert found(lists.says("大厅共计受理各类登记⟦9000余件⟧。", {"value": 9000.0, "bound": "at_least"})) == []
    assert found(counts("专利⟦40件⟧、商标⟦50家⟧，合计⟦95件⟧。", 40, 50, 95)) == []
    assert found(counts("办理案件⟦5宗⟧，核查线索⟦30条⟧，共⟦95件⟧。", 5, 30, 95)) == []


def test_a_part_above_its_total():
    assert found(counts("共办结⟦100件⟧，其中专利⟦120件⟧。", 100, 120)) == [("part_above_whole", "warning")]
    assert found(counts("共办结⟦100件⟧，其中专利⟦80件⟧、商标⟦70件⟧。", 100, 80, 70)) == []


def test_another_wording_breaks_the_series():
    reports = states("a", "88宗", 88, "全年办理案件", 2025), states("b", "95宗", 95, "全年审结案件", 2027)
    assert ("definition_break", "warning") in found(*reports)
    same = states("a", "88宗", 88, "全年审结案件", 2025), states("b", "95宗", 95, "全年结案", 2027)
    assert "definition_break" not in {kind for kind, _ in found(*same)}


def test_a_district_and_its_city_make_no_one_line():
    city, district = (
        total("a", "2027-06-30", "5亿元", 5e8),
        total("b", "2028-06-30", "2亿元", 2e8, place="changsha-yuelu"),
    )
    assert ("scope_change", "note") in found(city, district)
    assert "scope_change" not in {
        k for k, _ in found(city, total("b", "2028-06-30", "2亿元", 2e8, place="zhuzhou"))
    }


def test_a_value_far_from_all_others_is_an_outlier_of_magnitude():
    def series(last, surface):
        values = [(2024, "310万元", 3.1e6), (2025, "350万元", 3.5e6), (2026, surface, last)]
        return [
            Report(f"r{n}").says(
                f"罚没⟦{s}⟧。", year(n, metric="enforcement.trademark_fines", value=v, unit="CNY")
            )
            for n, s, v in values
        ]

    assert ("magnitude", "warning") in found(*series(3.9e10, "390亿元"))
    assert "magnitude" not in {kind for kind, _ in found(*series(3.9e7, "3900万元"))}


def test_one_long_number_for_two_things():
    def two(first, second):
        return Report("r").says(
            f"授权⟦{first}件⟧，登记⟦{second}件⟧。",
            year(2027, metric="patents.grants", value=float(first)),
            year(2027, metric="copyright_registration.works", value=float(second)),
        )

    assert found(two(48213, 48213)) == [("same_value", "note")]
    assert found(two(482, 482)) == []
    assert found(two(48213, 48214)) == []


def test_a_series_gone_stale_is_measured_against_the_newest_report():
    old = states("a", "88宗", 88, number=2025), states("b", "95宗", 95, number=2026)
    newest = Report("n", "2029-01-01").says("概况。")
    assert ("stale", "note") in found(*old, newest)
    assert "stale" not in {kind for kind, _ in found(*old)}
    assert "stale" not in {kind for kind, _ in found(old[0], newest)}


def test_a_metric_that_the_publisher_s_newer_report_drops():
    def reply(name, date, *rows):
        report = Report(name, date, "长沙市知识产权局")
        for metric, surface, value in rows:
            report.says(f"共⟦{surface}⟧。", year(int(date[:4]) - 1, metric=metric, value=value))
        return report

    both = ("enforcement.patent_dispute_cases", "88宗", 88.0), ("enforcement.copyright_cases", "12宗", 12.0)
    older, newer = reply("a", "2027-03-01", *both), reply("b", "2028-03-01", both[0])
    assert ("dropped", "note") in found(older, newer)
    assert "dropped" not in {kind for kind, _ in found(reply("a", "2027-03-01", both[0]), newer)}


OFFICE = "长沙市知识产权局"
DISPUTES, COPYRIGHT = "enforcement.patent_dispute_cases", "enforcement.copyright_cases"


def bulletin(name, date, *metrics, **more):
    """Return a report of the office that states 88 of each metric for the year before its date."""
    report = Report(name, date, OFFICE)
    for metric in metrics:
        report.says("共⟦88宗⟧。", year(int(date[:4]) - 1, **{"metric": metric, "value": 88.0, **more}))
    return report


def test_what_was_dropped_two_reports_ago_is_still_missing():
    reports = (
        bulletin("a", "2027-03-01", DISPUTES, COPYRIGHT),
        bulletin("b", "2028-03-01", DISPUTES),
        bulletin("c", "2029-03-01", DISPUTES),
    )
    (finding,) = [f for f in find_all(case(*reports)) if f.kind == "dropped"]
    assert (finding.metric, finding.found, finding.found_en) == (COPYRIGHT, "2026年", "2026")
    assert "（c）" in finding.message_zh


@pytest.mark.parametrize(
    ("date", "more"),
    [
        ("2027-03-01", {}),
        ("2028-03-01", {"transform": "growth", "unit": "percent"}),
        ("2028-03-01", {"measure": "cumulative"}),
    ],
    ids=["no newer", "its growth", "its running total"],
)
def test_what_is_still_told_in_another_way_or_not_surely_newer_is_not_dropped(date, more):
    older = bulletin("a", "2027-03-01", DISPUTES, COPYRIGHT)
    newer = bulletin("b", date, DISPUTES)
    newer.says("版权案件⟦8⟧。", year(2027, **{"metric": COPYRIGHT, "value": 8.0, **more})) if more else None
    assert "dropped" not in kinds_of(older, newer)


def test_a_series_whose_growth_is_still_told_is_not_stale():
    old = states("a", "88宗", 88, number=2025), states("b", "95宗", 95, number=2026)
    growth = Report("n", "2030-01-01").says(
        "同比增长⟦5%⟧。",
        year(2029, metric=CASES, value=5.0, unit="percent", kind="growth", transform="growth"),
    )
    silent = Report("n", "2030-01-01").says("概况。")
    assert "stale" in kinds_of(*old, silent)
    assert "stale" not in kinds_of(*old, growth)


def kinds_of(*reports):
    return {kind for kind, _ in found(*reports)}


def test_a_report_that_quotes_another_is_a_copy_however_long_its_own_sentence():
    words = "长沙市市场监管部门组织开展专项行动，全年共办结专利侵权纠纷案件"
    quoted = states("b", "91宗", 91, f"据长沙晚报记者近日从市政府新闻办获悉，{words}")
    (finding,) = find_all(case(states("a", "88宗", 88, words), quoted))
    assert "文字几乎相同" in finding.message_zh
    (finding,) = find_all(case(states("a", "88宗", 88, words), states("b", "91宗", 91, "该院统计的结案数为")))
    assert "两份报告数值不同" in finding.message_zh


def money(name, surface, value, day="2027-06-30", metric=COVERAGE, **more):
    at = as_of(day, **{"metric": metric, "value": value, "unit": "CNY", **more})
    return Report(name).says(f"总额达⟦{surface}⟧。", at)


def test_a_figure_copied_with_another_currency_or_hedge():
    first = money("a", "5.27亿元", 5.27e8)
    assert found(first, money("b", "5.27亿美元", 5.27e8, unit="USD")) == [("unit_slip", "error")]
    assert found(first, money("b", "3.11亿美元", 3.11e8, unit="USD")) == []
    over = {"bound": "at_least", "high": None}
    assert ("unit_slip", "warning") in found(
        money("a", "超5.27亿元", 5.27e8, **over), money("b", "超5.27万元", 5.27e4, **over)
    )
    assert "unit_slip" not in kinds_of(
        money("a", "超5亿元", 5e8, **over), money("b", "超5000万元", 5e7, **over)
    )


def test_a_tenfold_difference_is_a_conflict_and_no_slip_of_the_unit():
    assert found(money("a", "5.27亿元", 5.27e8), money("b", "5270万元", 5.27e7)) == [("conflict", "error")]


def test_reports_of_unknown_places_never_contradict_each_other():
    reports = states("a", "88宗", 88, place=None), states("b", "91宗", 91, "去年全市共办结", place=None)
    assert found(*reports) == []


def table(*rows, value="value"):
    report = Report("t")
    for head, *cells in rows:
        marked = "\t".join(f"⟦{cell:g}⟧" for cell in cells)
        report.says(f"{head}\t{marked}\n", *({value: float(cell)} for cell in cells))
    return report


def test_a_row_headed_total_that_its_columns_contradict():
    rows = ("芙蓉", 40, 7), ("天心", 50, 8), ("岳麓", 61, 9)
    (finding,) = find_all(case(table(*rows, ("合计", 161, 24))))
    assert (finding.kind, finding.expected, finding.found) == ("parts_mismatch", "151", "161")
    assert found(table(*rows, ("合计", 151, 24))) == []
    assert found(table(*rows, ("其中：小计", 20, 3), ("合计", 161, 24))) == []
    assert found(table(("芙蓉", 40), ("天心", 50, 8), ("合计", 90, 9))) == []


def test_rows_of_parts_are_no_conflict_with_each_other_or_the_whole():
    at = {"metric": COVERAGE, "unit": "CNY"}
    report = Report("r")
    for head, surface, value in (("专利执行保险", "286", 2.86e6), ("商标保险", "197", 1.97e6)):
        report.says(f"{head}\t⟦{surface}⟧\n", year(2027, value=value, **at))
    report.says("全年保额⟦1407万元⟧。", year(2027, value=1.407e7, **at))
    assert found(report) == []
    report.says("合计\t⟦1507⟧\n", year(2027, value=1.507e7, **at))
    assert found(report) == [("conflict", "error")]


def test_parts_said_to_be_the_whole_of_a_total():
    text = "保费⟦120万元⟧，由企业自付⟦80万元⟧和财政补贴⟦{}万元⟧组成。"

    def of(last):
        values = ({"value": v * 1e4, "unit": "CNY"} for v in (120, 80, last))
        return Report("r").says(text.format(last), *values)

    (finding,) = find_all(case(of(30)))
    assert (finding.kind, finding.expected, finding.expected_en) == (
        "parts_mismatch",
        "110万元",
        "CNY 1.1 million",
    )
    assert found(of(40)) == []


def test_what_follows_a_semicolon_is_no_part():
    assert found(counts("作品登记⟦100件⟧，其中美术占多数；软件登记⟦120件⟧。", 100, 120)) == []
    assert found(counts("肉类⟦100吨⟧；水产品（不含远洋）⟦120吨⟧。", 100, 120)) == []


@pytest.mark.parametrize(
    ("premium", "surface", "expected"),
    [(8.7e11, "8711亿元", {"part_above_whole"}), (8.7e7, "8711万元", set())],
)
def test_a_premium_above_its_sum_insured(premium, surface, expected):
    report = money("a", surface, premium, metric="overseas_insurance.premium")
    report.says("保额⟦8亿元⟧。", as_of("2027-06-30", metric=COVERAGE, value=8e8, unit="CNY"))
    assert kinds_of(report) == expected


def test_a_share_of_a_place_above_that_both_levels_contradict():
    metric = "patents.invention_grants"
    share_of = {"metric": metric, "unit": "percent", "kind": "percent", "transform": "share"}

    def reports(rate):
        city = Report("a").says(
            f"授权⟦500件⟧，占全省的⟦{rate}%⟧。",
            year(2027, metric=metric, value=500.0),
            year(2027, value=rate, **share_of),
        )
        return city, Report("b").says(
            "全省授权⟦4000件⟧。", year(2027, metric=metric, value=4000.0, place="hunan")
        )

    (finding,) = find_all(case(*reports(22.5)))
    assert (finding.kind, finding.expected, finding.found) == ("share_mismatch", "12.5%", "22.5%")
    assert found(*reports(12.5)) == []


def test_a_rough_total_between_two_hides_no_fall():
    reports = (
        total("a", "2026-06-30", "5.2亿元", 5.2e8),
        total("b", "2027-06-30", "约5亿元", 5e8, bound="about"),
        total("c", "2028-06-30", "4.1亿元", 4.1e8),
    )
    assert ("total_falls", "error") in found(*reports)


def test_a_deal_told_roughly_and_exactly_is_one_deal():
    rough = Report("b").says(
        "签出保单，保额约⟦4000万元⟧。",
        event("2026-05-20", metric=DEAL, value=4e7, unit="CNY", bound="about"),
    )
    exactly = deal("a", "2026-05-20", "4100万元", 4.1e7)
    assert "total_below_deals" not in kinds_of(exactly, rough, total("c", "2027-03-31", "4500万元", 4.5e7))


def test_insured_firms_and_policies_make_no_one_line():
    def of(name, day, surface, value, metric):
        return Report(name).says(f"累计⟦{surface}⟧。", as_of(day, metric=metric, value=value))

    firms = of("a", "2026-03-31", "31家", 31.0, "overseas_insurance.enterprises")
    policies = of("b", "2028-07-31", "402家次", 402.0, "overseas_insurance.policies")
    together = of("c", "2026-03-31", "52家次", 52.0, "overseas_insurance.policies")
    assert found(firms, policies) == [("definition_break", "note")]
    assert found(firms, policies, together) == []


def test_two_sums_of_money_a_thousandfold_apart():
    early, late = money("a", "3.9亿元", 3.9e8), money("b", "4.6万元", 4.6e4, "2028-06-30", measure="stock")
    assert "magnitude" not in kinds_of(early, late)
    assert "magnitude" in kinds_of(early, money("b", "4.6万亿元", 4.6e12, "2028-06-30"))


def test_a_number_met_by_chance_in_another_report_is_no_copy():
    def one(name, metric, value):
        return Report(name).says(f"共⟦{value}件⟧。", year(2027, metric=metric, value=float(value)))

    assert found(one("a", "patents.grants", 4821), one("b", "copyright_registration.works", 4821)) == []
    assert found(one("a", "patents.grants", 482139), one("b", "copyright_registration.works", 482139)) == [
        ("same_value", "note")
    ]


def test_two_places_that_each_have_a_history_are_no_change_of_scope():
    reports = [
        total(f"{place}{year_}", f"{year_}-06-30", f"{value}亿元", value * 1e8, place=place)
        for place, value in (("changsha", 5), ("changsha-yuelu", 2))
        for year_ in (2026, 2027)
    ]
    assert "scope_change" not in kinds_of(*reports)


def test_expected_and_found_are_written_as_people_write_them():
    reports = (
        deal("a", "2026-05-20", "730万元", 7.3e6),
        deal("b", "2026-09-02", "4100万元", 4.1e7),
        total("c", "2027-03-31", "4500万元", 4.5e7),
    )
    (finding,) = [f for f in find_all(case(*reports)) if f.kind == "total_below_deals"]
    assert (finding.expected, finding.found) == ("不少于 4830万元", "4500万元")
    assert (finding.expected_en, finding.found_en) == ("at least CNY 48.3 million", "CNY 45 million")


def test_many_contradictions_of_one_point_are_told_once_each():
    reports = [states(f"r{n}", f"{88 + n % 20}宗", 88 + n % 20) for n in range(60)]
    raised = [f for f in find_all(case(*reports)) if f.kind == "conflict"]
    assert len(raised) == 19
    assert len({f.expected for f in raised}) == 1


def test_a_running_total_from_a_later_start_need_not_hold_earlier_deals():
    deals = deal("a", "2026-05-20", "4100万元", 4.1e7), deal("b", "2027-02-02", "700万元", 7e6)
    since = total("c", "2027-06-30", "900万元", 9e6, period_start="2027-01-01", time_kind="period")
    assert "total_below_deals" not in kinds_of(*deals, since)
    below = total("c", "2027-06-30", "600万元", 6e6, period_start="2027-01-01", time_kind="period")
    assert "total_below_deals" in kinds_of(*deals, below)


def test_a_dated_policy_of_a_metric_is_part_of_its_own_total():
    metric = "trade_secret_insurance.coverage"
    one = Report("a").says("签出保单⟦900万元⟧。", event("2027-03-02", metric=metric, value=9e6, unit="CNY"))
    assert ("total_below_deals", "error") in found(one, money("b", "600万元", 6e6, metric=metric))
    assert "total_below_deals" not in kinds_of(one, money("b", "950万元", 9.5e6, metric=metric))


def test_goods_of_several_sorts_never_contradict_each_other():
    goods = {"metric": "enforcement.seized_goods"}
    reports = (
        Report("a").says(
            "查获手机⟦300台⟧、服装⟦5200件⟧。", *(year(2027, value=v, **goods) for v in (300.0, 5200.0))
        ),
        Report("b").says("查获打火机⟦41万只⟧。", year(2027, value=4.1e5, **goods)),
    )
    assert found(*reports) == []


def test_a_total_falls_though_its_dates_are_only_inferred_when_their_intervals_are_apart():
    def within(name, number, surface, value):
        return total(
            name,
            f"{number}-12-31",
            surface,
            value,
            period_end_earliest=f"{number}-01-01",
            time_basis="inferred",
        )

    early, late = within("a", 2026, "5.2亿元", 5.2e8), within("b", 2027, "4.1亿元", 4.1e8)
    assert "total_falls" in kinds_of(early, late)
    assert "total_falls" not in kinds_of(early, within("b", 2026, "4.1亿元", 4.1e8))
    assert "total_falls" not in kinds_of(early, total("b", "2026-06-30", "4.1亿元", 4.1e8))


def test_each_highest_total_is_told_once():
    values = (("2024", 8.6e8), ("2025", 6.3e8), ("2026", 8.1e8), ("2027", 9.9e8), ("2028", 1.4e8))
    reports = [total(y, f"{y}-06-30", f"{v / 1e8:g}亿元", v) for y, v in values]
    falls = [f for f in find_all(case(*reports)) if f.kind == "total_falls"]
    assert sorted((f.expected, f.found) for f in falls) == [
        ("不少于 8.6亿元", "6.3亿元"),
        ("不少于 9.9亿元", "1.4亿元"),
    ]


def test_messages_write_dates_as_people_do():
    deals = deal("a", "2026-05-20", "4100万元", 4.1e7), deal("b", "2026-09-02", "730万元", 7.3e6)
    late = total("c", "2027-03-31", "4500万元", 4.5e7)
    some_time = total(
        "d", "2028-12-31", "4.1亿元", 4.1e8, period_end_earliest="2028-01-01", place="changsha-yuelu"
    )
    findings = find_all(case(*deals, late, some_time))
    said = " ".join(f.message_zh + f.message_en for f in findings)
    for words in (
        "2027年3月31日",
        "31 March 2027",
        "2026年5月20日",
        "20 May 2026",
        "2028年内",
        "some time in 2028",
    ):
        assert words in said
    assert not re.search(r"\d{4}-\d\d-\d\d", said)
