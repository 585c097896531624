"""Figures → PNG and SVG in one browser that stays open: safe to call from any thread.

A page with plotly.js stays loaded and draws one figure after another (docs/charts.md has the times).
Playwright may only be used by the thread that started it, so one worker thread owns the browser; callers wait
for their turn. A dead or hung browser is replaced and the figure tried once more. No network, no MathJax.
"""

import base64
import contextlib
import hashlib
import os
import queue
import re
import shutil
import signal
import threading
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import plotly
import plotly.graph_objects as go
from playwright.sync_api import Error, sync_playwright

from dashboard import look
from etl.errors import ZhibiaoError

Format = Literal["png", "svg"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
TIMEOUT_MS = 30_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"]
_DRAW = """async ([figure, format]) => {
  const made = JSON.parse(figure);
  const size = {width: made.layout.width, height: made.layout.height};
  return await Plotly.toImage(made, {format, scale: 1, ...size});
}"""
_HAS_HAN = """async ([family, chars]) => {
  await document.fonts.ready;
  const ink = (char) => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 64});
    const pen = canvas.getContext('2d');
    pen.font = `48px ${family}`;
    pen.fillText(char, 4, 52);
    return canvas.toDataURL();
  };
  const boxes = new Set(['\\u{10FFFD}', '\\u{10FFF0}', ' '].map(ink));
  const drawn = [...chars].map(ink);
  return drawn.every((one) => !boxes.has(one)) && new Set(drawn).size === drawn.length;
}"""
HAN = "\u6307\u6807\u6c49\u989d"
"""Characters whose shapes must differ from one another and from the box of a missing one."""


class ExportError(ZhibiaoError):
    """A picture that cannot be made: a figure that fails twice."""


class MissingError(ExportError):
    """What every picture needs and this machine lacks: Chromium or a Chinese font."""


@dataclass(frozen=True)
class Job:
    """One figure to draw; `figure` is its JSON."""

    figure: str
    format: Format
    done: Future


class Renderer:
    """A browser in a thread of its own, started with the first figure and closed with `close`."""

    def __init__(self) -> None:
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def render(self, figure: go.Figure | dict, format: Format = "png") -> bytes:
        """Return `figure`, whose layout has width and height, as a file's bytes; ExportError says why not."""
        return self.submit(figure, format).result()

    def submit(self, figure: go.Figure | dict, format: Format = "png") -> Future:
        """Queue a figure and return the future of its bytes."""
        made = figure if isinstance(figure, go.Figure) else go.Figure(figure)
        job = Job(made.to_json(), format, Future())
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="export", daemon=True)
                self._thread.start()
            self._jobs.put(job)
        return job.done

    def close(self) -> None:
        """Let the browser end after what is queued; a later figure starts a new one."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                self._jobs.put(None)
                self._thread.join()
            self._thread = None

    def _work(self) -> None:
        """Draw until told to stop; a failure ends the job that has it, and the browser with it."""
        job = self._next()
        while job is not None:
            try:
                with sync_playwright() as engine:
                    job = self._draw_all(engine, job)
            except Exception as problem:
                job.done.set_exception(_explained(problem))
                job = self._next()

    def _next(self) -> Job | None:
        """Wait for the next figure that still is wanted; None is the end."""
        job = self._jobs.get()
        while job is not None and not job.done.set_running_or_notify_cancel():
            job = self._jobs.get()
        return job

    def _draw_all(self, engine: object, job: Job | None) -> Job | None:
        """Draw jobs, with a new browser after each failure; return None when told to stop."""
        failed = 0
        while job is not None:
            try:
                with _page(engine) as page:
                    while job is not None:
                        job.done.set_result(_draw(page, job))
                        failed, job = 0, self._next()
            except Error as problem:
                failed += 1
                if failed > 1:
                    job.done.set_exception(_explained(problem))
                    failed, job = 0, self._next()
        return None


@cache
def renderer() -> Renderer:
    """Return the renderer that the whole process shares."""
    return Renderer()


def render(figures: Iterable[go.Figure | dict], format: Format = "png") -> list[bytes]:
    """Return figures as files' bytes, in one browser; ExportError at the first that cannot be drawn."""
    return [future.result() for future in [renderer().submit(figure, format) for figure in figures]]


def browser_path() -> str | None:
    """Return where Chromium or a relative of it is, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextlib.contextmanager
def _page(engine: object) -> Iterator[object]:
    """Give a page with plotly.js that has been seen to draw Chinese; its browser ends with it.

    After a failure the browser is killed first: one that hangs would not answer a request to close.
    """
    mark = f"--zhibiao-export={uuid.uuid4().hex}"
    browser = _launch(engine, mark)
    try:
        page = browser.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.route("**/*", lambda route: route.abort())
        page.set_content("<!doctype html><html lang='zh'><meta charset='utf-8'><body></body></html>")
        if not page.evaluate(_HAS_HAN, [look.FONT, HAN]):
            raise MissingError.about("machine.font")
        page.add_script_tag(path=str(PLOTLY_JS))
        yield page
    except Error:
        _kill(mark)
        raise
    finally:
        with contextlib.suppress(Error):
            browser.close()


def _kill(mark: str) -> None:
    """Kill the processes that were started with `mark`, where the system lists them under /proc."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark.encode() in path.read_bytes().split(b"\0"):
                os.kill(int(path.parent.name), signal.SIGKILL)


def _launch(engine: object, mark: str) -> object:
    path = browser_path()
    try:
        return engine.chromium.launch(executable_path=path, args=[*FLAGS, mark])
    except Error as problem:
        if path is None:
            raise MissingError.about("machine.chromium") from problem
        raise


def _draw(page: object, job: Job) -> bytes:
    drawn = page.wait_for_function(_DRAW, arg=[job.figure, job.format], timeout=TIMEOUT_MS)
    url = drawn.json_value()
    head, _, body = url.partition(",")
    return base64.b64decode(body) if head.endswith(";base64") else _named(unquote(body), job.figure).encode()


def _named(svg: str, figure: str) -> str:
    """Return an SVG with ids of its figure for those that plotly.js draws by lot: same figure, same bytes."""
    found = re.search(r'id="defs-(\w+)"', svg)
    own = hashlib.sha256(figure.encode()).hexdigest()[:6]
    return re.sub(rf"(defs-|clip){found[1]}", rf"\g<1>{own}", svg) if found else svg


def _explained(problem: Exception) -> Exception:
    """Return a problem in one line, as an ExportError unless it is one of ours."""
    if isinstance(problem, ZhibiaoError):
        return problem
    first = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
    return ExportError.about("export.failed", problem=first)
