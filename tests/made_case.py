"""Made-up reports for tests of derived values and findings: sentences in which the figures are marked.

`⟦379家次⟧` marks a figure; the observations that it gives are said beside it. Nothing is read by the
engine, so that these tests stand on their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from etl.derive import derive
from etl.evidence import Evidence, Nature, Source
from etl.findings.case import Case
from etl.model import Figure, Observation, short_id
from etl.reading.fold import fold

PARENTS = {
    "china": None,
    "hunan": "china",
    "changsha": "hunan",
    "changsha-yuelu": "changsha",
    "zhuzhou": "hunan",
}
LEVELS = {
    "china": ("country",),
    "hunan": ("province",),
    "changsha": ("city",),
    "changsha-yuelu": ("district",),
    "zhuzhou": ("city",),
}
NATURE = Nature(
    listed=frozenset({"enforcement.seized_goods"}),
    totals={"overseas_insurance.deal_coverage": "overseas_insurance.coverage"},
)


@dataclass
class Report:
    """A report with marked sentences; `says` turns each mark into a figure and an observation."""

    name: str
    date: str = "2028-12-31"
    publisher: str | None = None
    sentences: list[str] = field(default_factory=list)
    rows: list[tuple[Figure, Observation | None]] = field(default_factory=list)

    def says(self, marked: str, *given: dict | None) -> "Report":
        """Add a sentence; the n-th mark takes the n-th of `given` (None: a figure without an observation)."""
        offset = sum(map(len, self.sentences))
        plain, spans, at = "", [], 0
        for match in re.finditer("⟦(.*?)⟧", marked):
            plain += marked[at : match.start()]
            spans.append((offset + len(plain), offset + len(plain) + len(match[1])))
            plain += match[1]
            at = match.end()
        plain += marked[at:]
        for span, values in zip(spans, given, strict=True):
            self._add(
                span, (offset, offset + len(plain)), plain[span[0] - offset : span[1] - offset], values or {}
            )
        self.sentences.append(plain)
        return self

    def _add(self, span: tuple[int, int], sentence: tuple[int, int], surface: str, values: dict) -> None:
        values = dict(values)
        observed = "metric" in values
        common = {name: values.get(name, default) for name, default in _COMMON.items()}
        common["low"] = values.get(
            "low", common["value"] if common["bound"] in ("exact", "at_least") else None
        )
        common["high"] = values.get(
            "high", common["value"] if common["bound"] in ("exact", "at_most") else None
        )
        figure = Figure(
            figure=short_id(self.name, *span),
            start=span[0],
            end=span[1],
            surface=surface,
            sentence_start=sentence[0],
            sentence_end=sentence[1],
            kind=values.get("kind", "money" if common["unit"].isupper() else "count"),
            unit_text=re.sub(r"^[^0-9一-九]*[0-9.,一-九十百千]+", "", surface),
            cumulative=values.get("measure") == "cumulative",
            statistic=values.get("statistic", True),
            rule="made",
            **common,
        )
        observation = None
        if observed:
            common = {**common, "time_kind": common["time_kind"] or "unknown", "time_basis": "stated"}
            observation = Observation(
                observation=short_id("made", self.name, *span),
                metric=values["metric"],
                transform=values.get("transform", "level"),
                measure=values.get("measure", "flow"),
                measure_basis=values.get("measure_basis", "words"),
                method="stated",
                formula=None,
                status=values.get("status", "A"),
                report=self.name,
                known_since=self.date,
                note=None,
                figures=(figure.figure,),
                **common,
            )
        self.rows.append((figure, observation))


_COMMON = {
    "value": 0.0,
    "low": None,
    "high": None,
    "bound": "exact",
    "unit": "count",
    "time_kind": None,
    "period_start": None,
    "period_end": None,
    "period_end_earliest": None,
    "time_basis": "stated",
    "place": None,
}


def year(number: int, **values: object) -> dict:
    """Return the values of an observation of a whole year."""
    return {
        "time_kind": "period",
        "period_start": f"{number}-01-01",
        "period_end": f"{number}-12-31",
        "place": "changsha",
        **values,
    }


def as_of(day: str, **values: object) -> dict:
    """Return the values of an observation of a running total at a date."""
    return {"time_kind": "as_of", "period_end": day, "measure": "cumulative", "place": "changsha", **values}


def event(day: str, **values: object) -> dict:
    """Return the values of an observation of a single deal."""
    return {
        "time_kind": "event",
        "period_start": day,
        "period_end": day,
        "measure": "event",
        "place": "changsha",
        **values,
    }


def evidence(reports: Sequence[Report]) -> Evidence:
    """Return what stands behind the reports."""
    sources = {}
    for report in reports:
        text = "".join(report.sentences)
        sources[report.name] = Source(
            report.name, report.publisher, report.date, report.date, "changsha", text, fold(text)
        )
    figures = {figure.figure: (report.name, figure) for report in reports for figure, _ in report.rows}
    return Evidence(
        {name: figure for name, (_, figure) in figures.items()},
        sources,
        {name: report for name, (report, _) in figures.items()},
        PARENTS,
        LEVELS,
        NATURE,
    )


def observations(reports: Sequence[Report]) -> list[Observation]:
    """Return what the reports state."""
    return [o for report in reports for _, o in report.rows if o]


def case(*reports: Report) -> Case:
    """Return the case that findings look at."""
    stated, behind = observations(reports), evidence(reports)
    return Case(tuple(stated), tuple(derive(stated, behind)), behind, {}, {})


def moved(report: Report, name: str) -> Report:
    """Return an empty report with the same publisher under another name."""
    return replace(report, name=name, sentences=[], rows=[])
