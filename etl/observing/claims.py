"""Which metric a figure belongs to: the claims of the catalogue, tried on what rules the figure.

Promises: a metric is claimed only when one claim alone is the most specific of those that hold; two metrics
that fit equally well are both named as candidates and none is claimed. The words that decided are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from etl.lexicon import Tag
from etl.observing.context import PART, SLOT, Context
from etl.observing.plan import ClaimPlan, Plan
from etl.reading.lexicon import lexicon

_PAUSE = (",", ":")


@dataclass(frozen=True, slots=True)
class Match:
    """The claim that holds for a figure, with the words that decided it."""

    claim: ClaimPlan
    rule: str

    @property
    def metric(self) -> str:
        """The metric's id."""
        return self.claim.metric


def match(context: Context, plan: Plan) -> tuple[Match | None, tuple[str, ...]]:
    """Return the claim that holds for a figure, and the metrics that were possible when none is claimed."""
    if not _restriction_known(context):
        return None, ()
    held = [claim for claim in _possible(context, plan) if _holds(claim, context, plan)]
    held = [claim for claim in held if claim.says or _own_words(claim, context)] or held
    if not held:
        return None, ()
    most = max(claim.weight for claim in held)
    best = {claim.metric: claim for claim in reversed(held) if claim.weight == most}
    if len(best) > 1:
        own = {name: _own_words(claim, context) for name, claim in best.items()}
        best = {name: claim for name, claim in best.items() if own[name] == max(own.values())}
    if len(best) > 1:
        return None, tuple(sorted(best))
    claim = next(iter(best.values()))
    return Match(claim, _rule(claim, context)), ()


def _possible(context: Context, plan: Plan) -> Iterator[ClaimPlan]:
    """Yield the claims whose first condition holds."""
    for name, rows in plan.claims.get(context.kind, ()):
        yield from rows.get(context.get(name).value if name else "", ())


def _restriction_known(context: Context) -> bool:
    """Tell whether a part (其中…) is named by known words alone; else it is a part of something else."""
    text, figure = context.text, context.figure
    if any(_nothing_known(context, low, high) for low, high in context.rulers[1:]):
        return False
    clause = _part_from(context)
    if any(tag == PART for hit in text.between(clause, figure.start) for tag in hit.tags):
        return not context.residue(clause, figure.start)
    return True


def _part_from(context: Context) -> int:
    """Return where the figure's clause starts; a word for a part that a comma follows (其中,) rules on."""
    text, folded = context.text, context.text.reading.folded
    for hit in text.between(context.left, context.clause):
        if PART in hit.tags and folded[hit.end : hit.end + 1] in _PAUSE:
            return hit.start
    return context.clause


def _own_words(claim: ClaimPlan, context: Context) -> bool:
    """Tell whether a word of the claim's conditions stands in the figure's own slot."""
    found = (context.get(name) for name, _ in claim.when)
    return any(each.hit and each.where == SLOT for each in found)


def _nothing_known(context: Context, low: int, high: int) -> bool:
    """Tell whether a row's label holds no known word: an unknown place or kind; a unit is none."""
    if context.text.reading.folded[low:high].strip() in lexicon().unit_words:
        return False
    return not any(context.text.between(low, high)) and bool(context.residue(low, high))


def _holds(claim: ClaimPlan, context: Context, plan: Plan) -> bool:
    words = claim.claim.measure_words
    if words and context.kind == "count" and context.word not in words and not context.bare_cell:
        return False
    if claim.kind == "rate" and context.kind == "rate" and context.figure.unit not in (claim.unit, "count"):
        return False
    if claim.claim.time and context.figure.time_kind not in claim.claim.time:
        return False
    if (claim.says or claim.never) and not _said(claim, context.slot_tags(), context.aside_tags()):
        return False
    for name, values in claim.when:
        if context.get(name).value not in values:
            return False
    if not _anchored(claim, context) or not _bound(claim, context, plan):
        return False
    if (claim.sentence or claim.unless) and not _in_sentence(claim, context):
        return False
    if not all(_near(tags, context) for tags in claim.paragraph):
        return False
    if not all(tags & context.text.dense or _near(tags, context) for tags in claim.about):
        return False
    named = {name for name, _ in claim.when}
    return all(
        name in named or context.get(name).value not in plan.fields[name].blocks for name in plan.blocking
    )


def _said(claim: ClaimPlan, tags: set[Tag], aside: set[Tag]) -> bool:
    return all(term & tags for term in claim.says) and not claim.never & (tags | aside)


def _anchored(claim: ClaimPlan, context: Context) -> bool:
    """Tell whether a word of the claim stands in the slot, or the slot goes on with what came before."""
    if claim.says or claim.kind == "rank":
        return True
    if any(context.get(name).hit and context.get(name).where == SLOT for name, _ in claim.when):
        return True
    return context.explained()


def _bound(claim: ClaimPlan, context: Context, plan: Plan) -> bool:
    """Refuse what is borrowed when the slot itself names something else that is counted, or another stage."""
    named = {name for name, _ in claim.when}
    if claim.says or all(
        context.get(name).where == SLOT for name in named if plan.fields[name].borrow != "free"
    ):
        return True
    for name in (*plan.heads, *plan.binding):
        if name not in named and context.get(name).hit and context.get(name).where == SLOT:
            return False
    return True


def _in_sentence(claim: ClaimPlan, context: Context) -> bool:
    figure = context.figure
    hits = context.text.between(figure.sentence_start, figure.sentence_end)
    tags = {tag for hit in hits for tag in hit.tags}
    return all(term & tags for term in claim.sentence) and not claim.unless & tags


def _near(tags: frozenset[Tag], context: Context) -> bool:
    """Tell whether one of the words stands in the figure's paragraph or in a heading over it."""
    text, start = context.text, context.figure.sentence_start
    structure = text.reading.structure
    spans = [structure.paragraph_at(start), *((h.start, h.end) for h in structure.headings_over(start))]
    hits = chain.from_iterable(text.between(low, high) for low, high in spans)
    return any(tag in tags for hit in hits for tag in hit.tags)


def _rule(claim: ClaimPlan, context: Context) -> str:
    folded = context.text.reading.folded
    found = ((name, context.get(name).hit) for name, _ in claim.when)
    words = [f"{name}={folded[hit.start : hit.end]}" for name, hit in found if hit]
    return " ".join([f"metrics:{claim.metric}#{claim.number}", *words])
