"""What is put into place is what a fresh visit gives, whichever way one came: a random walk over links."""

import random

import pytest
from visiting import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STEPS = 60
NOW = """() => describe(document.querySelector('#page'))"""
FRESH = """async () => { const answer = await fetch(location.href);
  if (!answer.ok) return [answer.status + location.href];
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return describe(page.querySelector('#page')) }"""
DESCRIBE = """() => { window.describe = (node) => {
  const made = [];
  const SCRIPTS = '.plot-container, .slider > *, .access, [data-verify=field] > *, [data-check=day] > *';
  const own = ['open', 'style', 'class', 'data-count', 'data-at'];
  const walk = (one) => {
    if (one.nodeType === 3) { if (one.data.trim()) made.push(one.data.trim()); return; }
    if (one.nodeType !== 1 || one.matches(SCRIPTS)) return;
    const attributes = [...one.attributes].filter((a) => !own.includes(a.name));
    made.push(one.nodeName + ' ' + attributes.map((a) => a.name + '=' + a.value).sort().join(' '));
    one.childNodes.forEach(walk);
  };
  walk(node);
  return made } }"""
SETTLED = """() => { const main = document.querySelector('main');
  const sorted = (url) => { const asked = new URL(url, location.href); asked.searchParams.sort();
    return asked.pathname + asked.searchParams };
  return main && sorted(main.dataset.address) === sorted(location.href) &&
    !document.body.matches('.waiting') }"""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_walk_over_links_shows_what_fresh_visits_show(visitor: Visitor, seed: int) -> None:
    dice = random.Random(seed)
    page = visitor.visit("/")
    page.evaluate(DESCRIBE)
    for step in range(STEPS):
        links = page.locator("#page a[href^='/']:not([data-hard], [data-point], .find, .sort)")
        chosen = links.nth(dice.randrange(links.count()))
        chosen.evaluate("link => { if (!link.hash) link.click(); }")
        if step % 7 == 6:
            page.go_back()
        page.wait_for_function(SETTLED)
        assert page.evaluate(NOW) == page.evaluate(FRESH), page.url
    assert visitor.wrong == []
