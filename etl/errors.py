"""The errors that a user may see: one or two lines that say what is wrong, where, and what to do."""

from collections.abc import Iterable

from rapidfuzz import process


class ZhibiaoError(Exception):
    """Something the user can mend; its text is the whole message, no traceback is shown."""


class DataFileError(ZhibiaoError):
    """A YAML data file (rules, catalogue, report sidecar, corrections) that does not say what it should."""


class UnreadableError(ZhibiaoError):
    """A report that cannot be read; its text becomes the report's `problem`."""


class UnknownNameError(ZhibiaoError):
    """A name that does not exist; `nearest` holds the nearest right ones, best first."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.nearest = nearest(name, known)
        hint = f" did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"no {kind} is called {name!r};{hint}" if hint else f"no {kind} is called {name!r}")


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` of the known names that look most like `name`, best first."""
    return [match for match, *_ in process.extract(name, list(known), limit=count, score_cutoff=50)]
