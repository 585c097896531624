"""The small words and marks of rules/grammar.yaml, which hold amounts together.

Promises: everything that the modules here look for between and around numbers, and that is no unit, hedge or
trap, is data of that one file; `grammar()` reads it once. `is_han` tells a Chinese character.
"""

from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES


class Grammar(msgspec.Struct, forbid_unknown_fields=True):
    """rules/grammar.yaml; strings are regular expressions where the file says so by its form."""

    stops: str
    heads: dict[str, str]
    front_unless: str
    of: str
    rank_link: str
    rank_places: list[str]
    rank_size: str
    date_marks: str
    tens_surplus: list[str]
    each: str
    each_tail: str
    each_links: str
    each_grown: str
    each_goes_on: str
    people: list[str]
    superlative: str
    touching: str
    goes_on_links: str
    respectively: str
    earlier_tail: str
    multiple_of: str
    up: list[str]
    down: list[str]
    quoted: str
    title: str
    title_mark: str
    postposed: str
    article: str
    begins_with: str
    spoken_range: list[str]
    varying: str
    changes: str
    noun_gap: str
    money_gap: str
    thresholds: str
    per_head: str
    negative: str
    closes: str
    phrase: str
    caption: str
    footnote: str
    numbering_heads: list[str]
    amount_cell: str
    cell_lead: str
    time_cell: str
    bare_year: str
    blank_cell: str
    rank_heads: list[str]
    share_heads: list[str]
    unit_heads: list[str]
    head_unit: str
    change_heads: list[str]
    rate_heads: list[str]
    compared_head: str
    home_words: list[str]


@cache
def grammar() -> Grammar:
    """Return rules/grammar.yaml, read once."""
    return datafiles.load(RULES / "grammar.yaml", Grammar)


def is_han(char: str) -> bool:
    """Tell whether `char` is one Chinese character; the empty string is none."""
    return len(char) == 1 and "\u4e00" <= char <= "\u9fff"
