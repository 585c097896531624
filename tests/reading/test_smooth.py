"""What the eye does not see, and breaks at a fixed width, change no value; surfaces stay the text's own."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model import ReportDates
from etl.reading.figures import read_figures
from etl.reading.smooth import smooth

DATES = ReportDates(None, "2025-08-20")
UNSEEN = "\u200b\u00ad\ufeff\u2060\u200c\u200d\u200e"
SENTENCE = "截至2024年6月底，厦门市累计承保21,379家次，总保额达8.14亿元，同比增长12.3%。"
SHIPPED = sorted((Path(__file__).parents[1] / "labelled").glob("*.txt"))
PARAGRAPHS = (
    "2023年，厦门市专利授权量达到23461件，同比增长12.3%，其中发明专利授权量7812件，占全部授权量的三成以上，创历史新高。"
    "截至2023年12月底，全市有效发明专利拥有量为28764件，每万人口高价值发明专利拥有量达到18.6件。",
    "2022年，全市法院新收知识产权民事一审案件5213件，审结4987件，结案率95.7%。市场监管部门查处商标侵权案件318宗，"
    "罚没金额1265.4万元；海关查扣侵权货物207批、涉及货物三十五万余件，货值约1.2亿元。",
    "2021年以来，全市专利权质押融资登记金额累计86.3亿元，惠及企业742家次，其中中小微企业691家次，"
    "单笔最高融资额3.5亿元。目前，全市共有知识产权保护工作站64个，调解组织19家，调解员二百一十六名。",
)


def _values(figures):
    return [(f.value, f.low, f.high, f.unit, f.bound, f.time_kind, f.period_end, f.place) for f in figures]


@cache
def _plain(text):
    return _values(f for f in read_figures(text, DATES).figures if f.statistic)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(SENTENCE)), st.sampled_from(UNSEEN)), max_size=12))
def test_unseen_characters_change_no_value(inserted):
    text = SENTENCE
    for position, character in sorted(inserted, reverse=True):
        text = text[:position] + character + text[position:]
    figures = [f for f in read_figures(text, DATES).of_clean() if f.statistic]
    assert _values(figures) == _plain(SENTENCE)
    for figure in figures:
        assert figure.surface == text[figure.start : figure.end]
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end


def test_the_surface_keeps_what_is_not_seen():
    figures = read_figures("承保3\u200b79家次，保额8\u00ad.14亿元。", DATES).of_clean()
    assert [(f.surface, f.value) for f in figures] == [("3\u200b79家次", 379), ("8\u00ad.14亿元", 814000000)]


@pytest.mark.parametrize("apart", ["\n\n", "\n\u3000\u3000", "\r\n\r\n"])
@settings(max_examples=20, deadline=None)
@given(width=st.integers(18, 42))
def test_lines_broken_at_a_fixed_width_change_no_value(apart, width):
    whole = apart.join(PARAGRAPHS)
    broken = apart.join(_broken(text, width) for text in PARAGRAPHS)
    figures = [f for f in read_figures(broken, DATES).of_clean() if f.statistic]
    assert _values(figures) == _plain(whole)
    assert all(f.surface == broken[f.start : f.end] for f in figures)


def _broken(text, width):
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize(
    "text",
    [
        "2021年，全市专利授权量12345件\n2022年，全市专利授权量12346件\n2023年，全市专利授权量12347件\n2024年，全市专利授权量12348件",
        "一是受理专利侵权纠纷案件，共计312件；\n二是受理商标侵权纠纷案件，共计281件；\n三是受理版权侵权纠纷案件，共计109件。\n",
        "指标\t2022年，全市\t2023年，全市\n授权量\t12345件，一般\t12346件，一般\n申请量\t22345件，一般\t22346件，一般\n",
        "厦门市知识产权工作，再上新的台阶\n厦门市知识产权保护，又有新的举措\n厦门市知识产权运用，更有新的成效",
    ],
)
def test_lists_and_tables_are_not_joined(text):
    assert smooth(text).text == text


@given(st.text(alphabet="1年，。件\n \t\u200b\u00ad", max_size=60))
def test_positions_lead_there_and_back(text):
    smoothed = smooth(text)
    for position, character in enumerate(smoothed.text):
        assert text[smoothed.origin(position)] == character
        assert smoothed.place(smoothed.origin(position)) == position
