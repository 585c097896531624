"""Checking a draft in a real browser: by keyboard, on a phone, with copies; the draft stays in the page."""

import pytest
from test_every_page import AXE, RUN_AXE
from visiting import Visitor

pytestmark = pytest.mark.browser
DRAFT = "2023年，杭州市办结专利侵权纠纷案件1204宗。杭州市办结专利侵权纠纷案件903宗，另有93家书店。"
FIELD = "#page textarea.draft"
ENTRY = "#page .checks li"


def checked(visitor: Visitor, lang: str = "zh"):
    page = visitor.visit(f"/check?lang={lang}")
    page.wait_for_selector(FIELD)
    page.fill(FIELD, DRAFT)
    page.press(FIELD, "Control+Enter")
    page.wait_for_selector(ENTRY)
    return page


def test_a_draft_is_checked_by_keyboard_alone(visitor: Visitor) -> None:
    page = checked(visitor)
    assert page.locator(ENTRY).count() == 3
    assert page.locator("#page a.judged.supported").inner_text().startswith("1204宗")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.locator("#page a.judged").first.press("Enter")
    assert page.evaluate("document.activeElement.id") == "check-1"
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
    assert visitor.wrong == []


def test_the_draft_is_neither_in_the_address_nor_kept(visitor: Visitor) -> None:
    page = checked(visitor)
    assert "1204" not in page.url
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "1204" not in kept
    page.reload()
    page.wait_for_selector(FIELD)
    assert page.input_value(FIELD) == ""


def test_verdicts_stay_when_the_page_is_drawn_anew_and_follow_the_language(visitor: Visitor) -> None:
    page = checked(visitor)
    page.locator("#page .theme").click()
    page.set_viewport_size({"width": 500, "height": 900})
    page.wait_for_selector(ENTRY)
    assert page.input_value(FIELD) == DRAFT
    page.locator("#page .switches a[lang=en]").click()
    page.wait_for_selector("#page .judgement:has-text('supported')")
    assert page.input_value(FIELD) == DRAFT


def test_a_phone_shows_verdicts_without_scrolling_sideways(phone: Visitor) -> None:
    page = checked(phone, "en")
    assert page.evaluate("document.querySelector('#page .verdicts').scrollWidth <= window.innerWidth")
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_a_footnoted_copy_can_be_downloaded(visitor: Visitor, ending: str) -> None:
    page = checked(visitor)
    with page.expect_download() as download:
        page.locator(f"#page [data-check={ending}]").click()
    assert download.value.suggested_filename.endswith(f".{ending}")
    assert download.value.path().stat().st_size > 200


def test_clearing_leaves_nothing(visitor: Visitor) -> None:
    page = checked(visitor)
    page.locator("#page [data-check=clear]").click()
    assert page.input_value(FIELD) == ""
    assert page.locator(ENTRY).count() == 0
