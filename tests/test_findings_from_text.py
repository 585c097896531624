"""Findings end to end: made-up reports in, what does not fit together out; near misses raise none."""

import pytest

from etl.build import build
from etl.tables import open_tables

RATE = "2031年，南昌市知识产权保险保额{level}亿元，上年为40亿元，增长{rate}%。"
SHARE = "全市推出{whole}条改革举措，其中有{part}条属于知识产权领域，占总数的比例{rate}%。"
TOTALS = "截至{day}，长沙市累计承保{n}家次知识产权海外侵权责任保险，总保费达{premium}，总保额达{coverage}。"
SUM = "2031年，株洲市作品著作权登记{a}件、软件著作权登记{b}件，合计{c}件。"
CLOSED = "{year}年，株洲市市场监管部门共{verb}专利侵权纠纷案件{n}宗。"

SO_FAR = """长沙市知识产权局通报

2033年，长沙市共办结专利侵权纠纷案件880宗，同比增长10%。

长沙市知识产权局
{signed}
"""
AFTER = """长沙市知识产权局通报

2033年，长沙市共办结专利侵权纠纷案件1350宗；2032年为1190宗。

长沙市知识产权局
2034年2月5日
"""
GOODS = "2031年，海关在{city}查获侵权手机{a}台、侵权服装{b}件。"


JUNE = "2031年6月底"


def total(day, n, premium, coverage):
    return TOTALS.format(day=day, n=n, premium=premium, coverage=coverage)


CASES = {
    "a growth that the levels contradict": (
        [RATE.format(level=50, rate=35)], {"growth_mismatch"}
    ),
    "a growth that fits": ([RATE.format(level=50, rate=25)], set()),
    "a total that falls": (
        [total(JUNE, 300, "5000万元", "6.2亿元"), total("2032年6月底", 341, "5600万元", "5.1亿元")],
        {"total_falls"},
    ),
    "a total that grows": (
        [total(JUNE, 300, "5000万元", "6.2亿元"), total("2032年6月底", 341, "5600万元", "7.1亿元")],
        set(),
    ),
    "two values for one day": (
        [
            total(JUNE, 300, "5000万元", "6.2亿元"),
            "据悉，" + total(JUNE, 300, "5000万元", "6.9亿元"),
        ],
        {"conflict"},
    ),
    "one unit copied wrongly": (
        [
            total(JUNE, 300, "5000万元", "6.21亿元"),
            "据悉，" + total(JUNE, 300, "5000万元", "6.21万元"),
        ],
        {"unit_slip", "part_above_whole"},
    ),
    "a premium in the unit of its cover": (
        [total(JUNE, 300, "5000亿元", "6.2亿元")], {"part_above_whole"}
    ),
    "parts that miss their total": ([SUM.format(a=410, b=225, c=735)], {"parts_mismatch"}),
    "parts that make their total": ([SUM.format(a=410, b=225, c=635)], set()),
    "another wording": (
        [CLOSED.format(year=2030, verb="办理", n=512), CLOSED.format(year=2031, verb="办结", n=640)],
        {"definition_break"},
    ),
    "one wording": (
        [CLOSED.format(year=2030, verb="办结", n=512), CLOSED.format(year=2031, verb="办结", n=640)],
        set(),
    ),
    "a share that its sentence contradicts": (
        [SHARE.format(whole=48, part=6, rate="22.5")], {"share_mismatch"}
    ),
    "a year that had not ended when its report was signed": (
        [SO_FAR.format(signed="2033年8月5日"), AFTER], set()
    ),
    "a year that had ended, stated otherwise later": (
        [SO_FAR.format(signed="2034年1月5日"), AFTER], {"conflict", "growth_mismatch"}
    ),
    "goods of two sorts": ([GOODS.format(city="长沙市", a=300, b=5200)], set()),
    "a deal above its running total": (
        [
            "2029年6月18日，长沙市某企业投保知识产权海外侵权责任险，保额9000万元。",
            total(JUNE, 30, "500万元", "6200万元"),
        ],
        {"total_below_deals"},
    ),
    "a share that fits its sentence": ([SHARE.format(whole=48, part=6, rate="12.5")], set()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_made_up_reports_raise_what_they_should(name, tmp_path):
    texts, expected = CASES[name]
    reports = tmp_path / "reports"
    reports.mkdir()
    for number, text in enumerate(texts):
        (reports / f"r{number}.txt").write_text(text, encoding="utf-8")
    build([reports], tmp_path / "out")
    assert set(open_tables(tmp_path / "out").findings["kind"]) == expected
