"""Where texts and marks of a figure fall in real Chromium, and what is wrong: cut, covered, too small."""

from collections.abc import Iterator
from contextlib import contextmanager

import plotly.graph_objects as go
from playwright.sync_api import Page, sync_playwright

from dashboard import export, look

LEAST = 11.5
"""Least height in reference px of a line of text: 12 px of font are about 17 px of line."""
MEASURE = """async (text) => {
  const made = JSON.parse(text);
  const holder = document.body.appendChild(document.createElement('div'));
  await Plotly.newPlot(holder, made.data, made.layout, {staticPlot: true});
  const origin = holder.getBoundingClientRect();
  const place = (node) => {
    const box = node.getBoundingClientRect();
    return [box.left - origin.left, box.top - origin.top, box.width, box.height];
  };
  const lines = (t) => t.querySelectorAll('tspan.line').length ? [...t.querySelectorAll('tspan.line')] : [t];
  const kind = (t) => t.closest('.annotation') ? 'note' : t.closest('.xtick, .ytick') ? 'tick' : 'mark';
  const texts = [...holder.querySelectorAll('text')].flatMap(lines).filter((t) => t.textContent.trim());
  const seen = (dot) => getComputedStyle(dot).opacity > 0 && dot.getBoundingClientRect().width > 1;
  const dots = [...holder.querySelectorAll('.scatterlayer .point')].filter(seen);
  const found = [
    ...texts.map((t) => [kind(t), t.textContent, ...place(t)]),
    ...dots.map((dot) => ['dot', '', ...place(dot)]),
  ];
  Plotly.purge(holder);
  holder.remove();
  return found;
}"""


@contextmanager
def opened() -> Iterator[Page]:
    """Give a page in which figures can be measured."""
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=export.browser_path(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<!doctype html><body style='margin:0'></body>")
        page.add_script_tag(path=str(export.PLOTLY_JS))
        yield page
        browser.close()


def problems(page: Page, figure: go.Figure, size: look.Size) -> list[str]:
    """Return what is wrong with a figure drawn in `size`: [] where all can be read."""
    boxes = page.evaluate(MEASURE, figure.to_json())
    assert any(own == "note" for own, *_ in boxes)
    return [*_cut(boxes, size), *_covered(boxes, 1.5 * size.scale)]


def _cut(boxes: list[list], size: look.Size) -> Iterator[str]:
    slack = 1.5 * size.scale
    for own, text, left, top, width, height in boxes:
        inside = min(left, top) >= -slack and left + width <= size.width + slack
        if not inside or top + height > size.height + slack:
            yield f"{own} {text!r} is cut"
        if own != "dot" and height < LEAST * size.scale:
            yield f"{own} {text!r} is too small"


def _covered(boxes: list[list], slack: float) -> Iterator[str]:
    for i, (own, text, *one) in enumerate(boxes):
        for other_own, other_text, *other in boxes[i + 1 :]:
            kinds = {own, other_own}
            if "note" in kinds and kinds != {"note", "mark"} and _cover(one, other, slack):
                yield f"{text or own!r} covers {other_text or other_own!r}"
            if kinds == {"tick"} and _cover(one, other, slack):
                yield f"{text!r} covers {other_text!r}"


def _cover(one: list[float], other: list[float], slack: float) -> bool:
    """Return whether the ink of two lines meets; a font's box is taller than its ink by a third."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    below = min(one[1] + 0.84 * one[3], other[1] + 0.84 * other[3])
    down = below - max(one[1] + 0.16 * one[3], other[1] + 0.16 * other[3])
    return across > slack and down > 0
