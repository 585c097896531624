"""Milestones that reports state with a date: a first policy, the first over ten million, a document in force.

Read by rules/events.yaml, never typed in. The Chinese title is made of the report's own words, the English
one of a template; the date keeps its precision (a month stands as its first day).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import msgspec

from etl import datafiles
from etl.evidence import Evidence
from etl.model import Figure, short_id
from etl.paths import RULES

_DAY = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_DOCUMENT = re.compile(r"《[^《》\n]{4,60}》")
_GAP = 12


class Policy(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Verbs of a policy document and the titles that they make."""

    verbs: dict[str, str]
    title: str
    title_zh: str


class EventRules(msgspec.Struct, forbid_unknown_fields=True, frozen=True, dict=True):
    """All of rules/events.yaml; its comments explain the keys."""

    scopes: dict[str, str]
    first: list[str]
    reach: int
    things: dict[str, dict[str, str]]
    over: dict[str, str]
    first_title: str
    policy: Policy

    @cached_property
    def first_pattern(self) -> re.Pattern[str]:
        """A first one behind a date: its scope, what stands between, its thing."""
        things = sorted((word for group in self.things.values() for word in group), key=len, reverse=True)
        return re.compile(
            rf"(?P<words>(?P<scope>{_any(self.scopes)})?(?:{_any(self.first)})"
            rf"(?P<between>[^。；;\n]{{0,{self.reach}}}?)(?P<thing>{_any(things)}))"
        )

    @cached_property
    def issued_pattern(self) -> re.Pattern[str]:
        """A policy document right behind a date: a verb and the document's name."""
        return re.compile(
            rf"^[^。；;《》\n]{{0,{_GAP}}}?(?P<verb>{_any(self.policy.verbs)})了?(?P<document>{_DOCUMENT.pattern})"
        )

    @cached_property
    def in_force_pattern(self) -> re.Pattern[str]:
        """Right behind a date: the verb of the document that stands before the date."""
        return re.compile(rf"^起?(?:正式)?(?P<verb>{_any(self.policy.verbs)})")


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the events table; `sentence` is the report's clean text."""

    event: str
    date: str
    precision: str
    kind: str
    title_zh: str
    title_en: str
    place: str | None
    figure: str
    report: str
    sentence: str


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
    for position, figure in enumerate(dates):
        day = _date(evidence.surface(figure))
        end = dates[position + 1].start if position + 1 < len(dates) else figure.sentence_end
        if day is None:
            continue
        title = _first(evidence.after(figure, end - figure.end)) or _policy(evidence, figure, end)
        if title:
            kind, zh, en = title
            yield Event(
                short_id("event", report, kind, day[0], zh), *day, kind, zh, en, place, figure.figure, report,
                evidence.clean_sentence(figure),
            )  # fmt: skip


def _date(surface: str) -> tuple[str, str] | None:
    """Return the ISO day and precision of a written date; None for one without a year or for a span."""
    match = _DAY.fullmatch(surface.strip())
    if not match:
        return None
    year, month, day = match.groups()
    precision = "day" if day else "month" if month else "year"
    return f"{year}-{int(month or 1):02}-{int(day or 1):02}", precision


def _first(behind: str) -> tuple[str, str, str] | None:
    match = rules().first_pattern.search(behind)
    if not match or match.start() > rules().reach:
        return None
    over = next((en for word, en in rules().over.items() if word in match["between"]), None)
    kind, thing = next(
        (k, group[match["thing"]]) for k, group in rules().things.items() if match["thing"] in group
    )
    title = rules().first_title.format(
        thing=thing, over=f" {over}" if over else "", scope=rules().scopes.get(match["scope"] or "", "")
    )
    return "first_over" if over else kind, match["words"], title


def _policy(evidence: Evidence, figure: Figure, end: int) -> tuple[str, str, str] | None:
    behind = evidence.after(figure, end - figure.end)
    policy = rules().policy
    match = rules().issued_pattern.match(behind)
    document = match["document"] if match else None
    if not match and (match := rules().in_force_pattern.match(behind)):
        named = _DOCUMENT.findall(evidence.before(figure, figure.start - figure.sentence_start))
        document = named[-1] if named else None
    if not match or not document:
        return None
    values = {"document": document}
    return (
        "policy",
        policy.title_zh.format(verb=match["verb"], **values),
        policy.title.format(verb=policy.verbs[match["verb"]], **values),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
