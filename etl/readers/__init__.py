"""Bytes → Document: the clean text of a report in any format, with a map back to the file as received.

`read` reads one report, `read_all` also those inside an archive. Whatever the bytes are, they return or raise
UnreadableError with one line that says why; the time grows with the size of the file and no faster.
"""

from etl.errors import UnreadableError
from etl.readers.archive import is_archive, members
from etl.readers.claims import with_claims
from etl.readers.document import Claim, Document, SourceMap, TextSpan, drop
from etl.readers.formats import readers
from etl.readers.gloss import find_glosses
from etl.readers.limits import ARCHIVE_DEPTH, check_size
from etl.readers.problems import unreadable
from etl.readers.source import Source

__all__ = ["Claim", "Document", "SourceMap", "TextSpan", "UnreadableError", "read", "read_all"]


def read(data: bytes, name: str) -> Document:
    """Return the report that `data` holds; `name` is its file name, which only breaks ties.

    Raises
    ------
    UnreadableError
        When it is empty, encrypted, scanned, damaged, too big, no text, or an archive of several reports.
    """
    found = read_all(data, name)
    if len(found) > 1:
        raise unreadable("several", count=len(found))
    document = found[0][1]
    if isinstance(document, UnreadableError):
        raise document
    return document


def read_all(data: bytes, name: str) -> list[tuple[str, Document | UnreadableError]]:
    """Return every report that `data` holds with its name, or why it cannot be read.

    A file that is no archive gives one entry under its own name; a file in an archive is named
    `archive.zip/folder/file.txt`.
    """
    return _read_all(data, name, 0)


def _read_all(data: bytes, name: str, depth: int) -> list[tuple[str, Document | UnreadableError]]:
    found: list[tuple[str, Document | UnreadableError]] = []
    try:
        check_size(data)
        if not is_archive(data):
            return [(name, _read_one(Source(data, name)))]
        if depth == ARCHIVE_DEPTH:
            raise unreadable("bomb")
        for member, content in members(data):
            found += _read_all(content, f"{name}/{member}", depth + 1)
    except UnreadableError as problem:
        found.append((name, problem))
    return found or [(name, unreadable("archive"))]


def _read_one(source: Source) -> Document | UnreadableError:
    try:
        reader = next(reader for reader in readers() if reader.matches(source))
        document = reader.read(source)
        if not document.text.strip():
            raise unreadable("no_text")
    except UnreadableError as problem:
        return problem
    document = drop(document, find_glosses(document.text))
    return with_claims(document, source.front_matter.values if document.encoding else {})
