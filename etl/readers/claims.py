"""What a report says of itself: title, publisher, dates, address, language, each stated or inferred.

What the page's head or the front matter says comes first, then the lines at the top of the text (发布日期,
来源), then the signature at its end. A file's own time stamp is never asked. None is unknown.
"""

import re
from dataclasses import replace
from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES
from etl.readers import chrome
from etl.readers.dates import DATE, read_date
from etl.readers.document import Claim, Document

TOP = 15
LONGEST_LINE = 120
LONGEST_TITLE = 60


class Rules(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What claims.yaml holds."""

    published: list[str]
    written: list[str]
    byline: str
    publisher: list[str]
    press: list[str]
    no_publisher: list[str]
    body: str
    short_body: str
    title_body: str
    no_title: str
    title_end: str
    title_rest: str
    front: dict[str, list[str]]
    hant: str
    hans: str


@cache
def rules() -> Rules:
    """Return the rules of claims.yaml."""
    return datafiles.load(RULES / "readers" / "claims.yaml", Rules)


@cache
def _pattern(rule: str) -> re.Pattern:
    return re.compile(rule.replace("DATE", f"(?:{DATE})"))


def with_claims(document: Document, values: dict[str, str]) -> Document:
    """Return the document with what it says of itself; `values` are those of its front matter."""
    lines = [line for line in document.text.splitlines() if line.strip()]
    stated = document.title if document.title and document.title.basis == "stated" else None
    title = stated or _front(values, "title") or _title(document, lines) or document.title
    written, signed, end = _signature(lines)
    published = _dated(document.published) or _dated(_front(values, "published"))
    return replace(
        document,
        title=title,
        published=published or _labelled(lines, rules().published) or _byline(lines[:end]),
        written=_labelled(lines, rules().written) or written,
        publisher=document.publisher or _publisher(values, lines, title, signed),
        url=document.url or _front(values, "url"),
        language=_language(document.text),
    )


def _front(values: dict[str, str], name: str) -> Claim | None:
    keys = rules().front[name]
    return next((Claim(values[key], "stated") for key in keys if values.get(key)), None)


def _dated(claim: Claim | None) -> Claim | None:
    day = read_date(claim.value) if claim else None
    return Claim(day, claim.basis) if day else None


def _edges(lines: list[str]) -> list[str]:
    """Return the lines at both ends, where a report speaks of itself, without those of its prose."""
    ends = lines if len(lines) <= 3 * TOP else lines[:TOP] + lines[-2 * TOP :]
    return [line for line in ends if len(line) <= LONGEST_LINE]


def _labelled(lines: list[str], patterns: list[str]) -> Claim | None:
    for rule in patterns:
        for line in _edges(lines):
            found = _pattern(rule).search(line)
            day = read_date(found[0]) if found else None
            if day:
                return Claim(day, "stated")
    return None


def _byline(lines: list[str]) -> Claim | None:
    """Return the date of a line near the top that names a reporter, or that is nothing but a date."""
    for line in lines[:TOP]:
        day = read_date(line) if len(line) <= LONGEST_TITLE else None
        alone = day and re.fullmatch(rf"\s*{DATE}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*", line)
        if day and (alone or _pattern(rules().byline).search(line)) and not chrome.is_sentence(line):
            return Claim(day, "stated")
    return None


def _signature(lines: list[str]) -> tuple[Claim | None, str | None, int]:
    """Return the date of the last line that is only a date, the body that signs above it, and its line."""
    for index in range(len(lines) - 1, min(TOP, len(lines) // 2), -1):
        if len(lines[index]) <= LONGEST_LINE and re.fullmatch(rf"[\s(（]*{DATE}[\s)）]*", lines[index]):
            body = lines[index - 1].strip()
            signed = len(body) <= 40 and re.search(rules().body, body) and not chrome.is_sentence(body)
            return Claim(read_date(lines[index]), "stated"), body if signed else None, index
    return None, None, len(lines)


def _publisher(values: dict, lines: list[str], title: Claim | None, signed: str | None) -> Claim | None:
    stated = _front(values, "publisher")
    found = stated.value if stated else _matched(lines, rules().publisher)
    in_title = re.match(rules().title_body, title.value) if title else None
    if not found and signed and not (in_title and re.match(rules().short_body, signed)):
        found = signed
    if found or in_title:
        return Claim(found or in_title[1], "stated")
    author = _front(values, "author")
    press = author.value if author else _matched(lines[:TOP], rules().press)
    return Claim(press, "inferred") if press else None


def _matched(lines: list[str], patterns: list[str]) -> str | None:
    for rule in patterns:
        for line in _edges(lines):
            found = _pattern(rule).search(line)
            if found and found[1] not in rules().no_publisher:
                return found[1]
    return None


def _title(document: Document, lines: list[str]) -> Claim | None:
    """Return the highest heading, else the first line that reads like a title, with its second half."""
    headings = [(level, document.text[start:end]) for start, end, level in _headings(document, lines)]
    if headings:
        return Claim(min(headings, key=lambda heading: heading[0])[1].strip(), "stated")
    for index, line in enumerate(lines[:TOP]):
        if chrome.is_sentence(line) or len(line) > LONGEST_LINE:
            return None
        if _is_title(line):
            return Claim(line.strip() + _second_half(lines, index), "stated")
    return None


def _headings(document: Document, lines: list[str]) -> list[tuple[int, int, int]]:
    if document.headings:
        return [(h.start, h.end, h.level) for h in document.headings if h.start < 2000]
    marked = re.finditer(r"^(#{1,3}) +(\S.*)$", document.text[:2000], re.M)
    return [(*found.span(2), len(found[1])) for found in marked]


def _is_title(line: str) -> bool:
    bare = line.strip()
    letters = sum("\u3400" <= character <= "\u9fff" for character in bare)
    return (
        letters >= 4
        and "\t" not in bare
        and len(bare) <= LONGEST_TITLE
        and not re.search(rules().no_title, bare)
        and not chrome.is_chrome_line(line)
        and not re.search(DATE, line)
    )


def _second_half(lines: list[str], index: int) -> str:
    """Return the line behind a title's first line when it is the rest of the title, else nothing."""
    if index + 1 >= len(lines):
        return ""
    first, rest = lines[index].strip(), lines[index + 1].strip()
    goes_on = re.search(rules().title_rest, rest) or (
        re.search(rules().title_end, rest) and not re.search(rules().title_end, first)
    )
    bars = read_date(rest) or len(rest) > 40 or re.search(rules().no_title, rest)
    return rest if goes_on and not bars else ""


def _language(text: str) -> str:
    sample = text[:20000]
    only_hant = set(rules().hant) - set(rules().hans)
    only_hans = set(rules().hans) - set(rules().hant)
    hant = sum(character in only_hant for character in sample)
    hans = sum(character in only_hans for character in sample)
    return "zh-Hant" if hant > hans else "zh-Hans"
