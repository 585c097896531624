"""One metric that its reports give for a district at one time and for the city around it at another.

The points look like one history and are none: a line through them would jump with the place, not with the
matter. Two places that each have a history of their own raise nothing, and a province beside its cities only
where one publisher speaks of both.
"""

from collections import Counter
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
        once = _stated_once(moments)
        jumps = [
            (a[0], b[0])
            for a, b in pairwise(moments)
            if _nested(case, a[0], b[0]) and once & {a[0].place, b[0].place}
        ]
        times = {o.period_end for pair in jumps for o in pair}
        if len(times) > 1:
            yield _finding(case, list(dict.fromkeys(o for pair in jumps for o in pair)))


def _stated_once(moments: list[list[Observation]]) -> set[str]:
    """Return the places that have no history of their own: one moment only."""
    counts = Counter(place for place, _ in {(m[0].place, m[0].period_end) for m in moments})
    return {place for place, number in counts.items() if number == 1}


def _nested(case: Case, a: Observation, b: Observation) -> bool:
    above = case.evidence.above
    inside = a.place != b.place and (a.place in set(above(b.place)) or b.place in set(above(a.place)))
    return inside and (all(map(case.is_local, (a.place, b.place))) or _one_publisher(case, a, b))


def _one_publisher(case: Case, a: Observation, b: Observation) -> bool:
    first, second = (case.evidence.sources.get(o.report) for o in (a, b))
    known = first and second and first.publisher
    return bool(known) and first.publisher == second.publisher and first.report != second.report


def _finding(case: Case, points: list[Observation]) -> Finding:
    said = [
        case.say(
            "scope_change.point", time=case.when(o), place=case.place_names.get(o.place, (o.place, o.place))
        )
        for o in points
    ]
    scopes = tuple(
        mark.join(texts)
        for mark, texts in zip(case.say("scope_change.join"), zip(*said, strict=True), strict=True)
    )
    return case.finding("scope_change", "note", points, scopes=scopes)
