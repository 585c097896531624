"""Milestones: a first one or a policy document behind a date, and sentences that hold neither."""

import pytest
from made_case import Report, evidence

from etl.events import find_events

LIABILITY = "overseas IP infringement liability insurance"
DATE = {"kind": "date", "statistic": False}


def events(sentence, dates=1):
    return find_events(evidence([Report("r").says(sentence, *[DATE] * dates)]))


@pytest.mark.parametrize(
    ("sentence", "date", "precision", "kind", "english"),
    [
        (
            "⟦2031年6月3日⟧，全省首单商业秘密保险在长沙签约。",
            "2031-06-03", "day", "first_policy", "First trade secret insurance in the province",
        ),
        (
            "⟦2031年6月⟧为某企业签出全国首张千万保额海外侵权责任险保单。",
            "2031-06-01", "month", "first_over",
            f"First {LIABILITY} over CNY 10 million of coverage in the country",
        ),
        (
            "⟦2030年9月12日⟧发行全国首支专利质押产品。",
            "2030-09-12", "day", "first_financing", "First patent pledge loan in the country",
        ),
        (
            "⟦2031年1月⟧，印发《长沙市专利促进办法》。",
            "2031-01-01", "month", "policy", "《长沙市专利促进办法》 issued",
        ),
        (
            "《长沙市数据知识产权登记办法》自⟦2031年5月1日⟧起施行。",
            "2031-05-01", "day", "policy", "《长沙市数据知识产权登记办法》 in force",
        ),
    ],
)  # fmt: skip
def test_a_milestone_is_read_with_its_date(sentence, date, precision, kind, english):
    (event,) = events(sentence)
    assert (event.date, event.precision, event.kind, event.title_en) == (date, precision, kind, english)
    assert event.sentence == sentence.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "⟦2031年6月3日⟧，召开商业秘密保险推进会。",
        "⟦2031年⟧列入《长沙市专利条例》立法计划。",
        "⟦6月3日⟧，全省首单商业秘密保险签约。",
        "⟦2031年6月3日⟧，首家便利店开业。",
        "《长沙市专利条例》⟦2031年⟧的修订工作。",
    ],
    ids=["no first", "no verb", "no year", "no matter of the field", "no verb behind"],
)
def test_what_is_no_milestone_is_left(sentence):
    assert events(sentence) == []
