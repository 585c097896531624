"""The pages of the dashboard: one module each, found by walking this folder.

A page module declares `PATH` (an address pattern), `QUERY` (parameter → check), and two functions of a View:
`title(view) -> str` and `body(view) -> components`; with a variable part in its path also
`names(data) -> iterable of the names that exist` and, where it makes some on the fly, `exists(data, name)`.
`NAV` (the key of a word) and `NAV_ORDER` put it into the header, `INSIDE` says which paths count as in it.
A page with a table (pages.grid) gives it as `rows(view)` too, so that sorting draws nothing else again. One
that answers more than its own GET brings `blueprint(current)`, a Flask blueprint over the tables of the day,
which the app registers. Adding the file is the whole change.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType

from dashboard import addresses
from dashboard.addresses import AddressError, BadParameter, NotFound, Route
from dashboard.data import Data, known_on
from dashboard.view import Client, View
from etl.errors import nearest

COMMON = {
    "lang": addresses.lang,
    "point": addresses.one_of(lambda data: [point.observation for point in data.points]),
}
"""What every page takes: the language, and the point whose evidence is open beside it."""


@cache
def walk() -> dict[str, ModuleType]:
    """Return every page module by its path pattern."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {module.PATH: module for module in modules if hasattr(module, "PATH")}


def resolve(data: Data, path: str, query: dict[str, str], client: Client) -> tuple[ModuleType, View]:
    """Return the page that an address names and its View.

    Raises
    ------
    NotFound
        When no page has the path, or what it names is not in the tables.
    BadParameter
        When a parameter is unknown or has a wrong value.
    """
    for pattern, page in walk().items():
        name = Route(pattern).match(path)
        if name is None:
            continue
        if name and not _exists(page, data, name):
            raise NotFound(Route(pattern).kind, name, nearest(name, list(page.names(data))))
        asked = addresses.checked(query, {**COMMON, **page.QUERY}, data)
        lang = asked.pop("lang", "zh")
        return page, View(then(data, asked), path, name, lang, asked, client, data)
    raise NotFound("page", path, nearest(path, [p for p in walk() if "<" not in p]))


def then(data: Data, asked: Mapping[str, str]) -> Data:
    """Return the tables of the day that checked parameters ask for; of today where they ask for none."""
    return known_on(data, addresses.last_day(asked["known"])) if "known" in asked else data


def _exists(page: ModuleType, data: Data, name: str) -> bool:
    """Return whether a page has something of that name, one that it makes on the fly included."""
    return page.exists(data, name) if hasattr(page, "exists") else name in page.names(data)


def wrong_view(data: Data, path: str, query: dict[str, str], client: Client) -> View:
    """Return the View in which an error is told: its language is the query's where that is a right one."""
    lang = query.get("lang", "zh")
    return View(data, path, "", lang if lang in ("zh", "en") else "zh", {}, client)


__all__ = ["AddressError", "BadParameter", "NotFound", "resolve", "walk", "wrong_view"]
