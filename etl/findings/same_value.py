"""The same long number for two different things, which a slip of the hand explains better than chance.

Numbers of few digits meet by chance; a figure that states two metrics on purpose is one figure and is left
out.
"""

from collections.abc import Iterable
from itertools import combinations

from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each two observations of different metric or place with the same long value."""
    groups: dict[tuple, list[Observation]] = {}
    for o in case.levels:
        digits = f"{o.value:.12e}".partition("e")[0].rstrip("0").replace(".", "")
        if o.bound == "exact" and len(digits) >= rules().same_value_digits:
            groups.setdefault((o.value, o.unit), []).append(o)
    for group in groups.values():
        for a, b in combinations(sorted(group, key=lambda o: o.observation), 2):
            if (a.metric, a.place) != (b.metric, b.place) and not set(a.figures) & set(b.figures):
                yield case.finding(
                    "same_value",
                    "note",
                    (a, b),
                    found=case.written(a),
                    first=_name(case, a),
                    second=_name(case, b),
                    value=a,
                )


def _name(case: Case, o: Observation) -> tuple[str, str]:
    return case.say("point", **case.names(o.metric, o.place), time=case.when(o))
