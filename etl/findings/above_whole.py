"""A metric above another that it can never exceed: a premium above its sum insured, grants of inventions
above all grants.

Only of one report, place, measure and time. The pairs are in rules/findings.yaml, and the parts and wholes of
rules/formulas.yaml; such a pair is mostly a slip of the unit in one of the two.
"""

from collections.abc import Iterable

from etl.derive.declared import formulas
from etl.derive.implied import interval_of
from etl.evidence import where
from etl.findings.case import Case, Finding
from etl.findings.cells import of_a_part
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each pair that is the wrong way round."""
    stated: dict[tuple, list[Observation]] = {}
    for o in case.levels:
        if o.measure != "event" and o.period_end and not of_a_part(case, o):
            stated.setdefault((o.metric, *_moment(o)), []).append(o)
    for smaller, larger in (*rules().never_above.items(), *formulas().wholes.items()):
        for (metric, *moment), group in stated.items():
            wholes = stated.get((larger, *moment), []) if metric == smaller else []
            if len(group) == len(wholes) == 1 and _above(case, group[0], wholes[0]):
                yield case.finding(
                    "part_above_whole",
                    "error",
                    (group[0], wholes[0]),
                    text="part_above_whole.metrics",
                    expected=tuple(f"≤ {said}" for said in case.both(wholes[0])),
                    found=group[0],
                    time=case.when(group[0]),
                    part=group[0],
                    total=wholes[0],
                    whole=case.names(larger, wholes[0].place)["metric"],
                )


def _above(case: Case, part: Observation, whole: Observation) -> bool:
    least, most = interval_of(part, case.evidence).low, interval_of(whole, case.evidence).high
    return part.unit == whole.unit and least is not None and most is not None and least > most


def _moment(o: Observation) -> tuple:
    return where(o), o.report, o.measure, o.time_kind, o.period_start, o.period_end
