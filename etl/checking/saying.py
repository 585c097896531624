"""Verdicts in words: label and sign, the reason, and what is cited: statement, sentence, report.

Everything comes from texts.yaml (zh, en) and the tables; sentences of reports stay in Chinese and are masked
already, as all texts of the tables are.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl import numbers, times
from etl.checking.book import Book
from etl.checking.model import Checked, Statement
from etl.texts import Lang, texts

TEXTS = texts(Path(__file__).with_name("texts.yaml"))
_ENDS = "。；;.，, "
_CLAUSE = re.compile(r"[，,；;。]")
AROUND = 60
"""A sentence is shown with about so many characters on either side of its figure."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement as a reader is shown it: `text` with place and time, its source, its sentence."""

    text: str
    source: str
    sentence: str
    """The part of the sentence around the figure, … where it is cut."""
    surface: str
    figure: str | None
    report: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict in one language; `cited` are the statements behind it, the deciding one first."""

    sign: str
    label: str
    reason: str
    cited: tuple[Cited, ...]

    def note(self, lang: Lang) -> str:
        """Return the whole as one line: what a footnote holds."""
        parts = [self.reason]
        for source, sentence in dict.fromkeys((one.source, one.sentence) for one in self.cited):
            quoted = TEXTS.say("quoted", lang, sentence=sentence.rstrip(_ENDS)) if sentence else ""
            parts += filter(None, (source, quoted))
        said = TEXTS.say("separator", lang).join(parts) + TEXTS.say("stop", lang)
        return TEXTS.say("note", lang, sign=self.sign, label=self.label, said=said)


def say(checked: Checked, book: Book, lang: Lang) -> Said:
    """Return a verdict in words."""
    return Said(
        TEXTS.say(f"sign.{checked.verdict}", lang),
        TEXTS.say(f"verdict.{checked.verdict}", lang),
        _reason(checked, book, lang),
        tuple(_cited(row, book, lang) for row in _rows(checked, book)),
    )


def value_text(row: Statement, book: Book, lang: Lang) -> str:
    """Return a statement's value as its report writes it, or as people write such a value."""
    if lang == "zh" and row.surface:
        return row.surface
    unit = row.unit.partition("_per_")[0] if row.unit[:3].isupper() else row.unit
    value = row.value if row.bound == "exact" or not row.worked_out else float(f"{row.value:.4g}")
    bound = row.bound if not row.worked_out else "exact"
    if lang == "en":
        return numbers.say(value, unit, lang, bound=bound)
    words = [one.unit_text for one in book.inputs(row.observation) if one.unit == row.unit]
    return numbers.say(value, unit, lang, unit_text=words[0] if words else "")


def when_text(row: Statement, lang: Lang) -> str:
    """Return when a statement holds: 2023年, 截至2025年7月31日, as of 31 July 2025."""
    if row.end is None:
        return TEXTS.say("when.unknown", lang)
    start, end = (_date(day, lang) if day else "" for day in (row.start or row.earliest, row.end))
    if row.inferred and row.earliest and not row.start:
        return TEXTS.say("when.within", lang, start=start, end=end)
    if row.start is None:
        return TEXTS.say("when.day", lang, end=end)
    if row.start == row.end:
        return TEXTS.say("when.on", lang, end=end)
    if row.start[4:] == "-01-01" and row.end == f"{row.start[:4]}-12-31":
        return TEXTS.say("when.year", lang, year=row.end[:4])
    return TEXTS.say("when.span", lang, start=start, end=end)


def source_text(report: str | None, book: Book, lang: Lang) -> str:
    """Return publisher, title and date of a report; what is unknown is left out."""
    row = book.reports.get(report or "")
    if row is None:
        return ""
    title = (lang == "en" and row["title_en"]) or row["title"]
    named = (
        TEXTS.say("source.title", lang, title=title)
        if title
        else TEXTS.say("source.untitled", lang, opening=book.openings.get(report or "", "")[:20])
    )
    day = row["published"] or row["written"]
    publisher = row["publisher"]
    return TEXTS.say(
        "source",
        lang,
        publisher=TEXTS.say("source.publisher", lang, publisher=publisher) if publisher else "",
        title=named,
        date=TEXTS.say("source.date", lang, date=_date(day, lang)) if day else "",
    )


def _reason(checked: Checked, book: Book, lang: Lang) -> str:
    claim, matched, newest = checked.claim, checked.matched, checked.newest
    row = matched or newest
    values = {
        "own_metric": book.name("metrics", claim.metric, lang),
        "own_place": book.name("places", claim.place, lang),
        "candidates": TEXTS.say("part.join", lang).join(
            book.name("metrics", m, lang) for m in claim.candidates
        ),
    }
    if row:
        values |= {
            "stated": value_text(row, book, lang),
            "when": when_text(row, lang),
            "place": book.name("places", row.place, lang),
            "metric": book.name("metrics", row.metric, lang),
            "measure": TEXTS.say(f"measure.{row.measure}", lang),
            "formula": row.formula or "",
        }
    if newest:
        values |= {
            "newest": value_text(newest, book, lang),
            "newest_when": when_text(newest, lang),
            "newest_place": book.name("places", newest.place, lang),
            "newest_formula": newest.formula or "",
        }
    said = TEXTS.say(f"reason.{checked.reason}", lang, **values)
    if newest and checked.verdict == "scope":
        said += TEXTS.say("reason.own_scope", lang, **values)
    if newest and checked.verdict == "not_found":
        said += TEXTS.say("reason.nearest", lang, **values)
    return said


def _rows(checked: Checked, book: Book) -> list[Statement]:
    """Return the statements to cite: those shown; of what is worked out, what it rests on."""
    rows: list[Statement] = []
    for row in checked.shown:
        rows += book.inputs(row.observation) if row.worked_out else [row]
    return list(dict.fromkeys(rows))


def _cited(row: Statement, book: Book, lang: Lang) -> Cited:
    about = (book.name("places", row.place, lang), book.name("metrics", row.metric, lang))
    text = " ".join(filter(None, (*about, value_text(row, book, lang), f"({when_text(row, lang)})")))
    return Cited(text, source_text(row.report, book, lang), _around(row), row.surface, row.figure, row.report)


def _around(row: Statement) -> str:
    """Return the clauses of a statement's sentence around its figure; the whole when it is short."""
    sentence = " ".join(row.sentence.split())
    at = sentence.find(row.surface)
    if at < 0 or len(sentence) <= 2 * AROUND:
        return sentence
    cuts = [match.end() for match in _CLAUSE.finditer(sentence)]
    first = min((cut for cut in cuts if at - AROUND <= cut <= at), default=0 if at <= AROUND else at)
    high = at + len(row.surface) + AROUND
    last = max(
        (cut for cut in cuts if at + len(row.surface) <= cut <= high), default=min(high, len(sentence))
    )
    last = len(sentence) if len(sentence) <= high else last
    return ("…" if first else "") + sentence[first:last] + ("…" if last < len(sentence) else "")


def _date(day: str, lang: Lang) -> str:
    return times.on(date.fromisoformat(day), lang)
