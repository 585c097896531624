"""Word and ZIP: every figure with its source, pictures that can be verified, files whole or not at all."""

import csv
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from dashboard import sets, verify
from dashboard.briefing import making, printing
from dashboard.briefing.making import Making
from dashboard.data import Data

pytestmark = pytest.mark.slow


@pytest.fixture(params=[("enforcement", "zh"), ("overseas-insurance", "en")], ids="-".join)
def made(request: pytest.FixtureRequest, briefings: dict) -> Making:
    return briefings[request.param]


def test_document_has_every_chart_with_words_for_those_who_do_not_see(made: Making) -> None:
    paper = Document(io.BytesIO(made.file("docx")))
    alts = [found.get("descr") for found in paper.element.body.xpath(".//wp:docPr")]
    assert alts == [item.alt for item in made.brief.items]
    heads = [p.text for p in paper.paragraphs if p.style.name == "Heading 2"]
    assert [re.sub(r"^[\d.]+ ", "", head) for head in heads] == [item.question for item in made.brief.items]


def test_table_has_each_figure_once_with_its_source(made: Making) -> None:
    table = Document(io.BytesIO(made.file("docx"))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    values = [(fact.name, fact.value) for fact in made.brief.facts]
    assert [(row[0], row[3]) for row in rows] == values
    known = {f"[{source.number}]" for source in made.brief.sources}
    assert all(set(re.findall(r"\[\d+\]", row[5])) <= known and row[5] for row in rows)
    header = table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert header, "the head is repeated on each page"


def test_fonts_are_named_with_what_may_stand_for_them(briefings: dict) -> None:
    with ZipFile(io.BytesIO(briefings["enforcement", "zh"].file("docx"))) as archive:
        styles, fonts = (archive.read(f"word/{name}.xml").decode() for name in ("styles", "fontTable"))
    assert 'w:eastAsia="仿宋"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert re.search(r'w:name="仿宋"><w:altName w:val="FangSong,', fonts)


def test_pictures_in_the_document_can_be_verified(made: Making) -> None:
    with ZipFile(io.BytesIO(made.file("docx"))) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == len(made.brief.items)
    assert all(verify.examine(picture, made.brief.items[0].data).good for picture in pictures)


def test_bundle_has_pictures_rows_and_a_readme(made: Making) -> None:
    with ZipFile(io.BytesIO(made.file("zip"))) as archive:
        names = archive.namelist()
        readme = archive.read("README.txt").decode("utf-8-sig")
        for item in made.brief.items:
            for size in ("slide", "a4"):
                assert f"{item.stem}.{size}.{made.brief.lang}.png" in names
            rows = csv.DictReader(
                io.StringIO(archive.read(f"{item.stem}.{made.brief.lang}.csv").decode("utf-8-sig"))
            )
            found = {row["observation"]: float(row["value"]) for row in rows}
            assert found == {p.observation: p.value for p in item.shown.points}
            assert item.title in readme
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made.brief.say("sources") in readme
    assert all(source.citation in readme for source in made.brief.sources)
    assert all(caveat in readme for caveat in made.brief.caveats)
    assert made.brief.dated in readme
    assert all(name in readme for name in names if name != "README.txt")


def test_print_layout_escapes_what_reports_say(small: Data, renderer) -> None:
    from dataclasses import replace

    chosen = sets.Set(name={"zh": "<b>试</b>"}, pictures=[sets.Entry(chart="patent-disputes")])
    made = making.of_set(chosen, small, "zh", renderer)
    hostile = replace(made.brief, caveats=("<script>1</script>",))
    page = printing.html(hostile, {1: b"<svg/>"})
    assert "<script>" not in page
    assert "<h1>&lt;b&gt;" in page


@pytest.mark.parametrize("format", ["docx", "zip"])
def test_same_tables_give_the_same_file(shipped: Data, renderer, format: str) -> None:
    chosen = sets.Set(name={"zh": "试"}, pictures=[sets.Entry(chart="patent-disputes")], sizes=("square",))
    first, second = (making.of_set(chosen, shipped, "zh", renderer).file(format) for _ in range(2))
    assert first == second


def test_file_that_fails_leaves_nothing_and_keeps_the_old(
    shipped: Data, renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = sets.Set(name={"zh": "试"}, pictures=[sets.Entry(chart="patent-disputes")])
    made = making.of_set(chosen, shipped, "zh", renderer)
    old = making.save(made, "pptx", "try", tmp_path).read_bytes()

    def broken(_: Making) -> bytes:
        raise OSError("the disk is full")

    monkeypatch.setitem(making.MAKERS, "pptx", broken)
    with pytest.raises(OSError, match="full"):
        making.save(made, "pptx", "try", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["try.zh.pptx"]
    assert (tmp_path / "try.zh.pptx").read_bytes() == old
