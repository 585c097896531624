"""What a report says of itself is found in the forms that reports use, and nothing is guessed."""

import pytest

from etl.readers import Document, read
from etl.readers.dates import read_date

BODY = "2024年，全市累计承保379家次，总保额达8.14亿元，同比增长12%。\n"


def of(text: str, name: str = "a.txt") -> Document:
    return read(text.encode(), name)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-08-20", "2025-08-20"),
        ("2025年8月5日", "2025-08-05"),
        ("２０２５年０８月２０日", "2025-08-20"),
        ("二〇二五年十二月二十一日", "2025-12-21"),
        ("二○二五年八月十日", "2025-08-10"),
        ("民國114年8月20日", "2025-08-20"),
        ("2025/8/20 10:30", "2025-08-20"),
        ("2025.08.20", "2025-08-20"),
        ("Fri, 04 Mar 2022 14:00:06 GMT", "2022-03-04"),
        ("2022-03-04T14:00:06+08:00", "2022-03-04"),
        ("20250820", "2025-08-20"),
    ],
)
def test_a_whole_date_is_read_in_every_form(written: str, day: str) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize(
    "text", ["2025年8月", "8月20日", "2025年13月1日", "2025-02-30", "第2025号", "", "2025"]
)
def test_less_than_a_day_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("line", "published", "publisher"),
    [
        ("发布日期: 2025-08-20 来源: 某市市场监督管理局 字体大小:", "2025-08-20", "某市市场监督管理局"),
        ("发布时间：2024-07-22 16:08    来源：某市知识产权局    浏览量：", "2024-07-22", "某市知识产权局"),
        ("發佈日期：2024年7月22日　來源：某市海關", "2024-07-22", "某市海關"),
        ("日期：2025-04-23    来源：市知识产权局", "2025-04-23", "市知识产权局"),
        ("2023年4月21日发布", "2023-04-21", None),
        ("本报记者 某某 2023年4月25日", "2023-04-25", None),
        ("2024-04-19    某区财讯    记者 某某", "2024-04-19", "某区财讯"),
        ("来源：网络", None, None),
    ],
)
def test_the_line_at_the_top_gives_day_and_publisher(
    line: str, published: str | None, publisher: str | None
) -> None:
    found = of(f"某市知识产权工作情况\n\n{line}\n\n{BODY * 4}")
    assert (found.published.value if found.published else None) == published
    assert (found.publisher.value if found.publisher else None) == publisher
    assert found.title.value == "某市知识产权工作情况"


def test_the_signature_gives_day_and_publisher() -> None:
    found = of(
        f"关于第12号提案的答复\n\n{BODY * 3}\n某市市场监督管理局\n\n      二〇二四年七月十八日\n\n（公开）\n"
    )
    assert (found.written.value, found.published) == ("2024-07-18", None)
    assert (found.publisher.value, found.publisher.basis) == ("某市市场监督管理局", "stated")


def test_a_title_s_second_half_belongs_to_it() -> None:
    found = of(
        f"某市监函〔2021〕32号\n\n某市市场监督管理局关于市政协六次会议\n第20210076号提案的答复\n{BODY * 3}"
    )
    assert found.title.value == "某市市场监督管理局关于市政协六次会议第20210076号提案的答复"
    assert found.publisher.value == "某市市场监督管理局"


def test_a_text_that_begins_with_prose_has_no_title() -> None:
    found = of(BODY * 5)
    assert (found.title, found.publisher, found.written, found.published, found.url) == (None,) * 5


def test_an_author_of_front_matter_is_an_inferred_publisher() -> None:
    found = of(f"---\ntitle: '某市报告'\nauthor: 某财经\ndate: Fri, 04 Mar 2022 14:00:06 GMT\n---\n{BODY}")
    assert (found.title.basis, found.publisher.basis) == ("stated", "inferred")
    assert found.published.value == "2022-03-04"


def test_the_title_of_a_page_without_heading_is_inferred() -> None:
    found = of(f"<html><head><title>某市通报_某网</title></head><body><p>{BODY}</p></body></html>", "a.html")
    assert (found.title.value, found.title.basis) == ("某市通报_某网", "inferred")


def test_a_date_in_prose_is_nobody_s_date() -> None:
    found = of(
        "某市工作\n\n2020年9月25日,某市召开联席会议，会上通报了全年案件查处情况和下一步安排。\n" + BODY * 3
    )
    assert (found.written, found.published) == (None, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [("全國知識產權保護", "zh-Hant"), ("全国知识产权保护", "zh-Hans"), ("2024", "zh-Hans")],
)
def test_the_script_is_told_by_its_characters(text: str, language: str) -> None:
    assert of(text).language == language
