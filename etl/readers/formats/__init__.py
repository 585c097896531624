"""One file a format, found by walking this folder; adding the file is the whole change.

A reader has `ORDER` (lower is asked first), `matches(source) -> bool`, which looks at the content before
the name, and `read(source) -> Document`, which raises UnreadableError.
"""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Protocol

from etl.readers.document import Document
from etl.readers.source import Source


class Reader(Protocol):
    """What each module of this folder offers."""

    ORDER: int
    matches: Callable[[Source], bool]
    read: Callable[[Source], Document]


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader, in the order in which they are asked."""
    found = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda reader: reader.ORDER))
