"""States of a library: every version of its tables, with what it was built from, kept and reopened.

A state's id is the version of its tables, the one that charts print. Its folder holds the tables, ready to
be opened, and a list of the input files by hash; the files themselves lie once in `states/files`. KEPT
states stay, the oldest go first.
"""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl import store, tables
from etl.errors import UnknownNameError
from etl.library import Library, LibraryError

KEPT = 50
_LIST = "files.json"


@dataclass(frozen=True)
class State:
    """A version of the tables that can be reopened; `number` tells the order in which they were made."""

    version: str
    number: int
    path: Path
    current: bool

    @property
    def tables(self) -> Path:
        """Its tables, as any `--data` takes them."""
        return self.path / "tables"

    @property
    def files(self) -> dict[str, str]:
        """Path in the library → SHA-256 of every file that it was built from."""
        return json.loads((self.path / _LIST).read_bytes())

    @property
    def saved(self) -> datetime:
        """When it was saved, by the time stamp of its folder."""
        return datetime.fromtimestamp(self.path.stat().st_mtime)

    @property
    def rows(self) -> dict[str, int]:
        """Number of rows of every table."""
        package = json.loads((self.tables / tables.PACKAGE).read_bytes())
        return {resource["name"]: resource["rows"] for resource in package["resources"]}


def states(library: Library) -> list[State]:
    """Return the states of the library, oldest first."""
    now = _version(library.tables)
    found = []
    for path in library.states.glob("*-*"):
        number, _, version = path.name.partition("-")
        if number.isdecimal():
            found.append(State(version, int(number), path, version == now))
    return sorted(found, key=lambda state: state.number)


def state(library: Library, name: str) -> State:
    """Return the state whose id is `name` or begins so (4 characters at least).

    Raises UnknownNameError when there is none, or more than one.
    """
    known = states(library)
    found = [s for s in known if s.version == name or (len(name) >= 4 and s.version.startswith(name))]
    if len(found) != 1:
        raise UnknownNameError("state", name, [s.version for s in known])
    return found[0]


def save(library: Library) -> State:
    """Keep the tables as they are now, and the files that they were built from; return their state.

    Tables that are a state already keep its place; its list of files becomes today's.
    """
    version = _version(library.tables)
    if version is None:
        raise LibraryError.about("library.no_tables", path=library.path)
    content = library.states / "files"
    content.mkdir(parents=True, exist_ok=True)
    files = {name: _keep(content, path.read_bytes()) for name, path in library.input_files().items()}
    listed = json.dumps(files, ensure_ascii=False, indent=1).encode()
    known = states(library)
    same = next((s for s in known if s.version == version), None)
    if same:
        store.replace(same.path / _LIST, listed)
    else:
        number = known[-1].number + 1 if known else 1
        staged = Path(tempfile.mkdtemp(prefix=store.PARTIAL, dir=library.states))
        staged.chmod(0o755)
        _copy_tables(library.tables, staged / "tables")
        store.replace(staged / _LIST, listed)
        staged.rename(library.states / f"{number:04d}-{version}")
    _prune(library)
    return state(library, version)


def restore(library: Library, name: str) -> State:
    """Make the library what it was in a state: its reports, decisions, catalogue and tables.

    Raises LibraryError, and changes nothing, when a file is in no state yet (it would be lost) or a stored
    one is damaged. Interrupted, it is finished by being run again; the tables are whole at any moment.
    """
    target = state(library, name)
    with store.locked(library.path):
        held, wanted = library.input_files(), target.files
        content = library.states / "files"
        for file, path in held.items():
            if not (content / store.sha256(path.read_bytes())).is_file():
                raise LibraryError.about("library.unsaved", file=file, path=library.path)
        data = {file: _content(content, digest) for file, digest in wanted.items()}
        for file, found in data.items():
            path = library.path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            if file not in held or path.read_bytes() != found:
                store.replace(path, found)
        for file in held.keys() - wanted.keys():
            held[file].unlink()
        _drop_empty(library)
        with store.locked(library.tables):
            _copy_tables(target.tables, library.tables)
    return state(library, name)


def _version(folder: Path) -> str | None:
    try:
        return json.loads((folder / tables.PACKAGE).read_bytes())["version"]
    except (OSError, ValueError, KeyError):
        return None


def _keep(content: Path, data: bytes) -> str:
    digest = store.sha256(data)
    if not (content / digest).is_file():
        store.replace(content / digest, data)
    return digest


def _content(content: Path, digest: str) -> bytes:
    try:
        data = (content / digest).read_bytes()
    except OSError:
        data = b""
    if store.sha256(data) != digest:
        raise LibraryError.about("library.damaged", path=content / digest)
    return data


def _copy_tables(source: Path, target: Path) -> None:
    """Publish the tables of `source` in `target`, datapackage.json last; checks every hash."""
    tables.open_tables(source)
    target.mkdir(parents=True, exist_ok=True)
    package = (source / tables.PACKAGE).read_bytes()
    for resource in json.loads(package)["resources"]:
        name = resource["path"]
        if not (target / name).is_file():
            _link(source / name, target / name)
        elif f"sha256:{store.sha256((target / name).read_bytes())}" != resource["hash"]:
            store.replace(target / name, (source / name).read_bytes())
    store.replace(target / tables.PACKAGE, package)


def _link(source: Path, target: Path) -> None:
    """Give a table file, which is never written to again, a second name; a copy where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        store.replace(target, source.read_bytes())


def _prune(library: Library) -> None:
    """Drop the oldest states beyond KEPT, what was left unfinished, and files that no state needs."""
    known = states(library)
    for old in [s for s in known if not s.current][: max(len(known) - KEPT, 0)]:
        shutil.rmtree(old.path)
    for left in library.states.glob(f"{store.PARTIAL}*"):
        shutil.rmtree(left)
    needed = {digest for s in states(library) for digest in s.files.values()}
    for path in (library.states / "files").iterdir():
        if path.name not in needed:
            path.unlink()


def _drop_empty(library: Library) -> None:
    for folder in sorted(library.reports.rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
