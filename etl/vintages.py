"""What was known when: reports that were out on a day, and the ladder of what was said of one point.

A report is known from the day on which it was published, else written; one whose day is only inferred, from
the latest day that it can be of. A report of unknown date was known on no day that can be named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.model import Figure, Observation
from etl.observe import FateOf
from etl.tables import Tables, rows_of
from etl.work import Worked

Row = dict[str, object]
POINT = (
    "metric", "place", "transform", "measure", "time_kind", "period_start", "period_end", "unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ladder:
    """One point of one series as several reports state it: rows of observations, the earliest known first."""

    point: tuple
    rungs: tuple[Row, ...]


def known_since(report: Mapping[str, object]) -> str | None:
    """Return the day (ISO) from which the report of a row of `reports` was known; None when unknown."""
    return next((report[name] for name in ("published", "written", "date_latest") if report[name]), None)


def known_on(worked: Iterable[Worked], day: str) -> tuple[list[Worked], list[str]]:
    """Return what was known on `day` (ISO), and the files of the reports that were not."""
    kept: list[Worked] = []
    aside: list[str] = []
    for one in worked:
        since = known_since(one.row)
        if since is not None and since <= day:
            kept.append(one)
        else:
            aside.append(str(one.row["file"]))
    return kept, aside


def ladders(tables: Tables, metric: str | None = None) -> list[Ladder]:
    """Return the points that several reports state (or imply), of one metric or of all, in point order."""
    points: dict[tuple, list[Row]] = {}
    frame = tables.observations
    for row in rows_of(frame if metric is None else frame[frame["metric"] == metric]):
        if row["method"] != "derived" and row["report"]:
            points.setdefault(tuple(row[name] for name in POINT), []).append(row)
    return [
        Ladder(point, tuple(sorted(rows, key=_order)))
        for point, rows in sorted(points.items(), key=lambda item: [str(cell) for cell in item[0]])
        if len({row["report"] for row in rows}) > 1
    ]


def restored(tables: Tables) -> list[Worked]:
    """Return what each report gave, as the tables hold it; contact persons stay masked."""
    texts = dict(zip(tables.texts["report"], tables.texts["text"], strict=True))
    figures = _by_report(tables.figures)
    observations = _by_report(tables.observations[tables.observations["method"] == "stated"])
    stated_by: dict[str, list[str]] = {}
    for link in tables.observation_figures.itertuples():
        stated_by.setdefault(link.observation, []).append(link.figure)
    found = []
    for report in rows_of(tables.reports):
        name = report["report"]
        own = figures.get(name, [])
        rows = [_observation(row, stated_by) for row in observations.get(name, [])]
        metric_of = {figure: o.metric for o in rows for figure in o.figures}
        found.append(
            Worked(
                row=report,
                text=texts.get(name),
                figures=tuple(_figure(row, texts[name]) for row in own),
                fates={row["figure"]: _fate(row, metric_of) for row in own},
                observations=tuple(rows),
                corrected={row["figure"]: row["correction"] for row in own if row["correction"]},
            )
        )
    return found


def _by_report(frame: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        found.setdefault(row["report"], []).append(row)
    return found


def _observation(row: Row, stated_by: Mapping[str, list[str]]) -> Observation:
    kept = {name: row[name] for name in Observation.__struct_fields__ if name in row}
    return Observation(**kept, figures=tuple(stated_by.get(row["observation"], ())))


def _figure(row: Row, text: str) -> Figure:
    """Return a figure with the span of its sentence; a phone number keeps no sentence."""
    sentence = row["sentence"] or text[row["start"] : row["end"]]
    start = text.rfind(sentence, 0, row["start"] + len(sentence))
    kept = {name: row[name] for name in Figure.__struct_fields__ if name in row}
    return Figure(**kept, sentence_start=start, sentence_end=start + len(sentence))


def _fate(row: Row, metric_of: Mapping[str, str]) -> FateOf:
    candidates = tuple((row["candidates"] or "").split(";")) if row["candidates"] else ()
    return FateOf(row["fate"], metric_of.get(row["figure"]), candidates, "")


def _order(row: Row) -> tuple[str, str, str]:
    return row["known_since"] or "9999", str(row["report"]), str(row["observation"])
