"""One metric that its reports give for a district at one time and for the city around it at another.

The points look like one history and are none: a line through them would jump with the place, not with the
matter.
"""

from collections.abc import Iterable
from itertools import groupby, pairwise

from etl.findings.case import Case, Finding
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield one note for each metric whose neighbouring points lie in nested places."""
    groups: dict[tuple, list[Observation]] = {}
    for o in case.levels:
        if o.period_end and o.place and o.measure != "event":
            groups.setdefault((o.metric, o.measure, o.unit), []).append(o)
    for group in groups.values():
        points = sorted(group, key=lambda o: (o.period_end, o.period_start or "", o.observation))
        moments = [list(same) for _, same in groupby(points, key=lambda o: (o.period_end, o.place))]
        jumps = [(a[0], b[0]) for a, b in pairwise(moments) if _nested(case, a[0].place, b[0].place)]
        times = {o.period_end for pair in jumps for o in pair}
        if len(times) > 1:
            yield _finding(case, list(dict.fromkeys(o for pair in jumps for o in pair)))


def _nested(case: Case, a: str, b: str) -> bool:
    above = case.evidence.above
    country = any("country" in case.evidence.levels.get(place, ()) for place in (a, b))
    return a != b and not country and (a in set(above(b)) or b in set(above(a)))


def _finding(case: Case, points: list[Observation]) -> Finding:
    scopes = tuple(
        "; ".join(f"{case.when(o)} {case.place_names.get(o.place, (o.place, o.place))[i]}" for o in points)
        for i in (0, 1)
    )
    return case.finding("scope_change", "note", points, scopes=scopes)
