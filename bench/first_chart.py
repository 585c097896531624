"""Time and bytes to the first readable chart: this dashboard beside a plain Dash app with one chart.

Both are served by processes of their own and opened in headless Chromium with a cold cache, in turns, in one
run. `python -m bench.first_chart [ROUNDS]` prints the medians and their ratios; the aims are a third of the
time and a sixth of the bytes. A chart is readable when its marks are drawn and can be seen.
"""

import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
OURS = """import sys, pathlib, dashboard.app
dashboard.app.run(pathlib.Path("data/curated"), port=int(sys.argv[1]))"""
PLAIN = """import sys, dash, plotly.graph_objects as go
figure = go.Figure(go.Scatter(x=["2022-03-04", "2025-07-31"], y=[68600000, 814000000]))
app = dash.Dash("plain")
app.layout = dash.html.Div(dash.dcc.Graph(figure=figure))
app.run(port=int(sys.argv[1]))"""
APPS = {"plain Dash": (PLAIN, "/"), "Zhibiao": (OURS, "/chart/overseas-coverage")}
READABLE = """() => [...document.querySelectorAll('.main-svg .scatterlayer path, .early .mark')]
  .some((mark) => mark.getBoundingClientRect().width > 0 &&
    getComputedStyle(mark.closest('svg')).visibility === 'visible') && performance.now()"""
ALIVE = """() => document.querySelector('.js-plotly-plot .main-svg') &&
  !document.querySelector('body.booting') && performance.now()"""


@contextmanager
def served(program: str) -> Iterator[str]:
    """Run a program that serves on the port given to it, and give its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address} does not answer")


def visit(browser: Browser, address: str) -> tuple[float, float, float]:
    """Return seconds to a readable chart and to one that answers, and MB sent until the page rests."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sent: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    page.goto(address, wait_until="commit")
    seconds = page.wait_for_function(READABLE, polling="raf").json_value() / 1000
    alive = page.wait_for_function(ALIVE, polling="raf").json_value() / 1000
    page.wait_for_load_state("networkidle")
    context.close()
    return seconds, alive, sum(sent) / 1e6


def main(rounds: int = 5) -> None:
    """Print medians over the rounds, and ratios."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in APPS}
    with served(PLAIN) as plain, served(OURS) as ours, sync_playwright() as engine:
        addresses = {"plain Dash": plain + APPS["plain Dash"][1], "Zhibiao": ours + APPS["Zhibiao"][1]}
        path = shutil.which("chromium")
        for _ in range(rounds):
            for name, address in addresses.items():
                browser = engine.chromium.launch(executable_path=path, args=["--no-sandbox"])
                found[name].append(visit(browser, address))
                browser.close()
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)]
        for name, rows in found.items()
    }
    print(f"{'':12} {'readable':>9} {'alive':>9} {'sent':>10}")
    for name, (seconds, alive, size) in medians.items():
        print(f"{name:12} {seconds:7.2f} s {alive:7.2f} s {size:7.2f} MB")
    ratios = [theirs / ours for theirs, ours in zip(medians["plain Dash"], medians["Zhibiao"], strict=True)]
    print(f"{'ratio':12} {ratios[0]:7.1f} x {ratios[1]:7.1f} x {ratios[2]:7.1f} x")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
