"""Every page, alive: no console error, no foreign request, no sideways scroll, nothing serious for axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from visiting import Visitor

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter((v) => ['serious', 'critical'].includes(v.impact))
  .map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(' | '))"""
PATHS = [
    "/",
    "/topic/enforcement",
    "/chart/overseas-coverage",
    "/explore?metric=overseas_insurance.coverage,overseas_insurance.policies",
    "/reports",
    "/report/r-new",
    "/report/r-hostile",
    "/findings",
    "/data",
    "/data?table=observations",
    "/evidence/cases-2022",
    "/search?q=保额",
    "/place/hangzhou-binjiang",
    "/chart/overseas-coverage?known=2023",
    "/chart/overseas-coverage?findings=on&events=on",
    "/chart/patent-disputes?develop=index",
    "/chart/overseas_insurance-coverage+enforcement-patent_dispute_cases?develop=index",
    "/explore",
    "/report/r-new?beside=original",
    "/api",
    "/check",
    "/tray",
    "/verify",
]


@pytest.mark.parametrize("path", PATHS)
def test_page_is_sound_on_a_wide_light_screen(visitor: Visitor, path: str) -> None:
    _sound(visitor, path)


@pytest.mark.parametrize("path", PATHS)
def test_page_is_sound_on_a_dark_phone_in_english(phone: Visitor, path: str) -> None:
    _sound(phone, path + ("&" if "?" in path else "?") + "lang=en")


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_page_is_sound_on_a_dark_laptop_in_english(dark_visitor: Visitor, path: str) -> None:
    _sound(dark_visitor, path + ("&" if "?" in path else "?") + "lang=en")


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_page_is_sound_on_a_light_phone(light_phone: Visitor, path: str) -> None:
    _sound(light_phone, path)


def _sound(visitor: Visitor, path: str) -> None:
    page = visitor.visit(path)
    assert page.locator("h1").count() == 1
    _fits(page)
    assert page.evaluate("window.hacked") is None
    page.wait_for_function("document.documentElement.dataset.scheme !== undefined")
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
    assert visitor.wrong == []


def _fits(page: Page) -> None:
    """Nothing stands beside the window: a phone would make the whole page smaller to show it."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.innerWidth") == width


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_is_wider_than_a_small_phone(phone: Visitor, lang: str) -> None:
    phone.page.set_viewport_size({"width": 360, "height": 780})
    for path in PATHS:
        _fits(phone.visit(path + ("&" if "?" in path else "?") + f"lang={lang}"))


def test_wrong_address_offers_the_right_one(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverge")
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
    page.locator(".near a").first.click()
    page.wait_for_selector("#page .takealong")
    assert page.url.endswith("/chart/overseas-coverage")


def test_page_can_be_read_without_scripts(browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/evidence/coverage-new")
    assert page.locator("blockquote mark").inner_text() == "6.37亿元"
    page.goto(server + "/report/r-new")
    assert page.locator("mark.fig").count() == 5
    context.close()
