"""What the digits of a stated number allow: 11.81% may be anything from 11.805% to 11.815%.

A count without a multiplier (2282宗) is exact; 8.14亿元 is rounded to the million. All arithmetic is exact
(fractions of the decimal digits), so that no interval is wider or narrower than the words allow.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from etl.model import Observation

_NUMBER = re.compile(r"\d[\d, ]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; None is without end."""

    low: Fraction | None
    high: Fraction | None


@lru_cache(maxsize=1 << 16)
def exact(value: float) -> Fraction:
    """Return the fraction that the decimal digits of `value` say: 11.81 is 1181/100."""
    return Fraction(repr(float(value)))


def plain(value: Fraction | None) -> float | None:
    """Return twelve digits of a fraction: as many as a reader can use, the same on every machine."""
    return None if value is None else float(f"{float(value):.12g}")


def step(value: float, surfaces: Iterable[str], unit: str) -> Fraction:
    """Return the step to which a value was rounded, by its digits; 0 for a number that is counted out.

    `surfaces` are the ways in which the report writes the number (folded); the finest decides.
    """
    steps = [found for surface in surfaces if (found := _written_step(value, surface)) is not None]
    finest = min(steps, default=_trailing_step(value))
    return Fraction(0) if finest == 1 and unit == "count" else finest


def interval(observation: Observation, surfaces: Iterable[str]) -> Interval:
    """Return what the words of the observation allow; 'about' allows anything."""
    if observation.bound == "exact":
        value = exact(observation.value)
        half = step(observation.value, surfaces, observation.unit) / 2
        return Interval(value - half, value + half)
    if observation.bound == "about":
        return Interval(None, None)
    low, high = observation.low, observation.high
    return Interval(exact(low) if low is not None else None, exact(high) if high is not None else None)


def _written_step(value: float, surface: str) -> Fraction | None:
    """Return the weight of the last digit written, where number times a power of ten is the value."""
    match = _NUMBER.search(surface)
    if not match or not value:
        return None
    digits = re.sub(r"[, ]", "", match[0])
    number = Fraction(digits)
    if not number:
        return None
    multiplier = abs(exact(value)) / number
    if not re.fullmatch(r"10*(/10*)?", str(multiplier)):
        return None
    return multiplier / 10 ** len(digits.partition(".")[2])


def _trailing_step(value: float) -> Fraction:
    """Return the weight of the last digit of the value that is not zero."""
    digits = exact(value)
    weight = Fraction(1)
    while digits % weight:
        weight /= 10
    while digits and weight >= 1 and digits % (weight * 10) == 0:
        weight *= 10
    return weight
