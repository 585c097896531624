"""What PowerPoint, Word and WPS ask of a file beyond LibreOffice: order, parts, ids, data behind charts."""

import io
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import yaml
from lxml import etree
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.functions import fromstring
from pptx import Presentation

from dashboard import charts as drawn
from dashboard import sets
from dashboard.briefing import content, slides
from dashboard.briefing.making import Making
from dashboard.data import Data
from etl.texts import LANGS, Lang

pytestmark = pytest.mark.slow
ORDER = yaml.safe_load((Path(__file__).with_name("schema_order.yaml")).read_text(encoding="utf-8"))
PREFIX = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.microsoft.com/office/drawing/2012/chart": "c15",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
}
C = {"namespaces": {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OWN = (
    "ppt/charts/",
    "ppt/slides/",
    "word/document.xml",
    "word/styles.xml",
    "word/fontTable.xml",
    "word/footer",
)


@pytest.fixture(
    scope="module",
    params=[(n, k) for n in ("overseas-insurance", "enforcement") for k in ("pptx", "docx")],
    ids="-".join,
)
def package(request: pytest.FixtureRequest, briefings: dict) -> ZipFile:
    name, kind = request.param
    return ZipFile(io.BytesIO(briefings[name, "zh" if name == "enforcement" else "en"].file(kind)))


@pytest.fixture(scope="module")
def charts(shipped: Data, small: Data) -> list[tuple[ZipFile, str]]:
    """Every native chart that the shipped tables and the made ones give, in both languages."""
    files = [ZipFile(io.BytesIO(every_chart(data, lang))) for data in (shipped, small) for lang in LANGS]
    pattern = re.compile(r"ppt/charts/chart\d+\.xml")
    return [(file, name) for file in files for name in file.namelist() if pattern.match(name)]


def every_chart(data: Data, lang: Lang) -> bytes:
    entries = [sets.Entry(chart=name) for name in drawn.charts(data)]
    chosen = sets.Set(name={"zh": "全部", "en": "All"}, pictures=entries)
    wishes = sets.wishes(chosen, data, ["slide"], [lang])
    return slides.make(content.brief(data, wishes, lang, chosen.name[lang]))


def parsed(package: ZipFile) -> Iterator[tuple[str, etree._Element]]:
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(package.read(name))


def qualified(element: etree._Element) -> str:
    name = etree.QName(element)
    return f"{PREFIX.get(name.namespace, '?')}:{name.localname}"


def misplaced(element: etree._Element) -> str | None:
    """Return what stands in the wrong place among the children of an element, None where all is right."""
    order = ORDER.get(qualified(element))
    children = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
    if order is None:
        return (
            f"{qualified(element)} is not in the table"
            if children and qualified(element)[:2] == "c:"
            else None
        )
    places = {
        name: at for at, group in enumerate(order) for name in ([group] if isinstance(group, str) else group)
    }
    unknown = [name for name in children if name not in places]
    if unknown:
        return f"{qualified(element)} holds {unknown}"
    ranks = [places[name] for name in children]
    return None if ranks == sorted(ranks) else f"{qualified(element)}: {children}"


def test_children_stand_in_the_order_of_the_schema(package: ZipFile) -> None:
    seen = 0
    for name, root in parsed(package):
        if name.startswith(OWN) and name.endswith(".xml"):
            for element in root.iter(etree.Element):
                problem = misplaced(element)
                assert problem is None, f"{name}: {problem}"
                seen += qualified(element) in ORDER
    assert seen > 500


def test_elements_of_every_native_chart_stand_in_order(charts: list) -> None:
    assert len(charts) >= 24
    for package, name in charts:
        found = [misplaced(one) for one in etree.fromstring(package.read(name)).iter(etree.Element)]
        assert not any(found), f"{name}: {[one for one in found if one]}"


def test_a_misplaced_child_is_seen() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    spaced = f'<c:scaling xmlns:c="{space}"><c:min val="0"/><c:max val="1"/></c:scaling>'
    assert misplaced(etree.fromstring(spaced)) == "c:scaling: ['min', 'max']"


def test_parts_have_types_and_relations_lead_somewhere(package: ZipFile) -> None:
    names = package.namelist()
    assert len(names) == len(set(names))
    assert names[0] == "[Content_Types].xml"
    types = etree.fromstring(package.read(names[0]))
    by_end = {found.get("Extension") for found in types if found.tag.endswith("Default")}
    by_name = {found.get("PartName") for found in types if found.tag.endswith("Override")}
    assert by_name <= {f"/{name}" for name in names}
    assert all(f"/{name}" in by_name or name.rpartition(".")[2] in by_end for name in names[1:])
    for name, root in parsed(package):
        if not name.endswith(".rels"):
            continue
        folder, _, source = name.partition("_rels/")
        targets = {found.get("Id"): found for found in root}
        assert len(targets) == len(root), name
        for found in targets.values():
            if found.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/" + folder, found.get("Target")))
                assert path.lstrip("/") in names, f"{name}: {path}"
        if source.startswith(".rels"):
            continue
        owner = etree.fromstring(package.read(folder + source.removesuffix(".rels")))
        used = {
            value
            for element in owner.iter(etree.Element)
            for key, value in element.attrib.items()
            if key.startswith(RELATION)
        }
        assert used - {""} <= set(targets), name


def test_ids_are_unique_and_shapes_are_named_for_screen_readers(package: ZipFile) -> None:
    for name, root in parsed(package):
        shapes = root.xpath("//*[local-name()='cNvPr' or local-name()='docPr']")
        ids = [shape.get("id") for shape in shapes if qualified(shape) != "?:cNvPr"]
        assert len(ids) == len(set(ids)), name
        for frame in root.xpath("//*[local-name()='graphicFrame']//*[local-name()='cNvPr']"):
            assert len(frame.get("descr") or "") > 20, name
        if re.match(r"ppt/slides/slide\d+\.xml", name):
            titles = root.xpath("//*[local-name()='ph'][@type='title']")
            assert len(titles) == 1, name
            silent = root.xpath("//*[local-name()='r'][not(*[local-name()='rPr']/@lang)]")
            assert not silent, f"{name}: a run without its language"


def test_properties_name_the_briefing_and_its_language(briefings: dict) -> None:
    for (_, lang), made in briefings.items():
        for kind in ("pptx", "docx"):
            core = etree.fromstring(ZipFile(io.BytesIO(made.file(kind))).read("docProps/core.xml"))
            said = {etree.QName(one).localname: one.text for one in core}
            assert said["title"] == made.brief.name
            assert said["subject"] == made.brief.version
            assert said["language"] == ("zh-CN" if lang == "zh" else "en-GB")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", said["created"])


def test_another_reader_of_charts_takes_every_element(charts: list) -> None:
    """openpyxl's classes hold the names, types and choices of the schema: they refuse what is not in it."""
    kinds = set()
    for package, name in charts:
        root = fromstring(package.read(name))
        for outside in root.findall("{*}externalData"):
            root.remove(outside)
        found = ChartSpace.from_tree(root).chart.plotArea._charts
        assert len(found) == 1, name
        assert found[0].ser, name
        kinds.add((found[0].tagname, getattr(found[0], "barDir", None)))
    assert kinds == {("scatterChart", None), ("barChart", "col"), ("barChart", "bar")}


def test_every_series_shows_what_its_workbook_holds(charts: list) -> None:
    for package, name in charts:
        root = etree.fromstring(package.read(name))
        book = workbook(package, name)
        axes = {one.get("val") for one in root.xpath("//*[self::c:valAx or self::c:catAx]/c:axId", **C)}
        inside = "//*[self::c:barChart or self::c:scatterChart]/c:axId"
        assert axes == {one.get("val") for one in root.xpath(inside, **C)}
        orders = [one.get("val") for one in root.xpath("//c:ser/c:order", **C)]
        assert orders == [str(at) for at in range(len(orders))]
        for formula in root.iter("{*}f"):
            sheet, _, cells = formula.text.partition("!")
            found = book[sheet][cells.replace("$", "")]
            flat = [row[0] for row in found] if isinstance(found, tuple) else [found]
            cache = formula.getnext()
            shown = {int(pt.get("idx")): pt[0].text for pt in cache.iter("{*}pt")}
            assert int(cache.find("{*}ptCount").get("val")) == len(flat), f"{name}: {formula.text}"
            assert all(index < len(flat) for index in shown)
            for index, cell in enumerate(flat):
                _same(cell.value, shown.get(index), f"{name}: {formula.text} {index}")


def workbook(package: ZipFile, chart: str) -> openpyxl.Workbook:
    relations = etree.fromstring(package.read(chart.replace("charts/", "charts/_rels/") + ".rels"))
    target = posixpath.normpath(posixpath.join("ppt/charts", relations[0].get("Target")))
    return openpyxl.load_workbook(io.BytesIO(package.read(target)), data_only=True)


def _same(cell: object, shown: str | None, where: str) -> None:
    if shown is None:
        assert cell is None, where
    elif hasattr(cell, "year"):
        assert abs((from_excel(float(shown)) - cell).total_seconds()) < 1, where
        assert 1990 < cell.year < 2060, where
    elif isinstance(cell, str):
        assert cell == shown, where
    else:
        assert cell == pytest.approx(float(shown)), where


def test_number_formats_have_sections_and_quotes_that_close(charts: list) -> None:
    roots = [etree.fromstring(package.read(name)) for package, name in charts]
    codes = {one.get("formatCode") for root in roots for one in root.iter("{*}numFmt")}
    assert len(codes) > 3
    for code in codes:
        bare = re.sub(r'"[^"]*"', "", code)
        assert '"' not in bare, code
        assert bare.count(";") <= 3, code
        for section in bare.split(";"):
            assert re.fullmatch(r"(\[[<>=]+[\d.e+]+\])?(General|[#,0.%]*)", section), code


def test_files_open_and_close_again_unchanged(made_pptx: bytes) -> None:
    show = Presentation(io.BytesIO(made_pptx))
    again = io.BytesIO()
    show.save(again)
    first, second = ZipFile(io.BytesIO(made_pptx)), ZipFile(again)
    assert set(first.namelist()) == set(second.namelist())
    for name in first.namelist():
        if name.startswith("ppt/charts/") and name.endswith(".xml"):
            canonical = [
                etree.tostring(etree.fromstring(file.read(name)), method="c14n") for file in (first, second)
            ]
            assert canonical[0] == canonical[1], name


@pytest.fixture(scope="module")
def made_pptx(briefings: dict) -> bytes:
    made: Making = briefings["overseas-insurance", "zh"]
    return made.file("pptx")
