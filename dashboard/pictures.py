"""Charts → picture files: `<chart>.<size>.<lang>.png`, each written whole or not at all.

A chart that fails is told at the end and takes no other along. Figures are made and queued ahead of the
browser, so that it never waits.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from dashboard import look
from dashboard.charts import Chart, figure
from dashboard.data import Data
from dashboard.export import Format, MissingError, Renderer
from etl import store
from etl.errors import ZhibiaoError
from etl.texts import Lang

AHEAD = 8


@dataclass(frozen=True)
class Wish:
    """One picture: which chart, how large, in which language and theme, as which file."""

    chart: Chart
    size: str
    lang: Lang
    theme: str = "light"
    format: Format = "png"

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.chart.id}.{self.size}.{self.lang}.{self.format}"


@dataclass(frozen=True)
class Outcome:
    """What became of a wish: `problem` is None when its file is written."""

    wish: Wish
    problem: str | None = None


def make(data: Data, wishes: Sequence[Wish], out: Path, renderer: Renderer) -> Iterator[Outcome]:
    """Write every wished picture into `out`, yielding each outcome in order.

    Raises export.MissingError when the machine lacks what every picture needs.
    """
    queued: list[tuple[Wish, Future | str]] = []
    waiting = iter(wishes)
    while True:
        while len(queued) < AHEAD and (wish := next(waiting, None)) is not None:
            queued.append((wish, _submit(data, wish, renderer)))
        if not queued:
            return
        wish, future = queued.pop(0)
        try:
            yield _save(wish, future, out)
        except MissingError:
            for _, other in queued:
                if isinstance(other, Future):
                    other.cancel()
            raise


def _submit(data: Data, wish: Wish, renderer: Renderer) -> Future | str:
    """Return the future of a picture's bytes, or why it cannot be drawn."""
    try:
        made = figure(wish.chart, data, wish.lang, look.size(wish.size), wish.theme)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    return renderer.submit(made, wish.format) if made is not None else "no data"


def _save(wish: Wish, future: Future | str, out: Path) -> Outcome:
    if isinstance(future, str):
        return Outcome(wish, future)
    try:
        content = future.result()
    except MissingError:
        raise
    except ZhibiaoError as problem:
        return Outcome(wish, str(problem))
    store.replace(out / wish.name, content)
    return Outcome(wish)
