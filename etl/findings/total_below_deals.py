"""A total that is smaller than the single deals known to be in it.

Deals are dated happenings of the total's own metric, and those of a metric whose `total` in the catalogue it
is. Deals at the total's place or below it contradict a total that is said to run from a start. Deals at a
place above, or a total that is not said to run from a start, only raise a doubt, and the note names it.
"""

from collections.abc import Iterable
from fractions import Fraction

from etl.derive.implied import interval_of
from etl.derive.rounding import exact
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Observation

_TOLD = 6


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each total below its deals."""
    totals = case.evidence.nature.totals
    deals: dict[str, list[Observation]] = {}
    for o in case.levels:
        if o.measure == "event" and o.time_kind == "event" and o.period_end:
            deals.setdefault(totals.get(o.metric, o.metric), []).append(o)
    known = {metric: _distinct(found) for metric, found in deals.items()}
    for total in case.levels:
        if total.metric in known and total.measure == "cumulative" and total.period_end:
            yield from _compare(case, total, known[total.metric])


def _compare(case: Case, total: Observation, deals: list[Observation]) -> Iterable[Finding]:
    evidence, first_day = case.evidence, total.period_end_earliest or total.period_end
    top = interval_of(total, evidence).high
    if top is None or total.place is None:
        return
    start, above = total.period_start or "", set(evidence.above(total.place)) - {total.place}
    before = [d for d in deals if start <= d.period_end <= first_day and d.unit == total.unit]
    inside = [d for d in before if total.place in evidence.above(d.place)]
    around = [d for d in before if d.place in above]
    words, known = total.measure_basis == "words", _sum(inside)
    if known > top:
        yield _finding(case, total, inside, None if words else "start")
    elif around and known + _sum(around) > top:
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
        sum=_added_up(case, deals),
        **({"doubt": case.say(f"doubt.{doubt}")} if doubt else {}),
    )


def _added_up(case: Case, deals: list[Observation]) -> tuple[str, str]:
    """Return the deals as a sum for a message; of many only the first."""
    said = [(case.both(d), case.when(d)) for d in deals[:_TOLD]]
    zh = " + ".join(f"{both[0]}（{when[0]}）" for both, when in said)
    en = " + ".join(f"{both[1]} ({when[1]})" for both, when in said)
    more = " + …" if len(deals) > _TOLD else ""
    return zh + more, en + more


def _sum(deals: list[Observation]) -> Fraction:
    return sum((exact(d.low if d.low is not None else d.value) for d in deals), Fraction(0))


def _distinct(deals: list[Observation]) -> list[Observation]:
    """Return each deal once, however many reports tell of it, and however roughly."""
    kept: dict[tuple, dict[float, Observation]] = {}
    for deal in sorted(deals, key=lambda d: (d.bound != "exact", d.period_end, d.observation)):
        of_day = kept.setdefault((deal.period_end, deal.unit), {})
        if deal.value not in of_day and not any(_same(deal, other) for other in of_day.values()):
            of_day[deal.value] = deal
    found = (deal for of_day in kept.values() for deal in of_day.values())
    return sorted(found, key=lambda d: (d.period_end, d.observation))


def _same(one: Observation, two: Observation) -> bool:
    rough = one.bound != "exact" or two.bound != "exact"
    return rough and abs(one.value - two.value) <= rules().same_deal * two.value
