"""Neighbouring points of one series whose words count different things: cases handled, cases closed.

Such a break also breaks the line of a chart, and no growth is worked out across it (derive.between).
"""

from collections.abc import Iterable
from itertools import pairwise

from etl.derive.words import wording, words
from etl.evidence import series_of
from etl.findings.case import Case, Finding
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each two neighbouring times of a series with different wording."""
    for series in series_of(o for o in case.levels if o.period_end and o.measure != "event").values():
        for a, b in pairwise(series):
            if (a.period_start, a.period_end) == (b.period_start, b.period_end):
                continue
            first, second = wording(case.evidence, a), wording(case.evidence, b)
            for name in sorted(first.keys() & second.keys()):
                if first[name] != second[name]:
                    yield _finding(case, (a, b), name, (first[name], second[name]))


def _finding(case: Case, pair: tuple[Observation, Observation], name: str, kinds: tuple[str, str]) -> Finding:
    rule = next(rule for rule in words().wording if rule.name == name)
    said = [(rule.words[kind][0], kind) for kind in kinds]
    return case.finding(
        "definition_break",
        "warning",
        pair,
        expected=said[0],
        found=said[1],
        first=said[0],
        second=said[1],
        earlier=case.when(pair[0]),
        later=case.when(pair[1]),
    )
