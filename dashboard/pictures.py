"""Charts → picture files: `<chart>.<size>.<lang>.png`, each written whole or not at all.

`picture` is what command line, chart page and machine address call, so that all give the same bytes. Every
file carries where its points come from (provenance.py). A chart that fails is told at the end and takes no
other along; figures are made and queued ahead of the browser, so that it never waits.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import plotly.graph_objects as go

from dashboard import look, provenance
from dashboard.charts import Chart, Query, alt_text, figure, own_titles, view
from dashboard.data import Data
from dashboard.export import ExportError, Format, MissingError, Renderer
from etl import store
from etl.errors import ZhibiaoError
from etl.texts import Lang

AHEAD = 8


@dataclass(frozen=True)
class Wish:
    """One picture: which chart, how large, in which language and theme, of which data, as which file.

    `size` is a named size or `1200x800` in px; `dpi` the dots an inch to print at; `title` overrides
    the claim; `stem` is the beginning of the file's name where it is not the chart's id.
    """

    chart: Chart
    size: str
    lang: Lang
    theme: str = "light"
    format: Format = "png"
    query: Query = field(default_factory=Query)
    title: str | None = None
    dpi: int | None = None
    stem: str = ""

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.stem or self.chart.id}.{self.size}.{self.lang}.{self.format}"


@dataclass(frozen=True)
class Outcome:
    """What became of a wish: `problem` is None when its file is written."""

    wish: Wish
    problem: ZhibiaoError | None = None


def picture(data: Data, wish: Wish, renderer: Renderer) -> bytes:
    """Return one picture's file; ExportError or look.WishError say why there is none."""
    return finished(data, wish, renderer.render(drawn(data, wish), wish.format))


def drawn(data: Data, wish: Wish) -> go.Figure:
    """Return the figure of a wish; ExportError where its query leaves no data."""
    size = look.size(wish.size)
    if wish.title and (shown := view(wish.chart, data, wish.query)):
        own_titles.check(wish.title, shown, data, wish.lang, size)
    made = figure(
        wish.chart,
        data,
        wish.lang,
        size.at(wish.dpi) if wish.dpi else size,
        wish.theme,
        wish.query,
        wish.title,
    )
    if made is None:
        raise ExportError.about("export.no_data", chart=wish.chart.id)
    return made


def finished(data: Data, wish: Wish, content: bytes) -> bytes:
    """Return a drawn picture's bytes with the record of its sources inside."""
    record = provenance.record(wish.chart, data, wish.lang, wish.query, wish.title)
    alt = alt_text(view(wish.chart, data, wish.query), data, wish.lang)
    if wish.format == "svg":
        return provenance.write_svg(content, record, alt)
    return provenance.write_png(content, record, alt, wish.dpi or look.size(wish.size).dpi)


def make(data: Data, wishes: Sequence[Wish], out: Path, renderer: Renderer) -> Iterator[Outcome]:
    """Write every wished picture into `out`, yielding each outcome in order.

    Raises export.MissingError when the machine lacks what every picture needs.
    """
    queued: list[tuple[Wish, Future | ZhibiaoError]] = []
    waiting = iter(wishes)
    while True:
        while len(queued) < AHEAD and (wish := next(waiting, None)) is not None:
            queued.append((wish, _submit(data, wish, renderer)))
        if not queued:
            return
        wish, future = queued.pop(0)
        try:
            yield _save(data, wish, future, out)
        except MissingError:
            for _, other in queued:
                if isinstance(other, Future):
                    other.cancel()
            raise


def _submit(data: Data, wish: Wish, renderer: Renderer) -> Future | ZhibiaoError:
    """Return the future of a picture's bytes, or why it cannot be drawn."""
    try:
        return renderer.submit(drawn(data, wish), wish.format)
    except ZhibiaoError as problem:
        return problem
    except Exception as problem:
        return ExportError.about("export.failed", problem=f"{type(problem).__name__}: {problem}")


def _save(data: Data, wish: Wish, future: Future | ZhibiaoError, out: Path) -> Outcome:
    if isinstance(future, ZhibiaoError):
        return Outcome(wish, future)
    try:
        content = finished(data, wish, future.result())
    except MissingError:
        raise
    except ZhibiaoError as problem:
        return Outcome(wish, problem)
    store.replace(out / wish.name, content, settled=False)
    return Outcome(wish)
