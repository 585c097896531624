"""Contact persons are masked at equal length, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.contacts import SIGN, find_contacts, mask_contacts


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("联系人：王小明", "联系人：＊＊＊"),
        (
            "联系人：张三、李四，电话：020-55550187转12",
            "联系人：＊＊＊＊＊，电话：＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊",
        ),
        (
            "\t联系人\n\t黎工\n\t联系电话\n\t0769-55550076",
            "\t联系人\n\t＊＊\n\t联系电话\n\t＊＊＊＊＊＊＊＊＊＊＊＊＊",
        ),
        ("联系人\t黎工\t联系电话\t55550076", "联系人\t＊＊\t联系电话\t＊＊＊＊＊＊＊＊"),
        ("（聯絡人：王小明）王小明同志", "（聯絡人：＊＊＊）＊＊＊同志"),
        ("手机：13900001111", "手机：＊＊＊＊＊＊＊＊＊＊＊"),
        ("咨询 0512-55550187 均可", "咨询 ＊＊＊＊＊＊＊＊＊＊＊＊＊ 均可"),
        ("邮箱：a.b@gz.example.cn", "邮箱：" + SIGN * 17),
    ],
)
def test_names_and_numbers_give_way_to_signs(text: str, masked: str) -> None:
    assert mask_contacts(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "密切联系人民群众12345件",
        "引进和联系人才100名",
        "12345热线受理投诉1568件",
        "罚没金额13912345678元",
        "保额8.14亿元，保费8711.14万元",
        "深市监函〔2021〕55号，第20210530号提案",
        "电话和微信沟通2次",
        "本报记者 王小明",
        "2020-2035年，2024-04-19",
    ],
)
def test_figures_and_prose_stay(text: str) -> None:
    assert mask_contacts(text) == text


@given(st.text("联系人电话：: \t\n王明0123456789-（）,", max_size=80))
def test_the_length_stays_and_masking_twice_changes_nothing_more(text: str) -> None:
    masked = mask_contacts(text)
    assert len(masked) == len(text)
    assert all(masked[i] == SIGN for start, end in find_contacts(text) for i in range(start, end))
