"""From a value back to its sentence: observation → rule → figure → sentence → report, address, hash.

Works on the published tables alone, so that it explains what charts show, for worked-out values down to the
sentences of their inputs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.errors import UnknownNameError, ZhibiaoError
from etl.tables import Tables
from etl.vintages import POINT, Ladder, ladders

Row = dict[str, object]


class NothingStatedError(ZhibiaoError):
    """No observation of a metric that exists, at this place or time."""


@dataclass(frozen=True)
class Chain:
    """One observation with the rows of its figures and its report, and the chains of its inputs by role."""

    observation: Row
    figures: tuple[Row, ...]
    report: Row | None
    inputs: tuple[tuple[str, "Chain"], ...]


def explain(tables: Tables, metric: str, place: str | None = None, year: int | None = None) -> list[Chain]:
    """Return the chain of every observation of a metric, at a place and in a year when they are given.

    In the place of a metric an observation's id gives that observation alone. Raises UnknownNameError for a
    metric or place that does not exist, NothingStatedError (it names the places and years that there are)
    when no report states it.
    """
    if metric in set(tables.observations["observation"]):
        return [_Links.of(tables).chain(metric)]
    _known("metric", metric, tables.metrics["metric"])
    if place is not None:
        _known("place", place, tables.places["place"])
    all_of_it = tables.observations[tables.observations["metric"] == metric]
    found = all_of_it if place is None else all_of_it[all_of_it["place"] == place]
    if year is not None:
        found = found[[year in years(row) for row in _rows(found)]]
    if found.empty:
        raise _nothing(all_of_it, metric)
    ordered = found.sort_values(
        ["transform", "period_end", "method", "observation"], ascending=[False, True, False, True]
    )
    links = _Links.of(tables)
    return [links.chain(name) for name in ordered["observation"]]


def years(row: Row) -> range:
    """Return the years that an observation's period touches; of a date its year; none when it is unknown."""
    end = row["period_end"]
    if end is None:
        return range(0)
    first = next(day for day in (row["period_start"], row["period_end_earliest"], end) if day is not None)
    return range(first.year, end.year + 1)


def ladders_among(tables: Tables, chains: list[Chain]) -> list[Ladder]:
    """Return the ladders of revisions of the points that the chains are about."""
    points = {tuple(plain(chain.observation)[name] for name in POINT) for chain in chains}
    metrics = {chain.observation["metric"] for chain in chains}
    return [found for name in sorted(metrics) for found in ladders(tables, name) if found.point in points]


def plain(row: Row) -> Row:
    """Return the row with its days as ISO text."""
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}


@dataclass(frozen=True)
class _Links:
    """The tables by id, so that a chain is followed without a search."""

    observations: Mapping[str, Row]
    figures: Mapping[str, Row]
    reports: Mapping[str, Row]
    stated_by: Mapping[str, list[str]]
    inputs: Mapping[str, list[tuple[str, str]]]

    @classmethod
    def of(cls, tables: Tables) -> "_Links":
        stated_by: dict[str, list[str]] = {}
        for link in tables.observation_figures.itertuples():
            stated_by.setdefault(link.observation, []).append(link.figure)
        inputs: dict[str, list[tuple[str, str]]] = {}
        for link in tables.observation_inputs.itertuples():
            inputs.setdefault(link.observation, []).append((link.role, link.input))
        keys = ("observation", "figure", "report")
        by_id = ({row[key]: row for row in _rows(tables[f"{key}s"])} for key in keys)
        return cls(*by_id, stated_by, inputs)

    def chain(self, name: str) -> Chain:
        """Return the chain of an observation."""
        row = self.observations[name]
        figures = [self.figures[figure] for figure in self.stated_by.get(name, ())]
        return Chain(
            row,
            tuple(sorted(figures, key=lambda figure: figure["start"])),
            self.reports.get(row["report"]),
            tuple((role, self.chain(below)) for role, below in self.inputs.get(name, ())),
        )


def _known(kind: str, name: str, names: pd.Series) -> None:
    if name not in set(names):
        raise UnknownNameError(kind, name, names)


def _nothing(found: pd.DataFrame, metric: str) -> NothingStatedError:
    """Return the error that says where the metric is stated instead."""
    if found.empty:
        return NothingStatedError.about("explain.nowhere", metric=metric)
    there = sorted({(row["place"] or "?", year) for row in _rows(found) for year in years(row)}, key=str)
    said = ", ".join(f"{place} {year}" for place, year in there)
    return NothingStatedError.about("explain.elsewhere", metric=metric, there=said)


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Yield rows in which a missing cell is None and a date a datetime.date."""
    for row in frame.to_dict("records"):
        yield {
            name: None if pd.isna(cell) else cell.date() if isinstance(cell, pd.Timestamp) else cell
            for name, cell in row.items()
        }
