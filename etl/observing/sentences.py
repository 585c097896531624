"""The statistics of one sentence, in order: each is matched, or goes on with what came before it.

Promises: a level whose own words say nothing (上年为884件; 长沙为45.2亿元、588家) takes the metric of levels
before it only when the units tell which, and only for another time or place; a growth figure belongs to a
level that is known. What is left open has no result.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etl import datafiles
from etl.lexicon import Hit
from etl.model import Figure
from etl.observing.claims import Match, match
from etl.observing.context import IS_PLACE, Context, measure_word
from etl.observing.growth import (
    expected,
    named_owners,
    names_nothing,
    of_whole,
    other_base,
    said_owner,
    than,
    unnamed,
)
from etl.observing.growth import runs as runs_of
from etl.observing.lists import share_out
from etl.observing.measures import Meaning, meaning_of
from etl.observing.plan import Plan, chosen
from etl.observing.texts import Text
from etl.paths import RULES

Result = tuple[Figure, Match, Meaning]
Open = dict[str, tuple[tuple[str, ...], str]]
"""Figures for which nothing is claimed: the metrics that were possible, and why."""
RATE = "per_10k_people"
PER_HEAD = ("per", "people")
CHOSEN, DROPPED = "correction:metric", "correction:drop"
_NEAR = 8
"""So near behind a number its running total stands (年内发行2只产品,累计4只)."""
_DISTRICT = re.compile(datafiles.load(RULES / "districts.yaml", dict[str, str])["unknown"])


@dataclass(slots=True)
class Sentence:
    """Figures of a sentence, what was found for them so far, and the levels that growth may belong to.

    `before` are the results of the sentence before in the same paragraph. `chosen` holds, by figure, the
    metric that a person chose, or None for a figure that is to enter nothing; growth and shares go along.
    """

    text: Text
    plan: Plan
    figures: list[Figure]
    before: Sequence[Result] = ()
    chosen: Mapping[str, str | None] = field(default_factory=dict)
    results: dict[int, Result] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    left_open: Open = field(default_factory=dict)
    _head: Hit | None = None
    _unplaced: dict[int, Result] = field(default_factory=dict)
    """What is left open for want of a place alone: others may go on with it (合计a件,其中杭州b件)."""

    def read(self) -> list[Result]:
        """Return the results of the sentence's figures."""
        for first, end in runs_of(self.figures, self.text.reading.folded):
            if self.figures[first].kind == "growth":
                self._growths(first, end)
                self._growths_chosen(range(first, end))
                self.levels = self.levels if end - first == 1 else []
                self._head = None
            else:
                self._run(first, end)
        return list(self.results.values())

    def context(self, index: int, head: Hit | None = None, kind: str = "") -> Context:
        """Return what rules a figure; `kind` is what it can count when that is not its own kind."""
        figures, text = self.figures, self.text
        figure = figures[index]
        left = text.clause_after(figures[index - 1].end, figure.start) if index else figure.sentence_start
        right = figures[index + 1].start if index + 1 < len(figures) else figure.sentence_end
        kind = kind or ("rate" if _per_head(figure) else figure.kind)
        context = Context(text, figure, kind, _word(figure), left, right, head.end if head else left)
        if kind == "count" and _said_per_head(context):
            context.kind = "rate"
        return context

    def _run(self, first: int, end: int) -> None:
        contexts = [self.context(n, self._head if n == first else None) for n in range(first, end)]
        owners = self._owners(range(first, end))
        free = not any(context.figure.figure in self.chosen for context in contexts)
        if owners and free and self._says_nothing(contexts[0]):
            self._again(first, contexts, owners)
            self._head = None
        else:
            self._levels(first, contexts)

    def _says_nothing(self, context: Context) -> bool:
        if context.rulers or expected(self.text, context):
            return False
        if names_nothing(context) and than(self.text, context):
            return True
        return names_nothing(context) and not context.residue(context.figure.end, context.right, words=False)

    def _levels(self, first: int, contexts: list[Context]) -> None:
        share_out(contexts)
        self._same_part(contexts)
        for index, context in enumerate(contexts, first):
            found, candidates = self._match(context)
            if found and found.rule != CHOSEN and self._hollow(context):
                found = None
            self._head = context.head
            found = found or (None if candidates else self._listed(index))
            meaning = meaning_of(context, found, self.plan.metrics[found.metric]) if found else None
            if not (meaning and meaning.transform == "change") and not _mere_share(context):
                self.levels.append(index)
            if found and meaning:
                self._keep(index, context, found, meaning)
            elif candidates == (DROPPED,):
                self.left_open[context.figure.figure] = (), DROPPED
            elif candidates:
                self.left_open[context.figure.figure] = candidates, "two metrics fit"

    def _same_part(self, contexts: list[Context]) -> None:
        """Let what the first figure of a list is a part of rule those that name nothing (某渠道a批、b件)."""
        for name in self.plan.blocking:
            part = contexts[0].get(name)
            if part.value in self.plan.fields[name].blocks:
                for context in contexts[1:]:
                    if context.get(name).value == "none" and names_nothing(context):
                        context.found[name] = part

    def _match(self, context: Context) -> tuple[Match | None, tuple[str, ...]]:
        if context.figure.figure not in self.chosen:
            return match(context, self.plan)
        metric = self.chosen[context.figure.figure]
        return (Match(chosen(metric, self.plan), CHOSEN), ()) if metric else (None, (DROPPED,))

    def _hollow(self, context: Context) -> bool:
        """Tell whether a level is only expected, yet no plan, or speaks of a whole that is not named."""
        if context.figure.time_kind != "plan" and expected(self.text, context):
            return True
        return bool(self.levels) and self._whole(context)

    def _whole(self, context: Context) -> bool:
        """Tell whether a level speaks of the whole behind its parts: of which one, its words do not say."""
        counted = context.kind in ("money", "count")
        return counted and of_whole(self.text, context) and context.explained(words=False)

    def _keep(self, index: int, context: Context, found: Match, meaning: Meaning) -> None:
        open_ = not self.plan.metrics[found.metric].place and _place_open(context)
        if open_ and found.rule != CHOSEN:
            self.left_open[context.figure.figure] = (found.metric,), "place not known"
            self._unplaced[index] = (context.figure, found, meaning)
        else:
            self.results[index] = (context.figure, found, meaning)

    def _listed(self, index: int) -> Match | None:
        """Go on in a list of goods whose names no catalogue holds (查获侵权打火机a只、卷尺b把)."""
        owner = self.results.get(index - 1)
        if not owner or not owner[1].claim.claim.lists:
            return None
        one, two = self.figures[index - 1], self.figures[index]
        claims = self.plan.metrics[owner[1].metric].claims
        words = {word for claim in claims if claim.lists for word in claim.measure_words}
        if one.kind != two.kind or _word(two) not in words or not unnamed(self.text, one, two):
            return None
        return Match(owner[1].claim, f"{owner[1].rule} listed-after={one.surface}")

    def _again(self, first: int, contexts: list[Context], owners: list[Result]) -> None:
        """Read levels whose words say nothing: each goes with the metric of its unit that was said before."""
        for index, (own, (figure, found, _)) in enumerate(zip(contexts, owners, strict=True), first):
            again = Match(found.claim, f"{found.rule} again-after={figure.surface}")
            self._keep(index, own, again, meaning_of(own, again, self.plan.metrics[found.metric]))
        if not than(self.text, contexts[0]):
            self.levels += range(first, first + len(contexts))

    def _owners(self, run: range) -> list[Result]:
        """Return the results that a run of figures goes on with, [] when it is not clear."""
        told = sorted((self.results | self._unplaced).items())
        said = [result for _, result in told if result[2].transform != "growth"]
        if not said and len(run) > 1 and not self.levels:
            said = [result for result in self.before if result[2].transform == "level"]
        owners: list[Result] = []
        for index in run:
            figure = self.figures[index]
            like = _last_by_metric(result for result in said if _same_unit(result[0], figure))
            same = [n for n in run if _same_unit(self.figures[n], figure)]
            if len(like) != len(same):
                return []
            owner = like[same.index(index)]
            near = figure.kind == "count" and 0 < figure.start - owner[0].end <= _NEAR
            runs_on = near and figure.cumulative and not owner[0].cumulative
            if owner[2].transform == "level" and not (runs_on or _elsewhere(owner[0], figure)):
                return []
            owners.append(owner)
        return owners

    def _growths(self, first: int, end: int) -> None:
        count = end - first
        context = self.context(first, None, "any")
        owners = said_owner(context, self.levels) if count == 1 else []
        owners = owners or named_owners(context, self.figures, self.levels, count)
        if set(owners) == {-1} and names_nothing(context):
            owners = self.levels[-count:]
        if len(owners) < count:
            return
        level = self.figures[owners[0]] if owners[0] >= 0 else None
        if other_base(context, level):
            known = self.results.get(owners[0])
            named = (known[1].metric,) if known else ()
            self.left_open |= {f.figure: (named, "growth over another base") for f in self.figures[first:end]}
            return
        if owners == [-1]:
            self._alone(first, context)
            return
        for index, owner in zip(range(first, end), owners, strict=True):
            if owner in self.results and self.results[owner][2].transform == "level":
                figure, found, meaning = self.results[owner]
                grown = Match(found.claim, f"{found.rule} growth-of={figure.surface}")
                self.results[index] = (
                    self.figures[index],
                    grown,
                    Meaning("growth", meaning.measure, meaning.basis),
                )

    def _growths_chosen(self, run: range) -> None:
        """Give growth figures the metric that a person chose for them, or none."""
        for index in run:
            figure = self.figures[index]
            if figure.figure not in self.chosen:
                continue
            self.results.pop(index, None)
            metric = self.chosen[figure.figure]
            if metric:
                usual = Meaning("growth", self.plan.metrics[metric].measure, "assumed")
                self.results[index] = (figure, Match(chosen(metric, self.plan), CHOSEN), usual)
            else:
                self.left_open[figure.figure] = (), DROPPED

    def _alone(self, index: int, context: Context) -> None:
        found, _ = match(context, self.plan)
        if found:
            usual = self.plan.metrics[found.metric].measure
            self._keep(index, context, found, Meaning("growth", usual, "assumed"))


def _per_head(figure: Figure) -> bool:
    """Tell whether a figure is a rate: by its unit, or since nothing is counted in parts (3.2件)."""
    return figure.unit == RATE or (figure.unit == "count" and bool(figure.value and figure.value % 1))


def _said_per_head(context: Context) -> bool:
    """Tell whether the words right before a count, or the head of its row, say 每万人."""
    silent = not context.residue(context.clause, context.figure.start, words=False)
    spans = context.rulers or ((context.left if silent else context.clause, context.figure.start),)
    return any(PER_HEAD in hit.tags for low, high in spans for hit in context.text.between(low, high))


def _word(figure: Figure) -> str:
    return measure_word(figure.unit_text)


def _mere_share(context: Context) -> bool:
    """Tell whether a percentage only says which share the level before it has (占27.9%)."""
    return context.kind == "percent" and names_nothing(context)


def _place_open(context: Context) -> bool:
    """Tell whether the figure's own words name a place, yet the reading could not say which."""
    text, figure = context.text, context.figure
    if figure.figure in text.reading.unplaced:
        return True
    if figure.place is not None:
        return False
    spans = context.rulers[1:] or ((figure.sentence_start, figure.start),)
    folded = text.reading.folded
    named = {folded[h.start : h.end] for span in spans for h in text.between(*span) if IS_PLACE in h.tags}
    if len(named) > 1 - bool(context.rulers):
        return True
    found = (m for low, high in spans for m in _DISTRICT.finditer(folded, low, high))
    return any(context.residue(*m.span(1)) == m[1] for m in found)


def _same_unit(one: Figure, two: Figure) -> bool:
    return one.kind == two.kind and one.unit == two.unit and _word(one) == _word(two)


def _elsewhere(one: Figure, two: Figure) -> bool:
    """Tell whether two figures are said of different places or times, as far as both are stated."""
    if one.place and two.place and one.place != two.place:
        return True
    times = [(f.time_kind, f.period_start, f.period_end) for f in (one, two) if _dated(f)]
    return len(times) > 1 and times[0] != times[1]


def _dated(figure: Figure) -> bool:
    return figure.time_kind not in (None, "unknown") and figure.time_basis == "stated"


def _last_by_metric(results: Iterable[Result]) -> list[Result]:
    by_metric: dict[str, Result] = {}
    for result in results:
        by_metric[result[1].metric] = result
    return list(by_metric.values())
