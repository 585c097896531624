"""The tray by its address: what it holds, its files, and what a wrong address is told."""

import io
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from dashboard import pictures, sets
from dashboard.app import App
from dashboard.briefing import tray
from dashboard.data import Data

ENTRIES = [
    tray.Entry("patent-disputes"),
    tray.Entry("overseas-coverage", (("place", "hangzhou-binjiang"), ("from", "2023")), "滨江保额"),
]


@pytest.fixture(scope="module")
def client(small: Data) -> FlaskClient:
    return App(small.path).server.test_client()


def address(kind: str = "", **more: str) -> str:
    return f"/tray{kind}?{urlencode({**tray.written(ENTRIES, '我的简报'), **more})}"


def test_address_gives_back_what_was_put_in() -> None:
    assert tray.read(tray.written(ENTRIES)) == ENTRIES
    assert tray.read({"c3": "b", "c1": "a"}) == [tray.Entry("a"), tray.Entry("b")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["overseas-insurance", "enforcement"])
def test_tray_of_a_set_says_what_the_command_says(briefings: dict, name: str, lang: str) -> None:
    """All but the first line, which a set words itself."""
    made = briefings[name, lang]
    asked = tray.of_set(sets.load(name), lang, made.brief.items[0].data)
    own = tray.brief(made.brief.items[0].data, tray.read(asked), asked["name"], lang)
    for field in ("name", "lang", "sources", "caveats", "newest", "version", "facts"):
        assert getattr(own, field) == getattr(made.brief, field), field
    for mine, theirs in zip(own.items, made.brief.items, strict=True):
        assert (mine.title, mine.sentences, mine.alt) == (theirs.title, theirs.sentences, theirs.alt)
        assert pictures.drawn(mine.data, mine.wish) == pictures.drawn(theirs.data, theirs.wish)


def test_page_lists_the_charts_in_order_and_can_move_them(client: FlaskClient) -> None:
    page = client.get(address()).get_data(as_text=True)
    assert page.index("专利侵权纠纷") < page.index("滨江保额")
    moved = tray.written(ENTRIES[::-1], "我的简报")
    assert urlencode(moved).replace("&", "&amp;").split("&amp;c1=")[1][:30] in page.replace("%2C", ",")


def test_slides_hold_the_charts_as_they_were_set(client: FlaskClient) -> None:
    answer = client.get(address(".pptx"))
    assert answer.status_code == 200
    assert "filename*=UTF-8''%E6%88%91" in answer.headers["Content-Disposition"]
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(answer.data)).slides]
    assert titles[0] == "我的简报"
    assert titles[3] == "滨江保额"
    tag = answer.headers["ETag"]
    assert client.get(address(".pptx"), headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("c1=patent-dispute", "patent-disputes"),
        ("c1=patent-disputes&q1=plac%3Dhangzhou", "place"),
        ("c1=patent-disputes&q1=place%3Dhangzhuo", "hangzhou"),
        ("c13=patent-disputes", "c1"),
        ("", "overseas-coverage"),
    ],
)
def test_wrong_tray_is_told_what_is_right(client: FlaskClient, query: str, near: str) -> None:
    answer = client.get(f"/tray.pptx?{query}")
    assert answer.status_code == 400
    assert near in answer.get_data(as_text=True)


def test_title_with_a_foreign_number_is_refused_in_the_language_asked_for(client: FlaskClient) -> None:
    for lang, words in (("zh", "图中没有"), ("en", "9999")):
        answer = client.get(f"/tray.pptx?c1=patent-disputes&t1=9999&lang={lang}")
        assert answer.status_code == 400
        assert words in answer.json["error"]
    assert "9999" in client.get("/tray?c1=patent-disputes&t1=9999").get_data(as_text=True)


def test_empty_tray_offers_the_ready_sets(client: FlaskClient) -> None:
    page = client.get("/tray?lang=en").get_data(as_text=True)
    assert "Enforcement of IP rights" in page


def test_unknown_format_does_not_exist(client: FlaskClient) -> None:
    assert client.get(address(".exe")).status_code == 404
