"""Shares said right behind a level: `9863件，占全国的13.6%` is a share of the metric that 9863件 states.

Only where nothing but the words of rules/shares.yaml stands between the two, and as many shares as levels;
everything else that a percentage may be a share of is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from etl import datafiles
from etl.model import Figure, Observation
from etl.observing.growth import runs
from etl.paths import RULES


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    between: str


_BETWEEN = re.compile(datafiles.load(RULES / "shares.yaml", _Words).between)


def shares_of(
    folded: str, figures: Sequence[Figure], stated: Mapping[str, Observation]
) -> Iterator[tuple[Figure, Observation]]:
    """Yield each share with its observation; `stated` holds the levels by the figure that states them."""
    listed = runs(figures, folded)
    for (first, middle), (_, end) in pairwise(listed):
        levels, shares = figures[first:middle], figures[middle:end]
        if len(levels) != len(shares) or not all(map(_may_be_share, shares)):
            continue
        if not _BETWEEN.fullmatch(folded, levels[-1].end, shares[0].start):
            continue
        for level, share in zip(levels, shares, strict=True):
            row = stated.get(level.figure)
            if row and row.transform == "level" and row.unit != "percent" and share.figure not in stated:
                yield share, _row(row, share)


def _may_be_share(figure: Figure) -> bool:
    return figure.kind == "percent" and figure.unit == "percent" and bool(figure.value)


def _row(level: Observation, share: Figure) -> Observation:
    return replace(
        level,
        transform="share",
        value=share.value,
        low=share.low,
        high=share.high,
        bound=share.bound,
        unit="percent",
        figures=(share.figure,),
    )
