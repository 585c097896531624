"""Whole files or none: writing that survives SIGKILL, and a lock so that two builds take turns.

Stands apart because tables, the build cache and exports need the same promise: whoever reads a path sees
the old bytes or the new ones, never a part of them.
"""

import contextlib
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

PARTIAL = ".partial-"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def replace(path: Path, data: bytes, settled: bool = True) -> None:
    """Write `data` to `path` in one rename, after it is safely on the disk.

    With `settled` the rename itself is on the disk when this returns; without, a later one makes it so.
    Raises OSError when the folder cannot be written; nothing is left behind then.
    """
    handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
    if settled:
        settle(path.parent)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this process alone; another one waits. The lock ends with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def settle(folder: Path) -> None:
    """Return when all renames in the folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
