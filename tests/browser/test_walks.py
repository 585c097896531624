"""What three people do: find the newest value and its source, brief in English, doubt a number."""

import pytest
from playwright.sync_api import Browser, expect
from visiting import Visitor

pytestmark = pytest.mark.browser


def test_newest_coverage_leads_to_its_sentence_report_and_date(visitor: Visitor) -> None:
    page = visitor.visit("/")
    page.locator(".tile .value").first.click()
    panel = page.locator("#panel")
    expect(panel.locator("blockquote mark")).to_have_text("6.37亿元")
    expect(panel).to_contain_text("2024-07-12 发布")
    expect(panel.locator("h2")).to_be_focused()
    assert "point=coverage-new" in page.url
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".tile .value").first).to_be_focused()
    page.locator(".tile h2 a").first.click()
    expect(page.locator("#page .takealong")).to_be_visible()
    assert "/chart/overseas-coverage" in page.url
    assert visitor.wrong == []


def test_briefing_on_case_counts_in_english(visitor: Visitor) -> None:
    page = visitor.visit("/topic/enforcement")
    page.get_by_text("English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("Administrative enforcement")
    page.locator("figcaption a").first.click()
    expect(page.locator("table.points")).to_contain_text("1,204")
    with page.expect_download() as got:
        page.get_by_role("link", name="XLSX").evaluate("a => { a.download = ''; a.click(); }")
    assert got.value.suggested_filename.endswith(".en.xlsx")
    page.locator(".menu summary").first.click()
    page.locator(".menu a", has_text="2023").first.click()
    expect(page.locator("table.points tbody tr")).to_have_count(1)
    assert "from=2023" in page.url
    page.go_back()
    expect(page.locator("table.points tbody tr")).to_have_count(3)
    assert visitor.wrong == []


def test_doubter_reads_formula_inputs_and_the_text_itself(visitor: Visitor) -> None:
    page = visitor.visit("/chart/patent-disputes?point=cases-2022")
    panel = page.locator("#panel")
    expect(panel.locator(".formula")).to_have_text("1204 / (1 + 9.5%)")
    panel.locator("[data-point=cases-new]").click()
    expect(panel.locator("h2")).to_contain_text("1204")
    panel.get_by_text("在全文中看").click()
    expect(page.locator(".reading mark.fig.observed")).to_have_count(3)
    assert "/report/r-new" in page.url
    page.keyboard.press("j")
    expect(page.locator(".is-at")).to_have_count(1)
    page.locator(".chips a", has_text="未归类").click()
    expect(page.locator(".reading mark.fig")).to_have_count(1)
    page.go_back()
    page.locator(".reading mark.observed a", has_text="1204宗").click()
    expect(panel.locator("h2")).to_contain_text("1204")
    page.go_back()
    expect(panel).to_be_hidden()
    assert visitor.wrong == []


def test_points_are_reached_and_opened_by_keyboard(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage")
    page.locator(".plot").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spoken")).to_contain_text("5230万元")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spoken")).to_contain_text("6.37亿元")
    page.keyboard.press("Enter")
    expect(page.locator("#panel blockquote mark")).to_have_text("6.37亿元")
    page.keyboard.press("Escape")
    expect(page.locator(".plot")).to_be_focused()


def test_click_on_a_point_opens_its_sentence(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage")
    boxes = page.locator(".plot .point").all()
    assert boxes
    boxes[-1].click(force=True)
    expect(page.locator("#panel blockquote mark")).to_contain_text("元")


def test_theme_switch_redraws_the_chart_and_is_kept(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage")
    before = page.locator(".plot .main-svg").first.get_attribute("style")
    page.locator(".theme").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    expect(page.locator(".plot .main-svg").first).not_to_have_attribute("style", before)
    visitor.visit("/reports")
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    assert visitor.wrong == []


def test_new_tables_are_offered_while_the_page_is_open(visitor: Visitor) -> None:
    page = visitor.visit("/reports")
    page.route("**/healthz", lambda route: route.fulfill(json={"status": "ok", "version": "another"}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#rebuilt button")).to_be_visible()


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_one_key_searches_from_any_page_and_leads_to_the_sentence(visitor: Visitor, key: str) -> None:
    page = visitor.visit("/findings")
    page.keyboard.press(key)
    page.keyboard.type("志願者")
    option = page.locator("#finder [role=option]").first
    expect(option).to_contain_text("志愿者88名")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".reading mark.is-at")).to_have_count(1)
    assert "/report/r-new#f-" in page.url
    assert visitor.wrong == []


def test_slider_redraws_what_was_known_then(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage")
    page.locator(".slider input").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("table.points tbody tr")).to_have_count(1, timeout=60_000)
    assert "known=2022-04-01" in page.url
    page.go_back()
    expect(page.locator("table.points tbody tr")).to_have_count(2)
    assert visitor.wrong == []


def test_table_is_sorted_and_narrowed_and_back_undoes_it(visitor: Visitor) -> None:
    page = visitor.visit("/topic/enforcement")
    head = page.locator("table.points th.col_value")
    head.locator("a").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("table.points td.number").first).to_have_text("903宗")
    head.locator("a").click()
    expect(page.locator("table.points td.number").first).to_have_text("1204宗")
    assert "sort=-value" in page.url
    page.go_back()
    expect(page.locator("table.points td.number").first).to_have_text("903宗")
    assert visitor.wrong == []


def test_sorting_leaves_the_charts_alone_and_back_and_other_links_keep_the_address(visitor: Visitor) -> None:
    page = visitor.visit("/chart/patent-disputes")
    head = page.locator("table.points th.col_value")
    page.evaluate(
        """() => { window.redrawn = 0;
          document.querySelectorAll('#page .plot').forEach((plot) => new MutationObserver(
            () => { window.redrawn += 1 }).observe(plot, {childList: true, subtree: true})) }"""
    )
    head.locator("a").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.locator("a").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    page.go_back()
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.go_forward()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.evaluate("window.redrawn") == 0
    page.locator(".switch[lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.evaluate("window.redrawn") > 0
    assert visitor.wrong == []


def test_choices_faster_than_the_page_are_all_kept(visitor: Visitor) -> None:
    page = visitor.visit("/explore")
    page.locator(".group summary").evaluate_all(
        "all => all.forEach((one) => { one.parentElement.open = true })"
    )
    chosen = page.locator("#page .group a.chip").evaluate_all(
        "all => all.slice(0, 3).map((one) => { one.click(); return one.dataset.toggle.split(':')[1] })"
    )
    expect(page.locator(".group a[aria-current=true]")).to_have_count(3)
    assert page.url.endswith("/explore?metric=" + ",".join(chosen))
    page.locator("#page .group a.chip").evaluate_all(
        "all => [all[0], all[2], all[2]].forEach((one) => one.click())"
    )
    expect(page.locator(".group a[aria-current=true]")).to_have_count(2)
    assert page.url.endswith("/explore?metric=" + ",".join(chosen[1:]))
    page.go_back()
    page.go_back()
    expect(page.locator(".group a[aria-current=true]")).to_have_count(2)
    assert visitor.wrong == []


def test_two_metrics_are_compared_as_an_index_in_one_picture(visitor: Visitor) -> None:
    page = visitor.visit("/explore")
    page.locator(".group summary", has_text="行政执法").click()
    page.locator(".group a", has_text="专利侵权纠纷案件").click()
    expect(page.locator(".group a[aria-current=true]")).to_have_count(1)
    page.locator(".group summary", has_text="海外知识产权").click()
    page.locator(".group a", has_text="累计保额").click()
    expect(page.locator(".group a[aria-current=true]")).to_have_count(2)
    page.get_by_role("link", name="画在一张图里").click()
    expect(page.locator(".callout")).to_contain_text("单位不同")
    page.locator(".callout a", has_text="指数").click()
    expect(page.locator(".card .js-plotly-plot")).to_have_count(1)
    expect(page.locator(".card .js-plotly-plot")).to_contain_text("1218")
    page.locator("figcaption a").click()
    expect(page.locator(".takealong")).to_be_visible()
    assert page.url.endswith("patent_dispute_cases+overseas_insurance-coverage?develop=index")
    assert visitor.wrong == []


def test_marks_and_a_title_of_ones_own_live_in_the_address_and_its_files(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage")
    page.get_by_role("link", name="疑点", exact=True).last.click()
    expect(page.locator(".plot")).to_contain_text("\u2776")
    page.locator("summary", has_text="自拟标题").click()
    page.locator("#own-title").fill("滨江区保额两次表述")
    page.keyboard.press("Enter")
    expect(page.locator(".plot")).to_contain_text("滨江区保额两次表述")
    assert "findings=on" in page.url
    link = page.get_by_role("link", name="PNG", exact=True).get_attribute("href")
    assert "findings=on" in link
    assert "title=" in link
    page.locator("summary", has_text="自拟标题").click()
    page.locator("#own-title").fill("保额达999亿元")
    page.keyboard.press("Enter")
    expect(page.locator(".callout")).to_contain_text("999")
    expect(page.locator(".plot")).not_to_contain_text("999")
    assert visitor.wrong == []


def test_citation_is_copied_with_the_day_it_was_read(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage")
    today = page.evaluate("new Date().getFullYear()")
    expect(page.locator(".cites span.access").first).to_contain_text(f"[{today}-")
    expect(page.locator(".cites").last).to_contain_text(f"{today}.")


def test_original_stands_beside_the_text_only_where_there_is_one(visitor: Visitor) -> None:
    page = visitor.visit("/report/r-new")
    page.get_by_text("对照原件").click()
    expect(page.locator(".callout")).to_contain_text("原件不在")
    assert visitor.wrong == []


def test_an_answer_that_does_not_come_is_told_and_a_late_one_is_shown(visitor: Visitor) -> None:
    held = []
    visitor.page.clock.install()
    page = visitor.visit("/chart/overseas-coverage")
    page.route("**/_dash-update-component**", lambda route: held.append(route))
    page.get_by_role("link", name="疑点", exact=True).last.click()
    expect(page.locator("body")).to_have_class("waiting")
    page.clock.run_for(13_000)
    expect(page.locator("#rebuilt button")).to_have_text("服务器没有回应，点此再试")
    held[0].continue_()
    expect(page.locator(".plot")).to_contain_text("\u2776")
    expect(page.locator("#rebuilt")).to_be_hidden()
    expect(page.locator("body")).not_to_have_class("waiting")
    assert visitor.wrong == []


def test_a_first_visit_in_a_narrow_dark_window_is_drawn_for_it(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 500, "height": 800}, color_scheme="dark")
    page = Visitor(context.new_page(), server).visit("/chart/overseas-coverage?point=coverage-new")
    assert page.locator("details.topics-fold").get_attribute("open") is None
    assert page.locator(".graph").bounding_box()["width"] < 500
    assert page.locator("html").get_attribute("data-drawn") == "dark"
    expect(page.locator("#panel h2")).to_contain_text("6.37")
    context.close()
