"""The same long number for two different things, which a slip of the hand explains better than chance.

Numbers of few digits meet by chance, the more so the more reports there are: across reports more digits are
asked for. A figure that states two metrics on purpose is one figure and is left out.
"""

from collections.abc import Iterable, Iterator

from etl.evidence import where
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each two observations of different metric or place with the same long value."""
    groups: dict[tuple, list[Observation]] = {}
    for o in case.levels:
        if o.bound == "exact" and _digits(o) >= rules().same_value_digits:
            groups.setdefault((o.value, o.unit), []).append(o)
    for group in groups.values():
        yield from _twins(case, sorted(group, key=lambda o: (o.known_since or "9999", o.observation)))


def _twins(case: Case, group: list[Observation]) -> Iterator[Finding]:
    """Hold each thing of each report against the first other thing; each two things are told once."""
    seen: dict[tuple, Observation] = {}
    told: set[frozenset] = set()
    for b in group:
        if (_thing(b), b.report) in seen:
            continue
        for a in seen.values():
            both = frozenset((_thing(a), _thing(b)))
            if len(both) > 1 and both not in told and not set(a.figures) & set(b.figures) and _telling(a, b):
                told.add(both)
                yield _finding(case, a, b)
                break
        seen[_thing(b), b.report] = b


def _finding(case: Case, a: Observation, b: Observation) -> Finding:
    names = {"first": _name(case, a), "second": _name(case, b)}
    return case.finding("same_value", "note", (a, b), found=a, value=a, **names)


def _thing(o: Observation) -> tuple:
    return o.metric, where(o)


def _telling(a: Observation, b: Observation) -> bool:
    if a.report != b.report:
        return _digits(a) >= rules().same_value_digits_across
    return (a.period_start, a.period_end) == (b.period_start, b.period_end)


def _digits(o: Observation) -> int:
    return len(f"{o.value:.12e}".partition("e")[0].rstrip("0").replace(".", ""))


def _name(case: Case, o: Observation) -> tuple[str, str]:
    return case.say("point", **case.names(o.metric, o.place), time=case.when(o))
