"""Static HTML: every text is escaped, attributes are those of the components; figures come beside."""

from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages import parts
from dashboard.prerender import to_html


def test_components_become_tags_with_their_attributes() -> None:
    made = to_html(
        html.A("x", href="/a", className="chip", id="way", **{"aria-current": "true", "data-n": 1})
    )
    assert made.startswith("<a ")
    assert made.endswith(">x</a>")
    assert set(made[3:-6].split()) == {
        'href="/a"', 'class="chip"', 'id="way"', 'data-n="1"', 'aria-current="true"',
    }  # fmt: skip


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


def test_fields_are_plain_ones_with_what_was_written() -> None:
    made = to_html(dcc.Input(id="q", type="search", value='1" <b>', debounce=True, maxLength=100))
    assert made == '<input id="q" type="search" maxlength="100" value="1&quot; &lt;b&gt;">'


def test_a_long_menu_can_be_sifted_and_a_short_one_needs_no_field() -> None:
    names = [(f"n{number}", f"/{number}", False) for number in range(parts.MANY + 1)]
    long, short = to_html(parts.menu("m", names, "find")), to_html(parts.menu("m", names[:3], "find"))
    assert '<input type="search" placeholder="find" aria-label="find" value="">' in long
    assert "<input" not in short
