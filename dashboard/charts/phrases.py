"""The words of claims: a point as the fields that the patterns of words/titles.yaml are filled with.

Stands apart from titles.py, which decides what may be claimed; here it is only said.
"""

from functools import cache
from pathlib import Path

import msgspec

from dashboard.charts.view import View, name_of
from dashboard.data import Data
from dashboard.points import Point, firm
from etl import datafiles, times
from etl.numbers import Scale
from etl.texts import Lang, Texts, texts

WORDS = Path(__file__).with_name("words")
FEW = 100
"""A count below this is small: nobody says that it reaches its value."""


class Titles(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The patterns of titles.yaml."""

    verbs: dict[Lang, dict[str, str]]
    claims: dict[str, dict[Lang, list[str]]]
    sentence: dict[str, dict[Lang, str]]


def fields(view: View, data: Data, lang: Lang, point: Point) -> dict:
    """Return what the patterns of a claim about `point` may name."""
    name = view.chart.subject.get(lang) if len(view.metrics) == 1 else None
    subject = name or name_of(view.chart, data, point.metric, lang)
    if lang == "zh" and point.shape == "open":
        subject = without_total(subject)
    place = place_name(data, point.place, lang) or data.name("topics", view.chart.topic, lang)
    said = value(point, lang, view.query.scale, subject)
    when = point.when(lang)
    return {
        "place": "" if lang == "zh" and subject.startswith(place) else place,
        "subject": subject,
        "subject_low": lower(subject),
        "place_full": data.name("places", point.place, lang),
        "value": said,
        "when_short": short_when(point, lang),
        "when": when,
        "when_day": as_day(when),
        "as_at": _as_at(point, lang),
        "verb": verb(point, subject, lang),
        "stated": stated(point, subject, said, lang),
        "year": point.at.year if point.end else "",
    }


def stated(point: Point, subject: str, said: str, lang: Lang) -> str:
    """Return subject, verb and value; a Chinese subject that ends with the measure word loses both."""
    word = point.unit_text
    if lang == "zh" and len(word) > 1 and subject.endswith(word) and subject != word:
        return subject.removesuffix(word) + said
    return subject + verb(point, subject, lang) + said


def place_name(data: Data, place: str | None, lang: Lang) -> str:
    """Return a place's name as a title says it: 广州 for 广州市; English unchanged."""
    name = data.name("places", place, lang)
    short = lang == "zh" and len(name) > 2 and name[-1] in words("subtitles.yaml").say("endings", "zh")
    return name[:-1] if short else name


def as_day(when: str) -> str:
    """Return an English date as it stands behind a preposition: the end of June 2024."""
    return f"the {when}" if when.startswith(("end ", "first ", "second ")) else when


def lower(name: str) -> str:
    """Return an English name as inside a sentence: its first letter small unless it begins a proper name."""
    proper = any(word.istitle() for word in name.replace("-", " ").split()[1:2])
    return name[:1].lower() + name[1:] if name[1:2].islower() and not proper else name


def value(point: Point, lang: Lang, scale: Scale = "auto", subject: str = "") -> str:
    """Return a value as a claim about `subject` says it: one that no report states is marked so."""
    said = _shared_base(point.text(lang, scale), subject, lang)
    return said + (words("subtitles.yaml").say("worked_out", lang) if point.worked_out else "")


def _shared_base(value: str, subject: str, lang: Lang) -> str:
    """Return an English value without the base of a rate that the subject names: per 10,000 people."""
    number, per, base = value.partition(" per ")
    said = "".join(subject.lower().split())
    named = per and "per" + "".join(base.replace(",", "").split()) in said
    return number if lang == "en" and named else value


def _as_at(point: Point, lang: Lang) -> str:
    """Return the time of a state: in Chinese a plain day says that it is as at that day."""
    when = point.when(lang)
    plain = point.shape != "as_of" or when != times.on(point.end, lang)
    return when if plain else words("subtitles.yaml").say("as_at", lang, when=when)


def short_when(point: Point, lang: Lang) -> str:
    """Return the month or year of a point for a title that has no room: July 2025."""
    if point.end is None or point.shape in ("open", "unknown"):
        return point.when(lang)
    if point.inferred:
        first = (point.earliest or point.end).year
        return str(point.end.year) if first == point.end.year else f"{first}–{point.end.year}"
    return times.month(point.end, lang) if point.shape == "as_of" else point.when(lang)


def verb(point: Point, subject: str, lang: Lang) -> str:
    """Return the verb before a value.

    In Chinese it is smaller for a small count and a rate, says that a total runs on where the subject does
    not, and a hedged value stands without one.
    """
    verbs = patterns().verbs[lang]
    if lang == "en" or point.shape in ("open", "plan", "unknown"):
        return verbs[point.shape]
    low = point.unit == "count" and point.value < FEW
    if (
        point.measure == "cumulative"
        and firm([point])
        and words("subtitles.yaml").say("total", "zh") not in subject
    ):
        return verbs["total"] + ("" if low or point.bound != "exact" else verbs[point.shape])
    if point.bound != "exact":
        return ""
    sized = subject[-1] in words("subtitles.yaml").say("sizes", "zh")
    if low:
        return verbs["sized" if sized else "few"]
    return verbs["sized" if point.unit == "percent" else point.shape]


def without_total(name: str) -> str:
    """Return a Chinese name without the word for a running total."""
    return name.replace(words("subtitles.yaml").say("total", "zh"), "")


@cache
def patterns() -> Titles:
    """Return titles.yaml, read once."""
    return datafiles.load(WORDS / "titles.yaml", Titles)


def words(name: str) -> Texts:
    """Return a file of words beside the charts."""
    return texts(WORDS / name)
