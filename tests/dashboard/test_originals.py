"""A report's original beside its clean text: whole, in order, and with contact persons masked."""

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from dashboard import data, originals
from dashboard.app import App
from dashboard.pages.records import records
from etl.build import build
from etl.paths import ROOT, SEEDS
from etl.store import sha256

SHIPPED = data.load(ROOT / "data" / "curated")
REPORTS = records(SHIPPED).reports


@pytest.mark.parametrize("report", list(REPORTS))
def test_what_was_kept_is_the_clean_text_and_all_of_it_is_the_source(report: str) -> None:
    row, text = REPORTS[report], records(SHIPPED).texts[report]
    pieces = originals.pieces(originals.original(SHIPPED, row, text))
    source = (SEEDS / row["file"]).read_bytes().decode()
    assert sum(len(piece.text) + piece.cut for piece in pieces) == len(source)
    kept = "".join(piece.text for piece in pieces if piece.kept)
    assert kept.replace("\n", "") == text.replace("\n", "")


def test_a_file_that_is_another_one_now_is_not_shown() -> None:
    row = next(iter(REPORTS.values()))
    assert originals.original(SHIPPED, row | {"sha256": "0" * 64}, "") is None
    assert originals.original(SHIPPED, row | {"file": "../../etc/passwd"}, "") is None


def test_contact_persons_of_the_original_stay_masked(tmp_path: Path) -> None:
    page = "<title>联系人：王小明，电话：0731-88886666</title><body><p>长沙市办结案件5宗。</p></body>"
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.html").write_text(page, encoding="utf-8")

    class Library:
        path = tmp_path / "tables"

    row = {"file": "a.html", "sha256": sha256(page.encode())}
    pieces = originals.pieces(originals.original(Library(), row, "长沙市办结案件5宗。"))
    shown = "".join(piece.text for piece in pieces)
    assert "5宗" in shown
    assert "王小明" not in shown
    assert "88886666" not in shown


def test_the_page_sets_both_side_by_side() -> None:
    asked = App(ROOT / "data" / "curated").server.test_client()
    page = asked.get("/report/gz-news-2023?beside=original").text
    assert '<article class="reading original words"' in page
    assert "<del>(guó)</del>" in page


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of reports in formats that are no running text, beside their files."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "reports").mkdir()
    for name in ("reply_print.pdf", "summary.docx", "indicators.xlsx"):
        shutil.copy(ROOT / "tests" / "readers" / "files" / name, folder / "reports" / name)
    (folder / "reports" / "reply.pdf").write_bytes(_reply())
    build([folder / "reports"], folder / "tables", folder / "cache")
    return folder / "tables"


def _reply() -> bytes:
    """Return a PDF of one page with a figure and a contact person's number, written by hand."""
    words = b"BT /F 14 Tf 72 700 Td (Cases closed in 2023: 1204) Tj 0 -40 Td (Tel: 0731-88886666) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, part) for at, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


def test_pages_of_a_pdf_frame_each_figure_where_it_stands(library: Path) -> None:
    client = App(library).server.test_client()
    page = client.get("/report/reply?beside=original").text
    framed = re.findall(
        r'<a class="spot boxed \w+" href="#f-[^"]+" style="left:([\d.]+)%;top:([\d.]+)%', page
    )
    assert len(framed) == page.count('class="fig ') - 1
    assert any(25 < float(left) < 50 and 13 < float(top) < 18 for left, top in framed)
    answer = client.get("/original/reply/1.png")
    assert answer.mimetype == "image/png"
    assert client.get("/original/reply/2.png").status_code == 404
    assert client.get("/original/summary/1.png").status_code == 404
    assert client.get("/original/nothing/1.png").status_code == 404


def test_contact_persons_on_a_page_are_painted_over(library: Path) -> None:
    client = App(library).server.test_client()
    with Image.open(io.BytesIO(client.get("/original/reply/1.png").data)) as drawn:
        scale = drawn.width / 595
        number = drawn.crop([round(part * scale) for part in (106, 842 - 668, 180, 842 - 662)])
        figure = drawn.crop([round(part * scale) for part in (72, 842 - 710, 240, 842 - 700)])
    assert len(number.getcolors()) == 1
    assert len(figure.getcolors(10_000)) > 1


@pytest.mark.parametrize(
    ("report", "part"),
    [
        ("summary", r"<td><a [^>]*spot fig observed[^>]*>3,120</a></td>"),
        ("indicators", r'<th scope="row">3</th><td>授权量（件）</td><td><a [^>]+>3,120</a>'),
        ("indicators", "<h3>区县</h3>"),
    ],
)
def test_cells_and_paragraphs_of_other_formats_lead_to_the_clean_text(
    library: Path, report: str, part: str
) -> None:
    page = App(library).server.test_client().get(f"/report/{report}?beside=original").text
    original = page[page.index('class="reading original') :]
    assert re.search(part, original)
    for way in re.findall(r'href="#(f-[^"]+)"', original):
        assert f'id="{way}"' in page
