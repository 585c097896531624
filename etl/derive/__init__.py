"""Worked-out observations: implied by one report, by formulas of the catalogue, or between two reports.

Every one names its formula and its inputs, which are observations themselves. Imports nothing above observe.
"""

from collections.abc import Iterable

from etl.derive.between import between
from etl.derive.estimates import estimates
from etl.derive.formulas import worked_out
from etl.derive.implied import Derived, implied
from etl.evidence import Evidence
from etl.model import Observation


def derive(observations: Iterable[Observation], evidence: Evidence, estimated: bool = False) -> list[Derived]:
    """Return all worked-out observations, sorted by id; estimates only if asked for."""
    stated = list(observations)
    found = [*implied(stated, evidence), *worked_out(stated, evidence), *between(stated, evidence)]
    found += estimates(stated, evidence) if estimated else []
    unique = {d.observation.observation: d for d in found}
    return [unique[name] for name in sorted(unique)]


def unsaid(derived: Iterable[Derived], observations: Iterable[Observation]) -> list[Derived]:
    """Return the worked-out observations that no report states itself at that point: those for the tables."""
    said = {_point(o) for o in observations}
    return [d for d in derived if _point(d.observation) not in said]


def _point(o: Observation) -> tuple:
    return o.metric, o.place, o.transform, o.measure, o.unit, o.period_start, o.period_end, o.report
