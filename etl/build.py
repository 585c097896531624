"""The pipeline, a page long: reports → figures → observations → worked-out values → findings → tables.

The same reports, rules and libraries give the same bytes; no clock is read. A bad report becomes a row with
its problem and stops nothing. The tables are published whole at the end, or not at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl import tables
from etl.catalogue import Catalogue, load_catalogue
from etl.changes import Changes, compare
from etl.correcting import correct
from etl.corrections import load_corrections
from etl.decisions import Decision, decisions_in, load_decisions, without_finding
from etl.derive import derive, unsaid
from etl.derive.annual import annual
from etl.errors import ZhibiaoError
from etl.events import find_events
from etl.evidence import Evidence, Nature, Source
from etl.findings import SEVERITIES, find_all
from etl.findings.case import Case
from etl.frames import Result, frames
from etl.reading.fold import fold
from etl.reading.places import Place, levels_of, load_places
from etl.reports import report_files
from etl.vintages import known_on, restored
from etl.work import Worked, work_all


class NoReportsError(ZhibiaoError):
    """A folder of reports that is missing or empty."""


@dataclass(frozen=True)
class Built:
    """What a build did: the version that it published, what changed, and what could not be read."""

    version: str
    changes: Changes
    problems: tuple[tuple[str, str], ...]
    """File and reason of every report that could not be read."""
    stray_decisions: tuple[str, ...]
    """Ids of decisions whose finding is there no more; none are told of the tables of an earlier day."""
    rows: dict[str, int]
    """Number of rows of every table."""
    findings: dict[str, int]
    """Number of findings of each severity."""
    aside: tuple[str, ...] = ()
    """Files of the reports that were not out by the day asked for."""


def build(
    folders: Sequence[Path],
    out: Path,
    cached: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    homes: Sequence[Path] = (),
    known_by: str | None = None,
    estimated: bool = False,
) -> Built:
    """Read every report of the folders and publish their tables in `out`.

    `cached` remembers unchanged reports; `progress` is told how many files of how many are done. A person's
    `decisions/` and `catalogue/` are looked for in the folders of reports and in `homes`. With `known_by` (an
    ISO day) only reports that were out by then count. With `estimated` the tables hold interpolated and
    annualised values, too, marked as such.
    Raises NoReportsError for a folder without reports; DataFileError for a rule or sidecar that is wrong.
    """
    homes = (*folders, *homes)
    own = tuple(home / "catalogue" for home in homes if (home / "catalogue").is_dir())
    catalogue = load_catalogue(*own)
    worked = work_all(_paths(folders), cached, progress or (lambda done, total: None), own)
    worked = correct(worked, load_corrections(homes, catalogue.metrics), catalogue)
    worked, aside = known_on(worked, known_by) if known_by else (worked, [])
    if not worked:
        raise NoReportsError.about("reports.none_known", day=known_by)
    decisions = {}
    for home in homes:
        decisions |= load_decisions(home / "decisions" / "findings.yaml")
    result = assemble(worked, decisions, catalogue, estimated)
    before = _tables(out)
    version = tables.write(frames(result, catalogue, load_places().values()), out)
    after = tables.open_tables(out)
    return Built(
        version,
        compare(before, after),
        tuple((w.row["file"], w.row["problem"]) for w in worked if w.row["problem"]),
        () if known_by else tuple(without_finding(decisions, (f.finding for f in result.findings))),
        {name: len(frame) for name, frame in after.frames.items()},
        {severity: sum(f.severity == severity for f in result.findings) for severity in SEVERITIES},
        tuple(aside),
    )


def as_known_on(now: tables.Tables, day: str, catalogue: Catalogue | None = None) -> tables.Tables:
    """Return the tables as they were on `day` (ISO): what a build from the reports of then would give.

    Worked out of the tables `now` alone; worked-out values, the yearly view and findings are made anew, and
    the version says the day. Raises NoReportsError when nothing was known then.
    """
    worked, _ = known_on(restored(now), day)
    if not worked:
        raise NoReportsError.about("reports.none_known", day=day)
    catalogue = catalogue or load_catalogue()
    made = frames(assemble(worked, decisions_in(now), catalogue), catalogue, load_places().values())
    whole = {
        name: tables.to_arrow(name, frame).to_pandas(date_as_object=False) for name, frame in made.items()
    }
    of_then = now.figures["report"].isin(whole["reports"]["report"])
    whole["figures"] = now.figures[of_then].reset_index(drop=True)
    whole |= {name: now[name] for name in ("metrics", "places", "topics")}
    return tables.Tables(now.path, f"{now.version}@{day}", whole)


def assemble(
    worked: list[Worked],
    decisions: Mapping[str, Decision],
    catalogue: Catalogue,
    estimated: bool = False,
) -> Result:
    """Work out all that rests on several observations: derived values, the yearly view, findings, events."""
    observations = [o for w in worked for o in w.observations]
    evidence = evidence_of(worked, load_places(), catalogue)
    derived = derive(observations, evidence, estimated)
    shown = unsaid(derived, observations)
    yearly = annual([*observations, *(d.observation for d in shown)], evidence)
    case = Case(tuple(observations), tuple(derived), evidence, *_names(catalogue, load_places().values()))
    return Result(worked, shown, yearly, find_all(case), decisions, find_events(evidence))


def evidence_of(worked: Iterable[Worked], places: Mapping[str, Place], catalogue: Catalogue) -> Evidence:
    """Return what stands behind the observations of these reports."""
    metrics = catalogue.metrics.items()
    read = [w for w in worked if w.text is not None]
    return Evidence(
        figures={f.figure: f for w in read for f in w.figures},
        sources={w.row["report"]: _source(w) for w in read},
        report_of={f.figure: w.row["report"] for w in read for f in w.figures},
        parents={name: place.parent for name, place in places.items()},
        levels={name: levels_of(name) for name in places},
        nature=Nature(
            frozenset(name for name, metric in metrics if metric.listed),
            {name: metric.total for name, metric in metrics if metric.total},
        ),
    )


def _source(worked: Worked) -> Source:
    names = ("report", "publisher", "place", "date_earliest", "date_latest")
    return Source(**{name: worked.row[name] for name in names}, text=worked.text, folded=fold(worked.text))


def _paths(folders: Sequence[Path]) -> list[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise NoReportsError.about("reports.no_folder", folder=folder)
    paths = [path for folder in folders for path in report_files(folder)]
    if not paths:
        raise NoReportsError.about("reports.none", folders=", ".join(map(str, folders)))
    return list(dict.fromkeys(paths))


def _names(catalogue: Catalogue, places: Iterable[Place]) -> tuple[dict[str, tuple[str, str]], ...]:
    metrics = {name: (metric.name_zh, metric.name_en) for name, metric in catalogue.metrics.items()}
    return metrics, {place.place: (place.name_zh, place.name_en) for place in places}


def _tables(out: Path) -> tables.Tables | None:
    """Return the tables of the build before; None when there are none, or none that can be read."""
    try:
        return tables.open_tables(out)
    except tables.TablesError:
        return None
