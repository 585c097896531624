"""Numerals of every shape into exact numbers: 1,568 · 3亿5000万 · 一百零三万 · 三万五 · 三点二 · 十七八.

Promises: a value is a `Decimal10`, an integer and a power of ten, so that 8711.14万 is 87111400 and nothing
is lost on the way; a numeral that names two neighbouring digits (七八个) is a range. Input is folded text.
"""

import re
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from etl import datafiles
from etl.paths import RULES

LONGEST = 40
"""Characters of the longest numeral that is one; no report needs more."""


class Decimal10(NamedTuple):
    """`digits` x 10 ** `power`, exactly."""

    digits: int
    power: int

    def __float__(self) -> float:
        """Return the nearest float; integers below 2 ** 53 are exact."""
        return float(self.digits * 10**self.power) if self.power >= 0 else self.digits / 10**-self.power


class PartsOf(msgspec.Struct, forbid_unknown_fields=True):
    """What a number behind 百分之 and the like counts in."""

    unit: str
    power: int


class Numerals(msgspec.Struct, forbid_unknown_fields=True, dict=True):
    """The words of rules/numerals.yaml."""

    digits: dict[str, int]
    tens: dict[str, int]
    myriads: dict[str, int]
    vague: list[str]
    capitals: dict[str, str]
    contracted: dict[str, str]
    point: str
    half: str
    tenths: str
    parts: str
    parts_of: dict[str, PartsOf]
    surplus: dict[str, str]
    surplus_unless: dict[str, str]
    surplus_of_tens: list[str]
    range_marks: list[str]
    list_marks: list[str]
    halves: list[str]
    hedged_half: str
    half_unless: str
    pieces: str
    reads: list[str] = []
    leaves: list[str] = []

    @cached_property
    def before_next(self) -> frozenset[str]:
        """Return the characters that can lead from one number to the next of its range or list."""
        return frozenset(mark[0] for mark in self.range_marks + self.list_marks)

    @cached_property
    def half_heads(self) -> frozenset[str]:
        """Return the characters that a word for half can begin with."""
        return frozenset(word[0] for word in [*self.halves, self.hedged_half])

    @cached_property
    def powers(self) -> dict[str, int]:
        """Return the power of ten of each multiplier: 十 1, 万 4, 亿 8."""
        return self.tens | self.myriads

    @cached_property
    def ten(self) -> str:
        """Return the letter for ten, the one power that is a numeral by itself (十家)."""
        return next(letter for letter, power in self.tens.items() if power == 1)

    @cached_property
    def large(self) -> str:
        """Return the powers of ten that stand for themselves only vaguely: 百, 千, 万, 亿."""
        return "".join(letter for letter in self.powers if letter != self.ten)

    @cached_property
    def letters(self) -> str:
        """Return every character that a Chinese numeral is made of."""
        return "".join([*self.digits, *self.tens, *self.myriads, *self.contracted])


@cache
def numerals() -> Numerals:
    """Return the words of rules/numerals.yaml, read once."""
    return datafiles.load(RULES / "numerals.yaml", Numerals)


def read_arabic(written: str, multipliers: str = "") -> Decimal10:
    """Read digits with separators and a point, times the multipliers that follow: `8,711.14`, `万`."""
    whole, _, fraction = written.replace(",", "").replace(" ", "").partition(".")
    powers = _words().powers
    return Decimal10(int(whole + fraction), sum(map(powers.__getitem__, multipliers)) - len(fraction))


def read_chinese(written: str) -> Decimal10 | None:
    """Read a Chinese or mixed numeral (一百零三万, 3亿5000万, 三点二亿); None when it is none."""
    words = _words()
    if len(written) > LONGEST:
        return None
    written = written.translate(words.contracted)
    tokens = words.token.findall(written)
    if not tokens or sum(map(len, tokens)) != len(written):
        return None
    scale = max(len(token.partition(".")[2]) for token in tokens)
    point = written.find(words.point)
    if point >= 0:
        scale = max(scale, len(re.match(words.digit_run, written[point + 1 :])[0]))
    total = _sum(tokens, scale, words)
    return None if total is None else Decimal10(total, -scale)


def _sum(tokens: list[str], scale: int, words: "_Words") -> int | None:
    """Add the tokens up as a reader would; every number is an integer, `scale` decimals included."""
    one = 10**scale
    total, section, pending, last = 0, 0, None, 0
    highest = 0
    for token in tokens:
        power = words.powers.get(token)
        if power is None:
            if pending is not None:
                return None
            pending = words.number(token, scale)
            trailing = len(token) == 1 and words.digits.get(token, 0) > 0
        elif power < 4:
            section += (one if pending is None else pending) * 10**power
            pending, last = None, power
        else:
            section += pending or 0
            if section == 0 and total == 0:
                section = one
            if power > highest and total:
                total = (total + section) * 10**power
            else:
                total += section * 10**power
            highest = max(highest, power) if total else power
            section, pending, last = 0, None, power
    if pending is not None and last and trailing and tokens[-2] in words.powers:
        pending *= 10 ** (last - 1)
    return total + section + (pending or 0)


def read_neighbours(written: str) -> tuple[Decimal10, Decimal10] | None:
    """Read two neighbouring digits as the range they mean: 七八 7-8, 十七八 17-18, 三四百 300-400."""
    match = _words().neighbours.fullmatch(written)
    if not match:
        return None
    head, low, high, tail = match.groups()
    digits = _words().digits
    if digits[high] - digits[low] != 1 and (digits[low], digits[high]) != (3, 5):
        return None
    first, second = read_chinese(head + low + tail), read_chinese(head + high + tail)
    return (first, second) if first and second else None


class _Words:
    """Patterns and tables made once from the numerals."""

    def __init__(self, n: Numerals) -> None:
        self.digits, self.powers = n.digits, n.powers
        digits, powers, tens = "".join(n.digits), "".join(n.powers), "".join(n.tens)
        self.digit_run = f"[{digits}]+"
        self.token = re.compile(
            rf"\d[\d,]*(?:\.\d+)?|[{digits}]+(?:{n.point}[{digits}]+)?|{n.point}[{digits}]+|[{powers}]"
        )
        small = "".join(d for d, value in n.digits.items() if 0 < value < 10)
        zero = "".join(d for d, value in n.digits.items() if value == 0)
        head = f"[{tens}]|[{small}][{tens}][{zero}]?|"
        self.neighbours = re.compile(rf"({head})([{small}])([{small}])([{powers}]*)")
        self.point, self.contracted = n.point, str.maketrans(n.contracted)

    def number(self, token: str, scale: int) -> int:
        """Return a token without multiplier as an integer with `scale` decimals."""
        if token[0].isdigit():
            value = read_arabic(token)
            return value.digits * 10 ** (value.power + scale)
        whole, _, fraction = token.partition(self.point)
        shown = "".join(str(self.digits[char]) for char in whole + fraction)
        return int(shown) * 10 ** (scale - len(fraction))


@cache
def _words() -> _Words:
    return _Words(numerals())
