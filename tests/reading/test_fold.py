"""Folding never moves an offset, and keeps the words that decide a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading.fold import fold


@given(st.text())
def test_the_length_stays(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_each_character_is_folded_by_itself(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("百餘件", "百余件"),
        ("著作權", "著作权"),
        ("三億兩千萬", "三亿两千万"),
        ("６７，３２４　件", "67,324 件"),
        ("「破浪」", "“破浪”"),
        ("２．７６％", "2.76%"),
        ("二○二三", "二〇二三"),
    ],
)
def test_ways_of_writing(written, folded):
    assert fold(written) == folded
