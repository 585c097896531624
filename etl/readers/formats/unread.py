"""Files that are known and not read: each is told by name, with what to do, instead of as damaged text."""

from etl.readers import package
from etl.readers.document import Document
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = 0
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
OTHERS = {
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"%!PS": "PostScript",
}
PACKAGES = {
    "OFD.xml": "OFD",
    "content.xml": "OpenDocument",
    "META-INF/container.xml": "EPUB",
}


def matches(source: Source) -> bool:
    """Return whether the content is of a kind that is known and not read."""
    return _kind(source.data) is not None


def read(source: Source) -> Document:
    """Raise UnreadableError, which names the kind."""
    key, name = _kind(source.data)
    raise unreadable(key, format=name)


def is_picture(data: bytes) -> bool:
    """Return whether the content begins as a PNG, JPEG, GIF, TIFF or BMP does."""
    return data.startswith(PICTURES) or (data[:2] == b"BM" and data[6:10] == bytes(4))


def _kind(data: bytes) -> tuple[str, str] | None:
    """Return the key of the problem and the name of the format; None when it may be readable."""
    if data.startswith(package.COMPOUND):
        return ("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_office"), "Office"
    if is_picture(data):
        return "picture", "picture"
    for start, name in OTHERS.items():
        if data.startswith(start):
            return "other_format", name
    inside = package.names(data)
    return next((("other_format", kind) for name, kind in PACKAGES.items() if name in inside), None)
