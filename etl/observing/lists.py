"""`分别为` over things counted: 专利申请量、授权量分别为a件和b件.

When the clause before a list of numbers says 分别 and names as many values of a field as there are numbers,
each number takes its own; with another count of values none of them rules (nothing is guessed).
"""

from collections.abc import Sequence

from etl.lexicon import Hit
from etl.observing.context import SLOT, Context, Found
from etl.observing.plan import FieldPlan

EACH = ("each", "any")


def share_out(contexts: Sequence[Context]) -> None:
    """Give each figure of a list its own value where the words before the list name them one by one."""
    first = contexts[0]
    if len(contexts) < 2:
        return
    hits = list(first.text.between(first.clause, first.figure.start))
    if not any(EACH in hit.tags for hit in hits):
        return
    for context in contexts[1:]:
        context.lead = first
    if _of_years(contexts):
        return
    for name, entry in first.text.plan.fields.items():
        if name == EACH[0] or entry.blocks:
            continue
        said = [(value, hit) for hit in hits if (value := _value(contexts, entry, hit))]
        named = [Found(part, hit, SLOT) for value, hit in said for part in entry.parts.get(value, (value,))]
        if len(said) == 1 and len(named) != len(contexts):
            continue
        if len({found.value for found in named}) < 2:
            continue
        exact = len(named) == len(contexts)
        for index, context in enumerate(contexts):
            context.found[name] = named[index] if exact else Found("several", None, SLOT)


def _of_years(contexts: Sequence[Context]) -> bool:
    """Tell whether the numbers are of as many times: the years are shared out, not the things."""
    times = {(one.figure.period_start, one.figure.period_end) for one in contexts}
    return len(times) == len(contexts)


def _value(contexts: Sequence[Context], entry: FieldPlan, hit: Hit) -> str:
    return next((value for context in contexts if (value := context.suits(entry, hit))), "")
