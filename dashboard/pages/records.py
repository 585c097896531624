"""What pages ask of the tables beyond points: reports, their texts and figures, findings, events, fates.

Worked out once for each version of the tables and kept with it. Rows are dicts with None for what is empty.
"""

from collections import Counter
from datetime import date
from functools import cached_property, lru_cache

import pandas as pd

from dashboard.data import Data
from dashboard.points import Point

FATES = ("observed", "unmapped", "not_statistic")
SEVERITIES = ("error", "warning", "note")


def rows(frame: pd.DataFrame) -> list[dict]:
    """Return the rows of a frame as dicts, None for what is empty, dates as datetime.date."""
    return [{k: _cell(v) for k, v in row.items()} for row in frame.to_dict("records")]


def _cell(value: object) -> object:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


class Records:
    """The tables of one version, by what pages look them up by."""

    def __init__(self, data: Data) -> None:
        self.data = data

    @cached_property
    def reports(self) -> dict[str, dict]:
        """Reports by id, the newest first; what is undated last."""
        found = rows(self.data.frames["reports"])
        found.sort(key=lambda row: (self.day(row) or date.min, row["report"]), reverse=True)
        return {row["report"]: row for row in found}

    @staticmethod
    def day(report: dict) -> date | None:
        """Return a report's date: published, else written, else the latest that it can be."""
        return report["published"] or report["written"] or report["date_latest"]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Clean texts by report."""
        return {row["report"]: row["text"] or "" for row in rows(self.data.frames["texts"])}

    @cached_property
    def figures(self) -> dict[str, list[dict]]:
        """Figures by report, in text order."""
        grouped: dict[str, list[dict]] = {name: [] for name in self.reports}
        for row in rows(self.data.frames["figures"].sort_values(["report", "start"])):
            grouped.setdefault(row["report"], []).append(row)
        return grouped

    @cached_property
    def figure(self) -> dict[str, dict]:
        """Figures by id."""
        return {row["figure"]: row for found in self.figures.values() for row in found}

    @cached_property
    def points_of(self) -> dict[str, list[Point]]:
        """Points by the figure that states them."""
        grouped: dict[str, list[Point]] = {}
        links = self.data.frames["observation_figures"]
        for observation, figure in zip(links["observation"], links["figure"], strict=True):
            grouped.setdefault(figure, []).append(self.data.observation(observation))
        return grouped

    def fates(self, report: str) -> Counter:
        """Return how many figures of a report have each fate."""
        return Counter(row["fate"] for row in self.figures.get(report, []))

    @cached_property
    def all_fates(self) -> Counter:
        """How many figures of all reports have each fate."""
        return Counter(self.data.frames["figures"]["fate"])

    @cached_property
    def findings(self) -> list[dict]:
        """Findings with the ids of their `figures`, the gravest first."""
        links: dict[str, list[str]] = {}
        for row in rows(self.data.frames["finding_figures"]):
            links.setdefault(row["finding"], []).append(row["figure"])
        found = [
            {**row, "figures": links.get(row["finding"], [])} for row in rows(self.data.frames["findings"])
        ]
        return sorted(found, key=lambda row: (SEVERITIES.index(row["severity"]), row["kind"], row["finding"]))

    @cached_property
    def severities(self) -> Counter:
        """How many findings have each severity."""
        return Counter(row["severity"] for row in self.findings)

    @cached_property
    def events(self) -> list[dict]:
        """Events, the newest first."""
        return sorted(rows(self.data.frames["events"]), key=lambda row: row["date"], reverse=True)

    @cached_property
    def topics(self) -> dict[str, dict]:
        """Topics that have points, in the order of the catalogue."""
        used = {row["topic"] for row in self.data.metrics.values()}
        return {row["topic"]: row for row in rows(self.data.frames["topics"]) if row["topic"] in used}

    def metrics_of(self, topic: str) -> list[str]:
        """Return the metrics of a topic that have points."""
        return [name for name, row in self.data.metrics.items() if row["topic"] == topic]

    @cached_property
    def places(self) -> dict[str, dict]:
        """Places that have points, in the order of the tree."""
        used = {point.place for point in self.data.points}
        return {row["place"]: row for row in rows(self.data.frames["places"]) if row["place"] in used}

    @cached_property
    def stated_by(self) -> dict[tuple, list[Point]]:
        """Points by what they say of when and where: several reports that state the same stand together."""
        grouped: dict[tuple, list[Point]] = {}
        for point in self.data.points:
            grouped.setdefault((*point.series, point.start, point.end, point.value), []).append(point)
        return grouped

    @cached_property
    def stated_for(self) -> dict[tuple, list[Point]]:
        """Points by series and time, whatever their value."""
        grouped: dict[tuple, list[Point]] = {}
        for point in self.data.points:
            grouped.setdefault((*point.series, point.start, point.end), []).append(point)
        return grouped

    def otherwise(self, point: Point) -> list[Point]:
        """Return observations of the same series and time that give another value."""
        if point.end is None:
            return []
        alike = self.stated_for.get((*point.series, point.start, point.end), [])
        return [other for other in alike if other.value != point.value]

    def same(self, point: Point) -> list[Point]:
        """Return other observations that state the same value of the same time and place."""
        alike = self.stated_by.get((*point.series, point.start, point.end, point.value), [])
        return [other for other in alike if other.observation != point.observation]


@lru_cache(maxsize=2)
def records(data: Data) -> Records:
    """Return the records of a version of the tables."""
    return Records(data)
