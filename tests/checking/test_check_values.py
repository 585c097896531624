"""Numbers of a draft against numbers of a report: equal, rounded, hedged, or none of these."""

import pytest

from etl.checking.agree import fit
from etl.checking.drafts import check, typed
from etl.checking.english.numbers import find_numbers
from etl.checking.english.times import find_times
from etl.checking.model import Statement

PREMIUM = "截至2025年7月底，广州开发区知识产权海外侵权责任险总保费{}。"
FUNDS = "广州开发区累计发行4支知识产权证券化产品，融资额{}。"


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (PREMIUM, "8711.14万元", "equal"),
        (PREMIUM, "8711万元", "rounded"),
        (PREMIUM, "0.87亿元", "rounded"),
        (PREMIUM, "约9000万元", "hedged"),
        (PREMIUM, "近9000万元", "hedged"),
        (PREMIUM, "超8000万元", "hedged"),
        (PREMIUM, "不足9000万元", "hedged"),
        (PREMIUM, "8700万元至8800万元", "hedged"),
        (PREMIUM, "数千万元", "hedged"),
        (PREMIUM, "8712万元", None),
        (PREMIUM, "8711.2万元", None),
        (PREMIUM, "0.88亿元", None),
        (PREMIUM, "9000万元", None),
        (PREMIUM, "近8000万元", None),
        (PREMIUM, "超7000万元", None),
        (PREMIUM, "超9000万元", None),
        (PREMIUM, "约1亿元", None),
        (PREMIUM, "8711.14亿元", None),
        (PREMIUM, "8711.14万美元", None),
        (FUNDS, "超10亿元", "equal"),
        (FUNDS, "10亿元以上", "equal"),
        (FUNDS, "10亿元", None),
        (FUNDS, "约10亿元", None),
        (FUNDS, "超9亿元", None),
    ],
)
def test_a_number_holds_as_its_own_words_allow(
    books: dict, text: str, said: str, expected: str | None
) -> None:
    found = check(typed(text.format(said)), books["seeds"])[-1]
    stated = next(row for row in books["seeds"].of(found.claim.metric) if row.place == found.claim.place
                  and row.end in ("2025-07-31", "2022-03-04"))  # fmt: skip
    assert isinstance(stated, Statement)
    assert fit(found.claim, stated) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CNY 814 million", [(814e6, "CNY", "exact")]),
        ("RMB 814m in all", [(814e6, "CNY", "exact")]),
        ("814,000,000 yuan", [(814e6, "CNY", "exact")]),
        ("2.2 bn yuan", [(2.2e9, "CNY", "exact")]),
        ("HK$1.5 billion", [(1.5e9, "HKD", "exact")]),
        ("more than 379 policies", [(379, "count", "at_least")]),
        ("379 policies or more", [(379, "count", "exact")]),
        ("nearly 400 firms", [(400, "count", "about")]),
        ("no more than 12%", [(12, "percent", "at_most")]),
        ("10.8 per cent", [(10.8, "percent", "exact")]),
        ("3.2 percentage points", [(3.2, "percentage_point", "exact")]),
        ("eleven districts", [(11, "count", "exact")]),
        ("twenty-two firms", [(22, "count", "exact")]),
        ("between 370 and 380 policies", [(375, "count", "range")]),
        ("from 370 to 380 policies", [(370, "count", "exact"), (380, "count", "exact")]),
        ("CNY 30 million and 198 policies", [(30e6, "CNY", "exact"), (198, "count", "exact")]),
        ("hundreds of policies", [(100, "count", "at_least")]),
        ("ranked third nationwide", [(3, "rank", "exact")]),
        ("premiums added up to 87.1 million yuan", [(87.1e6, "CNY", "exact")]),
        ("Proposal No. 2161, article 5 and section 3", []),
        ("the 14th session, 5G, COVID-19, ISO 27001", []),
        ("24 hours a day, for five years", []),
        ("one of the three-year plans", []),
    ],
)
def test_english_numbers(text: str, expected: list) -> None:
    assert [(one.value, one.unit, one.bound) for one in find_numbers(text, [])] == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("as of 31 July 2025", None, "2025-07-31"),
        ("as of July 31, 2025", None, "2025-07-31"),
        ("by the end of July 2025", None, "2025-07-31"),
        ("at end-2021", None, "2021-12-31"),
        ("by 2021", None, "2021-12-31"),
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in the first nine months of 2024", "2024-01-01", "2024-09-30"),
        ("January-September 2024", "2024-01-01", "2024-09-30"),
        ("in the first half of 2024", "2024-01-01", "2024-06-30"),
        ("Q3 2024", "2024-07-01", "2024-09-30"),
        ("on 26 April 2021", "2021-04-26", "2021-04-26"),
        ("since 2017", "2017-01-01", None),
        ("from 2017 to 2020", "2017-01-01", "2020-12-31"),
        ("between June 2024 and June 2025", "2024-06-01", "2025-06-30"),
    ],
)
def test_english_times(text: str, start: str | None, end: str | None) -> None:
    (found,) = find_times(f"They did it {text}, people say.")
    assert (found.time.basis, found.time.start, found.time.end) == ("stated", start, end)
