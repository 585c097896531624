"""The tray and the picture check in real Chromium: collected, ordered, titled; dropped, told, altered."""

import io
import re
import urllib.request
from pathlib import Path

import made_library
import pytest
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation
from test_every_page import _sound
from visiting import Visitor

pytestmark = pytest.mark.browser
TWO = "c1=patent-disputes&c2=overseas-coverage"


def live(page: object, selector: str) -> object:
    return page.locator(f"#page {selector}")


@pytest.mark.parametrize("path", ["/tray", f"/tray?{TWO}&t1=9999", "/verify"])
def test_page_is_sound_wide_and_on_a_dark_phone(visitor: Visitor, phone: Visitor, path: str) -> None:
    _sound(visitor, path)
    _sound(phone, path + ("&" if "?" in path else "?") + "lang=en")


def test_charts_are_collected_as_they_are_set_and_open_in_the_tray(visitor: Visitor) -> None:
    page = visitor.visit("/chart/overseas-coverage?place=hangzhou-binjiang&from=2023")
    live(page, "[data-tray-add]").click()
    page.wait_for_selector("#page .nav a[data-count='1']")
    page = visitor.visit("/chart/patent-disputes")
    live(page, "[data-tray-add]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#page .nav a[data-count='2']")
    page = visitor.visit("/tray")
    page.wait_for_url("**/tray?*c2=patent-disputes*")
    page.wait_for_selector("body:not(.booting)")
    assert "q1=place%3Dhangzhou-binjiang%26from%3D2023" in page.url.replace("%2C", ",")
    assert live(page, ".tray > li").count() == 2
    assert visitor.wrong == []


def test_order_and_titles_change_by_keyboard_and_stay(visitor: Visitor) -> None:
    page = visitor.visit(f"/tray?{TWO}")
    live(page, ".tray > li:nth-child(2) a[data-tray-edit]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tray?c1=overseas-coverage&c2=patent-disputes*")
    page.wait_for_function(
        "document.querySelector('#page .tray > li')?.innerHTML.includes('overseas-coverage')"
    )
    field = live(page, "#tray-title-1")
    field.fill("滨江保额增加")
    field.press("Enter")
    page.wait_for_url("**t1=*")
    page.wait_for_function("document.querySelector('#page .tray h2')?.textContent.includes('滨江保额增加')")
    live(page, ".tray > li:nth-child(2) a[data-tray-edit]").last.click()
    page.wait_for_function("document.querySelectorAll('#page .tray > li').length === 1")
    kept = page.evaluate("localStorage.getItem('zhibiao-tray')")
    assert "overseas-coverage" in kept
    assert "patent-disputes" not in kept
    assert visitor.wrong == []


def test_a_chart_moved_faster_than_the_tray_is_drawn_keeps_every_step(visitor: Visitor) -> None:
    others = "".join(f"&c{at}=overseas-coverage&t{at}=滨江{at}" for at in range(2, 7))
    page = visitor.visit(f"/tray?c1=patent-disputes{others}")
    way = "#page .tray > li:first-child [data-tray-move^=down]"
    page.locator(way).evaluate("link => { for (let times = 0; times < 4; times += 1) link.click(); }")
    expect(page.locator("#page .tray > li:nth-child(5) .preview")).to_have_attribute(
        "href", re.compile("^/chart/patent-disputes")
    )
    assert "c5=patent-disputes" in page.url
    assert "t1=%E6%BB%A8%E6%B1%9F2" in page.url
    page.locator("#page .tray > li:nth-child(5) [data-key=down]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#page .tray > li:last-child .preview")).to_have_attribute(
        "href", re.compile("^/chart/patent-disputes")
    )
    assert page.evaluate("document.activeElement.dataset.key") == "down"
    page.keyboard.press("Enter")
    expect(page.locator("#page .tray > li")).to_have_count(6)
    assert visitor.wrong == []


def test_slides_come_from_the_tray(visitor: Visitor) -> None:
    page = visitor.visit(f"/tray?{TWO}&name=两幅图")
    with page.expect_download() as begun:
        live(page, ".takealong a[data-tray-file]").first.click()
    show = Presentation(begun.value.path())
    assert begun.value.suggested_filename == "两幅图.pptx"
    assert len(show.slides) == 5


@pytest.fixture
def drawn(server: str) -> bytes:
    with urllib.request.urlopen(f"{server}/chart/patent-disputes.png?size=square") as answer:
        return answer.read()


def told(page: object, content: bytes, name: str = "chart.png") -> str:
    """Choose a picture and return what the page says of it."""
    files = [{"name": name, "mimeType": "image/png", "buffer": content}]
    with page.expect_response("**/verify/picture*"):
        live(page, "#verify-file").set_input_files(files)
    page.wait_for_selector("#page .examined .making")
    return live(page, ".examined").inner_text()


def test_picture_is_told_true_altered_foreign_and_revised(
    visitor: Visitor, drawn: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visitor.visit("/verify")
    live(page, "#verify-file").wait_for()
    said = told(page, drawn)
    assert "图片完好" in said
    assert "仍成立" in said
    assert live(page, ".examined a[href^='/chart/patent-disputes']").count() == 1
    assert "改动过" in told(page, _painted(drawn))
    assert "不是本系统所制" in told(page, b"\x89PNG\r\n\x1a\n nothing of ours")
    stated = made_library.OBSERVATIONS["cases-new"]
    monkeypatch.setitem(made_library.OBSERVATIONS, "cases-new", (*stated[:6], 1377, *stated[7:]))
    made_library.write(folder, **{"1204宗": "1377宗"})
    try:
        page = visitor.visit("/verify")
        live(page, "#verify-file").wait_for()
        said = told(page, drawn)
        assert "已修订" in said
        assert "1204宗" in said
        assert "1377宗" in said
    finally:
        monkeypatch.undo()
        made_library.write(folder)
    assert visitor.wrong == []


def _painted(content: bytes) -> bytes:
    """Return the picture with a block painted over, its record left in place."""
    ours = content[: content.index(b"IDAT") - 4]
    with Image.open(io.BytesIO(content)) as picture:
        picture.paste((255, 0, 0), (100, 100, 200, 160))
        body = io.BytesIO()
        picture.save(body, "PNG")
    plain = body.getvalue()
    return ours + plain[plain.index(b"IDAT") - 4 :]
