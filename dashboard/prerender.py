"""Dash components as static HTML, so that a page can be read before its scripts have run.

Every text is escaped; ids are left out, since the live page brings its own. Components without content
(stores, locations) give nothing; a chart gives its drawing as SVG.
"""

import html
import json
import re

import plotly.io
from dash import dcc
from dash.development.base_component import Component

from dashboard import early

VOID = {"Br", "Hr", "Img", "Col", "Wbr"}
RENAMED = {"className": "class", "htmlFor": "for"}
DROPPED = {"id", "children", "n_clicks", "n_clicks_timestamp", "key", "disable_n_clicks"}


def to_html(node: object) -> str:
    """Return the HTML of a component tree, of a list of them, or of a text (escaped)."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, list | tuple):
        return "".join(map(to_html, node))
    if not isinstance(node, Component):
        return html.escape(str(node))
    if isinstance(node, dcc.Graph):
        return _chart(node)
    if isinstance(node, dcc.Input | dcc.Textarea):
        return _field(node)
    if not type(node).__module__.startswith("dash.html"):
        return ""
    tag = node._type.lower()
    opened = f"<{tag}{_attributes(node)}>"
    return opened if node._type in VOID else f"{opened}{to_html(getattr(node, 'children', None))}</{tag}>"


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
    """Return a field as it will stand, so that nothing moves when the page comes alive."""
    given = node.to_plotly_json()["props"]
    kept = {name: given[name] for name in ("type", "placeholder", "maxLength", "rows") if given.get(name)}
    value = html.escape(str(given.get("value") or ""))
    opened = "".join(_attribute(name, text) for name, text in kept.items())
    if isinstance(node, dcc.Textarea):
        return f"<textarea{opened} disabled>{value}</textarea>"
    return f'<div class="dash-input-container"><input{opened} value="{value}" disabled></div>'


def _chart(graph: dcc.Graph) -> str:
    figure = json.loads(plotly.io.to_json(graph.figure, validate=False))
    width, height = figure["layout"]["width"], figure["layout"]["height"]
    return f'<div class="early" style="width:{width}px;height:{height}px">{early.svg(figure)}</div>'
