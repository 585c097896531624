"""Report files → what the reports table says of each: the file as read, its sidecar, its dates and basis.

A sidecar is a YAML file of the same stem that holds what a person knows; the word `unknown` stands for what
nobody knows. Without one, what the text says of itself is used. No date comes from a file's time stamp.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from etl import datafiles
from etl.errors import DataFileError, UnreadableError
from etl.model import ReportDates
from etl.readers import Claim, Document, read_all
from etl.readers.dates import read_date
from etl.readers.problems import unreadable

UNKNOWN = "unknown"
SIDECARS = (".yaml", ".yml")


class Sidecar(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a person knows of a report; every value may be the word unknown, dates are ISO."""

    id: str
    title: str
    publisher: str
    place: str
    written: Any
    published: Any
    url: str
    title_en: str | None = None


@dataclass(frozen=True)
class ReportSource:
    """A report as received: its row but for the inferred dates, and its document (None when unreadable).

    A report of which only a part was read has its document and a `problem`.
    """

    report: str
    file: str
    sha256: str
    document: Document | None = None
    problem: str | None = None
    title: str | None = None
    title_en: str | None = None
    publisher: str | None = None
    written: str | None = None
    published: str | None = None
    place: str | None = None
    url: str | None = None
    inferred: frozenset[str] = frozenset()
    """Names of the values above that the document does not state in so many words."""

    @property
    def dates(self) -> ReportDates:
        """What 目前, 近日 and 今年 count from."""
        return ReportDates(self.written, self.published)

    def row(self, interval: tuple[str, str] | None = None) -> dict[str, object]:
        """Return the row of the reports table; `interval` is the inferred one of a report without a date."""
        day = self.written or self.published
        basis = "inferred" if ("written" if self.written else "published") in self.inferred else "stated"
        if not day:
            basis = "inferred" if interval else UNKNOWN
        earliest, latest = (day, day) if day else interval or (None, None)
        return {
            "report": self.report,
            "file": self.file,
            "title": self.title,
            "title_en": self.title_en,
            "publisher": self.publisher,
            "written": self.written,
            "published": self.published,
            "date_earliest": earliest,
            "date_latest": latest,
            "date_basis": basis,
            "place": self.place,
            "url": self.url,
            "language": self.document.language if self.document else "zh-Hans",
            "sha256": self.sha256,
            "characters": len(self.document.text) if self.document else 0,
            "problem": self.problem,
        }


def report_files(folder: Path) -> list[Path]:
    """Return the report files below `folder`, sorted by name; sidecars and hidden files are none."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix.lower() not in SIDECARS
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


def load_report(path: Path, place_of: Callable[[str], str | None] | None = None) -> list[ReportSource]:
    """Return the report of a file, or those of an archive; unreadable ones say so in `problem`.

    `place_of` names the place that a title or a publisher speaks of, for reports without a sidecar. Raises
    DataFileError when a sidecar does not say what it should.
    """
    sidecar = _sidecar(path)
    try:
        data = path.read_bytes()
    except OSError as problem:
        reason = str(unreadable("no_access", reason=problem.strerror or type(problem).__name__))
        return [ReportSource(_id(path.name), path.name, hashlib.sha256(b"").hexdigest(), problem=reason)]
    sha256 = hashlib.sha256(data).hexdigest()
    found = read_all(data, path.name)
    several = len(found) > 1
    reports = []
    for name, document in found:
        own = hashlib.sha256(f"{sha256}/{name}".encode()).hexdigest() if several else sha256
        blank = ReportSource(_id(name), name, own)
        if isinstance(document, UnreadableError):
            blank = replace(blank, problem=str(document))
        else:
            blank = _from_document(replace(blank, problem=document.unread), document, place_of)
        reports.append(_from_sidecar(blank, sidecar) if sidecar and not several else blank)
    return reports


def short_hash(report: ReportSource) -> str:
    """Return what tells a report from another of the same id."""
    return hashlib.sha256(f"{report.sha256}/{report.file}".encode()).hexdigest()[:6]


def _sidecar(path: Path) -> Sidecar | None:
    for suffix in SIDECARS:
        if (beside := path.with_suffix(suffix)).is_file():
            return _checked(datafiles.load(beside, Sidecar), beside)
    return None


def _checked(sidecar: Sidecar, path: Path) -> Sidecar:
    if not re.fullmatch(r"[\w-]{1,60}", sidecar.id):
        raise DataFileError.about("sidecar.id", path=path, given=repr(sidecar.id))
    for name in ("written", "published"):
        value = getattr(sidecar, name)
        if not (isinstance(value, date) or value == UNKNOWN or read_date(str(value)) == value):
            raise DataFileError.about("sidecar.date", path=path, name=name, given=repr(value))
    return sidecar


def _from_document(
    report: ReportSource, document: Document, place_of: Callable[[str], str | None] | None
) -> ReportSource:
    claims: dict[str, Claim | None] = {
        name: getattr(document, name)
        for name in ("title", "publisher", "written", "published", "url", "place")
    }
    if claims["place"] is None and place_of:
        places = (place_of(claim.value) for name in ("title", "publisher") if (claim := claims[name]))
        place = next((place for place in places if place), None)
        claims["place"] = Claim(place, "inferred") if place else None
    values = {name: claim.value for name, claim in claims.items() if claim}
    inferred = frozenset(name for name, claim in claims.items() if claim and claim.basis == "inferred")
    return replace(report, document=document, inferred=inferred, **values)


def _from_sidecar(report: ReportSource, sidecar: Sidecar) -> ReportSource:
    """Return the report with what a person knows; the person's word goes before the text's."""
    names = ("title", "title_en", "publisher", "written", "published", "place", "url")
    values = {name: getattr(sidecar, name) for name in names}
    known = {name: None if value in (UNKNOWN, None) else str(value) for name, value in values.items()}
    return replace(report, report=sidecar.id, inferred=frozenset(), **known)


def _id(name: str) -> str:
    """Return an id for a report without a sidecar: its name without ending, in letters, digits, hyphens."""
    stem = re.sub(r"\.\w{1,8}$", "", name)
    return re.sub(r"[\W_]+", "-", stem).strip("-").lower()[:60] or "report"
