"""Does what a picture says still hold? Each point of it against the tables of today.

A point still stands, was revised (old and new value, and why), or is no longer stated. A picture whose pixels
or record were changed, or that was not made here, is told as such.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dashboard.charts import exists
from dashboard.data import Data
from dashboard.points import Point
from dashboard.provenance import KEPT, Record, Said, read
from etl.errors import ZhibiaoError
from etl.library import Library
from etl.library.states import states
from etl.texts import Lang

Fate = Literal["true", "revised", "gone"]
Making = Literal["ours", "altered", "retold", "foreign"]
Time = Literal["now", "earlier", "unknown"]
_CODE = re.compile(r"([\w+-]+)[^\w+-]+([0-9a-f]{8})\W*$")
"""The end of the footer: chart and the first eight characters of the data version."""
SAME_TIME = ("start", "end", "earliest")
SAME_SERIES = ("metric", "place", "transform", "unit")


@dataclass(frozen=True)
class Verdict:
    """What became of one point: `then` as the picture has it, `now` as the tables, `why` a key of texts."""

    fate: Fate
    then: Said
    now: Point | None = None
    why: str = ""


@dataclass(frozen=True)
class Examined:
    """A picture: how it was made (altered pixels, a retold record, foreign), and its points' verdicts."""

    making: Making
    record: Record | None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the picture is as it was made and all it says still stands."""
        return self.making == "ours" and all(one.fate == "true" for one in self.verdicts)


class CodeError(ZhibiaoError):
    """Words that are no code as footers print it."""


@dataclass(frozen=True)
class Coded:
    """What a printed code says: chart, version, of which time that is, and whether the chart exists today."""

    chart: str
    version: str
    time: Time
    exists: bool


def examine(content: bytes, data: Data) -> Examined:
    """Return what a picture file's bytes say of themselves, held against `data`."""
    carried = read(content)
    if carried is None:
        return Examined("foreign", None)
    making: Making = "retold" if not carried.sealed else "ours" if carried.whole else "altered"
    return Examined(making, carried.record, tuple(_verdicts(carried.record, data)))


def decode(code: str, data: Data) -> Coded:
    """Return which picture a printed code speaks of; CodeError where it is none.

    `data` are tables of today; those of a library know its earlier states.
    """
    found = _CODE.search(code)
    if found is None:
        raise CodeError.about("code.unreadable", code=repr(code))
    chart, version = found.groups()
    library = Library(data.path.parent)
    earlier = [s.version for s in states(library)] if library.states.is_dir() else []
    full = next((v for v in (data.version, *earlier) if v.startswith(version)), None)
    time: Time = "unknown" if full is None else "now" if full == data.version else "earlier"
    return Coded(chart, version, time, exists(data, chart))


def words_of(then: Said, data: Data, lang: Lang) -> str:
    """Return a point of a record in words: metric, place and time."""
    names = [data.name("metrics", then.metric, lang), data.name("places", then.place, lang)]
    dot = " · "
    return dot.join([*filter(None, names), as_point(then).when(lang)])


def as_point(then: Said) -> Point:
    """Return a point of a record as a Point, without what only the tables know."""
    taken = {field.name: getattr(then, field.name) for field in KEPT}
    return Point(**taken, measure_basis="words", surface=None)


def _verdicts(record: Record, data: Data) -> Iterator[Verdict]:
    for then in record.points:
        yield _verdict(then, data)


def _verdict(then: Said, data: Data) -> Verdict:
    """Hold one point against the tables: by its id first, then by what it measures, where and when."""
    alike = [p for p in data.points if _alike(then, p)]
    same = [p for p in alike if _equal(then, p)]
    own = next((p for p in data.points if p.observation == then.observation), None)
    standing = next((p for p in same if p.preferred), None)
    if standing or (same and not any(p.preferred for p in alike)):
        return Verdict("true", then, standing or same[0])
    newer = next((p for p in alike if p.preferred), own or next(iter(alike), None))
    if newer is None:
        return Verdict("gone", then)
    return Verdict("revised", then, newer, _why(then, newer, bool(same), data))


def _why(then: Said, now: Point, still_stated: bool, data: Data) -> str:
    """Return the reason of a revision as the key of its words."""
    if now.worked_out:
        return "inputs"
    if now.report != then.report:
        return "preferred" if still_stated else "report"
    read = {figure["figure"] for figure in data.figures_of(now.observation)}
    return "corrected" if now.correction else "reading" if read & set(then.figures) else "text"


def _alike(then: Said, point: Point) -> bool:
    """Return whether a point measures the same at the same place and time."""
    return all(getattr(point, name) == getattr(then, name) for name in (*SAME_TIME, *SAME_SERIES))


def _equal(then: Said, point: Point) -> bool:
    return (point.value, point.bound) == (then.value, then.bound)
