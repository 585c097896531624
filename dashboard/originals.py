"""A report's file as received, beside its clean text: what was kept and what was deleted, in its own order.

The file is looked for where the shipped reports lie and in the library that the tables belong to, and taken
only when its hash is the report's. Contact persons stay masked in what was deleted too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from glob import escape
from pathlib import Path

from dashboard.data import Data
from etl.errors import ZhibiaoError
from etl.paths import SEEDS
from etl.readers import Document, TextSpan, read
from etl.readers.contacts import mask_contacts
from etl.store import sha256

LONGEST = 240
"""Characters of a deleted piece that are shown; of a longer one its beginning."""


@dataclass(frozen=True)
class Piece:
    """A piece of the source: its text and whether the clean text kept it; `cut` characters are not shown."""

    text: str
    kept: bool
    cut: int = 0


def pieces(data: Data, report: dict, text: str) -> list[Piece] | None:
    """Return the source of a report piece by piece; None where its file is away or holds no running text.

    `report` is its row and `text` its clean text as the tables have it.
    """
    path = _file(data, report)
    if path is None:
        return None
    return _pieces(path, report["sha256"], text)


@lru_cache(maxsize=16)
def _pieces(path: Path, _hash: str, text: str) -> list[Piece] | None:
    content = path.read_bytes()
    try:
        document = read(content, path.name)
    except ZhibiaoError:
        return None
    spans = [run.where for run in document.source_map.runs]
    if not document.encoding or not all(isinstance(span, TextSpan) for span in spans):
        return None
    return list(_walk(document, content.decode(document.encoding), text))


def _walk(document: Document, source: str, text: str) -> Iterator[Piece]:
    source, last = mask_contacts(source), 0
    for run in document.source_map.runs:
        if run.where.start > last:
            yield _gone(source[last : run.where.start])
        if run.where.end > run.where.start:
            yield Piece(text[run.start : run.start + run.length], True)
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
