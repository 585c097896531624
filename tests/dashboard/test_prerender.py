"""Static HTML: every text is escaped, attributes are those of the components, ids stay away."""

from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.prerender import to_html


def test_components_become_tags_with_their_attributes() -> None:
    made = to_html(
        html.A("x", href="/a", className="chip", id="gone", **{"aria-current": "true", "data-n": 1})
    )
    assert made.startswith("<a ")
    assert made.endswith(">x</a>")
    assert set(made[3:-6].split()) == {'href="/a"', 'class="chip"', 'data-n="1"', 'aria-current="true"'}


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    made = to_html(html.P([text, html.Img(alt=text)]))
    assert made.count("<") == 3
    assert made.count(">") == 3


def test_true_is_an_empty_attribute_and_false_none() -> None:
    assert to_html(html.Details(open=True)) == "<details open></details>"
    assert to_html(html.Details(open=False)) == "<details></details>"
    assert to_html(html.P(**{"aria-hidden": "false"})) == '<p aria-hidden="false"></p>'


def test_stores_give_nothing() -> None:
    assert to_html(dcc.Store(id="s")) == ""
