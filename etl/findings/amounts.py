"""Numbers of findings as people write them: 7505万元 and CNY 75.05 million, 2282件 and 2,282."""

from etl.derive.implied import number
from etl.findings.rules import rules

Pair = tuple[str, str]
_BOUNDS = {"at_least": "over ", "at_most": "up to ", "about": "about "}


def amount(value: float, unit: str, measure_word: str = "") -> Pair:
    """Return a value with its unit in zh and en; `measure_word` stands behind Chinese counts."""
    return _chinese(value, unit, measure_word), in_english(value, unit)


def _chinese(value: float, unit: str, measure_word: str) -> str:
    if unit == "rank":
        return rules().ranks["zh"].format(number(value))
    above, per, below = unit.partition("_per_")
    money = rules().money.get(above)
    if unit in rules().units:
        return f"{number(value)}{measure_word or rules().units[unit]['zh']}"
    word = money or (above if above.isupper() else measure_word.lstrip("".join(rules().steps)))
    word += f"/{rules().per.get(below, {}).get('zh', below)}" if per else ""
    for name, (power, counts_from) in rules().steps.items():
        if abs(value) >= (power if money else counts_from):
            return f"{_digits(value / power)}{name}{word}"
    return f"{_digits(value)}{word}"


def in_english(value: float, unit: str, bound: str = "exact") -> str:
    """Return a value for a reader of English: over CNY 68.6 million, 2,282, CNY 1.2 million per policy."""
    return _BOUNDS.get(bound, "") + _english(value, unit)


def _english(value: float, unit: str) -> str:
    if unit == "rank":
        return rules().ranks["en"].format(number(value))
    if unit in rules().units:
        return f"{number(value)}{rules().units[unit]['en']}"
    above, per, below = unit.partition("_per_")
    behind = f" per {rules().per.get(below, {}).get('en', below)}" if per else ""
    if not above.isupper():
        return f"{value:,.15g}{behind}"
    for power, name in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= power:
            return f"{above} {_digits(value / power)}{name}{behind}"
    return f"{above} {value:,.15g}{behind}"


def _digits(value: float) -> str:
    return number(float(f"{value:.12g}"))
