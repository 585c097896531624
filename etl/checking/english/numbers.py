"""The numbers of English prose with unit and hedge: CNY 814 million, over 379, 10.8 per cent, ranked first.

Promises: years, dates, list numbers, names and durations are no figures; the words are data (numbers.yaml).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import msgspec

from etl import datafiles
from etl.checking.model import Hedge
from etl.model import Bound

_REACH = 48
_DATE = "\u00a4"
"""Stands for each character of a date while numbers are looked for."""


class NumberWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of numbers.yaml."""

    words: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    currencies: dict[str, str]
    percent: list[str]
    points: list[str]
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    no_hedge: list[str]
    vague: dict[str, int]
    ordinals: dict[str, int]
    rank_before: str
    rank_after: str
    not_after: str
    not_before: str
    rise_before: str
    fall_before: str
    rise_after: str
    fall_after: str
    base_year: str
    base_other: str
    base_year_end: str
    base_year_before: str
    flow: str
    change: str
    level: str
    total: str
    plan: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of an English text; `unit` is an ISO currency, count, percent, percentage_point or rank."""

    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    step: Fraction
    hedge: Hedge = ""
    growth: bool = False


@cache
def words() -> NumberWords:
    """Return the words of numbers.yaml."""
    return datafiles.load(Path(__file__).with_name("numbers.yaml"), NumberWords)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the data files, case ignored."""
    return re.compile(pattern, re.IGNORECASE)


def one_of(names: list[str] | dict) -> str:
    """Return a pattern for the longest of some words; spaces may be any, letters stand alone."""
    ordered = sorted(names, key=len, reverse=True)
    parts = [re.escape(name).replace(r"\ ", r"\s+") for name in ordered]
    return "|".join(
        (r"\b" if name[0].isalpha() else "") + part + (r"(?![A-Za-z])" if name[-1].isalpha() else "")
        for name, part in zip(ordered, parts, strict=True)
    )


@cache
def _pattern() -> re.Pattern[str]:
    known = words()
    hedges = [hedge for found in known.before.values() for hedge in found]
    after = [hedge for found in known.after.values() for hedge in found]
    spelled = rf"(?:{one_of(known.tens)})(?:[-\s](?:{one_of(known.words)}))?|{one_of(known.words)}"
    digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    money = one_of(known.currencies)
    scale = rf"(?:\s*-?(?:{one_of_scales(known.scales)}))"
    share = rf"(?P<percent>{one_of(known.percent)})|(?P<points>{one_of(known.points)})"
    unit = rf"(?:\s*(?:{share}|(?P<behind>{money})))"
    return re.compile(
        rf"(?P<hedge>(?:{one_of(hedges)})\s*)?(?P<front>(?:{money})\s*)?(?<![\d.,])"
        rf"(?P<number>{digits}|{spelled})(?P<scale>{scale})?"
        rf"(?:(?:\s*[-–—]\s*|\s+(?:to|and)\s+)(?P<front2>{money})?\s*(?P<number2>{digits})(?P<scale2>{scale})?(?![\d,]*\d))?"
        rf"{unit}?(?P<late>\s*(?:{one_of(after)}))?",
        re.IGNORECASE,
    )


def one_of_scales(scales: dict[str, int]) -> str:
    """Return a pattern for the scales; single letters must stand right behind the digits."""
    long = [name for name in scales if len(name) > 1]
    short = [name for name in scales if len(name) == 1]
    return f"{one_of(long)}|(?<=\\d)[{''.join(short)}](?![A-Za-z])"


def find_numbers(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Return the figures of an English text in order; `taken` are the spans of dates."""
    for low, high in taken:
        text = text[:low] + _DATE * (high - low) + text[high:]
    text = re.sub(one_of(words().no_hedge), lambda match: _DATE * len(match[0]), text, flags=re.IGNORECASE)
    found = [*_amounts(text), *_vague(text), *_ranks(text), *_folds(text)]
    return sorted(found, key=lambda one: one.start)


def _amounts(text: str) -> Iterator[Number]:
    for match in _pattern().finditer(text):
        if not _no_figure(text, match):
            yield from _number(text, match)


def _no_figure(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is part of a name, a list number, an ordinal or a duration."""
    known = words()
    start = match.start("front") if match["front"] else match.start("number")
    before, after = text[max(0, start - 20) : start], text[match.end() : match.end() + 40]
    if compiled(known.not_after).search(before) or _is_list_number(text, match):
        return True
    if match["scale"] or match["percent"] or match["points"] or match["front"] or match["behind"]:
        return False
    spelled = not match["number"][0].isdigit()
    if spelled and match["number"].lower() == "one" and not re.match(r"\s+[a-z]", after):
        return True
    return bool(compiled(known.not_before).search(after)) or (
        spelled and text[match.end() : match.end() + 1] == "-"
    )


def _is_list_number(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number opens a line as the mark of an entry: 1. or 2)."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not line.strip(" \t(#*-") and bool(re.match(r"[.)]\s", text[match.end() : match.end() + 2]))


def _number(text: str, match: re.Match[str]) -> Iterator[Number]:
    scale = _scale(match["scale"])
    number = _plain(match["number"])
    unit = _unit(match)
    end = match.end()
    bound, hedge = _bound(match)
    first = number * scale
    low, high = _ends(first, bound)
    value = first
    if match["number2"]:
        second = _plain(match["number2"]) * _scale(match["scale2"])
        if not match["scale"] and match["scale2"]:
            first = number * _scale(match["scale2"])
        if not _is_range(text, match, first, second):
            yield from _both(match, (first, second), (bound, hedge))
            return
        value, low, high, bound = (first + second) / 2, first, second, "range"
    sign = _growth_sign(text, match.start(), end) if unit in ("percent", "percentage_point") else 0
    if sign < 0:
        value, low, high = -value, _minus(high), _minus(low)
    yield Number(
        match.start(),
        end,
        float(value),
        _float(low),
        _float(high),
        bound,
        unit,
        _step(match["number"], scale, unit),
        hedge,
        growth=bool(sign),
    )


def _both(
    match: re.Match[str], values: tuple[Fraction, Fraction], hedged: tuple[Bound, Hedge]
) -> Iterator[Number]:
    """Yield two numbers that stand together and are no range (CNY 30 million and 198 policies)."""
    first, second = values
    bound, hedge = hedged
    end = match.end("scale") if match["scale"] else match.end("number")
    behind = _unit_behind(match)
    unit = _currency(match["front"]) or behind
    step = _step(match["number"], _scale(match["scale"]), unit)
    yield Number(
        match.start(), end, float(first), *map(_float, _ends(first, bound)), bound, unit, step, hedge
    )
    unit = _currency(match["front2"]) or behind
    step = _step(match["number2"], _scale(match["scale2"]), unit)
    start = match.start("front2") if match["front2"] else match.start("number2")
    yield Number(start, match.end(), float(second), float(second), float(second), "exact", unit, step)


def _is_range(text: str, match: re.Match[str], first: Fraction, second: Fraction) -> bool:
    """Tell a range (370 to 380, between 370 and 380) from two numbers (from 370 to 380, 12 and 40 firms)."""
    joint = text[match.end("scale") if match["scale"] else match.end("number") : match.start("number2")]
    before = text[max(0, match.start() - 10) : match.start()].lower()
    if "and" in joint:
        return before.rstrip().endswith("between")
    return first < second and not before.rstrip().endswith("from")


def _unit(match: re.Match[str]) -> str:
    return _currency(match["front"]) or _unit_behind(match)


def _unit_behind(match: re.Match[str]) -> str:
    if match["percent"]:
        return "percent"
    return "percentage_point" if match["points"] else _currency(match["behind"]) or "count"


def _currency(written: str | None) -> str | None:
    return words().currencies.get(re.sub(r"\s+", " ", (written or "").strip().lower()))


def _plain(written: str) -> Fraction:
    known = words()
    if written[0].isdigit():
        return Fraction(written.replace(",", ""))
    parts = re.split(r"[-\s]+", written.lower())
    return Fraction(sum(known.tens.get(part, known.words.get(part, 0)) for part in parts))


def _scale(written: str | None) -> int:
    return 10 ** words().scales[written.strip().strip("-").lower()] if written else 1


def _step(written: str, scale: int, unit: str) -> Fraction:
    decimals = len(written.partition(".")[2]) if written[0].isdigit() else 0
    if unit == "count" and scale == 1 and not decimals:
        return Fraction(0)
    return Fraction(scale, 10**decimals)


def _bound(match: re.Match[str]) -> tuple[Bound, Hedge]:
    known = words()
    for said, groups in ((match["hedge"], known.before), (match["late"], known.after)):
        plain = re.sub(r"\s+", " ", (said or "").strip().lower())
        name = next((name for name, found in groups.items() if plain and plain in found), None)
        if name:
            return ("about", "below") if name == "below" else (name, "")
    return "exact", ""


def _ends(value: Fraction, bound: Bound) -> tuple[Fraction | None, Fraction | None]:
    return (
        value if bound in ("exact", "at_least") else None,
        value if bound in ("exact", "at_most") else None,
    )


def _growth_sign(text: str, start: int, end: int) -> int:
    """Return 1 for a rise, -1 for a fall, 0 for a percentage that is no rate of growth."""
    known = words()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if before.endswith("+"):
        return 1
    signs = ((known.fall_before, before, -1), (known.rise_before, before, 1),
             (known.fall_after, after, -1), (known.rise_after, after, 1))  # fmt: skip
    return next((sign for pattern, part, sign in signs if compiled(pattern).search(part)), 0)


def _vague(text: str) -> Iterator[Number]:
    for match in re.finditer(one_of(words().vague), text, re.IGNORECASE):
        value = words().vague[re.sub(r"\s+", " ", match[0].lower())]
        yield Number(
            *match.span(), float(value), float(value), None, "at_least", "count", Fraction(value), "vague"
        )


def _ranks(text: str) -> Iterator[Number]:
    known = words()
    digits = r"no\.?\s*(?P<no>\d{1,3})\b|(?P<digit>\d{1,3})(?:st|nd|rd|th)\b"
    pattern = rf"(?P<word>{one_of(known.ordinals)})|{digits}"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        before, after = (
            text[max(0, match.start() - 160) : match.start()],
            text[match.end() : match.end() + 40],
        )
        if compiled(known.rank_before).search(before) or compiled(known.rank_after).search(after):
            value = float(
                known.ordinals[match["word"].lower()] if match["word"] else match["no"] or match["digit"]
            )
            yield Number(*match.span(), value, value, value, "exact", "rank", Fraction(0))


def _folds(text: str) -> Iterator[Number]:
    """Yield multiples in one word: almost twelvefold, 12-fold."""
    known = words()
    hedges = [hedge for found in known.before.values() for hedge in found]
    number = rf"(?P<number>\d+(?:\.\d+)?(?=-?fold)|(?:{'|'.join(known.words)}))"
    pattern = rf"\b(?P<hedge>(?:{one_of(hedges)})\s*)?{number}(?P<late>-?fold\b)"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        value = _plain(match["number"])
        bound, hedge = _bound(match)
        ends = map(_float, _ends(value, bound))
        yield Number(*match.span(), float(value), *ends, bound, "times", Fraction(1), hedge)


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _minus(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value
