"""Pictures know their sources: what they carry, what is told of altered ones, what became of each point."""

import io
from dataclasses import fields
from pathlib import Path

import made
import pytest
from PIL import Image

from dashboard import data, provenance, sets, verify
from dashboard.charts import Query, alt_text, chart, footers, view
from dashboard.charts.own_titles import TitleError
from dashboard.cli import command
from dashboard.data import Data
from dashboard.look import DPI, SizeError, size
from dashboard.pictures import Wish, drawn
from etl import verbs
from etl.errors import DataFileError, UnknownNameError
from etl.paths import ROOT

CURATED = ROOT / "data" / "curated"

SVG = b'<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>1</text></svg>'


@pytest.fixture(scope="module")
def library() -> Data:
    return made.library()


def png(color: str = "#106ac6") -> bytes:
    content = io.BytesIO()
    Image.new("RGBA", (40, 30), color).save(content, "PNG")
    return content.getvalue()


def coverage(data: Data, query: Query = Query()) -> provenance.Record:  # noqa: B008
    return provenance.record(chart(data, "overseas-coverage"), data, "zh", query)


def values(*covers: float) -> Data:
    days = ("2022-06-30", "2024-06-30")
    rows = zip(covers, days[: len(covers)], strict=True)
    return made.data(
        [made.o("overseas_insurance.coverage", value, unit="CNY", **made.at(day)) for value, day in rows]
    )


def test_a_picture_carries_chart_address_version_and_each_point_with_its_sentence(library: Data) -> None:
    record = provenance.read(provenance.write_png(png(), coverage(library))).record
    assert (record.chart, record.version) == ("overseas-coverage", library.version)
    assert record.address == "/chart/overseas-coverage"
    shown = view(chart(library, "overseas-coverage"), library)
    assert [p.observation for p in record.points] == [p.observation for p in shown.points]
    assert all(p.sentence and p.figures for p in record.points if p.method == "stated")


def test_the_address_opens_the_same_view(library: Data) -> None:
    query = Query(places=("hangzhou",), stated_only=True, scale="wan")
    assert coverage(library, query).address.endswith("?place=hangzhou&values=stated&scale=wan")


def test_the_text_is_found_by_any_reader_of_png(library: Data) -> None:
    content = provenance.write_png(png(), coverage(library), "替代文字", 300)
    with Image.open(io.BytesIO(content)) as image:
        assert image.info["Description"] == "替代文字"
        assert round(image.info["dpi"][0]) == 300
        assert image.getpixel((3, 3)) == (0x10, 0x6A, 0xC6, 255)


@pytest.mark.parametrize("write", [provenance.write_png, provenance.write_svg])
def test_a_picture_as_made_stands(library: Data, write) -> None:
    content = write(png() if write is provenance.write_png else SVG, coverage(library), "替代 <文字>")
    examined = verify.examine(content, library)
    assert examined.making == "ours"
    assert examined.good
    assert {one.fate for one in examined.verdicts} == {"true"}


def test_a_picture_packed_anew_is_still_ours(library: Data) -> None:
    content = provenance.write_png(png(), coverage(library))
    with Image.open(io.BytesIO(content)) as image:
        kept = image.copy()
    body = io.BytesIO()
    kept.save(body, "PNG", optimize=True)
    head = len(provenance.PNG) + 25
    ours = content[head : content.index(b"IDAT") - 4]
    again = body.getvalue()[:head] + ours + body.getvalue()[head:]
    assert verify.examine(again, library).making == "ours"


def test_changed_pixels_are_told(library: Data) -> None:
    content = provenance.write_png(png(), coverage(library))
    chunks = content[len(provenance.PNG) + 25 : content.index(b"IDAT") - 4]
    other = png("#ff0000")
    head = len(provenance.PNG) + 25
    assert verify.examine(other[:head] + chunks + other[head:], library).making == "altered"
    svg = provenance.write_svg(SVG, coverage(library))
    assert verify.examine(svg.replace(b"<text>1<", b"<text>9<"), library).making == "altered"


def test_a_changed_record_is_told(library: Data) -> None:
    svg = provenance.write_svg(SVG, coverage(library)).decode()
    value = f"&quot;value&quot;:{coverage(library).points[0].value}"
    assert value in svg
    changed = svg.replace(value, "&quot;value&quot;:1.0", 1)
    assert verify.examine(changed.encode(), library).making == "retold"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", png(), SVG, b"<svg>", provenance.PNG + b"\0" * 40, "报告".encode("utf-16")]
)
def test_what_is_not_ours_is_foreign(library: Data, content: bytes) -> None:
    examined = verify.examine(content, library)
    assert examined.making == "foreign"
    assert not examined.good


def test_a_revised_value_is_told_with_old_and_new() -> None:
    content = provenance.write_svg(SVG, coverage(values(6e7, 8e8)))
    verdicts = verify.examine(content, values(6e7, 9e8)).verdicts
    assert [one.fate for one in verdicts] == ["true", "revised"]
    assert (verdicts[1].then.value, verdicts[1].now.value) == (8e8, 9e8)
    assert verdicts[1].why


def test_a_value_that_is_no_longer_stated_is_told() -> None:
    content = provenance.write_svg(SVG, coverage(values(6e7, 8e8)))
    assert [one.fate for one in verify.examine(content, values(6e7)).verdicts] == ["true", "gone"]


def test_a_set_names_each_picture_once(library: Data, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "name: {zh: 简报, en: Briefing}\nsizes: [slide, 1200x900]\npictures:\n"
        "  - {chart: overseas-coverage}\n  - {chart: overseas-coverage, places: [hangzhou], file: hz}\n"
    )
    made_of = sets.wishes(sets.load(str(path)), library)
    assert [wish.name for wish in made_of] == [
        "overseas-coverage.slide.zh.png",
        "overseas-coverage.1200x900.zh.png",
        "hz.slide.zh.png",
        "hz.1200x900.zh.png",
    ]
    path.write_text(path.read_text().replace(", file: hz", ""))
    with pytest.raises(DataFileError, match="two pictures"):
        sets.wishes(sets.load(str(path)), library)


def test_a_set_may_ask_all_that_a_chart_answers() -> None:
    asked = sets.Entry(chart="patent-disputes", places=["guangzhou"], yearly=True, develop="index").query
    assert asked == Query(places=("guangzhou",), yearly=True, develop="index")
    assert {field.name for field in fields(Query)} - set(sets.Entry.__struct_fields__) == {"reach"}


def test_shipped_sets_are_read_and_unknown_ones_get_the_nearest_name() -> None:
    assert {"overseas-insurance", "enforcement"} <= set(sets.shipped())
    for name in sets.shipped():
        assert sets.load(name).pictures
    with pytest.raises(UnknownNameError, match="enforcement"):
        sets.load("enforcment")


def test_a_title_of_ones_own_takes_the_place_of_the_claim(library: Data) -> None:
    wish = Wish(chart(library, "overseas-coverage"), "slide", "zh", title="海外侵权险保障大幅提高")
    assert any("海外侵权险保障大幅提高" in note.text for note in drawn(library, wish).layout.annotations)


def test_a_title_of_ones_own_may_not_bring_a_number_along(library: Data) -> None:
    one = chart(library, "overseas-coverage")
    shown = view(one, library)
    year = str(shown.points[-1].at.year)
    assert year in alt_text(shown, library, "zh")
    assert drawn(library, Wish(one, "slide", "zh", title=f"{year}年保额再创新高"))
    with pytest.raises(TitleError, match="98765"):
        drawn(library, Wish(one, "slide", "zh", title="保额达98765亿元"))
    with pytest.raises(TitleError) as told:
        drawn(library, Wish(one, "slide", "zh", title="海外侵权责任险保障" * 30))
    assert "太长" in told.value.say("zh")
    assert "too long" in told.value.say("en")


def test_sizes_for_print_keep_the_proportion() -> None:
    slide = size("slide")
    double = slide.at(288)
    assert (double.width, double.height) == (3840, 2160)
    assert double.reference == pytest.approx(slide.reference)
    assert size("1200x800").reference == pytest.approx((850, 850 * 800 / 1200))
    with pytest.raises(SizeError):
        size("200x9000")
    with pytest.raises(SizeError):
        slide.at(DPI[1] + 1)


def test_the_command_says_so_with_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    shipped = data.load(CURATED)
    file = tmp_path / "chart.svg"
    file.write_bytes(provenance.write_svg(SVG, coverage(shipped)))
    assert verbs.run(command(), ["--lang", "zh", "verify", str(file), "--data", str(CURATED)]) == 0
    assert "仍成立" in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"<text>1<", b"<text>2<"))
    assert verbs.run(command(), ["--lang", "en", "verify", str(file), "--data", str(CURATED)]) == 1
    assert "altered" in capsys.readouterr().out
    assert verbs.run(command(), ["verify", str(tmp_path / "none.png")]) == 2


@pytest.mark.parametrize("written", ["{} · {}", "指标 Zhibiao · {} · {}", "Zhibiao • {} • {}", "{} {}"])
def test_a_printed_code_leads_to_its_chart_and_version(library: Data, written: str) -> None:
    _, printed = footers.code(view(chart(library, "overseas-coverage"), library), library, "zh")
    name, version = printed.split(" · ")[1:]
    coded = verify.decode(written.format(name, version), library)
    assert (coded.chart, coded.time, coded.exists) == ("overseas-coverage", "now", True)


def test_a_code_of_other_tables_or_of_none_is_told(library: Data) -> None:
    coded = verify.decode("no-such-chart · ffffffff", library)
    assert (coded.time, coded.exists) == ("unknown", False)
    with pytest.raises(verify.CodeError) as told:
        verify.decode("overseas-coverage", library)
    assert "页脚" in told.value.say("zh")


def test_a_code_of_an_earlier_state_of_a_library_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text("2023年，杭州市查处专利侵权纠纷案件12宗。", encoding="utf-8")
    build = ["build", "--library", str(tmp_path)]
    assert verbs.run(command(), build) == 0
    before = data.load(tmp_path / "tables").version[:8]
    (reports / "two.txt").write_text("2024年，杭州市查处专利侵权纠纷案件19宗。", encoding="utf-8")
    assert verbs.run(command(), build) == 0
    now = data.load(tmp_path / "tables").version[:8]
    assert now != before
    for version, fate, code in ((before, "earlier state", 1), (now, "present data", 0)):
        asked = [
            "--lang",
            "en",
            "verify",
            "--code",
            f"patent-disputes · {version}",
            "--library",
            str(tmp_path),
        ]
        assert verbs.run(command(), asked) == code
        assert fate in capsys.readouterr().out
