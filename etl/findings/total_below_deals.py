"""A total that is smaller than the single deals known to be in it.

Deals at the total's place or below it contradict a total that is said to run from a start. Deals at a place
above, or a total that is not said to run from a start, only raise a doubt, and the note names it.
"""

from collections.abc import Iterable
from fractions import Fraction

from etl.derive.implied import interval_of
from etl.derive.rounding import exact
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each total below its deals."""
    for deal_metric, total_metric in rules().deals_in_totals.items():
        deals = _distinct([o for o in case.levels if o.metric == deal_metric and o.period_end])
        for total in case.levels:
            if total.metric == total_metric and total.measure == "cumulative" and total.period_end:
                yield from _compare(case, total, deals)


def _compare(case: Case, total: Observation, deals: list[Observation]) -> Iterable[Finding]:
    evidence, first_day = case.evidence, total.period_end_earliest or total.period_end
    before = [d for d in deals if d.period_end <= first_day and d.unit == total.unit]
    inside = [d for d in before if total.place in evidence.above(d.place)]
    around = [d for d in before if d not in inside and d.place in set(evidence.above(total.place))]
    top = interval_of(total, evidence).high
    if top is None or total.place is None:
        return
    words = total.measure_basis == "words"
    if inside and _sum(inside) > top and words:
        yield _finding(case, total, inside, None)
    elif inside and _sum(inside) > top:
        yield _finding(case, total, inside, "start")
    elif around and _sum(inside + around) > top:
        yield _finding(case, total, inside + around, "scope" if words else "both")


def _finding(case: Case, total: Observation, deals: list[Observation], doubt: str | None) -> Finding:
    return case.finding(
        "total_below_deals",
        "note" if doubt else "error",
        (total, *deals),
        text="total_below_deals.doubt" if doubt else None,
        expected=case.at_least(*case.amount(float(_sum(deals)), total)),
        found=total,
        total=total,
        time=case.when(total),
        sum=tuple(" + ".join(f"{case.both(d)[i]}, {case.when(d)}" for d in deals) for i in (0, 1)),
        **({"doubt": case.say(f"doubt.{doubt}")} if doubt else {}),
    )


def _sum(deals: list[Observation]) -> Fraction:
    return sum((exact(d.low if d.low is not None else d.value) for d in deals), Fraction(0))


def _distinct(deals: list[Observation]) -> list[Observation]:
    """Return each deal once, however many reports tell of it, and however roughly."""
    kept: list[Observation] = []
    for deal in sorted(deals, key=lambda d: (d.bound != "exact", d.period_end, d.observation)):
        if not any(_same(deal, other) for other in kept):
            kept.append(deal)
    return sorted(kept, key=lambda d: (d.period_end, d.observation))


def _same(one: Observation, two: Observation) -> bool:
    if (one.period_end, one.unit) != (two.period_end, two.unit):
        return False
    rough = one.bound != "exact" or two.bound != "exact"
    return abs(one.value - two.value) <= (rules().same_deal * two.value if rough else 0)
