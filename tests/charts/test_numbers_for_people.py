"""Values are written as people write them, exactly, and read back to the same value."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.numbers import bare, say, scale_of, tick


@pytest.mark.parametrize(("value", "unit", "zh", "en"), [
    (814000000, "CNY", "8.14亿元", "CNY 814 million"),
    (67800000, "CNY", "6780万元", "CNY 67.8 million"),
    (87111400, "CNY", "8711.14万元", "CNY 87.1114 million"),
    (5200, "CNY", "5200元", "CNY 5,200"),
    (12.5, "USD", "12.5美元", "USD 12.5"),
    (3e9, "HKD", "30亿港元", "HKD 3 billion"),
    (22452, "count", "22452件", "22,452"),
    (140000, "count", "14万件", "140,000"),
    (1.2e6, "count", "120万件", "1.2 million"),
    (177.57, "per_10k_people", "177.57件", "177.57 per 10,000 people"),
    (13, "percent", "13%", "13%"),
    (3.2, "percentage_point", "3.2个百分点", "3.2 percentage points"),
    (1, "rank", "第1位", "1st"),
    (12, "rank", "第12位", "12th"),
    (23, "rank", "第23位", "23rd"),
    (68, "day", "68天", "68 days"),
    (450, "CNY_per_person", "450元/人", "CNY 450 per person"),
    (2147757, "CNY_per_policy", "214.7757万元/家次", "CNY 2,147,757 per policy"),
    (1.5, "kilogram_per_mu", "1.5公斤/亩", "1.5 kg per mu"),
    (5, "furlong", "5furlong", "5 furlong"),
    (0, "CNY", "0元", "CNY 0"),
    (-31000000, "CNY", "-3100万元", "CNY -31 million"),
])  # fmt: skip
def test_values(value: float, unit: str, zh: str, en: str) -> None:
    counted = "件" if unit in ("count", "per_10k_people") else ""
    assert say(value, unit, "zh", unit_text=counted) == zh
    assert say(value, unit, "en") == en


@pytest.mark.parametrize(("bound", "zh", "en"), [
    ("at_least", "超10亿元", "over CNY 1 billion"),
    ("at_most", "不超过10亿元", "at most CNY 1 billion"),
    ("about", "约10亿元", "about CNY 1 billion"),
])  # fmt: skip
def test_bounds(bound: str, zh: str, en: str) -> None:
    assert say(1e9, "CNY", "zh", bound=bound) == zh
    assert say(1e9, "CNY", "en", bound=bound) == en


def test_a_count_with_more_behind_it() -> None:
    assert say(40000, "count", "zh", bound="at_least", unit_text="件") == "4万余件"
    assert say(9800, "count", "zh", bound="at_least", unit_text="件") == "9800余件"
    assert say(37, "count", "zh", bound="at_least", unit_text="家") == "超37家"


def test_a_range() -> None:
    assert say(40000, "CNY", "zh", bound="range", low=30000, high=50000) == "3万元—5万元"
    assert say(40000, "CNY", "en", bound="range", low=30000, high=50000) == "CNY 30,000 to CNY 50,000"


def test_a_reader_can_switch_the_unit() -> None:
    assert say(814000000, "CNY", "zh", scale="wan") == "81400万元"
    assert say(67800000, "CNY", "zh", scale="yi") == "0.678亿元"
    assert say(67800000, "CNY", "zh", scale="one") == "67800000元"


def test_a_worked_out_value_is_rounded() -> None:
    assert say(2040.9624, "count", "zh", digits=4, unit_text="宗") == "2041宗"


def test_axes_name_the_unit_once() -> None:
    assert (tick(0, "CNY", "zh", "yi"), bare(2e8, "CNY", "zh", "yi"), tick(4e8, "CNY", "zh", "yi")) == (
        "0", "2亿", "4亿元",
    )  # fmt: skip
    assert bare(2e8, "CNY", "en", "yi") == "200 million"
    assert scale_of(9e7, "CNY") == "wan"


cents = st.integers(min_value=1, max_value=10**15).map(lambda n: n / 100)


@given(cents, st.sampled_from(["auto", "yi", "wan", "one"]))
def test_chinese_money_reads_back(value: float, scale: str) -> None:
    number, multiplier = re.fullmatch(
        r"(-?[0-9.]+)([亿万]?)元", say(value, "CNY", "zh", scale=scale)
    ).groups()
    assert float(number) * {"亿": 1e8, "万": 1e4, "": 1}[multiplier] == pytest.approx(value, rel=1e-12)


@given(cents)
def test_english_money_reads_back(value: float) -> None:
    text = say(value, "CNY", "en")
    number, word = re.fullmatch(r"CNY ([0-9.,]+)(| million| billion)", text).groups()
    times = {"": 1, " million": 1e6, " billion": 1e9}[word]
    assert float(number.replace(",", "")) * times == pytest.approx(value, rel=1e-12)


@given(st.integers(min_value=0, max_value=10**12))
def test_counts_read_back(value: int) -> None:
    number, multiplier = re.fullmatch(
        r"([0-9.]+)([亿万]?)件", say(value, "count", "zh", unit_text="件")
    ).groups()
    assert round(float(number) * {"亿": 1e8, "万": 1e4, "": 1}[multiplier]) == value


@given(cents, st.sampled_from(["CNY", "count", "percent"]), st.sampled_from(["zh", "en"]))
def test_never_k_or_m_or_exponents(value: float, unit: str, lang: str) -> None:
    assert not re.search(r"[0-9] ?[kKMBG](?![a-z])|[eE][+-]?[0-9]", say(value, unit, lang))
