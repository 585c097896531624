"""Turns a template into a sentence with its expected figures: same seed, same sentence."""

import random
import re
from functools import cache
from pathlib import Path

import yaml
from label_notation import Context, Parsed, parse

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_NUMBER = re.compile(r"#(\d)(?:\.(\d))?")


@cache
def templates() -> dict:
    """Return the template file: cities and templates."""
    return yaml.safe_load((Path(__file__).parent / "templates.yaml").read_text(encoding="utf-8"))


def sentence(name: str, seed: int) -> Parsed:
    """Return the n-th variation of a template, with its labels."""
    chance = random.Random(f"{name} {seed}")
    text = templates()["templates"][name]
    text = _CHOICE.sub(lambda match: chance.choice(match[1].split("/")), text)
    text = _NUMBER.sub(lambda match: number(chance, int(match[1]), int(match[2] or 0)), text)
    city = chance.choice(sorted(templates()["cities"]))
    year = chance.randint(2012, 2024)
    for slot, word in {
        "$city": city, "$y": str(year), "$x": str(year - 2), "$m": f"{chance.randint(1, 12):02}",
    }.items():  # fmt: skip
        text = text.replace(slot, word)
    return parse(_plain_months(text), Context(place=templates()["cities"][city]))


def number(chance: random.Random, digits: int, decimals: int = 0) -> str:
    """Return a number of that many digits that is neither 1 nor a round one."""
    low = 2 if digits == 1 else 10 ** (digits - 1) + 1
    whole = str(chance.randint(low, 10**digits - 1))
    if not decimals:
        return whole
    return f"{whole}.{chance.randint(10 ** (decimals - 1), 10**decimals - 1)}"


def _plain_months(text: str) -> str:
    """Write months in prose without a leading zero; the tokens of marks keep theirs."""
    return re.sub(r"0(\d)(?=\N{CJK UNIFIED IDEOGRAPH-6708})", r"\1", text)
