"""A value so far from all others of its series that a slip of the unit (万 for 亿) is the likely cause.

With two other values at least; of money one is enough, since a sum that grows a thousandfold is a slip more
often than growth (which of the two is wrong stays open).
"""

from collections.abc import Iterable, Iterator
from math import log10

from etl.derive.implied import number
from etl.evidence import series_of
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each value that lies beyond the factor from every other value."""
    listed = case.evidence.nature.listed
    levels = [o for o in case.levels if o.value > 0 and o.measure != "event" and o.bound != "about"]
    levels = [o for o in levels if o.metric not in listed]
    for series in series_of(levels).values():
        values = {o.value for o in series}
        times = {o.period_end for o in series}
        if len(values) == 2 and len(times) > 1 and series[0].unit.isupper():
            yield from _far_off(case, series[-1], sorted(values - {series[-1].value}))
        for o in series if len(values) > 2 else ():
            yield from _far_off(case, o, sorted(values - {o.value}))


def _far_off(case: Case, o: Observation, others: list[float]) -> Iterator[Finding]:
    nearest = min(others, key=lambda value: abs(log10(value / o.value)))
    factor = max(nearest / o.value, o.value / nearest)
    if factor < rules().magnitude_factor:
        return
    low, high = case.amount(others[0], o), case.amount(others[-1], o)
    yield case.finding(
        "magnitude",
        "warning",
        [o],
        expected=low if low == high else tuple(" … ".join(ends) for ends in zip(low, high, strict=True)),
        found=o,
        time=case.when(o),
        factor=number(float(round(factor))),
    )
