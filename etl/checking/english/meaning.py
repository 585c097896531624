"""What an English figure means: its metric, unit, measure, and what a rate of growth compares with.

Promises: a metric is given only when one fits best; else the ones that it may be are named.
"""

import re
from collections.abc import Iterable

from etl.catalogue import Metric
from etl.checking.english.numbers import Number, compiled, words
from etl.checking.english.phrases import NO_NOUN, Entry, explained, field_value, for_each
from etl.checking.english.phrases import words as phrase_words
from etl.checking.english.spots import Draft, Spot
from etl.checking.model import Time
from etl.derive.declared import formulas
from etl.derive.words import Base
from etl.model import Measure

MOST = 4
"""Possible metrics that are named at most."""
_KINDS = {"count": ("count", "rate"), "rank": ("rank",), "percent": ("percent",), "percentage_point": ()}
_EACH_ONE = re.compile(r"\s*(?:a|an|per|each|for each)\s+(?:\w+\s+)?(case|policy|enterprise)\b", re.I)


def metric_of(draft: Draft, spot: Spot) -> tuple[str | None, tuple[str, ...]]:
    """Return the metric that the phrase and the fields around a figure name, or the ones that it may be."""
    number = spot.number
    if _left_open(draft, spot) or _of_some_field(draft, spot):
        return None, ()
    if further := _further(draft, spot):
        return further, ()
    owners = draft.known.owners.get(spot.hit.phrase, []) if spot.hit else []
    if number.unit == "rank":
        owners = [(name, entry) for name, entry in phrase_words().metrics.items() if not entry.phrases]
    each = for_each(draft.text, number)
    if each and not spot.hit:
        return _ratio_of_last(draft, spot), ()
    owners = [(name, entry) for name, entry in owners if entry.each == each and counts(draft, name, number)]
    fits = {name: entry for name, entry in owners if _holds(draft, name, entry, spot)}
    if not fits:
        possible = tuple(sorted({name for name, _ in owners}))[:MOST]
        return (None, possible) if possible else (_again(draft, spot), ())
    most = max(_weight(entry) for entry in fits.values())
    best = sorted(name for name, entry in fits.items() if _weight(entry) == most)
    return (best[0], ()) if len(best) == 1 else (None, tuple(best)[:MOST])


def unit_of(number: Number, metric: Metric | None) -> str:
    """Return a claim's unit: a bare number of a rate (24.6 per 10,000 people) has the metric's own."""
    rate = metric is not None and metric.kind == "rate" and "_per_" not in metric.unit
    return metric.unit if metric and rate and number.unit == "count" else number.unit


def measure_of(draft: Draft, spot: Spot, usual: Measure) -> tuple[bool, Measure]:
    """Return whether words decide the measure, and the measure; the usual one where none does."""
    text, number = draft.text, spot.number
    if usual in ("event", "level"):
        return True, usual
    before = text[max(spot.low, number.start - 60) : number.start]
    beside = before + text[number.end : number.end + 5]
    if usual != "stock" and compiled(words().total).search(text, spot.low, number.start):
        return True, "cumulative"
    if usual != "stock" and (
        compiled(words().flow).search(beside) or compiled(words().change).search(before)
    ):
        return True, "flow"
    if usual == "stock":
        return True, usual
    if spot.when and spot.when.day and spot.when.time.start:
        return True, "event"
    if usual == "cumulative" and compiled(words().level).search(text, spot.left, number.start):
        return False, usual
    if spot.when and spot.when.time.start:
        return True, "flow" if spot.when.time.end else "cumulative"
    return False, usual


def is_change(draft: Draft, spot: Spot, usual: Measure) -> bool:
    """Tell whether an amount is what a stock or a flow grew or fell by; a running total's is its flow."""
    before = draft.text[max(spot.low, spot.number.start - 40) : spot.number.start]
    new = usual == "stock" and compiled(words().flow).search(before)
    return usual != "cumulative" and bool(new or compiled(words().change).search(before))


def base_of(behind: str, time: Time) -> Base:
    """Return what a rate of growth compares with, by the words behind it."""
    for name, pattern in (("other", words().base_other), ("year_end", words().base_year_end)):
        if compiled(pattern).search(behind):
            return name
    named = compiled(words().base_year).search(behind)
    if named:
        own = time.end and int(time.end[:4]) - 1 == int(named["year"])
        return "year_before" if own else "other"
    return "year_before" if compiled(words().base_year_before).search(behind) else "unsaid"


def _left_open(draft: Draft, spot: Spot) -> bool:
    """Tell whether the words beside a figure deny it, wish for it, doubt it, or give it to a part only."""
    comma = draft.text.find(",", spot.number.end, spot.right)
    last = comma if comma >= 0 else spot.right
    beside = compiled(phrase_words().never).search(draft.words, spot.left, last)
    return bool(beside or compiled(phrase_words().denied).search(draft.text, spot.low, spot.high))


def _further(draft: Draft, spot: Spot) -> str | None:
    """Return the metric that a figure's words name of what the one before counts, or of a dated policy."""
    number = spot.number
    last = draft.claims[-1] if draft.claims and draft.claims[-1].start >= spot.low else None
    low = last.end if last else spot.low
    before, behind = draft.words[low : number.start], draft.text[number.end : spot.high]
    for one in phrase_words().further:
        known = one.of == last.metric if one.of and last else not one.of
        if not known or not counts(draft, one.metric, number):
            continue
        entry = Entry([], when=one.when, day=one.day)
        said = compiled(one.before).search(before) or compiled(one.behind).search(behind)
        if said and _holds(draft, one.metric, entry, spot):
            return one.metric
    return None


def _of_some_field(draft: Draft, spot: Spot) -> bool:
    """Tell whether a rank is one among those of a place only (first among Guangdong cities)."""
    behind = (one for one in draft.places if spot.number.end <= one.start < spot.stop)
    return spot.number.unit == "rank" and any(one.place != "china" for one in behind)


def is_habit(draft: Draft, spot: Spot) -> bool:
    """Tell whether a figure is said of every year, or of a year on average."""
    return bool(compiled(phrase_words().habit).search(draft.text, spot.left, spot.right))


def _weight(entry: Entry) -> int:
    return len(entry.when) + bool(entry.near) + entry.day


def counts(draft: Draft, name: str, number: Number) -> bool:
    """Tell whether a figure of this unit can be a level (or a growth rate) of the metric."""
    metric = draft.catalogue.metrics.get(name)
    if metric is None:
        return False
    if number.growth:
        return metric.kind != "rank"
    return metric.kind in _KINDS.get(number.unit, ("money",))


def _holds(draft: Draft, name: str, entry: Entry, spot: Spot) -> bool:
    if entry.day and not (spot.when and spot.when.day):
        return False
    if entry.never and draft.known.never[name].find(draft.words, spot.low, spot.high):
        return False
    if entry.near and not draft.known.near[name].find(draft.words, 0, spot.high):
        return False
    return all(_value(draft, field, spot) == value for field, value in entry.when.items())


def _value(draft: Draft, field: str, spot: Spot) -> str:
    """Return the value of a field that rules a figure, `none` when no word of it is near."""
    near = [(spot.left, spot.stop), (spot.low, spot.high)]
    if phrase_words().fields[field].before:
        near.append((0, spot.low))
    return field_value(draft.products[field], spot.number, near) or "none"


def _ratio_of_last(draft: Draft, spot: Spot) -> str | None:
    """Return the ratio that an amount a case or a policy is, of the metric that the sentence named last."""
    last = draft.claims[-1] if draft.claims else None
    for_what = _EACH_ONE.match(draft.text, spot.number.end)
    if not for_what or last is None or last.start < spot.low:
        return None
    unit = f"_per_{for_what[1].lower()}"
    ratios = formulas().ratios.items()
    return next((name for name, one in ratios if one.of == last.metric and one.unit.endswith(unit)), None)


def _sum_of(metrics: Iterable[str | None]) -> str | None:
    """Return the metric that is the sum of those which the sentence named (together they came to …)."""
    named = set(metrics)
    return next((name for name, parts in formulas().sums.items() if named == set(parts)), None)


def _again(draft: Draft, spot: Spot) -> str | None:
    """Return the metric of the figure before, when a growth rate or second value has no name of its own."""
    last = draft.claims[-1] if draft.claims else None
    number = spot.number
    if spot.hit or last is None or last.metric is None or number.unit == "rank" or last.start < spot.low:
        return None
    gap = max(spot.left, last.end)
    if compiled(phrase_words().sum).search(draft.text, gap, number.start):
        return _sum_of(claim.metric for claim in draft.claims if claim.start >= spot.low)
    if number.growth:
        return last.metric if explained(draft.bare, gap, number.start, draft.known) else None
    alike = number.unit == last.unit or (last.transform == "growth" and counts(draft, last.metric, number))
    bare = explained(draft.bare, gap, number.start, draft.known)
    return last.metric if bare and alike and NO_NOUN.match(draft.text, number.end) else None
