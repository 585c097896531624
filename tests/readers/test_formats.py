"""Real files of each format read as a person would read them."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from etl.errors import UnreadableError
from etl.readers import Document, read, read_all
from etl.readers.document import Paragraph, SheetCell

FILES = Path(__file__).with_name("files")


def opened(name: str) -> Document:
    return read((FILES / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("brief_gb18030.txt", "gb18030"),
        ("brief_utf16.txt", "utf-16-le"),
        ("brief_utf16be_bare.txt", "utf-16-be"),
        ("brief_bom.txt", "utf-8"),
    ],
)
def test_a_text_is_the_same_in_every_encoding(name: str, encoding: str) -> None:
    document = opened(name)
    assert document.encoding == encoding
    assert document.text == opened("brief_bom.txt").text
    assert document.text.startswith("云岭市知识产权局工作简报\n\n2024年")


def test_big5_is_told_from_gb18030_by_its_content() -> None:
    document = opened("customs_big5.txt")
    assert (document.encoding, document.language) == ("big5hkscs", "zh-Hant")
    assert "約三千一百萬元" in document.text


@pytest.mark.parametrize("name", ["government.html", "government_gb18030.html"])
def test_a_government_page_loses_its_chrome_and_keeps_its_table(name: str) -> None:
    document = opened(name)
    assert document.text.splitlines() == [
        "云岭市市场监督管理局关于市政协第0318号提案答复的函",
        "发布日期：2024-08-06\xa0\xa0来源：云岭市市场监督管理局\xa0\xa0字号：[大 中 小]",
        "李明委员：",
        "\u3000\u3000您提出的《关于完善知识产权保险的提案》（第0318号）收悉，现答复如下。截至2024年6月底，"
        "全市累计承保37家次知识产权海外侵权责任险，总保费达412.6万元，总保额达5310万元。",
        "指标\t2022年\t2023年",
        "专利质押融资额（亿元）\t8.6\t12.9",
        "投保企业（家）\t21\t33",
        "\u3000\u30002023年，全市办结专利侵权纠纷案件186宗。",
        "云岭市市场监督管理局",
        "2024年7月31日",
    ]
    assert document.url.value == "https://scjgj.example.gov.cn/zwgk/content_7.html"


def test_cells_of_a_page_s_table_know_their_header() -> None:
    document = opened("government.html")
    (table,) = document.tables
    found = {(c.row, c.column): document.text[c.start : c.end] for c in table.cells}
    assert (found[0, 2], found[1, 2]) == ("2023年", "12.9")
    assert [c.column for c in table.cells if c.header] == [0, 1, 2]


def test_a_wechat_article_keeps_numbers_that_its_markup_cuts() -> None:
    document = opened("wechat.html")
    assert "新增发明专利授权4862件，同比增长18.3%。" in document.text
    assert "全年商标质押融资额达\xa06.7亿元" in document.text
    assert not any(word in document.text for word in ("9999", "阅读原文", "扫一扫", "10万+"))
    assert document.published.value == "2024-04-24"


def test_markdown_loses_its_marks_and_addresses() -> None:
    document = opened("post.md")
    assert "今年1—4月，全市新增商标注册 1.3万件，查看全文。" in document.text
    assert "授权量（件）\t3,120\t3,587" in document.text
    assert not any(sign in document.text for sign in ("#", "*", "`", "|", "9981", "cover", "false", "---"))


def test_a_csv_of_chinese_excel_is_rows_of_cells() -> None:
    document = opened("table_gb18030.csv")
    assert document.text.splitlines()[1:] == [
        "发明专利授权量\t件\t3,120\t3,587",
        '商标"注册"量\t件\t18400\t20150',
    ]


def test_a_workbook_shows_its_cells_as_the_sheet_does() -> None:
    document = opened("indicators.xlsx")
    assert "授权量（件）\t3,120\t3587\t15.0%\n保额\t8.14\t9.20亿元\n" in document.text
    assert document.title.value == "云岭市主要指标"
    start = document.text.index("9.20")
    assert document.source_map.where(start, start + 4) == [SheetCell("主要指标", "C4")]


def test_a_word_document_keeps_its_tables_in_order() -> None:
    document = opened("summary.docx")
    lines = document.text.splitlines()
    assert lines[3:5] == ["指标\t单位\t2023年\t2024年\t同比", "发明专利授权量\t件\t3,120\t3,587\t15.0%"]
    assert lines[-2:] == ["云岭市知识产权局", "2025年1月20日"]
    assert document.source_map.where(0, 3) == [Paragraph(1)]
    assert [document.text[h.start : h.end] for h in document.headings] == [
        "云岭市知识产权工作总结",
        "一、总体情况",
    ]


def test_a_pdf_joins_lines_keeps_its_table_and_drops_running_heads() -> None:
    document = opened("whitepaper.pdf")
    assert document.title.value == "临江市2024年知识产权保护状况白皮书"
    assert (
        "表1 主要指标完成情况\n指标\t单位\t2023年\t2024年\t同比\n发明专利授权量\t件\t3,120\t3,587\t15.0%\n"
        in document.text
    )
    assert (
        "案件1037宗，罚没金额863.27万元，移送司法机关案件19宗，涉案货值约2430万元，其中网络销售类案件占比超过四成。\n"
        in document.text
    )
    assert "（2024年）" not in document.text
    assert "— 1 —" not in document.text


def test_a_table_without_lines_is_told_by_its_gutters() -> None:
    lines = opened("unruled.pdf").text.splitlines()
    assert lines[2:6] == [
        "区县\t发明专利授权（件）\t有效发明专利（件）",
        "东湖新技术区\t1893\t10236",
        "西岭区\t742\t4518",
        "四、知识产权服务",
    ]
    assert len(lines) == 7


def test_a_newspaper_s_columns_are_read_one_behind_the_other() -> None:
    lines = opened("newspaper.pdf").text.splitlines()
    assert len(lines) == 25
    numbers = [1000 + 37 * i for i in range(24)]
    assert all(str(number) in line for number, line in zip(numbers, lines[1:], strict=True))


def test_a_page_printed_by_a_browser_reads_like_the_page() -> None:
    printed, page = opened("reply_print.pdf"), opened("reply_print.html")
    assert printed.text.split() == page.text.split()
    assert (printed.title, printed.written) == (page.title, page.written)


def test_a_character_of_a_pdf_is_found_on_its_page() -> None:
    document = opened("reply_print.pdf")
    start = document.text.index("3587")
    (where,) = document.source_map.where(start, start + 4)
    left, bottom, right, top = where.box
    assert where.page == 1
    assert 0 < left < right < 596
    assert 0 < bottom < top < 843
    assert 15 < right - left < 30


def test_an_archive_gives_each_report_and_says_what_it_cannot_read() -> None:
    found = dict(read_all((FILES / "reports.zip").read_bytes(), "reports.zip"))
    assert set(found) == {f"reports.zip/{name}" for name in ("二〇二四/云岭.docx", "照片.png", "简报.txt")}
    assert "2282宗" in found["reports.zip/简报.txt"].text
    assert "picture" in str(found["reports.zip/照片.png"])


@pytest.mark.parametrize(
    ("name", "word"), [("scanned.pdf", "scanned"), ("locked.pdf", "encrypted"), ("reports.zip", "3 files")]
)
def test_what_cannot_be_read_says_why(name: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        opened(name)


def page(body: str) -> list[str]:
    return read(
        f"<html><head><title>某市</title></head><body>{body}</body></html>".encode(), "a.html"
    ).text.splitlines()


PROSE = "2024年，全市累计承保379家次，总保额达8.14亿元，同比增长12%。"


def test_a_table_behind_the_prose_stays_whole() -> None:
    rows = "".join(f"<tr><td>第{i}类</td><td>{i * 7}</td></tr>" for i in range(40))
    lines = page(
        f"<div class='nav'>首页</div><p>{PROSE}</p><table>{rows}</table><div class='footer'>主办：某局</div>"
    )
    assert lines[0] == PROSE
    assert lines[1:] == [f"第{i}类\t{i * 7}" for i in range(40)]


def test_a_table_that_only_lays_out_the_page_gives_paragraphs() -> None:
    cell = "".join(f"<p>{PROSE * 6}</p>" for _ in range(2))
    lines = page(f"<table><tr><td>栏目</td><td>{cell}</td></tr><tr><td>甲</td><td>乙</td></tr></table>")
    assert lines.count(PROSE * 6) == 2
    assert not any("\t" in line for line in lines)


def test_a_wrong_mark_never_takes_the_report_away() -> None:
    assert page(f"<div class='share-content nav'><p>{PROSE}</p><p>{PROSE}</p></div>") == [PROSE] * 2


def test_line_breaks_part_lines_and_hidden_text_is_gone() -> None:
    assert (
        page(f"<div>{PROSE}<br>{PROSE}<br/><span style='display: none'>共9件。</span></div>") == [PROSE] * 2
    )


def test_a_page_without_prose_keeps_its_table() -> None:
    assert page("<table><tr><th>年</th><th>件</th></tr><tr><td>2023</td><td>41</td></tr></table>") == [
        "年\t件",
        "2023\t41",
    ]


def test_a_page_saved_as_a_single_file_reads_like_the_page() -> None:
    content = (FILES / "government.html").read_bytes()
    mail = MIMEMultipart("related")
    mail["From"] = "<Saved by Blink>"
    mail.attach(MIMEText(content.decode(), "html", "utf-8"))
    saved = read(mail.as_bytes(), "page.mhtml")
    assert saved.text == opened("government.html").text
    assert saved.title == opened("government.html").title
