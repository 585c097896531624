"""A value so far from all others of its series that a slip of the unit (万 for 亿) is the likely cause."""

from collections.abc import Iterable
from math import log10

from etl.derive.implied import number
from etl.evidence import series_of
from etl.findings.case import Case, Finding
from etl.findings.rules import rules


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each value that lies beyond the factor on the same side of all other values."""
    for series in series_of(o for o in case.levels if o.value > 0 and o.measure != "event").values():
        for o in series:
            others = [other.value for other in series if other.value != o.value]
            if len(others) < 2:
                continue
            nearest = min(others, key=lambda value: abs(log10(value / o.value)))
            factor = max(nearest / o.value, o.value / nearest)
            if factor >= rules().magnitude_factor:
                yield case.finding(
                    "magnitude",
                    "warning",
                    [o],
                    expected=f"{min(others):.6g} … {max(others):.6g}",
                    found=case.written(o),
                    time=case.when(o),
                    factor=number(float(round(factor))),
                )
