"""Hand-labelled figures and observations: the CSV files that `zhibiao score` compares a reading with.

Promises: `read_gold` tells by its columns which form a CSV has (figures by offsets, figures by sentence and
occurrence, observations), marks the rows that `doubtful.csv` and `ambiguous.csv` beside it leave open, and
`find_text` finds the file that a label speaks of. An empty cell is None: it is not compared.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from etl.errors import UnknownNameError, ZhibiaoError

_LISTS = ("sources.csv", "index.csv")
"""Lists of documents beside the labels; a column `published` dates those whose text does not."""
_OPEN = ("doubtful.csv", "ambiguous.csv")
_TABLES = frozenset({*_OPEN, "gold.csv", "figures.csv", "observations.csv", "index.csv", "sources.csv"})
_COMPARED = ("kind", "bound", "unit", "time_kind", "period_start", "period_end", "place")


@dataclass(frozen=True, slots=True)
class Label:
    """A figure as a person labelled it; what the person left empty is None."""

    surface: str
    statistic: bool
    doubtful: bool
    value: float | None
    kind: str | None
    bound: str | None
    unit: str | None
    time_kind: str | None
    period_start: str | None
    period_end: str | None
    place: str | None
    cumulative: bool | None


@dataclass(frozen=True, slots=True)
class ObservationLabel:
    """An observation as a person labelled it."""

    metric: str
    transform: str
    place: str | None
    year: str | None
    value: float
    unit: str | None
    surface: str


@dataclass(frozen=True)
class Gold:
    """The labels of a CSV file by document, in text order: of figures, or of observations."""

    path: Path
    figures: dict[str, list[Label]]
    observations: dict[str, list[ObservationLabel]]
    published: dict[str, str] = field(default_factory=dict)
    """File name → the day that the list beside the labels gives."""


def read_gold(path: Path) -> Gold:
    """Read a CSV of labels.

    Raises
    ------
    ZhibiaoError
        When the file cannot be read, or has the columns of neither form.
    """
    try:
        rows = _rows(path)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise ZhibiaoError.about("labels.unreadable", path=path, problem=problem) from problem
    columns = set(rows[0]) if rows else set()
    if {"doc", "metric", "value"} <= columns:
        return Gold(path, {}, _by_doc(rows, [_observation(row) for row in rows]), _published(path))
    if {"doc", "surface", "statistic"} <= columns:
        return Gold(path, _by_doc(rows, _figures(path, rows)), {}, _published(path))
    raise ZhibiaoError.about("labels.none", path=path)


def find_text(doc: str, folder: Path) -> Path:
    """Return the file in `folder` that `doc` names: by its name, its stem, or the beginning of its name."""
    files = [
        p for p in sorted(folder.iterdir()) if p.is_file() and p.name not in _TABLES and p.suffix != ".yaml"
    ]
    for fits in (lambda p: p.name == doc, lambda p: p.stem == doc, lambda p: p.name.startswith(f"{doc}_")):
        found = [path for path in files if fits(path)]
        if found:
            return found[0]
    raise UnknownNameError("document", doc, [path.name for path in files])


def _published(path: Path) -> dict[str, str]:
    lists = (path.parent / name for name in _LISTS)
    rows = [row for one in lists if one.exists() for row in _rows(one)]
    return {row["file"]: row["published"] for row in rows if row.get("file") and row.get("published")}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _by_doc(rows: list[dict[str, str]], labels: list) -> dict[str, list]:
    grouped: dict[str, list] = {}
    for row, label in zip(rows, labels, strict=True):
        grouped.setdefault(row["doc"], []).append(label)
    return grouped


def _figures(path: Path, rows: list[dict[str, str]]) -> list[Label]:
    open_rows = {
        _place(row) for name in _OPEN if (path.parent / name).exists() for row in _rows(path.parent / name)
    }
    return [_label(row, _place(row) in open_rows) for row in rows]


def _place(row: dict[str, str]) -> tuple[str, ...]:
    """Return what tells a row from the others of its document: its offset, or surface and occurrence."""
    if row.get("start"):
        return row["doc"], row["start"]
    return row["doc"], row.get("surface", ""), row.get("occurrence", "")


def _label(row: dict[str, str], doubtful: bool) -> Label:
    cells = {name: row.get(name) or None for name in _COMPARED}
    return Label(
        surface=row["surface"],
        statistic=row["statistic"] == "true",
        doubtful=doubtful or not row["statistic"],
        value=_number(row.get("value")),
        cumulative=row["cumulative"] == "true" if row.get("cumulative") else None,
        **cells,
    )


def _observation(row: dict[str, str]) -> ObservationLabel:
    return ObservationLabel(
        metric=row["metric"],
        transform=row.get("transform") or "level",
        place=row.get("place") or None,
        year=(row.get("period_end") or "")[:4] or None,
        value=float(row["value"]),
        unit=row.get("unit") or None,
        surface=row.get("surface", ""),
    )


def _number(cell: str | None) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None
