"""What holds for every reading: ids, order, one meaning for every way of writing, time in proportion."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from etl.model import ReportDates
from etl.reading.figures import read_figures

DATES = ReportDates("2024-05-20", None)
SENTENCES = [
    "2023年，成都市办理案件{n}件，同比增长{p}%。",
    "截至2023年底，全市累计承保{n}家次，保额{p}亿元。",
    "去年，绵阳市专利授权{n}件，上年为{m}件。",
    "目前，全市有调解组织{n}家、调解员{m}名。",
    "今年1—4月，德阳、宜宾质押融资分别为{n}万元、{m}万元。",
    "力争到2027年，质押融资额达到{p}亿元以上。",
    "2024年3月12日，某公司签约，保险金额{n}万元。",
]
TEXTS = st.lists(
    st.builds(
        lambda sentence, n, m, p: sentence.format(n=n, m=m, p=p),
        st.sampled_from(SENTENCES),
        st.integers(2, 98_000),
        st.integers(2, 98_000),
        st.integers(11, 990).map(lambda tenths: tenths / 10),
    ),
    min_size=1,
    max_size=5,
).map("".join)
TRADITIONAL = OpenCC("s2t")
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def meaning(text: str) -> list[tuple]:
    return [
        (f.value, f.unit, f.time_kind, f.period_start, f.period_end, f.cumulative, f.place)
        for f in read_figures(text, DATES).figures
        if f.statistic
    ]


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_figures_are_slices_in_order_with_ids_of_their_own(text):
    reading = read_figures(text, DATES, report="r")
    starts = [figure.start for figure in reading.figures]
    assert starts == sorted(starts)
    assert len({figure.figure for figure in reading.figures}) == len(reading.figures)
    for figure in reading.figures:
        assert text[figure.start : figure.end] == figure.surface
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_traditional_and_full_width_mean_the_same(text):
    assert meaning(TRADITIONAL.convert(text)) == meaning(text)
    assert meaning(text.translate(FULL_WIDTH)) == meaning(text)


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_two_texts_together_hold_the_figures_of_both(one, other):
    both = read_figures(f"{one}\n{other}", DATES).figures
    apart = [*read_figures(one, DATES).figures, *read_figures(other, DATES).figures]
    assert [(f.surface, f.value, f.unit) for f in both] == [(f.surface, f.value, f.unit) for f in apart]


def test_the_same_sentence_twice_gives_figures_with_different_ids():
    text = "办理案件12件。\n办理案件12件。"
    first, second = (figure.figure for figure in read_figures(text, report="r").figures)
    assert first != second


def test_ids_do_not_move_when_text_is_added_in_front():
    text = "2023年，成都市办理案件120件。"
    before = {f.figure for f in read_figures(text, DATES, report="r").figures}
    after = {f.figure for f in read_figures(f"前言如下。\n{text}", DATES, report="r").figures}
    assert before <= after


LONG = {
    "prose": "2023年，成都市办理案件120件，同比增长8.5%；其中绵阳30件、德阳20件。目前，全市有组织9家。\n",
    "one sentence": "2023年，成都市办理案件120件，同比增长8.5%；其中绵阳30件、德阳20件，",
    "one paragraph": "不断完善机制，全市有组织9家。",
    "table": "成都市\t2023年\t120\t8.5%\n",
    "cut columns": "成都市不断完善知识产权保护机制并与多个部门建立了执法与司法衔接的合作关系推动海外侵\n\n",
    "dates": "2023年1月1日至2月2日、",
    "numerals": "一二三四五六七八九十年月日",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_ten_times_the_text_takes_about_ten_times_as_long(text):
    def seconds(repeats: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read_figures(text * repeats, DATES)
            best = min(best, time.process_time() - start)
        return best

    repeats = 6_000 // len(text)
    assert seconds(10 * repeats) < 16 * seconds(repeats) + 0.02
