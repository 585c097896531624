"""What a report states without writing it: 2282 cases, up 11.81 percent, were 2041 the year before.

Three forms: a growth rate, an absolute change (比上年增加61件), and a share, be it of a place above
(占全国的13.6%) or of a whole that formulas.yaml names (发明专利授权3618件，占16.6%; 其中发明专利占16.6%).
Each result carries the interval that the rounding of its inputs allows, its formula and its inputs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec.structs import replace

from etl.derive.declared import formulas
from etl.derive.rounding import Interval, exact, interval, plain, step
from etl.derive.spans import known_day, whole_year, year_before
from etl.derive.words import growth_base, words
from etl.evidence import Evidence
from etl.model import Bound, Observation, short_id


@dataclass(frozen=True, slots=True)
class Derived:
    """A worked-out observation and the part that each of its `inputs` plays in the formula."""

    observation: Observation
    roles: tuple[str, ...]


def implied(observations: Iterable[Observation], evidence: Evidence) -> list[Derived]:
    """Return every value that the observations of one report state of another year or place."""
    levels: dict[tuple, list[Observation]] = {}
    others = []
    for o in observations:
        if o.transform == "level":
            levels.setdefault(_moment(o), []).append(o)
        else:
            others.append(o)
    pairs = [(level, o) for o in others if (level := _only(o, levels.get(_moment(o), []))) is not None]
    found = [_imply(level, other, evidence) for level, other in pairs]
    alone = (o for o in others if o.transform == "share" and not levels.get(_moment(o)))
    found += [_part(o, levels, evidence) for o in alone]
    return [one for one in found if one is not None]


def _imply(level: Observation, other: Observation, evidence: Evidence) -> Derived | None:
    if level.time_kind == "plan" or other.time_kind == "plan" or level.status == "P":
        return None
    if other.transform == "share":
        return _whole(level, other, evidence)
    said = _earlier(level, other, evidence)
    if said is None:
        return None
    make = {"growth": _before_growth, "change": _before_change}[other.transform]
    return make(level, other, evidence, said)


def _earlier(level: Observation, other: Observation, evidence: Evidence) -> dict[str, str | None] | None:
    """Return time and basis of the value that a growth starts from: None when words name another base.

    The same span or day a year before; for stocks `较上年末` is the last day of the year before. A whole year
    whose words leave the base out is assumed to speak of the year before.
    """
    bases = {growth_base(evidence, figure) for figure in evidence.figures_of(other)}
    if bases == {"year_before"} and known_day(level):
        return _year_earlier(level, "words")
    if bases == {"year_end"} and known_day(level) and level.measure != "flow" and level.period_end:
        return _year_end_earlier(level)
    return _year_earlier(level, "assumed") if bases == {"unsaid"} and whole_year(level) is not None else None


def _year_earlier(level: Observation, basis: str) -> dict[str, str | None]:
    start, end = level.period_start, level.period_end
    return {
        "period_start": start and year_before(start),
        "period_end": end and year_before(end),
        "measure_basis": basis,
    }


def _year_end_earlier(level: Observation) -> dict[str, str | None]:
    if whole_year(level) is not None:
        return _year_earlier(level, "words")
    end = f"{int(level.period_end[:4]) - 1}-12-31"
    return {"time_kind": "as_of", "period_start": None, "period_end": end, "measure_basis": "words"}


def _before_growth(
    level: Observation, growth: Observation, evidence: Evidence, said: dict[str, str | None]
) -> Derived | None:
    if growth.unit != "percent" or growth.value <= -100 or growth.bound == "about":
        return None
    base, rate = interval_of(level, evidence), interval_of(growth, evidence)
    return _derived(
        level,
        (growth, "growth"),
        exact(level.value) / (1 + exact(growth.value) / 100),
        Interval(_ratio(base.low, rate.high), _ratio(base.high, rate.low)),
        f"{number(level.value)} / (1 {signed(growth.value)}%)",
        _step(level, evidence),
        **said,
    )


def _before_change(
    level: Observation, change: Observation, evidence: Evidence, said: dict[str, str | None]
) -> Derived | None:
    if change.unit != level.unit:
        return None
    base, rise = interval_of(level, evidence), interval_of(change, evidence)
    return _derived(
        level,
        (change, "change"),
        exact(level.value) - exact(change.value),
        Interval(_minus(base.low, rise.high), _minus(base.high, rise.low)),
        f"{number(level.value)} {'-' if change.value >= 0 else '+'} {number(abs(change.value))}",
        max(_step(level, evidence), _step(change, evidence)),
        **said,
    )


def _whole(level: Observation, share: Observation, evidence: Evidence) -> Derived | None:
    whole = _whole_of(level, share, evidence)
    if whole is None or share.unit != "percent" or share.value <= 0 or share.bound == "about":
        return None
    base, part = interval_of(level, evidence), interval_of(share, evidence)
    return _derived(
        level,
        (share, "share"),
        exact(level.value) * 100 / exact(share.value),
        Interval(_times(base.low, part.high), _times(base.high, part.low)),
        f"{number(level.value)} / {number(share.value)}%",
        _step(level, evidence),
        **whole,
    )


def _part(
    share: Observation, levels: Mapping[tuple, list[Observation]], evidence: Evidence
) -> Derived | None:
    """Return the part that a share makes of its whole, where the report states the whole alone."""
    metric = formulas().wholes.get(share.metric)
    whole = _only(share, levels.get((metric, *_moment(share)[1:]), []))
    if whole is None or _place_of_whole(share, share, evidence)[1] or "P" in (whole.status, share.status):
        return None
    if share.unit != "percent" or share.bound == "about" or share.time_kind == "plan":
        return None
    base, part = interval_of(whole, evidence), interval_of(share, evidence)
    return _derived(
        whole,
        (share, "share"),
        exact(whole.value) * exact(share.value) / 100,
        Interval(_of(base.low, part.low), _of(base.high, part.high)),
        f"{number(whole.value)} × {number(share.value)}%",
        _step(whole, evidence),
        role="whole",
        metric=share.metric,
    )


def _whole_of(level: Observation, share: Observation, evidence: Evidence) -> dict[str, str] | None:
    """Return what the whole is: the same metric at a place above, or the metric that this one is part of."""
    place, named = _place_of_whole(level, share, evidence)
    if named:
        return {"place": place} if place else None
    metric = formulas().wholes.get(level.metric)
    return {"metric": metric} if metric else None


def _place_of_whole(level: Observation, share: Observation, evidence: Evidence) -> tuple[str | None, bool]:
    """Return the place above that the words name, and whether they name one at all."""
    rules = words().share_of
    for figure in evidence.figures_of(share):
        before = evidence.before(figure, 8)
        for word, kind in rules.whole.items():
            if any(lead + word in before for lead in rules.words):
                above = (
                    p
                    for p in evidence.above(level.place)
                    if p != level.place and kind in evidence.levels.get(p, ())
                )
                return next(above, None), True
    return None, False


def _derived(
    level: Observation,
    other: tuple[Observation, str],
    value: Fraction,
    span: Interval,
    formula: str,
    rounding: Fraction,
    *,
    role: str = "level",
    **changes: object,
) -> Derived | None:
    """Return the level with another value, time or place; None for one below zero."""
    second, part = other
    if value < 0 <= level.value:
        return None
    value, span = _rounded(value, span, level.unit, rounding)
    bound = bound_of(span)
    observation = replace(
        level,
        observation=short_id("implied", level.observation, second.observation),
        value=plain(value),
        low=plain(span.low),
        high=plain(span.high),
        bound=bound,
        method="implied",
        formula=formula,
        status="E",
        note=None,
        figures=(),
        inputs=(level.observation, second.observation),
        **changes,
    )
    return Derived(observation, (role, part))


def _rounded(value: Fraction, span: Interval, unit: str, rounding: Fraction) -> tuple[Fraction, Interval]:
    """Return whole numbers for counts; the best value of the rest to the input's last digit.

    Where no whole number gives the very rate that is stated, the interval is the two nearest.
    """
    if unit == "count" and rounding <= 1:
        low, high = _up(span.low), _down(span.high)
        if low is not None and high is not None and low > high:
            low, high = high, low
        whole = Fraction(round(value))
        within = max(whole, low) if low is not None else whole
        return (within if high is None else min(within, high)), Interval(low, high)
    while rounding:
        rounded = round(value / rounding) * rounding
        if (span.low is None or rounded >= span.low) and (span.high is None or rounded <= span.high):
            return rounded, span
        rounding = rounding / 10 if span.low != span.high else Fraction(0)
    return value, span


def bound_of(span: Interval) -> Bound:
    """Return the bound that an interval amounts to."""
    if span.low is None and span.high is None:
        return "about"
    if span.low is None or span.high is None:
        return "at_least" if span.high is None else "at_most"
    return "exact" if span.low == span.high else "range"


def _moment(o: Observation) -> tuple:
    return o.metric, o.place, o.report, o.period_end


def _only(other: Observation, levels: list[Observation]) -> Observation | None:
    """Return the one level that `other` speaks of: of the same span, or the only one of that day."""
    same = [o for o in levels if o.period_start == other.period_start] or levels
    return same[0] if len(same) == 1 else None


def interval_of(o: Observation, evidence: Evidence) -> Interval:
    """Return what the words of the observation's figures allow; of a worked-out value its own interval."""
    if o.method != "stated":
        return Interval(*(None if end is None else exact(end) for end in (o.low, o.high)))
    return interval(o, [evidence.surface(f) for f in evidence.figures_of(o)])


def _step(o: Observation, evidence: Evidence) -> Fraction:
    return step(o.value, [evidence.surface(f) for f in evidence.figures_of(o)], o.unit)


def _ratio(level: Fraction | None, rate: Fraction | None) -> Fraction | None:
    return None if level is None or rate is None or rate <= -100 else level / (1 + rate / 100)


def _minus(level: Fraction | None, change: Fraction | None) -> Fraction | None:
    return None if level is None or change is None else level - change


def _times(level: Fraction | None, share: Fraction | None) -> Fraction | None:
    return None if level is None or not share else level * 100 / share


def _of(whole: Fraction | None, share: Fraction | None) -> Fraction | None:
    return None if whole is None or share is None else whole * share / 100


def _up(value: Fraction | None) -> Fraction | None:
    return None if value is None else Fraction(ceil(value))


def _down(value: Fraction | None) -> Fraction | None:
    return None if value is None else Fraction(floor(value))


def number(value: float) -> str:
    """Return the shortest digits of a number, without an exponent: 2282, 11.81."""
    return format(Decimal(repr(value)), "f") if value % 1 else str(int(value))


def signed(value: float) -> str:
    """Return the number with its sign set apart: `+ 11.81`, `- 3.2`."""
    return f"{'-' if value < 0 else '+'} {number(abs(value))}"
