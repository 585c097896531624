"""The addresses behind the page that checks a draft: what they answer, what they refuse, what they keep."""

import io
import logging

import docx
import made_library
import pytest
from flask.testing import FlaskClient

DRAFT = "2023年，杭州市办结专利侵权纠纷案件{}。"
RIGHT, WRONG = DRAFT.format("1204宗"), DRAFT.format("1240宗")


@pytest.mark.parametrize(("lang", "label"), [("zh", "有据"), ("en", "supported")])
def test_a_draft_gets_its_verdicts_in_the_page_s_language(client: FlaskClient, lang: str, label: str) -> None:
    answer = client.post("/check/verdicts", json={"draft": RIGHT, "lang": lang})
    assert answer.status_code == 200
    assert label in answer.text
    assert 'class="judged supported"' in answer.text
    assert "/report/r-new" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_wrong_figure_is_told_with_what_is_stated(client: FlaskClient) -> None:
    answer = client.post("/check/verdicts", json={"draft": WRONG, "lang": "zh"})
    assert 'class="judged differs"' in answer.text
    assert "1204宗" in answer.text


def test_what_is_pasted_is_shown_as_text_and_never_run(client: FlaskClient) -> None:
    answer = client.post("/check/verdicts", json={"draft": made_library.HOSTILE + RIGHT, "lang": "zh"})
    assert "<script" not in answer.text
    assert "<img" not in answer.text


def test_nothing_of_a_draft_is_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/check/verdicts", json={"draft": RIGHT, "lang": "zh"})
    assert "1204" not in caplog.text


def test_contact_persons_are_masked(client: FlaskClient) -> None:
    draft = f"{RIGHT}联系人：王小明，电话：020-83228888。"
    for address in ("/check/verdicts", "/check/copy.md"):
        answer = client.post(address, json={"draft": draft, "lang": "zh"})
        assert "王小明" not in answer.text
        assert "83228888" not in answer.text


def test_copies_come_as_markdown_and_as_word(client: FlaskClient) -> None:
    text = client.post("/check/copy.md", json={"draft": RIGHT, "lang": "zh"}).text
    assert "1204宗[^1]" in text
    made = client.post("/check/copy.docx", json={"draft": RIGHT, "lang": "zh"})
    assert docx.Document(io.BytesIO(made.data)).paragraphs[0].text == RIGHT


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/check/verdicts", {}, 400),
        ("/check/verdicts", {"draft": 7}, 400),
        ("/check/verdicts", {"draft": RIGHT, "date": "yesterday"}, 400),
        ("/check/verdicts", {"draft": RIGHT, "place": "atlantis"}, 400),
        ("/check/verdicts", {"draft": "数" * 60_000}, 413),
        ("/check/copy.pdf", {"draft": RIGHT}, 404),
    ],
)
def test_a_wrong_request_is_refused(client: FlaskClient, address: str, body: dict, status: int) -> None:
    assert client.post(address, json=body).status_code == status
