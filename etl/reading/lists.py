"""Figures that stand in one list (a、b和c): what 分别 shares out among as many years or places."""

import re
from collections.abc import Sequence

import msgspec

from etl import datafiles
from etl.model import Amount
from etl.paths import RULES


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    joint: str


_JOINT = re.compile(datafiles.load(RULES / "lists.yaml", _Rules).joint)


def joined(folded: str, start: int, end: int) -> bool:
    """Say whether only a list's joint (、和) stands between two positions."""
    return end - start <= 4 and _JOINT.fullmatch(folded, start, end) is not None


def runs(folded: str, amounts: Sequence[Amount]) -> list[tuple[int, int]]:
    """Return each amount's (index in its list, length of the list); one that stands alone has (0, 1)."""
    found: list[tuple[int, int]] = []
    start = 0
    for position in range(1, len(amounts) + 1):
        before = amounts[position - 1]
        after = amounts[position] if position < len(amounts) else None
        if after and before.statistic and after.statistic and joined(folded, before.end, after.start):
            continue
        length = position - start
        found.extend((index, length) for index in range(length))
        start = position
    return found
