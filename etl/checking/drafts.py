"""A draft as read: the clean text of a file or of typed words, and the verdict of each of its figures.

Chinese lines are read as a report is, English lines by `checking.english`; one draft may hold both. The draft
is kept nowhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.checking import chinese, english
from etl.checking.book import Book
from etl.checking.following import follow
from etl.checking.judge import judge
from etl.checking.model import Checked, Claim
from etl.model import ReportDates
from etl.readers import Document, read
from etl.readers.contacts import mask_contacts
from etl.readers.document import SourceMap

_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
CHINESE_SHARE = 0.2
"""A line with more Chinese characters than this, against its Latin words, is Chinese."""


@dataclass(frozen=True)
class Draft:
    """A draft: its name, its bytes as received (empty for typed words), its clean text, contacts masked."""

    name: str
    data: bytes
    document: Document

    @property
    def text(self) -> str:
        """The clean text with contact persons masked; spans of claims count in it."""
        return mask_contacts(self.document.text)


def load(data: bytes, name: str) -> Draft:
    """Return the draft in a file; UnreadableError says why it cannot be read."""
    return Draft(name, data, read(data, name))


def typed(text: str) -> Draft:
    """Return typed or pasted words as a draft."""
    return Draft("", b"", Document(text, SourceMap()))


def own_catalogue(tables: Path) -> tuple[Path, ...]:
    """Return the folder of a person's catalogue entries beside the tables of a library, if there is one."""
    beside = tables.parent / "catalogue"
    return (beside,) if beside.is_dir() else ()


def check(
    draft: Draft, book: Book, day: str | None = None, place: str | None = None, own: tuple[Path, ...] = ()
) -> list[Checked]:
    """Return the verdict of every statistic of a draft, in text order.

    `day` (ISO) and `place` are the draft's own where a person says so: what 今年 and 全市 mean; else what the
    document says of itself. `own` are folders of a person's catalogue entries.
    """
    document = draft.document
    written, published = (claim.value if claim else None for claim in (document.written, document.published))
    dates = ReportDates(day, None) if day else ReportDates(written, published)
    found = sorted(_claims(document.text, dates, place, own), key=_start)
    return follow([judge(claims, book) for claims in found], document.text, book)


def _claims(text: str, dates: ReportDates, place: str | None, own: tuple[Path, ...]) -> Iterator[list[Claim]]:
    """Yield the claims of the Chinese lines and of the English ones, each read without the others."""
    in_chinese = "".join(
        line if _is_chinese(line) else _blank(line) for line in text.splitlines(keepends=True)
    )
    in_english = "".join(
        _blank(line) if _is_chinese(line) else line for line in text.splitlines(keepends=True)
    )
    if in_chinese.strip():
        yield from chinese.claims(in_chinese, dates, place, own)
    if in_english.strip():
        yield from english.claims(
            in_english, chinese.catalogue_of(*own), dates.written or dates.published, place
        )


def _is_chinese(line: str) -> bool:
    signs, words = len(_CJK.findall(line)), len(_LATIN.findall(line))
    return not words or signs > CHINESE_SHARE * (signs + words)


def _blank(line: str) -> str:
    return re.sub(r"[^\r\n]", " ", line)


def _start(claims: list[Claim]) -> int:
    return claims[0].start
