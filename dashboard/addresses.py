"""Addresses: which page a path names, which parameters it takes, and what is said when either is wrong.

`resolve` turns a path and its query into a View or raises NotFound (404) or BadParameter (400), each with the
nearest right names; the pages, the chart files and the API all check their parameters here. Imports pages'
declarations only through the table that it is given.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from etl.errors import ZhibiaoError, nearest
from etl.texts import LANGS, Texts, texts

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _texts() -> Texts:
    return texts(Path(__file__).with_name("texts.yaml"))


def _kind(kind: str) -> str:
    """Return the Chinese name of what an address names, a parameter's own name where it is one."""
    key = f"wrong_{kind}"
    return _texts().say(key, "zh") if key in _texts().keys() else kind  # noqa: SIM118


class AddressError(ZhibiaoError):
    """An address that leads nowhere: `status`, the `kind` and `name` that is wrong, and the `near` ones."""

    status = 404

    def __init__(self, kind: str, name: str, near: Iterable[str] = ()) -> None:
        self.kind, self.name, self.near = kind, name, tuple(near)
        hint = f"; did you mean {', '.join(self.near)}?" if self.near else ""
        super().__init__(f"{kind}: {name!r}{hint}")
        key = "wrong_near_said" if self.near else "wrong_said"
        self.zh = _texts().say(key, "zh", kind=_kind(kind), name=name, near=", ".join(self.near))


class NotFound(AddressError):
    """What the path names does not exist."""


class BadParameter(AddressError):
    """A query parameter that is unknown, or whose value is; `kind` is the parameter's name."""

    status = 400


def one_of(known: Callable[[object], Iterable[str]]) -> Callable[[str, str, object], str]:
    """Return a check that the value is one of the names that `known(data)` gives."""

    def check(name: str, value: str, data: object) -> str:
        names = list(known(data))
        if value not in names:
            raise BadParameter(name, value, nearest(value, names) or sorted(names)[:3])
        return value

    return check


def some_of(known: Callable[[object], Iterable[str]]) -> Callable[[str, str, object], str]:
    """Return a check that every name of a comma-separated value is one that `known(data)` gives."""
    single = one_of(known)

    def check(name: str, value: str, data: object) -> str:
        return ",".join(single(name, part, data) for part in value.split(",") if part)

    return check


def day(name: str, value: str, _data: object) -> str:
    """Check a date written as 2025, 2025-07 or 2025-07-31."""
    if not DATE.fullmatch(value):
        raise BadParameter(name, value, ("2025", "2025-07", "2025-07-31"))
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise BadParameter(name, value, ("2025", "2025-07", "2025-07-31")) from None
    return value


def first_day(text: str | None) -> datetime.date | None:
    """Return the first day of a year, a month or a day; None for nothing."""
    return datetime.date.fromisoformat((text + "-01-01")[:10]) if text else None


def last_day(text: str | None) -> datetime.date | None:
    """Return the last day of a year, a month or a day; None for nothing."""
    if not text:
        return None
    year, month, *day = [*map(int, text.split("-")), *([12] if len(text) == 4 else [])]
    return datetime.date(year, month, *(day or [calendar.monthrange(year, month)[1]]))


def whole(low: int, high: int) -> Callable[[str, str, object], str]:
    """Return a check that the value is a whole number between the two."""

    def check(name: str, value: str, _data: object) -> str:
        if not value.isascii() or not value.isdigit() or not low <= int(value[:12]) <= high:
            raise BadParameter(name, value, (str(low), str(high)))
        return str(int(value))

    return check


def words(name: str, value: str, _data: object) -> str:
    """Check free words for a search: anything of at most 100 characters."""
    if len(value) > 100:
        raise BadParameter(name, value[:20] + "…")
    return value


def choices(*known: str) -> Callable[[str, str, object], str]:
    """Return a check that the value is one of the given ones."""
    return one_of(lambda _data: known)


def readable(read: Callable[[str], object]) -> Callable[[str, str, object], str]:
    """Return a check that `read` takes the value without a ZhibiaoError."""

    def check(name: str, value: str, _data: object) -> str:
        try:
            read(value)
        except ZhibiaoError as problem:
            raise BadParameter(name, value, getattr(problem, "nearest", ())) from None
        return value

    return check


lang = choices(*LANGS)

Checks = Mapping[str, Callable[[str, str, object], str]]


def checked(query: Mapping[str, str], checks: Checks, data: object) -> dict[str, str]:
    """Return the query with every value checked and empty ones left out.

    Raises BadParameter for a parameter that `checks` does not know and for a value that its check refuses.
    """
    for name in query:
        if name not in checks:
            raise BadParameter("parameter", name, nearest(name, checks) or sorted(checks)[:3])
    return {name: checks[name](name, value, data) for name, value in query.items() if value}


@dataclass(frozen=True)
class Route:
    """A page's path pattern such as `/chart/<chart>`: `kind` is what the angle brackets name, or None."""

    pattern: str

    @property
    def kind(self) -> str | None:
        """What the variable part names, None when the path is fixed."""
        found = re.search(r"<(\w+)>", self.pattern)
        return found[1] if found else None

    def match(self, path: str) -> str | None:
        """Return the name in `path` ("" when the path is fixed), None when the path is another."""
        start = self.pattern.split("<")[0]
        if self.kind is None:
            return "" if path == self.pattern else None
        rest = path.removeprefix(start)
        return rest if path.startswith(start) and rest and "/" not in rest else None


def link(path: str, query: Mapping[str, str | None]) -> str:
    """Return an address with the parameters that have a value; the default language is left out."""
    kept = {k: v for k, v in query.items() if v and (k, v) != ("lang", LANGS[0])}
    return path + (f"?{urlencode(kept, safe=',')}" if kept else "")
