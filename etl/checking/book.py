"""One version of the tables as a book to look claims up in: statements by metric, reports, names, places."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from etl.checking.bases import base_beside
from etl.checking.model import Statement
from etl.checking.words import is_habit
from etl.derive.estimates import ESTIMATES
from etl.reading.fold import fold
from etl.tables import Tables, rows_of
from etl.texts import Lang

Row = Mapping[str, object]


@dataclass(frozen=True, eq=False)
class Book:
    """What the tables say; build one for a version and look up as often as you like."""

    tables: Tables

    def of(self, metric: str) -> list[Statement]:
        """Return every statement of a metric."""
        return self._by_metric.get(metric, [])

    def beside(self, metric: str) -> list[Statement]:
        """Return the statements of the other metrics of a metric's topic."""
        topic = metric.partition(".")[0]
        names = [name for name in self._by_metric if name.startswith(f"{topic}.") and name != metric]
        return [row for name in names for row in self._by_metric[name]]

    def inputs(self, observation: str) -> list[Statement]:
        """Return the statements that a worked-out one rests on."""
        return [self._by_id[name] for name in self._inputs.get(observation, []) if name in self._by_id]

    def name(self, table: str, key: str | None, lang: Lang) -> str:
        """Return the name of a metric or place in `lang`, its key where the tables have none."""
        return self._names[table].get(key, {}).get(f"name_{lang}") or key or ""

    @cached_property
    def reports(self) -> dict[str, Row]:
        """Reports by id."""
        return {row["report"]: row for row in rows_of(self.tables.reports)}

    @cached_property
    def openings(self) -> dict[str, str]:
        """How the text of each report begins, for those without a title."""
        texts = rows_of(self.tables.texts)
        return {row["report"]: next(filter(None, (row["text"] or "").split("\n")), "")[:40] for row in texts}

    @cached_property
    def _names(self) -> dict[str, dict[str, Row]]:
        return {
            "metrics": {row["metric"]: row for row in rows_of(self.tables.metrics)},
            "places": {row["place"]: row for row in rows_of(self.tables.places)},
        }

    @cached_property
    def _inputs(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows_of(self.tables.observation_inputs):
            found[row["observation"]].append(row["input"])
        return found

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {row.observation: row for rows in self._by_metric.values() for row in rows}

    @cached_property
    def _by_metric(self) -> dict[str, list[Statement]]:
        figures = {row["figure"]: row for row in rows_of(self.tables.figures)}
        stating: dict[str, Row] = {}
        for link in rows_of(self.tables.observation_figures):
            stating.setdefault(link["observation"], figures[link["figure"]])
        found: dict[str, list[Statement]] = defaultdict(list)
        for row in rows_of(self.tables.observations):
            if row["status"] not in ESTIMATES:
                found[row["metric"]].append(_statement(row, stating.get(row["observation"])))
        return found


def _statement(row: Row, figure: Row | None) -> Statement:
    words = {}
    if figure:
        sentence, surface = figure["sentence"] or "", figure["surface"] or ""
        words = {
            "figure": figure["figure"],
            "surface": surface,
            "unit_text": figure["unit_text"] or "",
            "sentence": sentence,
        }
        words["each"] = row["period_end"] is None and is_habit(fold(sentence.partition(surface)[0]))
        if row["transform"] == "growth":
            words["base"] = base_beside(sentence, max(0, sentence.find(surface)), row["period_end"])
    return Statement(
        observation=row["observation"],
        metric=row["metric"],
        place=row["place"],
        transform=row["transform"],
        measure=row["measure"],
        time_kind=row["time_kind"],
        start=row["period_start"],
        end=row["period_end"],
        earliest=row["period_end_earliest"],
        inferred=row["time_basis"] == "inferred",
        value=row["value"],
        low=row["low"],
        high=row["high"],
        bound=row["bound"],
        unit=row["unit"],
        worked_out=row["method"] != "stated",
        formula=row["formula"],
        report=row["report"],
        known_since=row["known_since"],
        plan=row["status"] == "F",
        **words,
    )
