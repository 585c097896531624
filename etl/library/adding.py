"""Reports into a library: by content hash, whole or not at all, near-duplicates told."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl import store, tables
from etl.build import Built, build
from etl.library import Library, LibraryError
from etl.library.similar import Likeness
from etl.library.states import save
from etl.reading.places import place_of
from etl.reports import SIDECARS, load_report, report_files

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True)
class Duplicate:
    """A file that was not added: the library (or this batch) holds its very bytes as `earlier`."""

    file: Path
    earlier: str


@dataclass(frozen=True)
class Similar:
    """A report that was added though `share` of its sentences stand in the report `other` too."""

    file: Path
    other: str
    share: float


@dataclass(frozen=True)
class Added:
    """What `add` did; `built` is None when nothing was new."""

    files: tuple[str, ...]
    """Paths in the library."""
    duplicates: tuple[Duplicate, ...]
    similar: tuple[Similar, ...]
    built: Built | None


def add(library: Library, files: Sequence[Path], progress: Progress = None) -> Added:
    """Add report files (those of folders too) with their sidecars, and build the tables anew.

    All of the new files come in or none: when one cannot be opened, or the build fails, the library is as it
    was. Raises LibraryError for a file that is missing, DataFileError for a wrong sidecar or own entry.
    """
    chosen = list(_expand(files))
    for folder in library.inputs:
        folder.mkdir(parents=True, exist_ok=True)
    with store.locked(library.path):
        new, duplicates = _apart(library, chosen)
        similar = tuple(_similar(library, new))
        if not new:
            return Added((), duplicates, (), None)
        batch = _bring(library, new)
        try:
            built = build_again(library, progress)
        except BaseException:
            shutil.rmtree(batch)
            raise
        names = (path.relative_to(library.path).as_posix() for path in report_files(batch))
        return Added(tuple(names), duplicates, similar, built)


def rebuild(
    library: Library, progress: Progress = None, cached: bool = True, estimated: bool = False
) -> Built:
    """Build the tables of the library anew and keep them as a state; LibraryError when it is none."""
    with store.locked(library.existing().path):
        return build_again(library, progress, cached, estimated)


def build_again(library: Library, progress: Progress, cached: bool = True, estimated: bool = False) -> Built:
    """Build the tables of a library that this process holds the lock of, and keep them as a state."""
    cache = library.cache if cached else None
    built = build([library.reports], library.tables, cache, progress, [library.path], estimated=estimated)
    save(library)
    return built


def _expand(files: Sequence[Path]) -> Iterator[Path]:
    """Yield the report files named, and those of named folders; a sidecar comes along with its report."""
    for path in files:
        if path.is_dir():
            yield from report_files(path)
        elif not path.is_file() or not os.access(path, os.R_OK):
            raise LibraryError.about("library.no_file", path=path)
        elif path.suffix.lower() not in SIDECARS:
            yield path


def _apart(library: Library, chosen: Sequence[Path]) -> tuple[list[Path], tuple[Duplicate, ...]]:
    held = {
        store.sha256(path.read_bytes()): path.relative_to(library.path).as_posix()
        for path in report_files(library.reports)
    }
    new, duplicates = [], []
    for path in chosen:
        digest = store.sha256(path.read_bytes())
        if digest in held:
            duplicates.append(Duplicate(path, held[digest]))
        else:
            held[digest] = path.name
            new.append(path)
    return new, tuple(duplicates)


def _similar(library: Library, new: Sequence[Path]) -> Iterator[Similar]:
    known = Likeness(_texts(library))
    for path in new:
        for source in load_report(path, place_of):
            if source.document is None:
                continue
            near = known.nearest(source.document.text)
            if near:
                yield Similar(path, *near)
            known.add(source.report, source.document.text)


def _texts(library: Library) -> dict[str, str]:
    try:
        frame = tables.open_tables(library.tables).texts
    except tables.TablesError:
        return {}
    return dict(zip(frame["report"], frame["text"], strict=True))


def _bring(library: Library, new: Sequence[Path]) -> Path:
    """Copy the files and their sidecars into a folder that one rename makes part of the library."""
    for left in library.reports.glob(f"{store.PARTIAL}*"):
        shutil.rmtree(left)
    numbers = [int(p.name) for p in library.reports.iterdir() if p.is_dir() and p.name.isdecimal()]
    batch = library.reports / f"{max(numbers, default=0) + 1:04d}"
    staged = Path(tempfile.mkdtemp(prefix=store.PARTIAL, dir=library.reports))
    staged.chmod(0o755)
    for path in new:
        data = path.read_bytes()
        name = path.name.lstrip(".~$") or "report"
        stem = name.removesuffix(path.suffix)
        if any(each.stem == stem for each in staged.iterdir()):
            stem = f"{stem}-{store.sha256(data)[:6]}"
        store.replace(staged / f"{stem}{path.suffix}", data)
        for suffix in SIDECARS:
            if (beside := path.with_suffix(suffix)).is_file():
                store.replace(staged / f"{stem}{suffix}", beside.read_bytes())
    staged.rename(batch)
    store.settle(library.reports)
    return batch
