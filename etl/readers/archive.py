"""ZIP archives of reports: their files one by one, with limits on number, depth and size."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from etl.readers import package
from etl.readers.limits import ARCHIVE_FILES, FILE_BYTES, UNPACKED_BYTES
from etl.readers.problems import unreadable

MOST_PACKED = 200
OFFICE = ("word/document.xml", "xl/workbook.xml", "OFD.xml", "ppt/presentation.xml", "content.xml")
UNSEEN = ("__MACOSX/", ".", "~$")


def is_archive(data: bytes) -> bool:
    """Return whether the bytes are a ZIP archive and no Office file."""
    inside = package.names(data)
    return bool(inside) and not inside & set(OFFICE) and "META-INF/container.xml" not in inside


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in the archive, in the order of their names.

    Raises
    ------
    UnreadableError
        When it is encrypted or damaged, or would unpack to more than the limits allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            infos = [info for info in opened.infolist() if not info.is_dir() and _is_seen(info.filename)]
            _check(infos)
            for info in sorted(infos, key=lambda info: info.filename):
                yield _name(info), opened.read(info)
    except package.DAMAGED as problem:
        raise unreadable("damaged", format="ZIP") from problem


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise unreadable("encrypted")
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > ARCHIVE_FILES or total > UNPACKED_BYTES or total > max(packed, 10_000) * MOST_PACKED:
        raise unreadable("bomb")
    if any(info.file_size > FILE_BYTES for info in infos):
        raise unreadable("bomb")


def _is_seen(name: str) -> bool:
    return not name.startswith(UNSEEN) and not PurePosixPath(name).name.startswith(UNSEEN)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the mark of UTF-8 it is GB 18030, as Chinese Windows writes it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
