"""Ratios and sums that the field uses: premium rate, average coverage a policy; rules/formulas.yaml has them.

Worked out only from observations of the same report, place, measure and date; the amount's own currency goes
into the result (HKD premium by HKD coverage, never HKD by CNY).
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace

from etl.derive.declared import Ratio, formulas
from etl.derive.implied import Derived, bound_of, interval_of, number
from etl.derive.rounding import Interval, exact, plain
from etl.derive.spans import known_day
from etl.evidence import Evidence
from etl.model import Observation, short_id

Found = Mapping[tuple, list[Observation]]


def worked_out(observations: Iterable[Observation], evidence: Evidence) -> list[Derived]:
    """Return every ratio and sum of rules/formulas.yaml that the observations allow."""
    found: dict[tuple, list[Observation]] = {}
    for o in observations:
        if o.transform == "level" and o.method == "stated" and o.time_kind in ("period", "as_of"):
            found.setdefault((o.metric, *_moment(o)), []).append(o)
    return [*_ratios(found, evidence), *_sums(found, evidence), *_shares(found, evidence)]


def _ratios(found: Found, evidence: Evidence) -> Iterator[Derived]:
    for metric, ratio in formulas().ratios.items():
        pairs = _at_one_time(found, ratio) if ratio.across else _together(found, [ratio.of, ratio.by])
        for a, b in pairs:
            if b.value > 0 and _units_fit(ratio, a, b):
                yield _ratio(metric, ratio, (a, b), evidence)


def _units_fit(ratio: Ratio, a: Observation, b: Observation) -> bool:
    if ratio.kind == "base":
        return a.unit == "count" and b.unit.startswith("per_")
    return b.unit == "count" if "_per_" in ratio.unit else a.unit == b.unit


def _sums(found: Found, evidence: Evidence) -> Iterator[Derived]:
    for metric, parts in formulas().sums.items():
        for group in _together(found, parts):
            if len({o.unit for o in group}) == 1 and (metric, *_moment(group[0])) not in found:
                yield _sum(metric, group, evidence)


def _shares(found: Found, evidence: Evidence) -> Iterator[Derived]:
    """Yield the share that a part has in its whole, where one report states both (共200人，其中…40人)."""
    for metric, whole in formulas().wholes.items():
        for a, b in _together(found, [metric, whole]):
            if a.unit == b.unit and 0 < b.value >= a.value:
                yield _share(metric, (a, b), evidence)


def _share(metric: str, pair: tuple[Observation, Observation], evidence: Evidence) -> Derived:
    part, whole = (interval_of(o, evidence) for o in pair)
    a, b = (exact(o.value) for o in pair)
    return _derived(
        metric,
        pair,
        a / b * 100,
        Interval(_divide(part.low, whole.high, 100), _divide(part.high, whole.low, 100)),
        ("part", "whole"),
        formula=f"{number(pair[0].value)} / {number(pair[1].value)} × 100",
        transform="share",
        unit="percent",
    )


def _together(found: Found, metrics: list[str]) -> Iterator[list[Observation]]:
    """Yield one observation of each metric, all of one moment, where each is stated once and not roughly."""
    for metric, *moment in found:
        if metric == metrics[0]:
            groups = [found.get((m, *moment), []) for m in metrics]
            if all(len(group) == 1 and group[0].bound != "about" for group in groups):
                yield [group[0] for group in groups]


def _at_one_time(found: Found, ratio: Ratio) -> Iterator[tuple[Observation, Observation]]:
    """Yield numerator and base of one place and last day, whichever report states the base."""
    bases: dict[tuple, list[Observation]] = {}
    for (metric, *_), group in found.items():
        if metric == ratio.by:
            bases.setdefault((group[0].place, group[0].period_end), []).extend(group)
    for (metric, *_), group in found.items():
        base = bases.get((group[0].place, group[0].period_end), [])
        known = group[0].place and known_day(group[0]) and group[0].period_end
        sure = len(group) == 1 and len({o.value for o in base}) == 1
        if metric == ratio.of and known and sure and "about" not in (group[0].bound, base[0].bound):
            yield group[0], base[0]


def _ratio(metric: str, ratio: Ratio, pair: tuple[Observation, Observation], evidence: Evidence) -> Derived:
    a, b = pair
    first, second = interval_of(a, evidence), interval_of(b, evidence)
    value = exact(a.value) / exact(b.value) * ratio.scale
    known = [o.known_since for o in pair]
    return _derived(
        metric,
        pair,
        Fraction(round(value)) if ratio.kind == "base" else value,
        Interval(
            _divide(first.low, second.high, ratio.scale),
            _divide(first.high, second.low, ratio.scale),
        ),
        ("numerator", "denominator"),
        formula=f"{number(a.value)} / {number(b.value)}" + (f" × {ratio.scale}" if ratio.scale != 1 else ""),
        unit=ratio.unit.replace("CNY", a.unit),
        measure="level" if ratio.kind == "ratio" else a.measure,
        method="derived" if ratio.kind == "ratio" else "implied",
        known_since=None if None in known else max(known),
        report=a.report if a.report == b.report else None,
    )


def _sum(metric: str, group: list[Observation], evidence: Evidence) -> Derived:
    spans = [interval_of(o, evidence) for o in group]
    return _derived(
        metric,
        group,
        sum(exact(o.value) for o in group),
        Interval(_add([s.low for s in spans]), _add([s.high for s in spans])),
        ("part",) * len(group),
        formula=" + ".join(number(o.value) for o in group),
    )


def _derived(
    metric: str,
    inputs: Iterable[Observation],
    value: Fraction,
    span: Interval,
    roles: tuple[str, ...],
    **changes: object,
) -> Derived:
    first, *_ = inputs
    ids = tuple(o.observation for o in inputs)
    observation = replace(
        first,
        observation=short_id("formula", metric, *ids),
        metric=metric,
        value=plain(value),
        low=plain(span.low),
        high=plain(span.high),
        bound=bound_of(span),
        method=changes.pop("method", "derived"),
        status="P" if any(o.status == "P" for o in inputs) else "E",
        note=None,
        figures=(),
        inputs=ids,
        **changes,
    )
    return Derived(observation, roles)


def _divide(a: Fraction | None, b: Fraction | None, scale: int) -> Fraction | None:
    return None if a is None or b is None or b <= 0 else a / b * scale


def _add(ends: list[Fraction | None]) -> Fraction | None:
    return None if None in ends else sum(ends)


def _moment(o: Observation) -> tuple:
    return o.report, o.place, o.measure, o.time_kind, o.period_start, o.period_end
