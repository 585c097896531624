"""Briefings → files: slides, document, print and bundle of one briefing, each written whole or not at all.

Pictures are drawn once for all formats that need them, queued ahead of the browser.
"""

from collections.abc import Callable
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
    """A briefing and what draws it; `sizes` are those of the bundle's pictures."""

    brief: Brief
    renderer: Renderer
    sizes: tuple[str, ...] = ("slide", PAPER)

    def file(self, format: str) -> bytes:
        """Return the briefing in a format; UnknownNameError for another, ExportError when it fails."""
        return MAKERS[known(format)](self)

    @cached_property
    def papers(self) -> dict[int, bytes]:
        """PNG files for paper by the number of their chart."""
        return self._drawn({item.number: (item, PAPER, "png") for item in self.brief.items})

    @cached_property
    def drawings(self) -> dict[int, bytes]:
        """SVG files for paper by the number of their chart."""
        return self._drawn({item.number: (item, PAPER, "svg") for item in self.brief.items})

    @cached_property
    def bundled(self) -> dict[str, bytes]:
        """PNG files in every size of the bundle by their names; those for paper are drawn once."""
        items = self.brief.items
        wanted = {_wish(item, size, "png").name: (item, size, "png") for item in items for size in self.sizes}
        paper = {_wish(item, PAPER, "png").name: self.papers[item.number] for item in items}
        return self._drawn({name: what for name, what in wanted.items() if name not in paper}) | {
            name: content for name, content in paper.items() if name in wanted
        }

    def _drawn(self, wanted: dict) -> dict:
        """Draw (item, size, format) by their keys, all queued before the first is waited for."""
        wishes = {key: (item.data, _wish(item, size, kind)) for key, (item, size, kind) in wanted.items()}
        queued = {
            key: self.renderer.submit(pictures.drawn(data, wish), wish.format)
            for key, (data, wish) in wishes.items()
        }
        return {key: pictures.finished(*wishes[key], future.result()) for key, future in queued.items()}


def _wish(item: content.Item, size: str, format: Format) -> Wish:
    return replace(item.wish, size=size, format=format, stem=item.stem)


MAKERS: dict[str, Callable[[Making], bytes]] = {
    "pptx": lambda made: slides.make(made.brief),
    "docx": lambda made: word.make(made.brief, made.papers),
    "pdf": lambda made: printing.make(made.brief, made.drawings),
    "zip": lambda made: bundle.make(made.brief, made.bundled),
}


def known(format: str) -> str:
    """Return the format; UnknownNameError gives the nearest names."""
    if format not in MAKERS:
        raise UnknownNameError("format", format, MAKERS)
    return format


def of_set(chosen: Set, data: Data, lang: Lang, renderer: Renderer) -> Making:
    """Return the briefing of a set in one language, ready to be made."""
    wishes = sets.wishes(chosen, data, ["slide"], [lang])
    return Making(content.brief(data, wishes, lang, chosen.name[lang], chosen.intro), renderer, chosen.sizes)


def save(made: Making, format: str, stem: str, out: Path) -> Path:
    """Write the briefing as `<stem>.<lang>.<format>` into `out` and return its path."""
    path = out / f"{stem}.{made.brief.lang}.{format}"
    store.replace(path, made.file(format), settled=False)
    return path
