"""How much a report may hold, so that no file keeps the others waiting or fills the memory."""

from etl.readers.problems import unreadable

FILE_BYTES = 100 * 2**20
UNPACKED_BYTES = 300 * 2**20
ARCHIVE_FILES = 2000
ARCHIVE_DEPTH = 2
PAGES = 3000
SCANNED_PAGES = 300
CELLS = 2_000_000


def check_size(data: bytes) -> None:
    """Raise UnreadableError when a file is empty or larger than FILE_BYTES."""
    if not data:
        raise unreadable("empty")
    if len(data) > FILE_BYTES:
        raise unreadable("too_big", size=f"{len(data) / 2**20:.0f} MB", limit=f"{FILE_BYTES / 2**20:.0f} MB")
