"""Pages and machine addresses over HTTP: statuses, languages, what is shown, what is refused."""

import html as markup
import io
import json
import re
import zipfile
from pathlib import Path

import made_library
import openpyxl
import pytest
from dash import dcc, html
from flask.testing import FlaskClient

from dashboard import data, pages
from dashboard.app import App
from dashboard.current import Current
from dashboard.pages import api, explore
from dashboard.view import View
from etl.paths import ROOT

PATHS = [
    "/",
    "/topic/overseas_insurance",
    "/chart/overseas-coverage",
    "/chart/patent-disputes",
    "/explore",
    "/explore?metric=overseas_insurance.coverage,enforcement.patent_dispute_cases&place=hangzhou",
    "/reports",
    "/report/r-new",
    "/report/r-hostile",
    "/findings",
    "/data",
    "/data?table=figures",
    f"/evidence/{made_library.WORKED_OUT}",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_answers_in_both_languages(client: FlaskClient, path: str, lang: str) -> None:
    joined = path + ("&" if "?" in path else "?") + f"lang={lang}"
    answer = client.get(joined)
    assert answer.status_code == 200
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}"' in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize(
    ("path", "status", "near"),
    [
        ("/nowhere", 404, None),
        ("/report/r-nev", 404, "/report/r-new"),
        ("/topic/enforcment", 404, "/topic/enforcement"),
        ("/chart/overseas-coverge", 404, "/chart/overseas-coverage"),
        ("/?lang=fr", 400, None),
        ("/reports?plaec=hangzhou", 400, None),
        ("/chart/overseas-coverage?place=hangzou", 400, "place=hangzhou"),
        ("/chart/overseas-coverage?from=2024-13", 400, None),
        ("/chart/overseas-coverage?place=hangzhou&place=china", 400, None),
        ("/data?table=figure", 400, "table=figures"),
    ],
)
def test_wrong_addresses_get_their_status_and_the_nearest_right_ones(
    client: FlaskClient, path: str, status: int, near: str | None
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert near is None or near in answer.text


def test_overview_leads_with_the_newest_value_and_its_change(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "6.37亿元" in page
    assert "12.2 倍" in page
    assert "CNY 637 million" in client.get("/?lang=en").text


def test_evidence_marks_the_figure_in_its_sentence(client: FlaskClient) -> None:
    page = client.get("/evidence/coverage-new").text
    assert "总保额达<mark>6.37亿元</mark>。" in page
    assert "杭州市市场监督管理局" in page


def test_worked_out_value_shows_formula_and_input(client: FlaskClient) -> None:
    page = client.get(f"/evidence/{made_library.WORKED_OUT}").text
    assert "1204 / (1 + 9.5%)" in page
    assert "<mark>1204宗</mark>" in page


def test_reading_view_marks_each_figure_by_fate_and_links_charted_ones(client: FlaskClient) -> None:
    page = client.get("/report/r-new").text
    assert page.count("fig observed") == 3
    assert 'class="fig unmapped"' in page
    assert 'href="/chart/overseas-coverage?point=coverage-new"' in page
    assert client.get("/report/r-new?fate=unmapped").text.count("fig observed") == 0


def test_hostile_report_stays_text(client: FlaskClient) -> None:
    for path in ("/reports", "/report/r-hostile", "/report/r-hostile?lang=en"):
        page = client.get(path).text
        assert "<script>window.hacked" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;window.hacked=1" in page


def test_chart_files_hold_what_the_page_shows(client: FlaskClient) -> None:
    rows = client.get("/chart/overseas-coverage.json").json
    assert [row["value"] for row in rows] == [52_300_000, 637_000_000]
    narrowed = client.get("/chart/overseas-coverage.csv?from=2024&lang=en")
    assert narrowed.data.startswith(b"\xef\xbb\xbf")
    assert "6.37亿元" in narrowed.text
    assert "5230万元" not in narrowed.text
    book = openpyxl.load_workbook(io.BytesIO(client.get("/chart/overseas-coverage.xlsx").data))
    assert book.worksheets[0].max_row == 3
    said = client.get("/chart/overseas-coverage.metadata.json").json
    assert {p["observation"] for p in said["points"]} == {"coverage-old", "coverage-new"}


@pytest.mark.browser
def test_zip_holds_picture_rows_and_metadata(client: FlaskClient) -> None:
    archive = zipfile.ZipFile(io.BytesIO(client.get("/chart/overseas-coverage.zip").data))
    kinds = {name.split(".", 2)[2] for name in archive.namelist()}
    assert kinds == {"png", "svg", "csv", "xlsx", "json", "metadata.json"}
    assert archive.read("overseas-coverage.zh.png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/chart/overseas-coverge.csv", 404),
        ("/chart/overseas-coverage.exe", 404),
        ("/chart/overseas-coverage.csv?place=nowhere", 400),
        ("/chart/overseas-coverage.png?size=huge", 400),
        ("/data/passwd.csv", 404),
        ("/data/..%2f..%2fsecret.csv", 404),
        ("/api/observations?limit=0", 400),
        ("/api/observations?metric=x", 400),
        ("/assets/..%2fapp.py", 404),
    ],
)
def test_machine_addresses_refuse_what_is_wrong(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_api_filters_and_pages(client: FlaskClient) -> None:
    first = client.get("/api/observations?metric=enforcement.patent_dispute_cases&limit=2").json
    assert (first["total"], len(first["observations"])) == (3, 2)
    rest = client.get("/api/observations?metric=enforcement.patent_dispute_cases&limit=2&offset=2").json
    assert len(rest["observations"]) == 1
    assert client.get("/api/observations?from=2024").json["total"] == 2


def test_unchanged_answers_are_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/data/figures.json").headers["ETag"]
    assert client.get("/data/figures.json", headers={"If-None-Match": tag}).status_code == 304


def test_new_build_is_shown_without_a_restart_and_a_broken_one_is_not(tmp_path) -> None:
    made_library.write(tmp_path)
    app = App(tmp_path)
    asked = app.server.test_client()
    before = asked.get("/healthz").json["version"]
    made_library.write(tmp_path, 志愿者="调解员")
    assert asked.get("/healthz").json["version"] != before
    assert "调解员" in asked.get("/report/r-new").text
    (tmp_path / "datapackage.json").write_text("{")
    assert asked.get("/healthz").status_code == 200
    assert "调解员" in asked.get("/report/r-new").text


def test_tables_without_a_row_are_shown_as_such(tmp_path) -> None:
    made_library.write_empty(tmp_path)
    asked = App(tmp_path).server.test_client()
    for path in ("/", "/explore", "/reports", "/findings", "/data", "/data?table=figures"):
        assert asked.get(path).status_code == 200
    assert asked.get("/topic/enforcement").status_code == 404


def test_page_that_fails_says_so_and_takes_no_other_along(client: FlaskClient, monkeypatch) -> None:
    monkeypatch.setattr(pages.walk()["/findings"], "body", lambda _view: 1 / 0)
    answer = client.get("/findings?lang=en")
    assert answer.status_code == 500
    assert "could not be drawn" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert client.get("/").status_code == 200


def test_whoever_holds_a_version_keeps_it(tmp_path) -> None:
    made_library.write(tmp_path)
    current = Current(tmp_path)
    held = current.get()
    made_library.write(tmp_path, 志愿者="调解员")
    assert current.get().version != held.version
    assert "志愿者" in "".join(held.frames["texts"]["text"])


def test_language_switch_keeps_what_is_shown(client: FlaskClient) -> None:
    page = client.get("/chart/overseas-coverage?from=2024").text
    assert 'href="/chart/overseas-coverage?from=2024&amp;lang=en"' in page


def test_dash_draws_the_same_page(client: FlaskClient) -> None:
    found = _answered(client, "whole", "drawn", "/chart/overseas-coverage", "?lang=en")
    whole = client.get("/chart/overseas-coverage?lang=en").text
    assert found["html"] in whole
    assert all(f'data-figure="{key}"' in whole for key in found["figures"])
    assert json.loads(*found["figures"].values())["data"]


def _answered(client: FlaskClient, told: str, answer: str, path: str, search: str) -> dict:
    """Return what Dash answers to an address that one store is told, in another one."""
    asked = {
        "output": f"{answer}.data",
        "outputs": {"id": answer, "property": "data"},
        "inputs": [
            {"id": told, "property": "data", "value": {"path": path, "search": search, "client": None}}
        ],
        "changedPropIds": [f"{told}.data"],
    }
    return client.post("/_dash-update-component", json=asked).json["response"][answer]["data"]


@pytest.mark.parametrize("path", ["/topic/enforcement", "/place/hangzhou", "/chart/patent-disputes"])
def test_rows_alone_are_those_of_the_whole_page(client: FlaskClient, path: str) -> None:
    whole = client.get(f"{path}?sort=-value").get_data(as_text=True)
    found = _answered(client, "rows", "filled", path, "?sort=-value")
    rows = re.findall('data-row="([^"]+)"', found["html"])
    assert rows == re.findall('data-row="([^"]+)"', whole) != []
    assert found["html"] in whole
    assert found["figures"] == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_address_of_the_shipped_tables_answers(lang: str) -> None:
    app = App(ROOT / "data" / "curated")
    data, asked = app.current.get(), app.server.test_client()
    points = [point.observation for point in data.points]
    named = [
        f"{page.PATH.split('<')[0]}{name}" for page in pages.walk().values() for name in _names(page, data)
    ]
    assert len(named) > len(points) > 50
    failed = [path for path in named if asked.get(f"{path}?lang={lang}").status_code != 200]
    assert failed == []


def _names(page, data) -> list[str]:
    return list(page.names(data)) if "<" in page.PATH else [""]


def test_every_page_module_declares_what_it_needs() -> None:
    assert {"/", "/chart/<chart>", "/report/<report>", "/explore"} <= set(pages.walk())
    for page in pages.walk().values():
        assert callable(page.title)
        assert callable(page.body)
        assert isinstance(page.QUERY, dict)
        assert "<" not in page.PATH or callable(page.names)


def test_chart_shows_what_was_known_on_a_day(client: FlaskClient) -> None:
    rows = client.get("/chart/overseas-coverage.json?known=2023").json
    assert [row["value"] for row in rows] == [52_300_000]
    assert "5230万元" in client.get("/chart/overseas-coverage?known=2023-01-01").text
    assert client.get("/chart/overseas-coverage?known=yesterday").status_code == 400


def test_chart_leaves_out_worked_out_values_when_asked(client: FlaskClient) -> None:
    every = client.get("/chart/patent-disputes.json").json
    stated = client.get("/chart/patent-disputes.json?values=stated").json
    assert {row["observation"] for row in every} - {row["observation"] for row in stated} == {"cases-2022"}


def test_chart_compares_with_the_same_span_a_year_before(client: FlaskClient) -> None:
    assert "增加 9.5%" in client.get("/chart/patent-disputes").text
    assert "年同期" not in client.get("/chart/overseas-coverage").text


def test_chart_can_be_cited_in_both_styles(client: FlaskClient) -> None:
    page = client.get("/chart/overseas-coverage").text
    assert "杭州市市场监督管理局. 杭州市答复函[R]. 2024-07-12." in page
    assert "/chart/overseas-coverage" in page


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("保額", "metric", "海外侵权责任险累计保额"),
        ("滨江", "place", "滨江区"),
        ("答复函", "report", "杭州市答复函"),
        ("总保额 ６.37", "sentence", "截至2024年6月底，滨江区累计承保215家次，总保额达6.37亿元。"),
    ],
)
def test_search_finds_each_kind_in_either_script_and_width(
    client: FlaskClient, words: str, kind: str, name: str
) -> None:
    groups = {
        g["kind"]: g["hits"] for g in client.get("/api/search", query_string={"q": words}).json["groups"]
    }
    hit = next(hit for hit in groups[kind] if hit["name"] == name)
    assert client.get(hit["href"].split("#")[0]).status_code == 200
    assert name in client.get("/search", query_string={"q": words}).text


def test_search_for_nothing_and_for_the_unknown_says_so(client: FlaskClient) -> None:
    assert client.get("/api/search").json["groups"] == []
    assert "Nothing was found" in client.get("/search?q=zzzz&lang=en").text


def test_dates_of_the_api_are_days(client: FlaskClient) -> None:
    rows = client.get("/api/observations").json["observations"]
    assert {row["period_end"] for row in rows} >= {"2024-06-30"}
    assert "T00:00:00" not in client.get("/data/observations.json").text


def test_topics_list_single_values_as_small_cards() -> None:
    asked = App(ROOT / "data" / "curated").server.test_client()
    page = asked.get("/topic/overseas_insurance").text
    assert page.count('class="tile"') > 2
    assert page.count("<figure") < 6


def test_explore_draws_index_growth_and_a_chart_for_each_place(client: FlaskClient) -> None:
    chosen = "/explore?metric=overseas_insurance.coverage"
    index = client.get(f"{chosen}&develop=index").text
    assert "1218" in words_of_charts(index)
    assert "1118%" in words_of_charts(client.get(f"{chosen}&develop=growth").text)
    single = client.get("/explore?metric=overseas_insurance.policies&develop=growth&lang=en").text
    assert "No two values chosen can be compared" in single
    assert client.get(f"{chosen}&by=place").text.count("<figure") == 1
    assert client.get(f"{chosen}&develop=fancy").status_code == 400


def test_charts_of_places_side_by_side_share_a_value_axis(tmp_path: Path, monkeypatch) -> None:
    city = {"city-old": ("2022-04-01", 9_000_000), "city-new": ("2024-06-30", 12_000_000)}
    for name, (day, value) in city.items():
        row = ("overseas_insurance.coverage", "hangzhou", "cumulative", "as_of", None, day, value, "CNY")
        monkeypatch.setitem(made_library.OBSERVATIONS, name, row)
    words = "总保额先后达[[900万元|city-old]]、[[1200万元|city-new]]。"
    report = {"report": "r-city", "title": "杭州市", "written": "2024-07-10", "text": words}
    monkeypatch.setattr(made_library, "REPORTS", [*made_library.REPORTS, report])
    made_library.write(tmp_path)
    app = App(tmp_path)
    query = {"metric": "overseas_insurance.coverage", "by": "place"}
    view = View(app.current.get(), "/explore", query=query)
    figures = [one.figure for one in html.Div(explore.body(view))._traverse() if isinstance(one, dcc.Graph)]
    ranges = {tuple(figure.layout.yaxis.range) for figure in figures}
    assert len(figures) == 2
    assert len(ranges) == 1
    assert ranges.pop()[1] > 637_000_000
    page = app.server.test_client().get(f"/explore?metric={query['metric']}&by=place").text
    assert "纵轴刻度相同" in page


def test_explore_says_why_two_metrics_stand_apart_and_offers_the_index(client: FlaskClient) -> None:
    both = "/explore?metric=overseas_insurance.coverage,overseas_insurance.policies&by=one"
    page = client.get(both).text
    assert "所选指标单位不同" in page
    assert page.count("<figure") == 2
    assert "develop=index" in page
    cases = (
        "/explore?metric=overseas_insurance.coverage,enforcement.patent_dispute_cases&by=one&develop=index"
    )
    together = client.get(cases).text
    assert together.count("<figure") == 1
    assert "/chart/overseas_insurance-coverage+enforcement-patent_dispute_cases?develop=index" in together


def words_of_charts(page: str) -> str:
    """Return what is written in the charts of a page."""
    return " ".join(re.findall(r"<tspan[^>]*>([^<]*)</tspan>", page))


def test_explore_begins_with_examples(client: FlaskClient) -> None:
    page = client.get("/explore").text
    (first, *_) = re.findall(r'src="(/preview/[^"]+)"', page)
    answer = client.get(markup.unescape(first))
    assert answer.mimetype == "image/svg+xml"
    assert b'class="mark"' in answer.data


def test_several_metrics_in_one_chart_have_an_address_and_files(client: FlaskClient) -> None:
    joined = "/chart/overseas_insurance-coverage+enforcement-patent_dispute_cases"
    assert client.get(joined).status_code == 200
    rows = client.get(f"{joined}.json?develop=index").json
    assert {row["value"] for row in rows} == {100.0, 1218.0, 133.3}
    assert client.get("/chart/overseas_insurance-coverage+nothing").status_code == 404
    assert client.get("/chart/overseas_insurance-coverage+overseas_insurance-coverage").status_code == 404


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("sort=value", ["903宗", "1100宗", "1204宗"]),
        ("sort=-value", ["1204宗", "1100宗", "903宗"]),
        ("sort=-when", ["1204宗", "1100宗", "903宗"]),
        ("col_value=%3E1000", ["1100宗", "1204宗"]),
        ("col_value=%3E%3D0.11%E4%B8%87", ["1100宗", "1204宗"]),
        ("col_measure=%E6%8E%A8%E7%AE%97", ["1100宗"]),
        ("col_source=%E6%BB%A8%E6%B1%9F", ["903宗"]),
        ("col_when=2023", ["1204宗"]),
        ("col_place=nowhere", []),
    ],
)
def test_table_is_sorted_and_narrowed_by_the_address(
    client: FlaskClient, asked: str, values: list[str]
) -> None:
    page = client.get(f"/chart/patent-disputes?{asked}").text
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert re.findall(r'class="value \w+"[^>]*>([^<]+)<', rows) == values


def test_findings_tell_sentences_in_order_of_time_beside_their_series(client: FlaskClient) -> None:
    page = client.get("/findings").text
    assert 0 < page.index("<mark>5230万元</mark>") < page.index("<mark>6.37亿元</mark>")
    assert "/preview/overseas-coverage.svg?place=hangzhou-binjiang&amp;findings=on" in page


def test_every_chart_of_a_library_that_lacks_metrics_answers(client: FlaskClient, tables) -> None:
    names = list(pages.walk()["/chart/<chart>"].names(Current(tables).get()))
    assert "overseas-insurance-today" in names
    assert [name for name in names if client.get(f"/chart/{name}").status_code != 200] == []


def test_titles_with_numbers_of_ones_own_are_refused_on_the_page_and_in_files(client: FlaskClient) -> None:
    page = client.get("/chart/overseas-coverage?title=保额达999亿元").text
    assert "999" in page[page.index('class="callout"') :][:300]
    assert "999" not in words_of_charts(page)
    assert "两次表述" in words_of_charts(client.get("/chart/overseas-coverage?title=保额的两次表述").text)
    assert client.get("/chart/overseas-coverage.png?dpi=9999").status_code == 400
    assert client.get("/chart/overseas-coverage.png?size=12x9").status_code == 400


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_parameter_of_the_machine_addresses_is_described(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/api?lang={lang}").text
    for name in {*api.FILTERS, *api.CHART}:
        assert f"<code>{name}</code>" in page


def test_errors_of_machine_addresses_are_told_in_the_language_asked_for(client: FlaskClient) -> None:
    said = client.get("/chart/overseas-coverge.csv").json
    assert "没有" in said["error"]
    assert said["nearest"][0] == "overseas-coverage"
    assert client.get("/chart/overseas-coverge.csv?lang=en").json["error"].startswith("chart: ")


def test_metadata_carry_the_whole_query(client: FlaskClient) -> None:
    asked = "place=hangzhou-binjiang&known=2023-01-01&findings=on&scale=wan"
    said = client.get(f"/chart/overseas-coverage.metadata.json?{asked}").json
    assert said["query"] == {
        "place": "hangzhou-binjiang",
        "known": "2023-01-01",
        "findings": "on",
        "scale": "wan",
    }


def test_a_past_day_draws_the_definitions_and_preferred_rows_of_then() -> None:
    today = data.load(ROOT / "data" / "curated")
    asked = App(ROOT / "data" / "curated").server.test_client()
    days = sorted({point.known_since for point in today.points if point.known_since})
    then = data.known_on(today, days[0])
    assert {point.known_since for point in then.points} == {days[0]}
    assert len(then.findings()) < len(today.findings())
    page = asked.get(f"/chart/overseas-coverage?known={days[-1]}")
    assert page.status_code == 200
    assert data.known_on(today, days[0].replace(year=1999)) is today


def test_sets_offered_to_an_empty_tray_hold_only_charts_that_there_are(client: FlaskClient) -> None:
    page = client.get("/tray").text
    offered = re.findall(r'href="(/tray\?[^"]*c1=[^"]+)"', page)
    assert offered
    for address in offered:
        assert client.get(markup.unescape(address)).status_code == 200
