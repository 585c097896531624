"""Makes the files of tests/readers/files with real tools; run by hand, rarely.

Every text and number in them is invented. Chromium prints the page, reportlab sets the others; the committed
files are what the tests read, since the tools' bytes differ from version to version.
"""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

FILES = Path(__file__).with_name("files")
FONT = "STSong-Light"
WIDTH, HEIGHT = A4
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
PROSE = [
    "2024年，全市新登记商标申请{0}件，同比增长12.4%；截至年末，有效注册商标达21.36万件，较上年末净增1.9万件，每万户市场主体平均拥有商标1835件，居全省第3位。",
    "市场监管部门全年立案查处侵犯知识产权案件{0}宗，罚没金额863.27万元，移送司法机关案件19宗，涉案货值约2430万元，其中网络销售类案件占比超过四成。",
    "知识产权质押融资登记额突破{0}亿元，惠及企业417家，平均贷款利率下降0.35个百分点；知识产权海外侵权责任险累计承保58家次，总保额达1.27亿元。",
]
ROWS = [
    ["指标", "单位", "2023年", "2024年", "同比"],
    ["发明专利授权量", "件", "3,120", "3,587", "15.0%"],
    ["商标注册量", "件", "18,400", "20,150", "9.5%"],
    ["质押融资额", "亿元", "12.6", "18.9", "50.0%"],
]
BODY = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=17, wordWrap="CJK", firstLineIndent=21)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=18, leading=26, firstLineIndent=0, alignment=1)
HEAD = ParagraphStyle("head", parent=BODY, fontSize=13, leading=20, firstLineIndent=0)
RIGHT = ParagraphStyle("right", parent=BODY, alignment=2)


def prose(count: int) -> list[Paragraph]:
    return [Paragraph(PROSE[i % 3].format(1000 + 37 * i), BODY) for i in range(count)]


def running_head(canvas, page) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawString(60, HEIGHT - 40, "临江市知识产权保护状况（2024年）")
    canvas.drawCentredString(WIDTH / 2, 30, f"— {page.page} —")


def whitepaper() -> bytes:
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, title="白皮书.docx", invariant=1)
    frame = Frame(60, 60, WIDTH - 120, HEIGHT - 120)
    template.addPageTemplates(PageTemplate("page", [frame], onPage=running_head))
    table = Table(
        ROWS, style=[("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    )
    story = [
        Paragraph("临江市2024年知识产权保护状况<br/>白皮书", TITLE),
        Paragraph("一、总体情况", HEAD),
        *prose(4),
    ]
    story += [Paragraph("二、主要指标", HEAD), Paragraph("表1 主要指标完成情况", BODY), table, Spacer(1, 10)]
    template.build(
        [*story, *prose(12), Paragraph("临江市知识产权局", RIGHT), Paragraph("2025年4月18日", RIGHT)]
    )
    return out.getvalue()


def unruled() -> bytes:
    """A table without lines, its cells close together, between prose and the next heading."""
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate("page", [Frame(60, 60, WIDTH - 120, HEIGHT - 120)]))
    rows = [
        ["区县", "发明专利授权（件）", "有效发明专利（件）"],
        ["东湖新技术区", "1893", "10236"],
        ["西岭区", "742", "4518"],
    ]
    table = Table(rows, style=[("FONT", (0, 0), (-1, -1), FONT, 10)], hAlign="LEFT")
    template.build([*prose(2), table, Paragraph("四、知识产权服务", BODY), *prose(1)])
    return out.getvalue()


def newspaper() -> bytes:
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, invariant=1)
    wide = (WIDTH - 150) / 2
    left = Frame(60, 60, wide, HEIGHT - 200)
    right = Frame(90 + wide, 60, wide, HEIGHT - 200)
    top = Frame(60, HEIGHT - 130, WIDTH - 120, 70)
    template.addPageTemplates([PageTemplate("first", [top, left, right], onPage=running_head)])
    template.addPageTemplates([PageTemplate("next", [left, right], onPage=running_head)])
    title = Paragraph("守护创新 临江知识产权工作交出新答卷", TITLE)
    template.build([NextPageTemplate("next"), title, FrameBreak(), *prose(24)])
    return out.getvalue()


def printed() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.pdf"
        command = ["/usr/bin/chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer"]
        page = (FILES / "reply_print.html").resolve().as_uri()
        subprocess.run([*command, f"--print-to-pdf={target}", page], check=True, capture_output=True)
        return target.read_bytes()


def scanned() -> bytes:
    out = io.BytesIO()
    image = Image.new("L", (400, 560), "white")
    ImageDraw.Draw(image).text((40, 40), "scan")
    image.save(out, "PDF")
    return out.getvalue()


def locked(pdf: bytes) -> bytes:
    out = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("云岭市知识产权工作总结", 0)
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("2024年，全市授权发明专利1.26万件，同比增长7.3%。")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("云岭市知识产权局")
    document.add_paragraph("2025年1月20日")
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "主要指标"
    sheet.append(["云岭市主要指标"])
    sheet.append(["指标", "2023年", "2024年", "同比"])
    sheet.append(["授权量（件）", 3120, 3587, 0.1497])
    sheet.append(["保额", 8.14, 9.2, None])
    sheet["D3"].number_format, sheet["B3"].number_format, sheet["C4"].number_format = (
        "0.0%",
        "#,##0",
        '0.00"亿元"',
    )
    other = book.create_sheet("区县")
    for row in [["区县", "件数"], ["东湖区", 412], ["西岭区", 377]]:
        other.append(row)
    book.save(out)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("二〇二四/云岭.docx", word())
        opened.writestr("简报.txt", PROSE[1].format(2282).encode("gb18030"))
        opened.writestr("照片.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    return out.getvalue()


def main() -> None:
    simplified = "云岭市知识产权局工作简报\n\n" + "\n".join(p.format(1568) for p in PROSE)
    traditional = (
        "海關打擊冒牌貨物\n\n香港海關去年偵破十九宗案件，檢獲約五萬二千件懷疑冒牌物品，市值約三千一百萬元。"
    )
    csv = (
        '指标,单位,2023年,2024年\r\n发明专利授权量,件,"3,120","3,587"\r\n"商标""注册""量",件,18400,20150\r\n'
    )
    page = (FILES / "government.html").read_text(encoding="utf-8")
    made = {
        "brief_gb18030.txt": simplified.encode("gb18030"),
        "brief_utf16.txt": simplified.encode("utf-16"),
        "brief_utf16be_bare.txt": simplified.encode("utf-16-be"),
        "brief_bom.txt": simplified.encode("utf-8-sig"),
        "customs_big5.txt": traditional.encode("big5hkscs"),
        "table_gb18030.csv": csv.encode("gb18030"),
        "government_gb18030.html": page.replace("utf-8", "gb2312", 1).encode("gb18030"),
        "whitepaper.pdf": whitepaper(),
        "newspaper.pdf": newspaper(),
        "unruled.pdf": unruled(),
        "scanned.pdf": scanned(),
        "summary.docx": word(),
        "indicators.xlsx": workbook(),
        "reports.zip": archive(),
    }
    made["locked.pdf"] = locked(made["whitepaper.pdf"])
    if "--no-browser" not in sys.argv:
        made["reply_print.pdf"] = printed()
    for name, content in made.items():
        (FILES / name).write_bytes(content)


if __name__ == "__main__":
    main()
