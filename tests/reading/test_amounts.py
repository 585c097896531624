"""What a reader of figures relies on: spans, exact values, and readings that no way of writing changes."""

import time
import timeit
from itertools import pairwise

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reading.amounts import find_amounts
from etl.reading.fold import fold

WORDS = """
全市专利授权量 累计承保 同比增长 下降 由 提高到 占比 ， 、 。 “ ” 《 》 约 超 近 余
以上 左右 万 亿 元 件 家次 % 个百分点 倍
第 首个 每万人 一 三十五 两 半 几 数十 3 0.5 1,568 2023 - 至 / 人 A
5G 翻一番 一是 （三） 12345 千瓦时 港币 分别为 和 其中
罚款 前 名 前十 ： +
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", " "])
SENTENCES = [
    "全年累计承保379家次，保费8711.14万，保额8.14亿元，同比增长11.81%。",
    "罚没金额2756.68万元，查获商品4万余件，货值207万余元，两宗案例入选。",
    "增速在4.5%-5%之间，占全国近三成，比上年下降3.2个百分点，连续三年居全省第一位。",
    "浓度为26.3微克/立方米，总量超过15,680件，资助200至500万元，六成五为首次贷款。",
]


def amounts(text):
    return find_amounts(text, fold(text))


def read(text):
    return [(a.kind, a.value, a.low, a.high, a.bound, a.unit, a.statistic) for a in amounts(text)]


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_the_slice_is_the_surface_and_none_overlap(text):
    found = amounts(text)
    assert all(text[a.start : a.end] == a.surface and a.start < a.end for a in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.data())
def test_no_amount_touches_what_is_taken(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_amounts(text, fold(text), [(start, end)])
    assert all(a.end <= start or a.start >= end for a in found)


@pytest.mark.parametrize("text", SENTENCES)
def test_traditional_text_gives_equal_values(text):
    assert read(opencc.OpenCC("s2t").convert(text)) == read(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_full_width_digits_and_punctuation_change_no_value(text):
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert read(wide) == read(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_spaces_between_number_and_unit_change_no_value(text):
    spaced = text.replace("8.14亿元", "8.14 亿元").replace("379家次", "379 家次").replace("379", "379")
    assert read(spaced) == read(text)


def test_two_texts_together_give_the_figures_of_both():
    assert read("\n".join(SENTENCES)) == [row for text in SENTENCES for row in read(text)]


@given(st.decimals(min_value="0.01", max_value="99999", places=2, allow_nan=False))
def test_changed_digits_come_out(number):
    first = amounts(f"总保额达{number:f}万元，同比增长12%。")[0]
    assert first.value == float(number * 10_000)
    assert first.unit == "CNY"


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "一",
        "十",
        "万",
        "1万",
        "百分之",
        "增长",
        "第",
        "1/",
        "1-",
        "（",
        "“",
        "每万人",
        "12.",
        "亿1",
        "至1",
        "3\t",
    ],
)
def test_time_grows_with_length_alone(piece):
    def seconds(times):
        text = piece * times
        folded = fold(text)
        return timeit.Timer(lambda: find_amounts(text, folded), timer=time.process_time).timeit(1)

    seconds(10)
    short = min(seconds(2_000) for _ in range(5))
    long = min(seconds(20_000) for _ in range(5))
    assert long <= 15 * short + 0.05


def test_money_without_a_unit_takes_the_currency_of_its_neighbours():
    found = amounts("目前总保费达860.5万，总保额达2.6亿港元。")
    assert [(a.value, a.unit) for a in found] == [(8_605_000, "HKD"), (260_000_000, "HKD")]


def test_cells_take_their_unit_from_row_and_column():
    text = "指标\t单位\t数量\t增长（%）\n融资额\t亿元\t21.3\t-4.6\n登记量\t万件\t3.92\t12.1\n"
    found = [(a.value, a.unit, a.kind) for a in amounts(text) if a.statistic]
    assert found == [
        (2_130_000_000, "CNY", "money"),
        (-4.6, "percent", "growth"),
        (39_200, "count", "count"),
        (12.1, "percent", "growth"),
    ]


def test_a_hong_kong_text_counts_in_hong_kong_dollars():
    text = (
        "香港海關人員檢獲冒牌貨物，估計市值約三千一百萬元，拘捕七人。海關人員按年檢獲更多，本港市民宜留意。"
    )
    assert [a.unit for a in amounts(text) if a.kind == "money"] == ["HKD"]
