"""Milestones that reports state with a date: a first policy, the first over ten million, a document in force.

Read by rules/events.yaml, never typed in. The Chinese title is made of the report's own words, the English
one of a template; the date keeps its precision (a month stands as its first day), and one that the reading
could not place in a year is none.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from etl import datafiles, numbers
from etl.evidence import Evidence
from etl.lexicon import expand, pattern_of
from etl.model import Figure, short_id
from etl.paths import RULES
from etl.reading.amounts import find_amounts

_DOCUMENT = re.compile(r"《[^《》\n]{4,60}》")
_DAY = re.compile(r"[日号]|\d[-./]\d{1,2}[-./]\d")
_STRICT = {"forbid_unknown_fields": True, "frozen": True}


class Thing(msgspec.Struct, **_STRICT):
    """What there can be a first one of."""

    kind: str
    topic: str
    en: str
    words: list[str]


class AmountRule(msgspec.Struct, **_STRICT):
    """How an amount of coverage is written, and what it adds to the English title."""

    words: str
    over: str
    exact: str


class Policy(msgspec.Struct, **_STRICT):
    """Verbs of a policy document, the titles that they make, and the topics that names of documents tell."""

    verbs: dict[str, str]
    lead: str
    not_before: list[str]
    title: str
    title_zh: str
    topics: dict[str, list[str]]


class EventRules(msgspec.Struct, dict=True, **_STRICT):
    """All of rules/events.yaml; its comments explain the keys."""

    scopes: dict[str, str]
    first: list[str]
    reach: int
    behind: str
    things: list[Thing]
    first_title: str
    amount: AmountRule
    policy: Policy

    @cached_property
    def thing_of(self) -> dict[str, Thing]:
        """Every word of a thing."""
        return {
            word: thing for thing in reversed(self.things) for each in thing.words for word in expand(each)
        }

    @cached_property
    def first_pattern(self) -> re.Pattern[str]:
        """A first one: its scope, what stands between, its thing."""
        firsts = pattern_of(word for each in self.first for word in expand(each))
        return re.compile(
            rf"(?P<words>(?P<scope>{_any(self.scopes)})?{firsts}"
            rf"(?P<between>[^。；;\n]{{0,{self.reach}}}?)(?P<thing>{pattern_of(self.thing_of)}))"
        )

    @cached_property
    def amount_pattern(self) -> re.Pattern[str]:
        """An amount of coverage."""
        return re.compile(self.amount.words)

    @cached_property
    def issued_pattern(self) -> re.Pattern[str]:
        """A policy document behind a date: a verb and the document's name."""
        policy = self.policy
        return re.compile(
            rf"^[^。；;《》\n]{{0,{self.reach}}}?(?P<verb>{_any(policy.verbs)}){policy.lead}"
            rf"(?P<document>{_DOCUMENT.pattern})(?!{_any(policy.not_before)})"
        )

    @cached_property
    def named_pattern(self) -> re.Pattern[str]:
        """A policy document right behind a date, its verb behind it."""
        policy = self.policy
        return re.compile(
            rf"^[,、 ]?(?:{policy.lead}的)?(?P<document>{_DOCUMENT.pattern})(?:\([^)]{{0,30}}\))?"
            rf"{policy.lead}(?P<verb>{_any(policy.verbs)})"
        )

    @cached_property
    def in_force_pattern(self) -> re.Pattern[str]:
        """Right behind a date: the verb of the document that stands before the date."""
        return re.compile(rf"^起?{self.policy.lead}(?P<verb>{_any(self.policy.verbs)})")


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the events table; `sentence` is the report's clean text."""

    event: str
    date: str
    precision: str
    kind: str
    topic: str
    title_zh: str
    title_en: str
    place: str | None
    figure: str
    report: str
    sentence: str


class _Said(NamedTuple):
    """What a date's part of its sentence says happened."""

    kind: str
    topic: str
    zh: str
    en: str


@cache
def rules() -> EventRules:
    """Return the rules for milestones."""
    return datafiles.load(RULES / "events.yaml", EventRules)


def find_events(evidence: Evidence) -> list[Event]:
    """Return the milestones of all reports, by date and report."""
    by_sentence: dict[tuple[str, int], list[Figure]] = {}
    for name, figure in evidence.figures.items():
        by_sentence.setdefault((evidence.report_of[name], figure.sentence_start), []).append(figure)
    found = [
        e for (report, _), figures in by_sentence.items() for e in _in_sentence(evidence, report, figures)
    ]
    return sorted({e.event: e for e in found}.values(), key=lambda e: (e.date, e.report, e.event))


def _in_sentence(evidence: Evidence, report: str, figures: list[Figure]) -> Iterator[Event]:
    dates = sorted((f for f in figures if f.kind == "date"), key=lambda f: f.start)
    place = (
        next((f.place for f in figures if f.statistic and f.place), None) or evidence.sources[report].place
    )
    ends = [f.start for f in dates[1:]] + [f.sentence_end for f in dates[-1:]]
    own = {f.figure: _first_before(evidence, f) for f in dates}
    for position, (figure, end) in enumerate(zip(dates, ends, strict=True)):
        day = _date(evidence.surface(figure), figure)
        taken = position + 1 < len(dates) and own[dates[position + 1].figure]
        said = own[figure.figure] or (None if taken else _first(evidence.after(figure, end - figure.end)))
        said = said or _policy(evidence, figure, end)
        if day and said:
            yield Event(
                short_id("event", report, said.kind, day[0], said.zh), *day, said.kind, said.topic, said.zh,
                said.en, place, figure.figure, report, evidence.clean_sentence(figure),
            )  # fmt: skip


def _date(surface: str, figure: Figure) -> tuple[str, str] | None:
    """Return the ISO day and precision of a date; None for a span, or one whose year is not known."""
    start, end = figure.period_start, figure.period_end
    if not start or not end:
        return None
    if start == end:
        return (start, "day") if _DAY.search(surface) else None
    year, month = int(start[:4]), int(start[5:7])
    if (start[5:], end) == ("01-01", f"{year}-12-31"):
        return start, "year"
    whole = (start[8:], end) == ("01", f"{start[:8]}{monthrange(year, month)[1]:02}")
    return (start, "month") if whole else None


def _first(behind: str) -> _Said | None:
    match = rules().first_pattern.search(behind)
    return _said(match, behind) if match and match.start() <= rules().reach else None


def _first_before(evidence: Evidence, figure: Figure) -> _Said | None:
    """Return the milestone that a date right behind it dates (首单…于2020年5月14日落地)."""
    before = evidence.before(figure, figure.start - figure.sentence_start)
    matches = list(rules().first_pattern.finditer(before))
    if not matches or not re.fullmatch(rules().behind, before[matches[-1].end() :]):
        return None
    return _said(matches[-1], before)


def _said(match: re.Match[str], text: str) -> _Said:
    thing = rules().thing_of[match["thing"]]
    amount, words = "", match["words"]
    for said, more in ((match["between"], ""), (text[match.end() : match.end() + rules().reach], "behind")):
        found = rules().amount_pattern.search(said)
        if found and (not more or found.start() <= 2):
            amount = _amount(found)
            words += said[: found.end()] if amount and more else ""
            break
    scope = rules().scopes.get(match["scope"] or "", "")
    title = rules().first_title.format(thing=thing.en, amount=amount, scope=scope)
    return _Said("first_over" if amount else thing.kind, thing.topic, words, title)


def _amount(match: re.Match[str]) -> str:
    """Return what an amount of coverage adds to the English title; nothing when it does not read as one."""
    written = match["number"] + (match["unit"] or "元")
    found = [a for a in find_amounts(written, written) if a.value and a.kind == "money"]
    if len(found) != 1:
        return ""
    threshold = match["over"] or found[0].bound != "exact"
    template = rules().amount.over if threshold else rules().amount.exact
    return template.format(amount=numbers.say(found[0].value, found[0].unit, "en"))


def _policy(evidence: Evidence, figure: Figure, end: int) -> _Said | None:
    behind = evidence.after(figure, end - figure.end)
    policy = rules().policy
    match = rules().issued_pattern.match(behind) or rules().named_pattern.match(behind)
    document = match["document"] if match else None
    if not match and (match := rules().in_force_pattern.match(behind)):
        named = _DOCUMENT.findall(evidence.before(figure, figure.start - figure.sentence_start))
        document = named[-1] if named else None
    if not match or not document:
        return None
    topic = next(name for name, words in policy.topics.items() if any(word in document for word in words))
    return _Said(
        "policy",
        topic,
        policy.title_zh.format(verb=match["verb"], document=document),
        policy.title.format(verb=policy.verbs[match["verb"]], document=document),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
