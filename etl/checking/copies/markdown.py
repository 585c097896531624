"""A draft as Markdown with footnotes: [^1] behind each figure, the notes at the end.

A Markdown or plain draft keeps its own source; of another format the clean text is taken, a line a paragraph.
"""

import re
from collections.abc import Sequence

from etl.checking.book import Book
from etl.checking.drafts import Draft
from etl.checking.model import Checked
from etl.checking.saying import say
from etl.readers.contacts import mask_contacts
from etl.readers.document import TextSpan
from etl.readers.source import Source
from etl.texts import Lang

_MARK = re.compile(r"\[\^(\d+)\]")


def write(draft: Draft, found: Sequence[Checked], book: Book, lang: Lang) -> bytes:
    """Return the footnoted Markdown as UTF-8."""
    text, places = _source(draft, found)
    taken = max((int(match[1]) for match in _MARK.finditer(text)), default=0)
    pieces, at = [], 0
    for number, place in enumerate(places, start=taken + 1):
        pieces += [text[at:place], f"[^{number}]"]
        at = place
    body = "".join(pieces) + text[at:]
    notes = [
        f"[^{n}]: {_escaped(say(one, book, lang).note(lang))}\n" for n, one in enumerate(found, taken + 1)
    ]
    return f"{body.rstrip()}\n\n{''.join(notes)}".encode()


def _source(draft: Draft, found: Sequence[Checked]) -> tuple[str, list[int]]:
    """Return the text to write the marks into, and where each goes."""
    spans = [draft.document.source_map.where(one.claim.start, one.claim.end) for one in found]
    if draft.document.format in ("markdown", "text") and draft.data and _whole(spans):
        return mask_contacts(Source(draft.data, draft.name).text), [span[-1].end for span in spans]
    separated = re.sub(r"\n", "\n\n", draft.text) if draft.data else draft.text
    extra = separated != draft.text
    return separated, [
        one.claim.end + (draft.text.count("\n", 0, one.claim.end) if extra else 0) for one in found
    ]


def _whole(spans: Sequence[list]) -> bool:
    return all(span and isinstance(span[-1], TextSpan) for span in spans)


def _escaped(note: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(note.split()))
