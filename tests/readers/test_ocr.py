"""Scanned pages: told as such without the extra, read with it, and marked wherever their figures go."""

import io
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw, ImageFont

from etl import work
from etl.readers import UnreadableError, ocr, read

LINES = (
    "长沙市市场监督管理局工作简报",
    "　　2031年，全市共办结专利侵权纠纷案件500宗，同比增加25%，市场监",
    "管部门持续加大执法力度。",
    "　　长沙市市场监督管理局2032年3月5日",
)
SIZE, TOP, PITCH, LEFT = 33, 200, 60, 200


def page():
    """Return a page of LINES as a picture, A4 at 200 dots an inch."""
    picture = Image.new("RGB", (1654, 2339), "white")
    font = ImageFont.truetype("NotoSansCJK-Regular.ttc", SIZE)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(picture).text((LEFT, TOP + number * PITCH), line, font=font, fill="black")
    return picture


def saved(picture, form):
    out = io.BytesIO()
    picture.save(out, form, resolution=200)
    return out.getvalue()


@pytest.fixture(scope="module")
def scan():
    return saved(page(), "PDF")


def engine(picture):
    """Say what a perfect recogniser would: each line without its indentation, with its corners."""
    scale = picture.shape[1] / 1654
    boxes = []
    for number, line in enumerate(LINES):
        indent = len(line) - len(line.lstrip())
        widths = [SIZE if c >= "\u2e80" else SIZE * 0.55 for c in line]
        left, right = LEFT + indent * SIZE, LEFT + sum(widths)
        top = TOP + number * PITCH
        corners = [(left, top), (right, top + 4), (right, top + SIZE + 8), (left, top + SIZE)]
        boxes.append([(x * scale, y * scale) for x, y in corners])
    return SimpleNamespace(txts=tuple(line.strip() for line in LINES), boxes=boxes)


@pytest.fixture
def installed(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: engine)


def test_without_the_extra_a_scan_is_told_and_the_extra_named(scan, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    for data in (scan, saved(page(), "PNG")):
        with pytest.raises(UnreadableError, match=r"zhibiao\[ocr\]"):
            read(data, "scan.pdf")


@pytest.mark.parametrize("form", ["PDF", "PNG", "TIFF"])
def test_lines_of_a_scan_become_paragraphs(form, installed):
    document = read(saved(page(), form), "scan")
    assert document.format == ocr.FORMAT
    assert document.text.splitlines() == [
        "长沙市市场监督管理局工作简报",
        LINES[1].strip() + LINES[2],
        LINES[3].strip(),
    ]


def test_each_character_of_a_scan_knows_its_place_on_the_page(scan, installed):
    document = read(scan, "scan.pdf")
    start = document.text.index("500宗")
    (where,) = document.source_map.where(start, start + 4)
    left, bottom, right, top = where.box
    assert where.page == 1
    assert left < right
    assert abs((bottom + top) / 2 - (2339 - TOP - PITCH - SIZE / 2) * 72 / 200) < 3


def test_observations_from_a_scan_say_so(scan, installed, tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan)
    (worked,) = work.work(path)
    assert {o.value for o in worked.observations} == {500.0, 25.0}
    assert {o.note for o in worked.observations} == {ocr.NOTE}


def test_a_page_on_which_nothing_is_recognised_is_still_told(scan, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: lambda picture: SimpleNamespace(txts=None, boxes=None))
    with pytest.raises(UnreadableError):
        read(scan, "scan.pdf")


@pytest.mark.slow
def test_the_real_recogniser_reads_the_page(scan):
    pytest.importorskip("rapidocr", reason="the extra zhibiao[ocr] is not installed")
    text = read(scan, "scan.pdf").text
    assert "专利侵权纠纷案件500宗" in text
    assert "25%" in text
