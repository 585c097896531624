"""Labelled drafts: `[[surface|verdict]]` marks each figure; what the checker says of each, pair by pair.

`[[surface|verdict/verdict]]` where either is right; what is found counts as the label when it is among them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from etl.checking.book import Book
from etl.checking.drafts import check, typed
from etl.checking.model import Checked

HERE = Path(__file__).parent
MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


@dataclass(frozen=True)
class Labelled:
    """A draft without its marks, the spans and verdicts of them; `loose`: other figures are not labelled."""

    tables: str
    text: str
    marks: tuple[tuple[int, int, str], ...]
    loose: bool

    @property
    def chinese(self) -> bool:
        """Whether the draft is in Chinese."""
        return bool(re.search("[\u4e00-\u9fff]", self.text))


def load(name: str) -> list[Labelled]:
    """Return the labelled drafts of a file."""
    rows = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [_labelled(row) for row in rows]


def _labelled(row: dict) -> Labelled:
    text, marks, at = "", [], 0
    for match in MARK.finditer(row["text"]):
        text += row["text"][at : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    return Labelled(row["tables"], text + row["text"][at:], tuple(marks), row.get("loose", False))


def pairs(draft: Labelled, book: Book) -> Iterator[tuple[str | None, Checked | None]]:
    """Yield each label with what was found there; None for a label missed, or a figure without one."""
    missed = list(draft.marks)
    for found in check(typed(draft.text), book):
        claim = found.claim
        mark = next((m for m in draft.marks if m[0] < claim.end and claim.start < m[1]), None)
        if mark in missed:
            missed.remove(mark)
        if mark or not draft.loose:
            yield (_right(mark[2], found.verdict) if mark else None), found
    yield from ((_right(mark[2]), None) for mark in missed)


def _right(label: str, found: str = "") -> str:
    """Return the one of a label's verdicts that was found, the first where none was."""
    allowed = label.split("/")
    return found if found in allowed else allowed[0]


def scores(drafts: list[Labelled], books: dict[str, Book]) -> dict[str, tuple[float, float, int]]:
    """Return precision, recall and the number of labels of each verdict."""
    counts = Counter(
        (label, found.verdict if found else None)
        for draft in drafts
        for label, found in pairs(draft, books[draft.tables])
    )
    verdicts = {label for label, _ in counts if label}
    return {name: _score(counts, name) for name in sorted(verdicts)}


def _score(counts: Counter, name: str) -> tuple[float, float, int]:
    right = counts[name, name]
    said = sum(n for (_, found), n in counts.items() if found == name)
    labelled = sum(n for (label, _), n in counts.items() if label == name)
    return right / said if said else 0.0, right / labelled, labelled
