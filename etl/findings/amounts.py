"""Numbers of findings as people write them: 7505万元 and CNY 75.05 million, 2282件 and 2,282."""

from typing import Protocol

from etl.derive.implied import number
from etl.findings.rules import rules

Pair = tuple[str, str]
_BOUNDS = {"at_least": "over ", "at_most": "up to ", "about": "about "}


class Valued(Protocol):
    """A figure or an observation."""

    value: float
    unit: str
    bound: str


def amount(value: float, unit: str, measure_word: str = "") -> Pair:
    """Return a value with its unit in zh and en; `measure_word` stands behind Chinese counts."""
    return _chinese(value, unit, measure_word), in_english(value, unit)


def _chinese(value: float, unit: str, measure_word: str) -> str:
    if unit == "percent":
        return f"{number(value)}%"
    money = rules().money.get(unit)
    word = money or (unit if unit.isupper() else measure_word.lstrip("".join(rules().steps)))
    for name, (power, counts_from) in rules().steps.items():
        if abs(value) >= (power if money else counts_from):
            return f"{_digits(value / power)}{name}{word}"
    return f"{_digits(value)}{word}"


def in_english(value: float, unit: str) -> str:
    """Return a value for a reader of English: CNY 68.6 million, 2,282, 11.81%."""
    if unit == "percent":
        return f"{number(value)}%"
    if not unit.isupper():
        return f"{value:,.15g}"
    for power, name in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= power:
            return f"{unit} {_digits(value / power)}{name}"
    return f"{unit} {value:,.15g}"


def english(stated: Valued) -> str:
    """Return what is stated for a reader of English, with its bound: over CNY 68.6 million."""
    return _BOUNDS.get(stated.bound, "") + in_english(stated.value, stated.unit)


def _digits(value: float) -> str:
    return number(float(f"{value:.12g}"))
