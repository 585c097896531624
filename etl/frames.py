"""Rows of the tables from what the pipeline made: the one place where contact persons are masked.

Every text that enters a table passes through here, so that no name or number of a contact person does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import pandas as pd

from etl.catalogue import Catalogue
from etl.decisions import Decision
from etl.derive.annual import AnnualRow
from etl.derive.formulas import formulas
from etl.derive.implied import Derived
from etl.events import Event
from etl.findings.case import Finding
from etl.model import Figure
from etl.readers.contacts import mask_contacts
from etl.reading.places import Place
from etl.tables import contract
from etl.vintages import known_since
from etl.work import Worked

Rows = list[dict[str, object]]
PHONE_KEEPS = {"figure", "report", "start", "end", "kind", "cumulative", "statistic", "fate"}


@dataclass(frozen=True)
class Result:
    """All that a build found."""

    worked: list[Worked]
    derived: list[Derived]
    annual: list[AnnualRow]
    findings: list[Finding]
    decisions: Mapping[str, Decision]
    """Finding id → the state that a person set, and why."""
    events: list[Event]


def frames(result: Result, catalogue: Catalogue, places: Iterable[Place]) -> dict[str, pd.DataFrame]:
    """Return a frame for every table of tables.yaml, rows in a fixed order, contact persons masked."""
    marks = marks_of(result)
    rows = {
        **_reports(result.worked),
        **_catalogue(catalogue, places),
        **_observations(result, marks),
        "annual": [{**asdict(row), "correction": marks.get(row.observation)} for row in result.annual],
        "findings": _findings(result),
        "finding_figures": [
            {"finding": f.finding, "figure": name} for f in result.findings for name in f.figures
        ],
        "events": _events(result),
    }
    return {
        name: pd.DataFrame(rows[name], columns=list(table.columns), dtype=object)
        for name, table in contract().items()
    }


def _reports(worked: list[Worked]) -> dict[str, Rows]:
    texts = {w.row["report"]: mask_contacts(w.text) for w in worked if w.text is not None}
    return {
        "reports": [{**w.row, "title": _masked(w.row["title"])} for w in worked],
        "texts": [{"report": name, "text": text} for name, text in texts.items()],
        "figures": [row for w in worked if w.text is not None for row in _figures(w, texts[w.row["report"]])],
    }


def _figures(worked: Worked, text: str) -> Rows:
    return [_figure(worked, figure, text) for figure in worked.figures]


def _figure(worked: Worked, figure: Figure, text: str) -> dict[str, object]:
    fate = worked.fates[figure.figure]
    row = {
        **{name: getattr(figure, name, None) for name in contract()["figures"].columns},
        "report": worked.row["report"],
        "surface": text[figure.start : figure.end],
        "sentence": text[figure.sentence_start : figure.sentence_end],
        "fate": fate.fate,
        "candidates": ";".join(fate.candidates) or None,
        "rule": "; ".join(filter(None, (figure.rule, fate.rule))),
        "correction": worked.corrected.get(figure.figure),
    }
    kept = PHONE_KEEPS if figure.kind == "phone" else row.keys()
    return {name: value if name in kept else None for name, value in row.items()}


def _catalogue(catalogue: Catalogue, places: Iterable[Place]) -> dict[str, Rows]:
    columns = contract()["metrics"].columns
    metrics = {
        name: {column: getattr(metric, column, None) for column in columns}
        for name, metric in catalogue.metrics.items()
    }
    for name, ratio in formulas().ratios.items():
        metrics[name] = {column: getattr(ratio, column, None) for column in columns} | {"measure": "level"}
    topics = list(catalogue.topics)
    ordered = sorted(metrics, key=lambda name: topics.index(name.partition(".")[0]))
    return {
        "metrics": [{**metrics[name], "metric": name, "topic": name.partition(".")[0]} for name in ordered],
        "places": [
            {column: getattr(place, column) for column in contract()["places"].columns} for place in places
        ],
        "topics": [
            {"topic": name, "name_zh": topic.name_zh, "name_en": topic.name_en}
            for name, topic in catalogue.topics.items()
        ],
    }


def marks_of(result: Result) -> dict[str, str]:
    """Return the corrections that each observation rests on, worked-out ones through all of their inputs."""
    corrected = _corrected(result)
    marks: dict[str, list[str]] = {}
    for o in (o for w in result.worked for o in w.observations):
        marks[o.observation] = [corrected[name] for name in o.figures if name in corrected]
    waiting = [d.observation for d in result.derived] if corrected else []
    while waiting:
        ready = [o for o in waiting if marks.keys() >= set(o.inputs)] or waiting
        for o in ready:
            marks[o.observation] = [mark for name in o.inputs for mark in marks.get(name, ())]
        waiting = [o for o in waiting if o.observation not in marks]
    return {name: " | ".join(dict.fromkeys(found)) for name, found in marks.items() if found}


def _observations(result: Result, marks: Mapping[str, str]) -> dict[str, Rows]:
    stated = [o for w in result.worked for o in w.observations]
    derived = [d.observation for d in result.derived]
    columns = contract()["observations"].columns
    return {
        "observations": [
            {name: getattr(o, name, None) for name in columns} | {"correction": marks.get(o.observation)}
            for o in (*stated, *derived)
        ],
        "observation_figures": [
            {"observation": o.observation, "figure": name}
            for o in stated
            for name in dict.fromkeys(o.figures)
        ],
        "observation_inputs": [
            {"observation": d.observation.observation, "input": name, "role": role}
            for d in result.derived
            for name, role in zip(d.observation.inputs, d.roles, strict=True)
        ],
    }


def _findings(result: Result) -> Rows:
    marks, known = _corrected(result), _known(result)
    return [_finding(f, result.decisions.get(f.finding), marks, known) for f in result.findings]


def _finding(
    finding: Finding, decision: Decision | None, marks: Mapping[str, str], known: Mapping[str, str | None]
) -> dict[str, object]:
    """Return a finding with what a person decided, and what its figures say of corrections and time."""
    row = {name: getattr(finding, name, None) for name in contract()["findings"].columns}
    touched = dict.fromkeys(marks[name] for name in finding.figures if name in marks)
    days = [known[name] for name in finding.figures]
    return {
        **row,
        "state": decision.state if decision else "open",
        "reason": decision.reason if decision else None,
        "decided_by": decision.who if decision else None,
        "decided_on": decision.when if decision else None,
        "known_since": max(days) if days and None not in days else None,
        "correction": " | ".join(touched) or None,
    }


def _events(result: Result) -> Rows:
    marks, known = _corrected(result), _known(result)
    return [
        {
            **asdict(event),
            "sentence": mask_contacts(event.sentence),
            "known_since": known[event.figure],
            "correction": marks.get(event.figure),
        }
        for event in result.events
    ]


def _corrected(result: Result) -> dict[str, str]:
    """Return what a person corrected, by figure."""
    return {name: mark for w in result.worked for name, mark in w.corrected.items()}


def _known(result: Result) -> dict[str, str | None]:
    """Return the day from which each figure was known: its report's."""
    return {f.figure: known_since(w.row) for w in result.worked for f in w.figures}


def _masked(text: str | None) -> str | None:
    return text and mask_contacts(text)
