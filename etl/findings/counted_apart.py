"""One matter counted in enterprises at one time and in policies (家次) at another: no line leads across.

The catalogue keeps the two apart as metrics; without this note a reader would take 26家 and 379家次 for a
history. A report that gives both at once raises nothing, since each then has its own line.
"""

from collections.abc import Iterable

from etl.evidence import where
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each place whose only points of a matter are counted by different units."""
    for first, second in rules().counted_apart.items():
        points: dict[tuple, dict[str, list[Observation]]] = {}
        for o in case.levels:
            if (
                o.metric in (first, second)
                and o.place
                and o.period_end
                and o.measure in ("cumulative", "stock")
            ):
                points.setdefault((where(o), o.measure), {}).setdefault(o.metric, []).append(o)
        for by_metric in points.values():
            if len(by_metric) == 2:
                yield from _compare(case, *by_metric.values())


def _compare(case: Case, some: list[Observation], others: list[Observation]) -> Iterable[Finding]:
    times = [{o.period_end for o in points} for points in (some, others)]
    if len(times[0]) > 1 or len(times[1]) > 1 or times[0] & times[1]:
        return
    earlier, later = sorted((some[0], others[0]), key=lambda o: o.period_end)
    units = [case.names(o.metric, o.place)["metric"] for o in (earlier, later)]
    yield case.finding(
        "definition_break",
        "note",
        (earlier, later),
        text="definition_break.units",
        expected=units[0],
        found=units[1],
        first=earlier,
        second=later,
        earlier=case.when(earlier),
        later=case.when(later),
        first_metric=units[0],
        second_metric=units[1],
    )
