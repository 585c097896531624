"""Contact persons of a report: their names and numbers give way to signs of the same length.

Every table, export, log and view shows masked text; the length stays, so that spans hold. Reading itself sees
the text as it is. Telephone numbers of all kinds are masked, also those without a label.
"""

import re
from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES

SIGN = "＊"
_NAME = re.compile(r"[\u3400-\u9fff·]{1,8}(?:[、，, ]{1,2}[\u3400-\u9fff·]{2,4}(?![\u3400-\u9fff·：:]))*")


class Contacts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What contacts.yaml holds."""

    person: list[str]
    number: list[str]
    office: list[str]
    surnames: str
    phone: str
    labelled_number: str
    bare_number: str


@cache
def _rules() -> Contacts:
    return datafiles.load(RULES / "readers" / "contacts.yaml", Contacts)


@cache
def _pattern(rule: str) -> re.Pattern:
    return re.compile(rule)


@cache
def _labels(names: tuple[str, ...]) -> re.Pattern:
    """Return a pattern for a label and its colon, or a label that has its line or cell to itself."""
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    spaced = r"[ \t\u3000]{0,20}(?:[（(][^）)\n]{1,12}[)）])?[ \t\u3000]{0,20}"
    return re.compile(
        rf"(?:{words}){spaced}[:：][ \t\u3000]{{0,20}}|(?:^|(?<=\s))(?:{words})[ \u3000]*\r?[\t\n]\s{{0,40}}",
        re.M,
    )


def find_contacts(text: str) -> list[tuple[int, int]]:
    """Return the spans of contact persons' names and of telephone numbers, in text order, not overlapping."""
    names = _behind(text, _rules().person, _NAME)
    spans = [
        *names,
        *_behind(text, _rules().number, _pattern(_rules().labelled_number)),
        *(m.span() for m in _pattern(_rules().phone).finditer(text)),
    ]
    spans += _behind(text, _rules().number, _pattern(_rules().bare_number), bare=True)
    for name in {text[start:end] for start, end in names}:
        if _is_person(name):
            spans += [found.span() for found in re.finditer(re.escape(name), text)]
    return _merged(spans)


def mask_contacts(text: str) -> str:
    """Return `text` with contact persons' names and telephone numbers as signs; its length stays."""
    pieces, position = [], 0
    for start, end in find_contacts(text):
        pieces += [text[position:start], SIGN * (end - start)]
        position = end
    return "".join(pieces) + text[position:]


def _behind(text: str, labels: list[str], wanted: re.Pattern, bare: bool = False) -> list[tuple[int, int]]:
    """Return the spans of what stands behind the labels; `bare` ones need no colon."""
    pattern = re.compile(rf"(?:{'|'.join(labels)})[ \t\u3000]{{0,9}}") if bare else _labels(tuple(labels))
    found = (wanted.match(text, label.end()) for label in pattern.finditer(text))
    return [match.span() for match in found if match]


def _is_person(name: str) -> bool:
    return 2 <= len(name) <= 4 and name[0] in _rules().surnames and not name.endswith(tuple(_rules().office))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
