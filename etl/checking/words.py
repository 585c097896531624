"""The words of chinese.yaml, which the claims of Chinese drafts and their places go by."""

import re
from functools import cache
from pathlib import Path

from etl import datafiles


@cache
def words() -> dict[str, re.Pattern[str]]:
    """Return the patterns of chinese.yaml by their names."""
    found = datafiles.load(Path(__file__).with_name("chinese.yaml"), dict[str, str])
    return {name: re.compile(pattern) for name, pattern in found.items()}


def is_habit(before: str) -> bool:
    """Tell whether the folded words before a figure say it of every year: 每年, 年均."""
    return bool(words()["habit"].search(clause(before)))


def clause(before: str) -> str:
    """Return the clause that a figure stands in, up to the figure."""
    return re.split("[,;。]", before)[-1]
