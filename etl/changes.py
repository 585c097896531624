"""What a build changed since the tables before it: reports, figures and observations, old and new value.

Observations are compared by what they are of (metric, place, time, report), not by their ids, so that another
value of the same point is a change and not something gone and something new.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from etl.tables import Tables, rows_of

POINT = ("metric", "place", "transform", "measure", "time_kind", "period_start", "period_end", "unit")
OBSERVED = (*POINT, "method", "report")
SAID = ("value", "low", "high", "bound", "correction")
READ = ("surface", "value", "unit", "bound", "place", "period_start", "period_end", "fate", "correction")
Kind = Literal["new", "changed", "gone"]
Cells = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure or observation that is new, changed or gone, with its cells before and after."""

    what: Literal["figure", "observation"]
    kind: Kind
    id: str
    old: Cells | None
    new: Cells | None

    @property
    def row(self) -> Cells:
        """Return the cells after the build, of what is gone those before it."""
        return self.new or self.old or {}

    def value(self, side: Literal["old", "new"]) -> float | None:
        """Return the value before or after."""
        return (getattr(self, side) or {}).get("value")


@dataclass(frozen=True, slots=True)
class Count:
    """Ids that are new, changed and gone, sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, changed and gone, and each change of a figure or observation (none on a first build)."""

    reports: Count
    figures: Count
    observations: Count
    each: tuple[Change, ...]

    def of(self, what: str, kind: Kind) -> list[Change]:
        """Return the changes of one kind."""
        return [change for change in self.each if (change.what, change.kind) == (what, kind)]


def compare(before: Tables | None, after: Tables) -> Changes:
    """Return what `after` has that `before` had not or had otherwise; without `before` all is new."""
    old = before.frames if before else {name: frame.iloc[:0] for name, frame in after.frames.items()}
    figures = list(_by_id(old["figures"], after.figures))
    observations = list(_by_point(old["observations"], after.observations))
    return Changes(
        reports=_reports(old["reports"], after.reports),
        figures=_count(figures),
        observations=_count(observations),
        each=(*observations, *figures) if before else (),
    )


def _count(changes: Iterable[Change]) -> Count:
    ids: dict[str, list[str]] = {"new": [], "changed": [], "gone": []}
    for change in changes:
        ids[change.kind].append(change.id)
    return Count(**{kind: tuple(sorted(found)) for kind, found in ids.items()})


def _reports(old: pd.DataFrame, new: pd.DataFrame) -> Count:
    was, now = ({row["report"]: row for row in _rows(f, ("report", "sha256", "problem"))} for f in (old, new))
    return Count(
        new=tuple(sorted(now.keys() - was.keys())),
        changed=tuple(sorted(name for name in now.keys() & was.keys() if now[name] != was[name])),
        gone=tuple(sorted(was.keys() - now.keys())),
    )


def _by_id(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Change]:
    columns = ("figure", "report", *READ)
    was, now = ({row["figure"]: row for row in _rows(frame, columns)} for frame in (old, new))
    for name in [*now, *(name for name in was if name not in now)]:
        if was.get(name) != now.get(name):
            kind = "gone" if name not in now else "new" if name not in was else "changed"
            yield Change("figure", kind, name, was.get(name), now.get(name))


def _by_point(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Change]:
    was, now = _points(old), _points(new)
    for point in sorted(was.keys() | now.keys(), key=str):
        left, right = was.get(point, []), now.get(point, [])
        said = [_said(row) for row in left], [_said(row) for row in right]
        left = [row for row, cells in zip(left, said[0], strict=True) if cells not in said[1]]
        right = [row for row, cells in zip(right, said[1], strict=True) if cells not in said[0]]
        pairs = min(len(left), len(right))
        for a, b in zip(left[:pairs], right[:pairs], strict=True):
            yield Change("observation", "changed", str(b["observation"]), a, b)
        for row in left[pairs:]:
            yield Change("observation", "gone", str(row["observation"]), row, None)
        for row in right[pairs:]:
            yield Change("observation", "new", str(row["observation"]), None, row)


def _points(frame: pd.DataFrame) -> dict[tuple, list[Cells]]:
    found: dict[tuple, list[Cells]] = {}
    for row in _rows(frame, ("observation", *OBSERVED, *SAID)):
        found.setdefault(tuple(row[name] for name in OBSERVED), []).append(row)
    return found


def _said(row: Cells) -> tuple:
    return tuple(row[name] for name in SAID)


def listed(changes: Changes) -> pd.DataFrame:
    """Return every change as a row of text and numbers, for a CSV; observations first."""
    about = ("metric", "place", "transform", "measure", "period_start", "period_end", "surface", "report")
    rows = [
        {"what": c.what, "kind": c.kind, "id": c.id}
        | {name: c.row.get(name) for name in about}
        | {f"{name}_{side}": (getattr(c, side) or {}).get(name) for name in SAID for side in ("old", "new")}
        for c in changes.each
    ]
    columns = ["what", "kind", "id", *about, *(f"{name}_{side}" for name in SAID for side in ("old", "new"))]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield rows with these columns; one that the tables of an older program lack has no cells."""
    there = [name for name in columns if name in frame.columns]
    return (dict.fromkeys(columns) | row for row in rows_of(frame[there]))
