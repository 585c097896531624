"""The checked draft on a terminal and as JSON lines."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from etl.checking.book import Book
from etl.checking.drafts import Draft
from etl.checking.model import VERDICTS, Checked
from etl.checking.saying import TEXTS, say
from etl.texts import Lang

STYLES = {
    "supported": "green",
    "worked_out": "cyan",
    "older": "yellow",
    "scope": "magenta",
    "differs": "bold red",
    "not_found": "dim",
}


def as_text(draft: Draft, found: Sequence[Checked], book: Book, lang: Lang) -> str:
    """Return the draft with a sign and a number behind each figure, then each verdict with its evidence."""
    shown = Text()
    at = 0
    for number, one in enumerate(found, start=1):
        claim, sign = one.claim, TEXTS.say(f"sign.{one.verdict}", lang)
        shown.append(draft.text[at : claim.start])
        shown.append(f"[{draft.text[claim.start : claim.end]}{sign}{number}]", STYLES[one.verdict])
        at = claim.end
    shown.append(draft.text[at:].rstrip() + "\n\n")
    for number, one in enumerate(found, start=1):
        shown.append_text(_entry(number, one, draft, book, lang))
    shown.append(summary(draft, found, lang) + "\n")
    return _drawn(shown)


def summary(draft: Draft, found: Sequence[Checked], lang: Lang) -> str:
    """Return how many figures there are of each verdict, or that there is none."""
    counts = Counter(one.verdict for one in found)
    if not counts:
        return TEXTS.say("none", lang, file=draft.name)
    parts = [
        TEXTS.say("part", lang, label=TEXTS.say(f"verdict.{verdict}", lang), count=counts[verdict])
        for verdict in VERDICTS
        if counts[verdict]
    ]
    return TEXTS.say(
        "summary", lang, file=draft.name, count=len(found), parts=TEXTS.say("part.join", lang).join(parts)
    )


def as_jsonl(draft: Draft, found: Sequence[Checked], book: Book, lang: Lang) -> Iterator[str]:
    """Yield one JSON object a figure: span, surface, claim, verdict, reason, and the statements behind it."""
    for one in found:
        claim, said = one.claim, say(one, book, lang)
        row = {
            "file": draft.name,
            "start": claim.start,
            "end": claim.end,
            "surface": draft.text[claim.start : claim.end],
            "verdict": one.verdict,
            "reason": one.reason,
            "message": said.reason,
            "metric": claim.metric,
            "candidates": list(claim.candidates),
            "place": claim.place,
            "time": claim.time.basis,
            "period_start": claim.time.start,
            "period_end": claim.time.end,
            "transform": claim.transform,
            "measure": claim.measure,
            "value": claim.value,
            "bound": claim.bound,
            "unit": claim.unit,
            "observations": [row.observation for row in one.shown],
            "sources": [
                {
                    "statement": cited.text,
                    "sentence": cited.sentence,
                    "figure": cited.figure,
                    "report": cited.report,
                }
                for cited in said.cited
            ],
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _entry(number: int, one: Checked, draft: Draft, book: Book, lang: Lang) -> Text:
    said = say(one, book, lang)
    surface = draft.text[one.claim.start : one.claim.end]
    text = Text()
    line = TEXTS.say("line", lang, number=number, sign=said.sign, label=said.label, surface=surface)
    text.append(line + "\n", STYLES[one.verdict])
    text.append(f"   {said.reason}\n")
    for cited in said.cited:
        text.append(f"   · {cited.text}\n     {cited.source}\n", "dim")
        if cited.sentence:
            text.append(f"     {' '.join(cited.sentence.split())}\n", "dim")
    return text


def _drawn(text: Text) -> str:
    """Return rich text coloured on a terminal, plain elsewhere; lines are never cut."""
    screen = Console()
    paper = StringIO()
    console = Console(file=paper, width=100_000, force_terminal=screen.is_terminal, highlight=False)
    console.print(text, end="", soft_wrap=True)
    return paper.getvalue()
