"""One report's own work: load, read, observe. What it gives depends on the report and on the rules alone.

That makes it cacheable and able to run on all cores: an unchanged report under unchanged code, rules and
libraries is not read again. The cache lies outside the tables and may be deleted at any time.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import msgspec

from etl import reports, store
from etl.catalogue import load_catalogue
from etl.model import Figure, Observation
from etl.observe import observe
from etl.reading.figures import read_figures

_WORTH_A_POOL = 24


class Fate(msgspec.Struct, frozen=True):
    """What became of a figure: observed, unmapped or not_statistic; its metric or the possible ones."""

    fate: str
    metric: str | None
    candidates: list[str]
    rule: str | None


@dataclass(frozen=True)
class Worked:
    """All that one report gives; `text` is the clean text as read, and None when `row` has a problem."""

    row: dict[str, str | int | None]
    text: str | None
    figures: tuple[Figure, ...]
    fates: dict[str, Fate]
    observations: tuple[Observation, ...]


def work(path: Path) -> Worked:
    """Load, read and observe one report; a report that cannot be read gives a row with its problem."""
    source = reports.load_report(path)
    if source.text is None:
        return Worked(source.row, None, (), {}, ())
    report = source.row["report"]
    reading = read_figures(source.text, source.dates, source.row["place"], report)
    seen = observe(report, reading, load_catalogue(), source.dates)
    known = source.row["date_latest"]
    return Worked(
        row=source.row,
        text=source.text,
        figures=reading.figures,
        fates={name: Fate(*fate) for name, fate in seen.fates.items()},
        observations=tuple(replace(o, known_since=o.known_since or known) for o in seen.observations),
    )


def work_all(paths: Sequence[Path], cache_folder: Path | None, step: Callable[[], None]) -> list[Worked]:
    """Return the work of every report in the order of `paths`; `step` is called after each of them."""
    keys = {path: _key(path) for path in paths}
    done = {path: found for path in paths if (found := _recall(cache_folder, keys[path])) is not None}
    for _ in done:
        step()
    missing = [path for path in paths if path not in done]
    for path, worked in zip(missing, _spread(missing), strict=True):
        _remember(cache_folder, keys[path], worked)
        done[path] = worked
        step()
    return [done[path] for path in paths]


def _spread(paths: Sequence[Path]):
    if len(paths) < _WORTH_A_POOL or (os.cpu_count() or 1) < 2:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(work, paths, chunksize=4)


def _key(path: Path) -> str:
    """Return what the work depends on: the file, its name, its sidecar, the code, rules and libraries."""
    digest = hashlib.sha256(engine().encode())
    for file in (path, path.with_suffix(".yaml")):
        digest.update(f"\0{file.name}\0".encode())
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


@cache
def engine() -> str:
    """Return a hash of all code and rules of etl and of the versions of Python and every library."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(f"{d.name}=={d.version}" for d in distributions()):
        digest.update(name.encode())
    here = Path(__file__).parent
    for path in sorted(here.rglob("*")):
        if path.suffix in (".py", ".yaml") and path.is_file():
            digest.update(str(path.relative_to(here)).encode() + path.read_bytes())
    return digest.hexdigest()


def _recall(folder: Path | None, key: str) -> Worked | None:
    try:
        return msgspec.msgpack.decode((folder / key).read_bytes(), type=Worked) if folder else None
    except (OSError, msgspec.DecodeError):
        return None


def _remember(folder: Path | None, key: str, worked: Worked) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        store.replace(folder / key, msgspec.msgpack.encode(worked))
