"""Every page at three widths, in both themes and languages, and every PNG, on contact sheets to look at.

Run by `make screenshots`; writes docs/screens/*.png. The pages come from a real server in real Chromium, the
pictures from the exporter that `zhibiao png` uses.
"""

import argparse
import io
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from dashboard import charts, data, export, look
from dashboard.pages.records import records

ROOT = Path(__file__).parents[1]
WIDTHS = {1440: (380, 900, 6), 1024: (300, 768, 8), 390: (200, 844, 12)}
"""Width of the window → width of a thumbnail, height of the window, thumbnails in a row."""
TALLEST = 2.4
"""Height of a thumbnail at most, in its widths."""
GAP = 16
SHOWN = [(lang, scheme) for lang in ("zh", "en") for scheme in ("light", "dark")]
README = "overseas-coverage"
"""The chart that the README shows."""
SERVE = (
    "import sys, pathlib, dashboard.app; dashboard.app.run(pathlib.Path(sys.argv[1]), port=int(sys.argv[2]))"
)


def paths(tables: data.Data) -> list[str]:
    """Return the address of every page: each topic, chart and report, and the fixed ones."""
    found = records(tables)
    metrics = ",".join(list(tables.metrics)[:3])
    topics = [f"/topic/{name}" for name in found.topics]
    pages = [f"/chart/{name}" for name, chart in charts.charts(tables).items() if not chart.automatic]
    reports = [f"/report/{name}" for name in found.reports]
    fixed = ["/", f"/explore?metric={metrics}", "/reports", "/findings", "/data", "/data?table=observations"]
    point = tables.points[0].observation if tables.points else ""
    first = next(iter(found.reports), "")
    others = [
        "/explore",
        f"/report/{first}?beside=original",
        "/check",
        "/tray",
        "/verify",
        "/api",
        "/search?q=2023",
    ]
    return [*fixed, *others, *topics, *pages, *reports, f"/evidence/{point}", "/nowhere"]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the tables in a process of their own and give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(folder), str(port)], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def pictures_of_pages(
    browser: Browser, address: str, asked: list[str], width: int, lang: str, scheme: str
) -> list[Image.Image]:
    """Return a thumbnail of each page."""
    thumb, height, _ = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": width, "height": height}, is_mobile=width < 500, color_scheme=scheme
    )
    page = context.new_page()
    made = []
    for path in asked:
        answer = page.goto(address + path + ("&" if "?" in path else "?") + f"lang={lang}")
        if answer is None or answer.status >= 500:
            raise SystemExit(f"{path} ({lang}) failed; nothing more is written")
        page.wait_for_selector("body:not(.booting)")
        tall = {"x": 0, "y": 0, "width": width, "height": round(width * TALLEST)}
        made.append(thumbnail(page.screenshot(type="jpeg", quality=85, full_page=True, clip=tall), thumb))
    context.close()
    return made


def pictures_of_charts(tables: data.Data, lang: str) -> list[Image.Image]:
    """Return a thumbnail of each chart in each named size."""
    renderer = export.renderer()
    figures = [
        charts.figure(chart, tables, lang, size)
        for chart in charts.charts(tables).values()
        for size in (look.SIZES.values() if not chart.automatic else [look.SIZES["slide"]])
    ]
    made = [thumbnail(renderer.render(figure), 300) for figure in figures if figure]
    renderer.close()
    return made


def picture_for_readme(tables: data.Data, path: Path) -> None:
    """Write the README's chart as a slide at 1200 px."""
    chart = charts.charts(tables).get(README)
    figure = charts.figure(chart, tables, "zh") if chart else None
    if figure:
        renderer = export.renderer()
        save(thumbnail(renderer.render(figure), 1200), path)
        renderer.close()


def thumbnail(png: bytes, width: int) -> Image.Image:
    """Return a picture at `width`, cut when it is very tall."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, round(image.width * TALLEST))))
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def sheet(thumbs: list[Image.Image], columns: int) -> Image.Image:
    """Return the thumbnails in columns, each put where the shortest column ends."""
    width = thumbs[0].width
    ends = [GAP] * columns
    places = []
    for thumb in thumbs:
        column = ends.index(min(ends))
        places.append((GAP + column * (width + GAP), ends[column]))
        ends[column] += thumb.height + GAP
    made = Image.new("RGB", (GAP + columns * (width + GAP), max(ends)), "#8a929c")
    for thumb, place in zip(thumbs, places, strict=True):
        made.paste(thumb, place)
    return made


def save(image: Image.Image, path: Path) -> None:
    """Write a sheet in 256 colours, which keeps it small."""
    image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {image.width} x {image.height}, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Write all sheets."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT / "data" / "curated")
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    options.add_argument("--width", type=int, action="append", choices=WIDTHS, help="only these widths")
    options.add_argument("--light", action="store_true", help="only the light theme")
    asked = options.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    tables = data.load(asked.data)
    with served(asked.data) as address, sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=shutil.which("chromium") or None, args=["--no-sandbox"]
        )
        for width in asked.width or WIDTHS:
            columns = WIDTHS[width][2]
            for lang, scheme in SHOWN:
                if asked.light and scheme != "light":
                    continue
                made = pictures_of_pages(browser, address, paths(tables), width, lang, scheme)
                save(sheet(made, columns), asked.out / f"pages-{width}-{lang}-{scheme}.png")
        browser.close()
    picture_for_readme(tables, asked.out / "readme.png")
    for lang in ("zh", "en"):
        save(sheet(pictures_of_charts(tables, lang), 8), asked.out / f"charts-{lang}.png")


if __name__ == "__main__":
    main()
