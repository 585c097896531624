"""Briefings → files: slides, document, print and bundle of one briefing, each written whole or not at all.

Pictures are drawn once for all formats that need them, queued ahead of the browser.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dashboard import pictures, sets
from dashboard.briefing import bundle, content, printing, slides, word
from dashboard.briefing.content import Brief
from dashboard.data import Data
from dashboard.export import Format, Renderer
from dashboard.pictures import Wish
from dashboard.sets import Set
from etl import store
from etl.errors import UnknownNameError
from etl.texts import Lang

TYPES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
PAPER = "a4"
"""The size of pictures in documents: as wide as an A4 page at 300 dots an inch."""


@dataclass(frozen=True)
class Making:
    """A briefing and what it is made with; `sizes` are those of the bundle's pictures."""

    brief: Brief
    data: Data
    renderer: Renderer
    sizes: tuple[str, ...] = ("slide", PAPER)

    def file(self, format: str) -> bytes:
        """Return the briefing in a format; UnknownNameError for another, ExportError when it fails."""
        return MAKERS[known(format)](self)

    @cached_property
    def papers(self) -> dict[int, bytes]:
        """PNG files for paper by the number of their chart."""
        return dict(self._drawn([(item.number, self._wish(item, PAPER, "png")) for item in self.brief.items]))

    @cached_property
    def drawings(self) -> dict[int, bytes]:
        """SVG files for paper by the number of their chart."""
        return dict(self._drawn([(item.number, self._wish(item, PAPER, "svg")) for item in self.brief.items]))

    @cached_property
    def bundled(self) -> dict[str, bytes]:
        """PNG files in every size of the bundle by their names; those for paper are drawn once."""
        known = {self._wish(item, PAPER, "png").name: self.papers[item.number] for item in self.brief.items}
        wishes = [self._wish(item, size, "png") for item in self.brief.items for size in self.sizes]
        drawn = dict(self._drawn([(wish.name, wish) for wish in wishes if wish.name not in known]))
        return {wish.name: (drawn | known)[wish.name] for wish in wishes}

    def _wish(self, item: content.Item, size: str, format: Format) -> Wish:
        return replace(item.wish, size=size, format=format, stem=item.stem)

    def _drawn(self, wished: Sequence[tuple]) -> Iterator[tuple]:
        """Draw pictures, all queued before the first is waited for."""
        queued = [
            (key, wish, self.renderer.submit(pictures.drawn(self.data, wish), wish.format))
            for key, wish in wished
        ]
        for key, wish, future in queued:
            yield key, pictures.finished(self.data, wish, future.result())


MAKERS: dict[str, Callable[[Making], bytes]] = {
    "pptx": lambda made: slides.make(made.brief, made.data),
    "docx": lambda made: word.make(made.brief, made.papers),
    "pdf": lambda made: printing.make(made.brief, made.drawings),
    "zip": lambda made: bundle.make(made.brief, made.data, made.bundled),
}


def known(format: str) -> str:
    """Return the format; UnknownNameError gives the nearest names."""
    if format not in MAKERS:
        raise UnknownNameError("format", format, MAKERS)
    return format


def of_set(chosen: Set, data: Data, lang: Lang, renderer: Renderer) -> Making:
    """Return the briefing of a set in one language, ready to be made."""
    wishes = sets.wishes(chosen, data, ["slide"], [lang])
    return Making(
        content.brief(data, wishes, lang, chosen.name[lang], chosen.intro), data, renderer, chosen.sizes
    )


def save(made: Making, format: str, stem: str, out: Path) -> Path:
    """Write the briefing as `<stem>.<lang>.<format>` into `out` and return its path."""
    path = out / f"{stem}.{made.brief.lang}.{format}"
    store.replace(path, made.file(format), settled=False)
    return path
