"""Files that are ZIP packages (.docx, .xlsx, archives): opened with care for bombs, entities and locks."""

import io
import struct
import zipfile
import zlib

from etl.readers.limits import ARCHIVE_FILES, UNPACKED_BYTES
from etl.readers.problems import unreadable

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and encrypted new ones."""


DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    OSError,
    EOFError,
    KeyError,
    RuntimeError,
)
"""What Python's zipfile raises on damaged packages (NotImplementedError and UnicodeError are among these)."""


def names(data: bytes) -> set[str]:
    """Return the names in a ZIP package; none when it is no such package."""
    if not data.startswith(ZIP):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return set(package.namelist()[: ARCHIVE_FILES * 2])
    except DAMAGED:
        return set()


def check(data: bytes, format: str) -> None:
    """Raise UnreadableError when an Office package unpacks to too much, is locked, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if sum(info.file_size for info in infos) > UNPACKED_BYTES or len(infos) > ARCHIVE_FILES * 2:
                raise unreadable("bomb")
            if any(info.flag_bits & 1 for info in infos):
                raise unreadable("encrypted")
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    with package.open(info) as part:
                        if b"<!" in part.read(1000).replace(b"<!--", b""):
                            raise unreadable("unsafe", format=format)
    except DAMAGED as problem:
        raise unreadable("damaged", format=format) from problem
