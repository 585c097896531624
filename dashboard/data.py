"""The dashboard's only reader of the tables: one whole version, with what pages and charts ask of it.

Frames are the tables as etl.tables gives them (`data.frames["observations"]`); `points` joins observations
with the figures that state them. Nothing here writes, and nothing reads the clock.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from dashboard.points import Point, Series, series_of
from etl import tables
from etl.derive.estimates import ESTIMATES
from etl.errors import UnknownNameError
from etl.reading.fold import fold
from etl.texts import Lang

COUNTED = ("count", "per_10k_people")
"""Units behind which Chinese writes the measure word of the report: 379家次."""


@dataclass(frozen=True)
class Source:
    """What is known of a report; None is unknown. `opening` is how the text of an untitled one begins."""

    report: str
    title: str | None
    title_en: str | None
    publisher: str | None
    day: date | None
    opening: str


class Data:
    """One version of the tables; `version` is its id."""

    def __init__(self, source: tables.Tables) -> None:
        self.source = source
        self.frames = source.frames
        self.version = source.version
        self.path = source.path

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every observation but estimates as a point, in the order of the table."""
        annual, unpreferred = set(self.frames["annual"]["observation"]), self._unpreferred()
        rows = (row for row in _rows(self.frames["observations"]) if row["status"] not in ESTIMATES)
        return tuple(
            replace(
                _point(row, self.figures_of(row["observation"]), self._word(row["observation"]), unpreferred),
                yearly=row["observation"] in annual,
                begins=self._begins(row["observation"]),
            )
            for row in rows
        )

    def series(self, metrics: list[str], places: list[str] | None = None) -> list[Series]:
        """Return the series of levels of these metrics (and places), metric by metric in the order given."""
        chosen = [
            point
            for metric in metrics
            for point in self._by_metric.get(metric, ())
            if point.transform == "level" and (not places or point.place in places)
        ]
        return series_of(chosen, self.breaks)

    def growth(self, point: Point) -> Point | None:
        """Return the growth rate that a report states for the same metric, place and time as `point`."""
        for other in self._by_metric.get(point.metric, ()):
            same = (other.place, other.start, other.end) == (point.place, point.start, point.end)
            rate = other.transform == "growth" and other.unit == "percent"
            if same and rate and not other.worked_out:
                return other
        return None

    def observation(self, observation: str) -> Point:
        """Return a point by its observation's id; UnknownNameError when there is none."""
        try:
            return self._by_id[observation]
        except KeyError:
            raise UnknownNameError("observation", observation, self._by_id) from None

    def figures_of(self, observation: str) -> list[dict]:
        """Return the rows of the figures table that state an observation, in text order."""
        return self._stated.get(observation, [])

    def inputs_of(self, observation: str) -> list[tuple[str, str]]:
        """Return (observation, role) of what an observation was worked out from."""
        return self._inputs.get(observation, [])

    def name(self, table: str, key: str | None, lang: Lang) -> str:
        """Return the name of a metric, place or topic in `lang`; its key where the catalogue lacks it."""
        if key is None:
            return ""
        return self._names[table].get(key, {}).get(lang) or key

    @cached_property
    def metrics(self) -> dict[str, dict]:
        """The metrics that have points, as rows of the metrics table, in the catalogue's order."""
        return {
            row["metric"]: row for row in _rows(self.frames["metrics"]) if row["metric"] in self._by_metric
        }

    @cached_property
    def topics(self) -> dict[str, dict]:
        """The topics as rows of their table, in the catalogue's order."""
        return {row["topic"]: row for row in _rows(self.frames["topics"])}

    def within(self, place: str | None, other: str | None) -> bool:
        """Return whether `place` lies in `other` (a district in its city)."""
        above = self._parents.get(place)
        while above and above != other:
            above = self._parents.get(above)
        return bool(above)

    def sources(self, points: list[Point]) -> list[Source]:
        """Return the reports that state the points (or their inputs), newest first."""
        reports = {report for point in points for report in self._reports(point)}
        found = [self._sources[report] for report in reports if report in self._sources]
        return sorted(found, key=lambda s: (s.day or date.min, s.report), reverse=True)

    @cached_property
    def newest(self) -> date | None:
        """The newest date stated for any report: the date of the data."""
        days = [source.day for source in self._sources.values() if source.day]
        return max(days, default=None)

    @cached_property
    def breaks(self) -> dict[tuple, tuple[date, ...]]:
        """Days on which a definition changes, by (metric, place), from the findings of that kind."""
        found: dict[tuple, set[date]] = {}
        for finding in self.findings("definition_break"):
            ends = sorted({p.at for p in self._points_of_finding(finding) if p.end})
            for before, after in pairwise(ends):
                key = (finding["metric"], finding["place"] or "")
                found.setdefault(key, set()).add(before + (after - before) / 2)
        return {key: tuple(sorted(days)) for key, days in found.items()}

    def findings(self, kind: str | None = None) -> list[dict]:
        """Return the rows of the findings table, of one kind where given."""
        return [row for row in _rows(self.frames["findings"]) if kind in (None, row["kind"])]

    @cached_property
    def events(self) -> list[dict]:
        """The rows of the events table."""
        return _rows(self.frames["events"])

    def figures_of_finding(self, finding: str) -> set[str]:
        """Return the ids of the figures that a finding speaks of."""
        links = self.frames["finding_figures"]
        return set(links.loc[links["finding"] == finding, "figure"])

    def _points_of_finding(self, finding: dict) -> list[Point]:
        figures = self.figures_of_finding(finding["finding"])
        stating = self.frames["observation_figures"]
        ids = stating.loc[stating["figure"].isin(figures), "observation"]
        return [self._by_id[i] for i in ids if i in self._by_id and self._by_id[i].transform == "level"]

    @cached_property
    def _by_metric(self) -> dict[str, list[Point]]:
        grouped: dict[str, list[Point]] = {}
        for point in self.points:
            grouped.setdefault(point.metric, []).append(point)
        return grouped

    @cached_property
    def _by_id(self) -> dict[str, Point]:
        return {point.observation: point for point in self.points}

    @cached_property
    def _names(self) -> dict[str, dict[str, dict[str, str]]]:
        keys = {"metrics": "metric", "places": "place", "topics": "topic"}
        return {
            table: {
                row[key]: {"zh": row["name_zh"], "en": row["name_en"]} for row in _rows(self.frames[table])
            }
            for table, key in keys.items()
        }

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {row["place"]: row["parent"] for row in _rows(self.frames["places"])}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(zip(self.frames["texts"]["report"], self.frames["texts"]["text"], strict=True))

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {
            row["report"]: _source(row, self._texts.get(row["report"], ""))
            for row in _rows(self.frames["reports"])
        }

    def _begins(self, observation: str) -> int:
        """Return where an observation's first figure begins in its sentence, -1 where that is not known."""
        if not (figures := self.figures_of(observation)) or not figures[0]["sentence"]:
            return -1
        start, sentence = figures[0]["start"], figures[0]["sentence"]
        at = self._texts.get(figures[0]["report"], "").rfind(sentence, 0, start + len(sentence))
        return start - at if at >= 0 else -1

    def _reports(self, point: Point) -> set[str]:
        own = {point.report} if point.report else set()
        twins = {p.report for p in self._by_metric[point.metric] if _alike(p, point) and p.report}
        inputs = (self._by_id[i].report for i, _ in self.inputs_of(point.observation) if i in self._by_id)
        return own | twins | {report for report in inputs if report}

    def _unpreferred(self) -> set[str]:
        annual = self.frames["annual"]
        preferred = set(annual.loc[annual["preferred"], "observation"])
        return set(annual["observation"]) - preferred

    @cached_property
    def _inputs(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for row in _rows(self.frames["observation_inputs"]):
            found.setdefault(row["observation"], []).append((row["input"], row["role"]))
        return found

    def _word(self, observation: str) -> str:
        """Return the measure word of the figures that state an observation, or an input of its metric."""
        own = self._metrics_of.get(observation)
        same = (one for one, _ in self.inputs_of(observation) if self._metrics_of.get(one) == own)
        inputs = [self.figures_of(one) for one in same]
        for figures in [self.figures_of(observation), *inputs]:
            if figures and figures[0]["unit"] in COUNTED:
                return fold(figures[0]["unit_text"] or "")
        return ""

    @cached_property
    def _metrics_of(self) -> dict[str, str]:
        observations = self.frames["observations"]
        return dict(zip(observations["observation"], observations["metric"], strict=True))

    @cached_property
    def _stated(self) -> dict[str, list[dict]]:
        figures = {row["figure"]: row for row in _rows(self.frames["figures"])}
        stated: dict[str, list[dict]] = {}
        for row in _rows(self.frames["observation_figures"]):
            if row["figure"] in figures:
                stated.setdefault(row["observation"], []).append(figures[row["figure"]])
        return {key: sorted(rows, key=lambda row: row["start"]) for key, rows in stated.items()}


@lru_cache(maxsize=16)
def known_on(data: Data, day: date) -> Data:
    """Return the tables as they would have been on a day, with the preferred rows and breaks of then.

    Where no report was out yet it is `data` itself, none of whose points was known.
    """
    from etl.build import (
        NoReportsError,
        as_known_on,
    )  # the whole pipeline: loaded when a past day is asked for

    try:
        return Data(as_known_on(data.source, day.isoformat()))
    except NoReportsError:
        return data


def load(folder: Path) -> Data:
    """Return the tables in `folder`; etl.tables.TablesError when there are none or they are damaged."""
    return Data(tables.open_tables(folder))


def _rows(frame: pd.DataFrame) -> list[dict]:
    """Return the rows with None for what is empty and dates as datetime.date."""
    columns = {name: _cells(frame[name]) for name in frame.columns}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _cells(column: pd.Series) -> list:
    if pd.api.types.is_datetime64_any_dtype(column):
        return [None if pd.isna(cell) else cell.date() for cell in column]
    return [None if pd.isna(cell) else cell for cell in column.tolist()]


def _point(row: dict, figures: list[dict], word: str, unpreferred: set[str]) -> Point:
    first = figures[0] if figures else {}
    return Point(
        **{name: row[name] for name in _TAKEN},
        start=row["period_start"],
        end=row["period_end"],
        earliest=row["period_end_earliest"],
        unit_text=word if row["unit"] in COUNTED else "",
        surface=first.get("surface"),
        sentence=first.get("sentence"),
        preferred=row["observation"] not in unpreferred,
        correction=row.get("correction"),
    )


_TAKEN = [
    "observation",
    "metric",
    "place",
    "transform",
    "measure",
    "measure_basis",
    "time_kind",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "method",
    "formula",
    "status",
    "report",
    "known_since",
]


def _alike(one: Point, other: Point) -> bool:
    """Return whether two points say the same of the same time."""
    return (one.series, one.start, one.end, one.value) == (other.series, other.start, other.end, other.value)


def _source(row: dict, text: str) -> Source:
    opening = text.strip().split("\n", 1)[0].strip()
    return Source(
        report=row["report"],
        title=row["title"],
        title_en=row["title_en"],
        publisher=row["publisher"],
        day=row["published"] or row["written"],
        opening=opening,
    )
