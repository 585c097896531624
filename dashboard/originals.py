"""A report's file as received, beside its clean text: read again, so that each place of it is known.

The file is looked for where the shipped reports lie and in the library that the tables belong to, and taken
only when its hash is the report's. What can be shown of it depends on its format: running text as kept and
deleted pieces, pages of a PDF as pictures (dashboard.paper), other formats by their cells and paragraphs.
Contact persons stay masked everywhere, in what was deleted too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from glob import escape
from pathlib import Path

from dashboard import paper
from dashboard.data import Data
from etl.errors import ZhibiaoError
from etl.paths import SEEDS
from etl.readers import Document, TextSpan, read
from etl.readers.contacts import mask_contacts
from etl.store import sha256

LONGEST = 240
"""Characters of a deleted piece that are shown; of a longer one its beginning."""


@dataclass(frozen=True, eq=False)
class Original:
    """A report's file, what was read of it, and the clean text as the tables have it."""

    path: Path
    content: bytes
    document: Document
    text: str

    @property
    def paged(self) -> bool:
        """Whether it is a PDF, whose pages can be shown."""
        return paper.is_pdf(self.content)

    @cached_property
    def sheets(self) -> list[paper.Sheet]:
        """The pages of a PDF that can be shown."""
        return paper.sheets(self.content, self.document)

    @property
    def running(self) -> bool:
        """Whether it is a text whose every character was kept or deleted."""
        runs = self.document.source_map.runs
        return bool(self.document.encoding) and all(isinstance(run.where, TextSpan) for run in runs)


@dataclass(frozen=True)
class Piece:
    """A piece of a text: whether the clean text kept it, from `start` on; `cut` characters are not shown."""

    text: str
    kept: bool
    cut: int = 0
    start: int = 0


def original(data: Data, report: dict, text: str) -> Original | None:
    """Return the file of a report; None where it is away or no longer read as the tables have it.

    `report` is its row and `text` its clean text as the tables have it.
    """
    path = _file(data, report)
    return _opened(path, report["sha256"], text) if path else None


@lru_cache(maxsize=8)
def _opened(path: Path, _hash: str, text: str) -> Original | None:
    content = path.read_bytes()
    try:
        with paper.TURN:
            document = read(content, path.name)
    except ZhibiaoError:
        return None
    return Original(path, content, document, text) if len(document.text) == len(text) else None


@lru_cache(maxsize=24)
def page(found: Original, number: int) -> bytes | None:
    """Return a page of a PDF as PNG, None where there is none of that number."""
    sheet = next((one for one in found.sheets if one.number == number), None) if found.paged else None
    return paper.picture(found.content, sheet) if sheet else None


def pieces(found: Original) -> list[Piece]:
    """Return the source of a running text piece by piece."""
    return list(_walk(found.document, found.content.decode(found.document.encoding), found.text))


def _walk(document: Document, source: str, text: str) -> Iterator[Piece]:
    source, last = mask_contacts(source), 0
    for run in document.source_map.runs:
        if run.where.start > last:
            yield _gone(source[last : run.where.start])
        if run.where.end > run.where.start:
            yield Piece(text[run.start : run.start + run.length], True, start=run.start)
        last = max(last, run.where.end)
    if last < len(source):
        yield _gone(source[last:])


def _gone(text: str) -> Piece:
    return Piece(text[:LONGEST], False, max(0, len(text) - LONGEST))


def _file(data: Data, report: dict) -> Path | None:
    """Return the file of a report, known by its name and its hash."""
    name = Path(report["file"]).name
    library = data.path.parent / "reports"
    for path in [SEEDS / name, *library.rglob(escape(name))]:
        if path.is_file() and sha256(path.read_bytes()) == report["sha256"]:
            return path
    return None
