"""Numbers as people write them: 8.14亿元, 6780万元, 4万余件, CNY 814 million; never k, M or 100M.

As precise as stated: every digit of the value is written, unless `digits` rounds a worked-out one. Pure; the
words are in units.yaml.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from etl import datafiles
from etl.texts import Lang

Scale = Literal["auto", "yi", "wan", "one"]
Names = dict[Lang, str]


class Step(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A multiplier of Chinese numbers: 万 is ten to the power of 4."""

    power: int
    zh: str
    en: str


class EnglishStep(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A multiplier of English numbers."""

    power: int
    word: str


class Units(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The words of units.yaml."""

    money: dict[str, Names]
    units: dict[str, Names]
    per: dict[str, Names]
    steps: dict[str, Step]
    english_steps: list[EnglishStep]
    bounds: dict[str, Names]
    rank: Names
    ordinals: dict[str, str]


@cache
def words() -> Units:
    """Return units.yaml, read once."""
    return datafiles.load(Path(__file__).with_name("units.yaml"), Units)


def say(
    value: float,
    unit: str,
    lang: Lang,
    *,
    bound: str = "exact",
    low: float | None = None,
    high: float | None = None,
    unit_text: str = "",
    scale: Scale = "auto",
    digits: int | None = None,
) -> str:
    """Return `value` (in the base unit `unit`) for people, with its bound.

    `unit_text` is the measure word of a count (件), used in Chinese only; `scale` forces 亿, 万 or 元 in
    Chinese; `digits` rounds to so many significant ones, for worked-out values.
    """
    if bound == "range" and low is not None and high is not None:
        first, last = ("".join(_parts(v, unit, lang, unit_text, scale, digits)) for v in (low, high))
        _, per, below = unit.partition("_per_")
        once = first.removesuffix(_per(below, lang)) if per and lang == "en" else first
        return words().bounds["range"][lang].format(low=once, high=last)
    number, behind = _parts(value, unit, lang, unit_text, scale, digits)
    if bound not in words().bounds:
        return number + behind
    counted = bound == "at_least" and unit == "count" and value % 10 == 0
    key = "at_least_count" if counted else bound
    return words().bounds[key][lang].format(number + behind, n=number, u=behind)


def tick(value: float, unit: str, lang: Lang, scale: Scale, unit_text: str = "") -> str:
    """Return `value` for an axis: like `say`, zero bare."""
    return "0" if value == 0 else "".join(_parts(value, unit, lang, unit_text, scale, 6))


def bare(value: float, unit: str, lang: Lang, scale: Scale) -> str:
    """Return `value` with its multiplier but without its unit: 2亿, 200 million."""
    if unit == "percent":
        return tick(value, unit, lang, scale)
    exact = rounded(value, 6)
    return "0" if not exact else _chinese(exact, scale) if lang == "zh" else _english(exact)


def scale_of(largest: float, unit: str) -> Scale:
    """Return the step in which all the values of an axis up to `largest` are written in Chinese."""
    if unit.partition("_per_")[0] in words().money:
        return "yi" if abs(largest) >= 1e8 else "wan" if abs(largest) >= 1e4 else "one"
    return "wan" if unit not in ("rank", "percent") and abs(largest) >= 1e5 else "one"


def rounded(value: float, digits: int | None) -> Decimal:
    """Return the exact decimal of `value`, to `digits` significant digits where given."""
    exact = Decimal(repr(float(value)))
    return exact if digits is None or not exact else Decimal(f"{exact:.{digits}g}")


def _parts(
    value: float, unit: str, lang: Lang, unit_text: str, scale: Scale, digits: int | None
) -> tuple[str, str]:
    """Return the number with its multiplier, and the unit behind it."""
    exact = rounded(value, digits)
    if unit == "rank":
        return words().rank[lang].format(_ordinal(int(exact)) if lang == "en" else _plain(exact)), ""
    above, per, below = unit.partition("_per_")
    if above in words().money:
        number, name = _money(exact, above, lang, scale)
        return number, name + (_per(below, lang) if per else "")
    number = _chinese(exact, scale) if lang == "zh" else _english(exact)
    return number, _unit(unit, lang, unit_text)


def _unit(unit: str, lang: Lang, unit_text: str) -> str:
    if lang == "zh" and unit_text and unit in ("count", "per_10k_people"):
        return unit_text
    if unit in words().units:
        return words().units[unit][lang]
    above, per, below = unit.partition("_per_")
    if per:
        return _unit(above, lang, unit_text) + _per(below, lang)
    return f"{'' if lang == 'zh' else ' '}{unit_text or unit}"


def unit_name(unit: str, lang: Lang) -> str:
    """Return a unit by itself: 元, 元/单, %, CNY per policy."""
    above, per, below = unit.partition("_per_")
    if above in words().money:
        return words().money[above][lang] + (_per(below, lang) if per else "")
    return _unit(unit, lang, "").strip()


def _per(unit: str, lang: Lang) -> str:
    """Return the lower part of a ratio's unit: /单, per policy."""
    name = words().per.get(unit, {}).get(lang, unit)
    return f"/{name}" if lang == "zh" else f" per {name}"


def _money(exact: Decimal, unit: str, lang: Lang, scale: Scale) -> tuple[str, str]:
    name = words().money[unit][lang]
    if lang == "en":
        return f"{name} {_english(exact)}", ""
    step = words().steps[scale_of(float(exact), unit) if scale == "auto" else scale]
    return _plain(exact.scaleb(-step.power)) + step.zh, name


def _chinese(exact: Decimal, scale: Scale) -> str:
    """Return a count: in 万 when that leaves at most two decimals, else all its digits."""
    if scale == "auto":
        in_wan = exact.scaleb(-4)
        short = abs(exact) >= 10_000 and in_wan == round(in_wan, 2)
        scale = "yi" if short and abs(exact) >= 10**8 else "wan" if short else "one"
    step = words().steps[scale]
    return _plain(exact.scaleb(-step.power)) + step.zh


def _english(exact: Decimal) -> str:
    """Return 814 million, 1.2 billion, 22,452: a word only where it leaves at most four decimals."""
    for step in words().english_steps:
        in_step = exact.scaleb(-step.power)
        if abs(in_step) >= 1 and in_step == round(in_step, 4):
            return f"{in_step.normalize():,f}{step.word}"
    return f"{exact.normalize():,f}"


def _plain(exact: Decimal) -> str:
    return f"{exact.normalize():f}"


def _ordinal(rank: int) -> str:
    names = words().ordinals
    last = "other" if rank % 100 in (11, 12, 13) else {1: "one", 2: "two", 3: "few"}.get(rank % 10, "other")
    return f"{rank}{names[last]}"
