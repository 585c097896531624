"""What a build changed since the tables before it: reports, figures and observations, old and new value."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from etl.tables import Tables

POINT = ["metric", "place", "transform", "measure", "time_kind", "period_start", "period_end", "unit"]
OBSERVED = [*POINT, "method", "report"]


@dataclass(frozen=True, slots=True)
class Revision:
    """An observation of the same metric, place, time and report with another value."""

    metric: str
    place: str | None
    period_end: str | None
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Count:
    """Ids that are new, changed and gone, sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, changed and gone, and each revised observation."""

    reports: Count
    figures: Count
    observations: Count
    revisions: tuple[Revision, ...]


def compare(before: Tables | None, after: Tables) -> Changes:
    """Return what `after` has that `before` had not or had otherwise; without `before` all is new."""
    old = before.frames if before else {name: frame.iloc[:0] for name, frame in after.frames.items()}
    revisions = tuple(_revisions(old["observations"], after.observations))
    return Changes(
        reports=_count(old["reports"], after.reports, "report", ["sha256", "problem"]),
        figures=_count(old["figures"], after.figures, "figure", ["value", "unit", "bound", "fate"]),
        observations=_count(old["observations"], after.observations, "observation", ["value", "low", "high"]),
        revisions=revisions,
    )


def _count(old: pd.DataFrame, new: pd.DataFrame, key: str, cells: list[str]) -> Count:
    was = {row[0]: row[1:] for row in _rows(old, [key, *cells])}
    now = {row[0]: row[1:] for row in _rows(new, [key, *cells])}
    return Count(
        new=tuple(sorted(now.keys() - was.keys())),
        changed=tuple(sorted(name for name in now.keys() & was.keys() if now[name] != was[name])),
        gone=tuple(sorted(was.keys() - now.keys())),
    )


def _revisions(old: pd.DataFrame, new: pd.DataFrame) -> Iterable[Revision]:
    was, now = _by_point(old), _by_point(new)
    for point in sorted(was.keys() & now.keys(), key=str):
        if was[point] != now[point] and len(was[point]) == len(now[point]) == 1:
            yield Revision(point[0], point[1], point[6], was[point][0], now[point][0])


def _by_point(frame: pd.DataFrame) -> dict[tuple, list[float]]:
    found: dict[tuple, list[float]] = {}
    for *point, value in _rows(frame, [*OBSERVED, "value"]):
        found.setdefault(tuple(point), []).append(value)
    return found


def _rows(frame: pd.DataFrame, columns: list[str]) -> Iterable[tuple]:
    """Yield rows as tuples in which a missing cell is None and a date its ISO form."""
    for row in frame[columns].itertuples(index=False, name=None):
        yield tuple(
            None if pd.isna(v) else v.date().isoformat() if isinstance(v, pd.Timestamp) else v for v in row
        )
