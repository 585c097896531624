"""A checked draft as components: the marked text, then each verdict with its reason, sentence and source."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dash import html

from dashboard.data import Data
from dashboard.pages import parts
from dashboard.view import View
from etl.checking.book import Book
from etl.checking.drafts import Draft
from etl.checking.model import VERDICTS, Checked
from etl.checking.saying import Cited, say
from etl.tables import Tables


@lru_cache(maxsize=2)
def book_of(data: Data) -> Book:
    """Return the book over a version of the tables, made once."""
    return Book(Tables(data.path, data.version, data.frames))


def result(view: View, draft: Draft, found: Sequence[Checked]) -> list:
    """Return all that is said of a draft."""
    if not found:
        return [html.P(view.say("check_none"), className="empty")]
    return [
        html.H2(_summary(view, found), tabIndex=-1, **{"data-id": "check-summary"}),
        _taking_along(view),
        html.Div(_marked(view, draft, found), className="checked-text", lang=_lang(draft.text)),
        html.Ol(
            [_entry(view, draft, number, one) for number, one in enumerate(found, 1)], className="checks"
        ),
    ]


def _summary(view: View, found: Sequence[Checked]) -> str:
    counts = Counter(one.verdict for one in found)
    counted = [
        view.say("check_count", label=view.say(f"verdict_{name}"), count=counts[name])
        for name in VERDICTS
        if counts[name]
    ]
    return view.say("check_summary", count=len(found), parts=view.say("check_join").join(counted))


def _taking_along(view: View) -> html.Div:
    buttons = [
        html.Button(view.say(f"check_{name}"), type="button", className="button", **{"data-check": name})
        for name in ("copy", "md", "docx")
    ]
    return html.Div(buttons, className="chips", **{"data-copied": view.say("copied")})


def _marked(view: View, draft: Draft, found: Sequence[Checked]) -> list:
    """Return the draft with a link, a sign and a number at each figure; line breaks stay."""
    pieces: list = []
    at = 0
    for number, one in enumerate(found, 1):
        claim = one.claim
        said = say(one, book_of(view.data), view.lang)
        inside = [
            draft.text[claim.start : claim.end],
            html.Sup([said.sign, str(number)]),
            html.Span(f" ({said.label})", className="unseen"),
        ]
        pieces += [
            draft.text[at : claim.start],
            html.A(inside, href=f"#check-{number}", className=f"judged {one.verdict}", title=said.label),
        ]
        at = claim.end
    return [*pieces, draft.text[at:]]


def _entry(view: View, draft: Draft, number: int, one: Checked) -> html.Li:
    said = say(one, book_of(view.data), view.lang)
    head = [
        html.Span(f"{number} ", className="quiet"),
        html.Span([f"{said.sign} {said.label}"], className=f"judgement {one.verdict}"),
        html.Span(draft.text[one.claim.start : one.claim.end], className="surface"),
    ]
    return html.Li(
        [html.H3(head), html.P(said.reason), *[_cited(view, cited) for cited in said.cited]],
        tabIndex=-1,
        **{"data-id": f"check-{number}"},
    )


def _cited(view: View, cited: Cited) -> html.Div:
    """Return a statement with its sentence and a link to where it stands in the report."""
    there = view.to(f"/report/{cited.report}") + (f"#f-{cited.figure}" if cited.figure else "")
    source = html.A(cited.source, href=there) if cited.report else cited.source
    sentence = [html.Blockquote(_around(cited), lang="zh")] if cited.sentence else []
    return html.Div([html.P(cited.text), *sentence, html.P(source, className="quiet")], className="cited")


def _around(cited: Cited) -> list:
    """Return the sentence with the figure marked in it."""
    at = cited.sentence.find(cited.surface) if cited.surface else -1
    return parts.marked(cited.sentence, [(at, at + len(cited.surface))] if at >= 0 else [])


def _lang(text: str) -> str:
    signs = sum("\u3400" <= char <= "\u9fff" for char in text)
    return "zh" if 10 * signs > len(text) else "en"
