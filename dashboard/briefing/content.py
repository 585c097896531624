"""What a briefing says, whatever it is written as: claims, facts with sentences, caveats, numbered sources.

Worked out from the tables by the functions that draw the charts (titles, points, footers) and cite reports
(pages.citing); nothing is computed here but numbers of sources and counts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard import charts as drawn
from dashboard.addresses import link
from dashboard.charts import titles
from dashboard.charts.formulas import formula
from dashboard.charts.view import View as Shown
from dashboard.charts.view import labels
from dashboard.data import Data, known_on
from dashboard.pages import citing
from dashboard.pages.records import records
from dashboard.pictures import Wish
from dashboard.points import Point
from dashboard.provenance import query_of
from dashboard.view import View
from etl import times
from etl.errors import DataFileError, ZhibiaoError
from etl.texts import Lang, texts

WORDS = texts(Path(__file__).with_name("words.yaml"))
LEADS = 4
"""Series of a chart whose newest value is said in a sentence."""
SETTLED = ("explained",)
"""States of a finding that a person gave it and that need no caveat any more."""


class NothingToTell(ZhibiaoError):
    """A briefing whose charts have no data."""


@dataclass(frozen=True)
class Fact:
    """A point as a row of the table of key figures: what, where, when, how much, and how it is known.

    `sentences` are those that state it, or state what it was worked out from.
    """

    point: Point
    name: str
    place: str
    when: str
    value: str
    how: str
    sentences: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Item:
    """One chart of a briefing: `wish` draws it from `data`, the tables as known on the day it asks for.

    `subject` is what it shows in a few words; `sources` are numbers of the briefing's sources.
    """

    number: int
    wish: Wish
    data: Data
    shown: Shown
    title: str
    subtitle: str
    subject: str
    question: str
    sentences: tuple[str, ...]
    alt: str
    facts: tuple[Fact, ...]
    sources: tuple[int, ...]
    address: str

    def say(self, key: str, **values: object) -> str:
        """Return a text of words.yaml in the briefing's language."""
        return WORDS.say(key, self.wish.lang, **values)

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return self.wish.stem or self.wish.chart.id


@dataclass(frozen=True)
class Source:
    """A report that a briefing rests on: its number, its citation in GB/T 7714, its hash."""

    number: int
    report: str
    citation: str
    sha256: str


@dataclass(frozen=True)
class Brief:
    """A briefing in one language."""

    name: str
    intro: str
    lang: Lang
    items: tuple[Item, ...]
    sources: tuple[Source, ...]
    caveats: tuple[str, ...]
    newest: str
    version: str

    def say(self, key: str, **values: object) -> str:
        """Return a text of words.yaml in the briefing's language."""
        return WORDS.say(key, self.lang, **values)

    @property
    def dated(self) -> str:
        """The date and the version of its data."""
        return f"{self.say('data_to', newest=self.newest)}　{self.say('version', version=self.version[:8])}"

    @property
    def facts(self) -> list[Fact]:
        """The facts of all charts, each once, in their order."""
        return list({fact.point.observation: fact for item in self.items for fact in item.facts}.values())

    def source(self, number: int) -> Source:
        """Return a source by its number."""
        return self.sources[number - 1]


def brief(
    data: Data, wishes: Sequence[Wish], lang: Lang, name: str, intro: Mapping[Lang, str] | None = None
) -> Brief:
    """Return the briefing over the charts that `wishes` draw, without those that have no data.

    `intro` is the pattern of its first line. Raises NothingToTell where no chart has data, DataFileError
    for a pattern with a digit or an unknown field.
    """
    shown = [
        (wish, own, found)
        for wish in wishes
        if (found := drawn.view(wish.chart, own := _then(data, wish), wish.query))
    ]
    if not shown:
        raise NothingToTell.about("brief.nothing", name=name)
    reports = list(dict.fromkeys(s.report for _, own, found in shown for s in own.sources(found.points)))
    numbers = {report: at for at, report in enumerate(reports, 1)}
    items = tuple(
        _item(own, wish, found, at, numbers, lang) for at, (wish, own, found) in enumerate(shown, 1)
    )
    points = [point for _, _, found in shown for point in found.points]
    return Brief(
        name=name,
        intro=_intro(data, (intro or {}).get(lang) or WORDS.say("intro", lang), points, len(reports), lang),
        lang=lang,
        items=items,
        sources=tuple(_source(data, report, number, lang) for report, number in numbers.items()),
        caveats=tuple(_caveats(data, points, lang)),
        newest=times.on(data.newest, lang) if data.newest else times.unknown(lang),
        version=data.version,
    )


def _then(data: Data, wish: Wish) -> Data:
    """Return the tables as known on the day that a chart asks for."""
    return known_on(data, wish.query.known_on) if wish.query.known_on else data


def marks(numbers: Iterable[int]) -> str:
    """Return numbers of sources as references in a text: [1][3]."""
    return "".join(f"[{number}]" for number in numbers)


def _item(data: Data, wish: Wish, shown: Shown, at: int, numbers: Mapping[str, int], lang: Lang) -> Item:
    query = query_of(wish.query)
    return Item(
        number=at,
        wish=wish,
        data=data,
        shown=shown,
        title=wish.title or titles.title(shown, data, lang),
        subtitle=titles.subtitle(shown, data, lang),
        subject=_subject(data, shown, lang),
        question=wish.chart.question[lang],
        sentences=tuple(_sentences(data, shown, numbers, lang)),
        alt=drawn.alt_text(shown, data, lang),
        facts=tuple(_facts(data, shown, numbers, lang)),
        sources=_numbers(data, shown.points, numbers),
        address=link(f"/chart/{wish.chart.id}", {**query, "lang": lang}),
    )


def _subject(data: Data, shown: Shown, lang: Lang) -> str:
    """Return the name of a chart's metric, of its topic where it has several."""
    table, name = ("topics", shown.chart.topic) if len(shown.metrics) > 1 else ("metrics", shown.metrics[0])
    return data.name(table, name, lang)


def _numbers(data: Data, points: list[Point], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[source.report] for source in data.sources(points)))


def _sentences(data: Data, shown: Shown, numbers: Mapping[str, int], lang: Lang) -> list[str]:
    """Return the newest values of the series with their sources; those of one time in one sentence."""
    groups: dict[tuple, list[Point]] = {}
    for one in shown.series[:LEADS]:
        point = one.last
        groups.setdefault((point.when(lang), point.place, point.shape), []).append(point)
    return [
        _together(
            [(titles.sentence(p, data, lang), marks(_numbers(data, [p], numbers))) for p in group], lang
        )
        for group in groups.values()
    ]


def _together(said: list[tuple[str, str]], lang: Lang) -> str:
    """Return sentences with their references as one that says only once the time with which all begin."""
    breath, semicolon = WORDS.say("breath", lang), WORDS.say("semicolon", lang)
    begin, comma, _ = said[0][0].partition(breath)
    shared = begin + comma if comma and all(s.startswith(begin + comma) for s, _ in said) else ""
    pieces = [f"{sentence[:-1].removeprefix(shared)}{refs}" for sentence, refs in said]
    return shared + semicolon.join(pieces) + said[-1][0][-1]


def _facts(data: Data, shown: Shown, numbers: Mapping[str, int], lang: Lang) -> list[Fact]:
    return [
        Fact(
            point=point,
            name=data.name("metrics", point.metric, lang),
            place=data.name("places", point.place, lang),
            when=point.when(lang),
            value=point.text(lang, shown.query.scale),
            how=_how(data, point, lang),
            sentences=tuple(_stated(data, point)),
            sources=_numbers(data, [point], numbers),
        )
        for one, _ in zip(shown.series, labels(shown, data, lang), strict=True)
        for point in one.points
    ]


def _how(data: Data, point: Point, lang: Lang) -> str:
    """Return how a value is known: as the report words it, by which formula, with an inferred date."""
    made = formula(point, data, lang)
    if point.worked_out:
        how = WORDS.say("how_formula", lang, formula=made) if made else WORDS.say("how_worked_out", lang)
    else:
        surface = " ".join((point.surface or "").split())
        how = WORDS.say("how_stated", lang, surface=surface) if surface else WORDS.say("how_read", lang)
    more = [
        WORDS.say(key, lang)
        for key, holds in (
            ("how_inferred", point.inferred and point.shape != "open"),
            ("how_corrected", point.correction is not None),
        )
        if holds
    ]
    return WORDS.say("comma", lang).join([how, *more])


def _stated(data: Data, point: Point) -> list[str]:
    inputs = [data.observation(one) for one, _ in data.inputs_of(point.observation)]
    found = [" ".join(p.sentence.split()) for p in [point, *inputs] if p.sentence]
    return list(dict.fromkeys(found))


def _source(data: Data, report: str, number: int, lang: Lang) -> Source:
    citation = citing.report(View(data, "/", lang=lang), report, "zh", words=lang)
    return Source(number, report, citation, records(data).reports[report]["sha256"])


def _caveats(data: Data, points: list[Point], lang: Lang) -> list[str]:
    """Return what does not fit together in what is shown, the gravest first, each once."""
    metrics, places = {p.metric for p in points}, {p.place for p in points}
    found = [
        row[f"message_{lang}"]
        for row in records(data).findings
        if row["metric"] in metrics and row["place"] in places and row.get("state") not in SETTLED
    ]
    return [
        text if text.endswith(("。", ".")) else text + WORDS.say("stop", lang)
        for text in dict.fromkeys(found)
    ]


def _intro(data: Data, pattern: str, points: list[Point], reports: int, lang: Lang) -> str:
    """Return the first line with its fields filled in: numbers are counted, never typed."""
    if re.search(r"\d", pattern):
        raise DataFileError.about("brief.intro_digit", pattern=pattern)
    places = list(dict.fromkeys(data.name("places", point.place, lang) for point in points if point.place))
    *others, last = places or [""]
    try:
        return pattern.format(
            places=WORDS.say("list_last", lang).join(
                filter(None, [WORDS.say("list_comma", lang).join(others), last])
            ),
            reports=reports,
            charts=len({point.metric for point in points}),
            points=len({point.observation for point in points}),
            newest=times.on(data.newest, lang) if data.newest else times.unknown(lang),
        )
    except (KeyError, IndexError, ValueError) as problem:
        raise DataFileError.about("brief.intro_field", pattern=pattern, problem=problem) from problem
