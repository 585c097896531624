"""One report file's own work: load, read, observe. What it gives depends on the file and on the rules alone.

That makes it cacheable and able to run on all cores: an unchanged report under unchanged code, rules and
libraries is not read again. The cache lies outside the tables and may be deleted at any time.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.metadata import distributions
from pathlib import Path

import msgspec

from etl import reports, store
from etl.catalogue import load_catalogue
from etl.model import Figure, Observation
from etl.observe import FateOf, observe
from etl.pool import spread
from etl.readers import ocr
from etl.reading.figures import read_figures
from etl.reading.places import place_of

WORTH_A_POOL = 24
Task = Callable[..., list["Worked"]]


@dataclass(frozen=True)
class Worked:
    """All that one report gives; `text` is the clean text as read, None when `row` has a problem."""

    row: dict[str, str | int | None]
    text: str | None
    figures: tuple[Figure, ...]
    fates: dict[str, FateOf]
    observations: tuple[Observation, ...]
    corrected: dict[str, str] = field(default_factory=dict)
    """Figure id → what a person corrected of it and why."""
    headings: tuple[int, ...] = ()
    """Where headings begin that the document itself marks."""


def work(
    path: Path,
    taken: frozenset[str] = frozenset(),
    own: tuple[Path, ...] = (),
    published: str | None = None,
) -> list[Worked]:
    """Load, read and observe the reports of a file; a `taken` id gets the hash behind it.

    `own` are folders of a person's own catalogue entries; `published` is the day of reports that say none.
    """
    found = []
    for source in reports.load_report(path, place_of):
        if published and not (source.written or source.published):
            source = replace(source, published=published)
        if source.report in taken:
            source = replace(source, report=f"{source.report}-{reports.short_hash(source)}")
        found.append(_work(source, own))
    return found


def _work(source: reports.ReportSource, own: tuple[Path, ...]) -> Worked:
    if source.document is None:
        return Worked(source.row(), None, (), {}, ())
    marked = tuple(sorted({heading.start for heading in source.document.headings}))
    reading = read_figures(source.document.text, source.dates, source.place, source.report, marked)
    now = reading.now
    row = source.row((now.earliest, now.latest) if now.earliest and now.latest else None)
    note = ocr.NOTE if source.document.format == ocr.FORMAT else None
    seen = observe(source.report, reading, load_catalogue(*own), source.dates)
    return Worked(
        row=row,
        text=source.document.text,
        figures=reading.of_clean(),
        fates=seen.fates,
        observations=settled(seen.observations, row, note),
        headings=marked,
    )


def settled(
    observations: Iterable[Observation], row: Mapping[str, object], note: str | None
) -> tuple[Observation, ...]:
    """Return what a report states with what its own date decides: `row` is its row of the table of reports.

    A flow or running total of a span that had not ended when the report was written (2025年 in a report of
    August 2025) is of a part of the span only: its status is P, provisional.
    """
    return tuple(
        msgspec.structs.replace(
            o,
            known_since=o.known_since or row["date_latest"],
            note=o.note or note,
            status="P" if _unfinished(o, row["date_earliest"]) else o.status,
        )
        for o in observations
    )


def _unfinished(o: Observation, written: object) -> bool:
    spanned = o.time_kind == "period" and o.measure in ("flow", "cumulative")
    return bool(spanned and o.time_basis == "stated" and o.period_end and written) and o.period_end > written


def work_all(
    paths: Sequence[Path],
    cached: Path | None,
    progress: Callable[[int, int], None],
    own: tuple[Path, ...] = (),
) -> list[Worked]:
    """Return the work of all reports in the order of `paths`; `progress` is told how many are done.

    Of two files with the same bytes the second becomes a row with a problem; two reports never share an id.
    """
    task = partial(work, own=own) if own else work
    words = _words(own)
    keys = {path: _key(path, words) for path in paths}
    done = {path: found for path in paths if (found := _recall(cached, keys[path])) is not None}
    missing = [path for path in paths if path not in done]
    progress(len(done), len(paths))
    for path, found in zip(missing, spread(task, missing, WORTH_A_POOL), strict=True):
        _remember(cached, keys[path], found)
        done[path] = found
        progress(len(done), len(paths))
    return list(_apart(paths, done, task))


def _apart(paths: Sequence[Path], done: dict[Path, list[Worked]], task: Task) -> Iterator[Worked]:
    first: dict[str, str] = {}
    ids: frozenset[str] = frozenset()
    for path in paths:
        found = done[path]
        if ids & {w.row["report"] for w in found}:
            found = task(path, ids)
        for worked in found:
            row = worked.row
            earlier = first.setdefault(row["sha256"], row["file"])
            if worked.text is not None and earlier != row["file"]:
                row = {**row, "characters": 0, "problem": str(reports.unreadable("duplicate", file=earlier))}
                worked = Worked(row, None, (), {}, ())
            ids |= {row["report"]}
            yield worked


def _words(own: Sequence[Path]) -> str:
    """Return a hash of a person's own catalogue."""
    digest = hashlib.sha256()
    for folder in own:
        for path in sorted(folder.rglob("*.yaml")):
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _key(path: Path, words: str) -> str:
    """Return what the work depends on: file, name, sidecar, own catalogue, code, rules and libraries."""
    digest = hashlib.sha256(f"{engine()}{words}".encode())
    for file in (path, *(path.with_suffix(suffix) for suffix in reports.SIDECARS)):
        digest.update(f"\0{file.name}\0".encode())
        if file.is_file():
            digest.update(store.sha256(file.read_bytes()).encode())
    return digest.hexdigest()


@cache
def engine() -> str:
    """Return a hash of all code and rules of etl and of the versions of Python and every library."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(name.encode())
    here = Path(__file__).parent
    for path in sorted(here.rglob("*")):
        if path.suffix in (".py", ".yaml") and path.is_file():
            digest.update(str(path.relative_to(here)).encode() + path.read_bytes())
    return digest.hexdigest()


def _recall(folder: Path | None, key: str) -> list[Worked] | None:
    try:
        return msgspec.msgpack.decode((folder / key).read_bytes(), type=list[Worked]) if folder else None
    except (OSError, msgspec.DecodeError):
        return None


def _remember(folder: Path | None, key: str, found: list[Worked]) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        store.replace(folder / key, msgspec.msgpack.encode(found))
