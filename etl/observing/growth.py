"""Growth figures: to which level each belongs.

`同比分别增长a、b和c` goes with the last three levels before it, one by one; a single growth figure whose slot
names nothing goes with the level before it in the sentence; one whose slot names a metric is matched like a
level. A growth figure whose level is not known stays unmapped.
"""

from collections.abc import Sequence

from etl.model import Figure
from etl.observing.context import Context

LISTED = frozenset("、和及与,以 ")


def runs(figures: Sequence[Figure], folded: str) -> list[tuple[int, int]]:
    """Return the runs (first, end) of figures of one sort that follow each other as a list."""
    found, first = [], 0
    for index in range(1, len(figures) + 1):
        if index < len(figures) and _listed(figures[index - 1], figures[index], folded):
            continue
        found.append((first, index))
        first = index
    return found


def _listed(one: Figure, two: Figure, folded: str) -> bool:
    if (one.kind == "growth") != (two.kind == "growth") or one.sentence_start != two.sentence_start:
        return False
    gap = folded[one.end : two.start]
    return len(gap) <= 2 and not set(gap) - LISTED


def names_nothing(context: Context) -> bool:
    """Tell whether a growth figure's slot holds only words of growth, time and place."""
    figure = context.figure
    spans = context.rulers[:1] or ((context.left, figure.start),)
    return not any(context.residue(low, high, words=False) for low, high in spans)
