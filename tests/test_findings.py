"""Each kind of finding, with other numbers, places and words, and the near misses that must raise none."""

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
