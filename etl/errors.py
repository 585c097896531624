"""The errors that a user may see: one or two lines that say what is wrong, where, and what to do.

Their texts stand in errors.yaml in both languages; `str(error)` is the English one, for logs and programs,
and the command line prints the one of its reader.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from rapidfuzz import process

from etl.texts import LANGS, texts

TEXTS = Path(__file__).with_name("errors.yaml")


class ZhibiaoError(Exception):
    """Something the user can mend; its text is the whole message, no traceback is shown."""

    zh: str | None = None

    @classmethod
    def about(cls, key: str, **values: object) -> Self:
        """Return the error whose texts are `key` of errors.yaml; raise it."""
        error = cls(texts(TEXTS).say(key, "en", **values))
        error.zh = texts(TEXTS).say(key, "zh", **values)
        return error

    def say(self, lang: str) -> str:
        """Return the message in `lang`; English where nobody wrote it in Chinese."""
        return self.zh if lang == "zh" and self.zh else str(self)


class DataFileError(ZhibiaoError):
    """A YAML data file (rules, catalogue, report sidecar, corrections) that does not say what it should."""


class UnreadableError(ZhibiaoError):
    """A report that cannot be read; its text becomes the report's `problem`."""


class UnknownNameError(ZhibiaoError):
    """A name that does not exist; `nearest` holds the nearest right ones, best first."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        said = texts(TEXTS)
        self.kind, self.name = kind, name
        self.nearest = nearest(name, known)
        key = "unknown_name.near" if self.nearest else "unknown_name"
        self.zh, english = (
            said.say(key, lang, kind=_kind(kind, lang), name=repr(name), near=", ".join(self.nearest))
            for lang in LANGS
        )
        super().__init__(english)

    def __reduce__(self) -> tuple:
        """Return what a process pool needs to make the same error again."""
        return UnknownNameError, (self.kind, self.name, self.nearest)


def _kind(kind: str, lang: str) -> str:
    known = texts(TEXTS).keys()
    return texts(TEXTS).say(f"kind.{kind}", lang) if f"kind.{kind}" in known else kind


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` of the known names that look most like `name`, best first."""
    return [match for match, *_ in process.extract(name, list(known), limit=count, score_cutoff=50)]
