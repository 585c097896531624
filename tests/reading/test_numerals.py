"""Numerals of every shape are read exactly: whatever is written comes back as the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading.numerals import read_arabic, read_chinese, read_neighbours

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write an integer below 10 ** 12 as a Chinese numeral."""
    if number == 0:
        return "零"
    parts, rest, scales = [], number, ["", "万", "亿"]
    sections = []
    while rest:
        rest, section = divmod(rest, 10_000)
        sections.append(section)
    for power in range(len(sections) - 1, -1, -1):
        section = sections[power]
        if section:
            if parts and section < 1000:
                parts.append("零")
            parts.append(below_ten_thousand(section) + scales[power])
    return "".join(parts)


def below_ten_thousand(number: int) -> str:
    written, gap = "", False
    for power, letter in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + letter
            gap = False
        else:
            gap = True
    return written


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_chinese_numeral_comes_back(number):
    assert float(read_chinese(chinese(number))) == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["", "万", "亿", "百万", "千万", "万亿"]))
def test_digits_with_separators_and_multiplier_come_back(number, multiplier):
    factor = {"": 1, "万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7, "万亿": 10**12}[multiplier]
    assert float(read_arabic(f"{number:,}", multiplier)) == float(number * factor)


@given(st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False))
def test_a_decimal_times_ten_thousand_is_exact(number):
    assert float(read_arabic(f"{number:f}", "万")) == float(number * 10_000)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_a_mixed_numeral_adds_up(hundred_millions, ten_thousands):
    assert float(read_chinese(f"{hundred_millions}亿{ten_thousands}万")) == (
        hundred_millions * 10**8 + ten_thousands * 10**4
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一百零三万", 1_030_000),
        ("十五亿三千万", 1_530_000_000),
        ("一万三千亿", 1_300_000_000_000),
        ("三万五", 35_000),
        ("一百二", 120),
        ("二千零五", 2_005),
        ("三点二亿", 320_000_000),
        ("两万", 20_000),
        ("1万2000", 12_000),
        ("二〇二三", 2_023),
        ("百", 100),
    ],
)
def test_shapes(written, value):
    assert float(read_chinese(written)) == value


@pytest.mark.parametrize(
    ("written", "ends"), [("七八", (7, 8)), ("十七八", (17, 18)), ("三四百", (300, 400)), ("三五", (3, 5))]
)
def test_neighbouring_digits_are_a_range(written, ends):
    assert tuple(map(float, read_neighbours(written))) == ends


@pytest.mark.parametrize("written", ["二〇二", "九三", "十", "一百"])
def test_other_digits_are_no_range(written):
    assert read_neighbours(written) is None
