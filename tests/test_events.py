"""Milestones: a first one or a policy document at a date, and sentences that hold neither."""

import pytest
from made_case import Report, evidence

from etl.events import find_events

LIABILITY = "overseas IP infringement liability insurance"


def date(first, last=None):
    """Return the values of a date that the reading has placed in time."""
    return {"kind": "date", "statistic": False, "period_start": first, "period_end": last or first}


def events(sentence, *dates):
    return find_events(evidence([Report("r").says(sentence, *dates)]))


UNKNOWN = {"kind": "date", "statistic": False}
JUNE_3 = date("2031-06-03")
JUNE = date("2031-06-01", "2031-06-30")
YEAR = date("2031-01-01", "2031-12-31")


@pytest.mark.parametrize(
    ("sentence", "when", "expected"),
    [
        (
            "⟦2031年6月3日⟧，全省首单商业秘密保险在长沙签约。",
            JUNE_3,
            ("2031-06-03", "day", "first_policy", "trade_secret_insurance"),
        ),
        (
            "⟦2031年6月⟧为某企业签出全国首张千万保额海外侵权责任险保单。",
            JUNE,
            ("2031-06-01", "month", "first_over", "overseas_insurance"),
        ),
        (
            "全市第一单专利被侵权损失险于⟦2031年6月3日⟧在天心区落地。",
            JUNE_3,
            ("2031-06-03", "day", "first_policy", "ip_insurance"),
        ),
        (
            "⟦6月3日⟧，全区首支商标资产证券化产品发行。",
            JUNE_3,
            ("2031-06-03", "day", "first_financing", "finance"),
        ),
        (
            "⟦2031年⟧成立国内首家知识产权纠纷人民调解委员会。",
            YEAR,
            ("2031-01-01", "year", "first_institution", "services"),
        ),
        (
            "⟦2031年6月⟧，长沙市市场监督管理局会同市财政局等四部门联合印发《长沙市专利促进办法》。",
            JUNE,
            ("2031-06-01", "month", "policy", "patents"),
        ),
        (
            "⟦2031年6月3日⟧，新修订的《长沙市商标品牌条例》（长人常〔2031〕2号）正式施行。",
            JUNE_3,
            ("2031-06-03", "day", "policy", "trademarks"),
        ),
        (
            "《长沙市数据知识产权登记办法》自⟦2031年6月3日⟧起正式施行。",
            JUNE_3,
            ("2031-06-03", "day", "policy", "governance"),
        ),
    ],
)
def test_a_milestone_is_read_with_its_date_and_topic(sentence, when, expected):
    (event,) = events(sentence, when)
    assert (event.date, event.precision, event.kind, event.topic) == expected
    assert event.sentence == sentence.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("全省首单商业秘密保险", "First trade secret insurance in the province"),
        (
            "全国首张五百万元保额海外侵权责任险",
            f"First {LIABILITY} with CNY 5 million of coverage in the country",
        ),
        (
            "全国首张千万保额海外侵权责任险",
            f"First {LIABILITY} over CNY 10 million of coverage in the country",
        ),
        ("首单专利海外侵权责任险", f"First {LIABILITY}"),
        ("全市首笔超2000万元保额专利保险", "First IP insurance over CNY 20 million of coverage in the city"),
        ("全市首笔1.2亿元保额专利保险", "First IP insurance with CNY 120 million of coverage in the city"),
    ],
)
def test_titles_are_the_report_s_words_and_a_template(words, english):
    (event,) = events(f"⟦2031年6月3日⟧，{words}落地。", JUNE_3)
    assert (event.title_en, event.title_zh) == (english, words)


def test_a_date_behind_its_milestone_takes_it_from_the_date_before():
    sentence = "⟦2031年⟧大力推进保险服务，全市首单专利保险于⟦2031年6月3日⟧签出。"
    assert [(e.date, e.kind) for e in events(sentence, YEAR, JUNE_3)] == [("2031-06-03", "first_policy")]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("⟦2031年6月3日⟧，召开商业秘密保险推进会。", JUNE_3),
        ("⟦2031年⟧列入《长沙市专利条例》立法计划。", YEAR),
        ("⟦6月3日⟧，全省首单商业秘密保险签约。", UNKNOWN),
        ("⟦2031年6月3日⟧，首家便利店开业。", JUNE_3),
        ("《长沙市专利条例》⟦2031年⟧的修订工作。", YEAR),
        ("⟦2031年6月⟧，召开会议学习国家知识产权局印发《专利促进办法》的通知。", JUNE),
        ("⟦2031年以来⟧，全省首单商业秘密保险等业务落地。", date("2031-01-01", "2033-08-15")),
    ],
    ids=["no first", "no verb", "no year", "no matter of the field", "no verb behind", "quoted", "open span"],
)
def test_what_is_no_milestone_is_left(sentence, when):
    assert events(sentence, when) == []
