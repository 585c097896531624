"""Figures that stand in one list (a、b和c): what 分别 shares out among as many years or places."""

import re
from collections.abc import Sequence
from itertools import pairwise

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
    found = [(0, 1)] * len(amounts)
    breaks = [
        position
        for position, (before, after) in enumerate(pairwise(amounts), start=1)
        if not (before.statistic and after.statistic and joined(folded, before.end, after.start))
    ]
    for start, end in pairwise([0, *breaks, len(amounts)]):
        if end - start > 1:
            found[start:end] = [(index, end - start) for index in range(end - start)]
    return found
