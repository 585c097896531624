"""Time from a click to the page that it asks for, in headless Chromium on a live dashboard.

`python -m bench.interactions [TABLES …]` serves each folder of tables (by default those shipped) in a process
of its own and prints, for each way to change what is shown, median and slowest of several clicks in ms: until
the answer can be seen (the first picture after the page has changed, charts as drawings included), and until
the last change of the page, when Plotly has taken over the charts. The load average stands beside: on a busy
machine the numbers tell little.
"""

import os
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.screenshots import ROOT, served

ROUNDS = 7
QUIET = 700
"""Milliseconds without a change after which a page counts as drawn."""
LIVE = "#page "
STEPS = {
    "sort a table": ("/topic/enforcement", "th.col_value a"),
    "switch of findings": ("/findings", ".filters .chip:not([aria-current=true])"),
    "one place": ("/chart/overseas-coverage", ".controls a[data-toggle^='place:']"),
    "marks of findings": ("/chart/overseas-coverage", ".controls a[href*='findings=on']"),
    "pick a metric": ("/explore", ".group a[data-toggle$='patent_dispute_cases']"),
    "open evidence": ("/chart/overseas-coverage", "table.points a.value"),
    "other language": ("/chart/overseas-coverage", "a.switch[lang]"),
}
"""What is done → the page on which it is, and what is clicked."""
WATCH = """() => { window.changed = 0; window.seen = 0;
  new MutationObserver(() => { window.changed = performance.now(); })
    .observe(document.body, {childList: true, subtree: true, characterData: true, attributes: true});
  const watch = new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    window.seen = window.seen || performance.now(); })));
  document.querySelectorAll('#page, #panel').forEach((part) =>
    watch.observe(part, {childList: true, subtree: true, characterData: true})); }"""
CLICK = """(selector) => { window.changed = 0; window.seen = 0; window.clicked = performance.now();
  document.querySelector(selector).click(); }"""
SETTLED = f"""() => window.seen && performance.now() - window.changed > {QUIET} &&
  [window.seen - window.clicked, window.changed - window.clicked]"""


def clicked(page: Page, address: str, selector: str) -> tuple[float, float]:
    """Return the ms from a click to its answer in sight, and to the last change of the page that it makes."""
    page.goto(address)
    page.wait_for_selector("body:not(.booting)")
    page.wait_for_timeout(QUIET)
    page.evaluate(WATCH)
    page.evaluate(CLICK, selector)
    return tuple(page.wait_for_function(SETTLED).json_value())


def measured(browser: Browser, address: str) -> None:
    """Print a line for each step; one that these tables do not offer says so."""
    for name, (path, selector) in STEPS.items():
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address + path)
        page.wait_for_selector("body:not(.booting)")
        if page.locator(LIVE + selector).count():
            times = [clicked(page, address + path, LIVE + selector) for _ in range(ROUNDS)]
            seen, done = zip(*times, strict=True)
            print(f"  {name:18} seen {_of(seen)}   at rest {_of(done)}", flush=True)
        else:
            print(f"  {name:18} not offered")
        page.close()


def _of(times: tuple[float, ...]) -> str:
    return f"{statistics.median(times):5.0f} ms (slowest {max(times):5.0f})"


def main(folders: list[Path]) -> None:
    """Measure every folder's dashboard."""
    with sync_playwright() as engine:
        for folder in folders:
            browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            print(f"{folder.name}: load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            with served(folder) as address:
                measured(browser, address)
            print(f"  load average at the end {os.getloadavg()[0]:.1f}")
            browser.close()


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [ROOT / "data" / "curated"])
