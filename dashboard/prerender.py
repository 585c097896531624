"""Dash components as HTML: what a browser gets of a page, at first and after each change of the address.

Every text is escaped. Components without content (stores, locations) give nothing; a chart gives its drawing
as SVG and the key of its figure, with which assets/drawing.js lets Plotly take over; a field is a plain one.
"""

import html
import json
import re
from dataclasses import dataclass, field

import plotly.io
from dash import dcc
from dash.development.base_component import Component

from dashboard import early
from etl.store import sha256

VOID = {"Br", "Hr", "Img", "Col", "Wbr"}
RENAMED = {"className": "class", "htmlFor": "for", "data-loading": "loading"}
"""Properties whose attribute has another name; the last is one that Dash has none for."""
DROPPED = {"children", "n_clicks", "n_clicks_timestamp", "key", "disable_n_clicks"}
FIELD = ("id", "type", "placeholder", "maxLength", "rows")
"""What a field in the page keeps of the component's properties."""


@dataclass(frozen=True)
class Drawn:
    """A part of a page: its HTML, and the figures (JSON) of its charts by their keys."""

    html: str
    figures: dict[str, str] = field(default_factory=dict)


def drawn(node: object) -> Drawn:
    """Return a component tree as HTML with the figures of its charts."""
    figures: dict[str, str] = {}
    return Drawn(_html(node, figures), figures)


def to_html(node: object) -> str:
    """Return the HTML of a component tree, of a list of them, or of a text (escaped)."""
    return _html(node, {})


def _html(node: object, figures: dict[str, str]) -> str:
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, list | tuple):
        return "".join(_html(one, figures) for one in node)
    if not isinstance(node, Component):
        return html.escape(str(node))
    if isinstance(node, dcc.Graph):
        return _chart(node, figures)
    if isinstance(node, dcc.Input | dcc.Textarea):
        return _field(node)
    if not type(node).__module__.startswith("dash.html"):
        return ""
    tag = node._type.lower()
    opened = f"<{tag}{_attributes(node)}>"
    if node._type in VOID:
        return opened
    return f"{opened}{_html(getattr(node, 'children', None), figures)}</{tag}>"


def _attributes(node: Component) -> str:
    props = {k: v for k, v in node.to_plotly_json()["props"].items() if k not in DROPPED and v is not None}
    return "".join(_attribute(RENAMED.get(name, name), value) for name, value in props.items())


def _attribute(name: str, value: object) -> str:
    if value is False and not name.startswith(("aria-", "data-")):
        return ""
    if value is True and not name.startswith(("aria-", "data-")):
        return f" {name.lower()}"
    if isinstance(value, dict):
        value = ";".join(f"{_kebab(k)}:{v}" for k, v in value.items())
    return f' {name.lower()}="{html.escape(str(value))}"'


def _kebab(name: str) -> str:
    return name if name.startswith("--") else re.sub("[A-Z]", lambda c: "-" + c[0].lower(), name)


def _field(node: dcc.Input | dcc.Textarea) -> str:
    """Return a plain field; what is written into it is taken up when it is left or Enter is pressed."""
    given = node.to_plotly_json()["props"]
    opened = "".join(_attribute(name, given[name]) for name in FIELD if given.get(name))
    if "id" not in given:
        opened += _attribute("aria-label", given.get("placeholder", ""))
    value = html.escape(str(given.get("value") or ""))
    if isinstance(node, dcc.Textarea):
        return f"<textarea{opened}>{value}</textarea>"
    return f'<input{opened} value="{value}">'


def _chart(graph: dcc.Graph, figures: dict[str, str]) -> str:
    text = plotly.io.to_json(graph.figure, validate=False)
    key = sha256(text.encode())[:12]
    figures[key] = text
    figure = json.loads(text)
    width, height = figure["layout"]["width"], figure["layout"]["height"]
    picture = f'<div class="early">{early.svg(figure)}</div>'
    return f'<div class="graph" data-figure="{key}" style="width:{width}px;height:{height}px">{picture}</div>'
