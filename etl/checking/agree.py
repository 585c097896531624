"""Whether the words of a claim allow what a report states: equal, rounded, or within the claim's hedge.

The report's words must entail the claim's: 超8亿 follows from 8.14亿, 10亿 is not what
超10亿 says. A bare number may be rounded when it keeps two digits or more and rounds right; a hedged one
must be as near as its own last digit says, so that 超8亿 holds of 8.14亿 and 超7亿, though true, does not.
"""

from fractions import Fraction
from typing import Literal

from etl.checking.model import Claim, Statement
from etl.derive.rounding import exact

Fit = Literal["equal", "rounded", "hedged"]
FARTHEST = Fraction(1, 10)
"""How far a hedged number may be from the stated one, as a share of it."""


def fit(claim: Claim, row: Statement) -> Fit | None:
    """Return how the claim's number agrees with a statement's, None when it does not."""
    if not same_unit(claim.unit, row.unit):
        return None
    if row.worked_out and row.bound in ("range", "about"):
        return _of_number(claim, exact(row.value), _written_weight(claim))
    if row.bound == "exact":
        return _of_number(claim, exact(row.value), claim.step)
    if row.bound == "range":
        same = claim.bound == "range" and (claim.low, claim.high) == (row.low, row.high)
        return "equal" if same else None
    if row.worked_out and row.bound == "at_least" == claim.bound:
        return _above(claim, exact(row.value), strict=False)
    return "equal" if claim.bound == row.bound and claim.value == row.value else None


def comparable(one: str, other: str) -> bool:
    """Tell whether two units measure one thing: the same, or two currencies (never equal, but to be told)."""
    return same_unit(one, other) or (one.isupper() and other.isupper())


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units are one; money a policy (CNY_per_policy) is claimed as money."""
    return one == other or one == other.partition("_per_")[0]


def _written_weight(claim: Claim) -> Fraction:
    """Return the weight of a claim's last digit; ending zeros (17,600) may be rounding after three."""
    weight = _weight(exact(claim.value))
    return max(claim.step, weight) if abs(exact(claim.value)) >= 100 * weight else claim.step


def _of_number(claim: Claim, stated: Fraction, step: Fraction) -> Fit | None:
    said = exact(claim.value)
    if claim.bound == "exact":
        return "equal" if said == stated else _rounded(claim, said, stated, step)
    if claim.bound == "at_least":
        return _above(claim, stated, strict=True)
    if claim.bound == "at_most":
        return "hedged" if 0 < said - stated < _weight(said) else None
    if claim.bound == "range":
        low, high = exact(claim.low or 0), exact(claim.high or 0)
        narrow = high - low <= FARTHEST * abs(stated)
        return "hedged" if low <= stated <= high and narrow else None
    return _about(claim, said, stated)


def _rounded(claim: Claim, said: Fraction, stated: Fraction, step: Fraction) -> Fit | None:
    """Allow a number that rounds the stated one right (half up) at the last digit written."""
    if not step or abs(said) < 10 * step or said * stated <= 0:
        return None
    off = abs(stated) - abs(said)
    return "rounded" if -step / 2 <= off < step / 2 else None


def _above(claim: Claim, stated: Fraction, strict: bool) -> Fit | None:
    said = exact(claim.value)
    if claim.hedge == "vague":
        return "hedged" if said <= stated < 10 * said else None
    if said * stated <= 0:
        return None
    over = abs(stated) - abs(said)
    if over == 0:
        return None if strict else "equal"
    return "hedged" if 0 < over < _weight(said) else None


def _about(claim: Claim, said: Fraction, stated: Fraction) -> Fit | None:
    if claim.hedge == "below" and abs(stated) >= abs(said):
        return None
    off = abs(said - stated)
    reach = _weight(said) * (1 if claim.hedge == "below" else Fraction(1, 2))
    return "hedged" if off <= reach and off <= FARTHEST * abs(stated) else None


def _weight(number: Fraction) -> Fraction:
    """Return the weight of the last digit that is not zero: of 380 it is 10, of 8.1 it is 1/10."""
    weight = Fraction(1)
    while number % weight:
        weight /= 10
    while number and number % (weight * 10) == 0:
        weight *= 10
    return weight
