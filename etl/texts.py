"""Interface texts as data: every sentence a user sees, in zh and en, read from YAML.

They ship with the code, so a fault in one is no user's to mend: they are read below `etl.datafiles`, whose
errors speak through them.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import yaml

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Texts:
    """The texts of one YAML file: `key: {zh: …, en: …}`, with str.format fields such as {count}."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._texts = yaml.decode(path.read_bytes(), type=dict[str, dict[Lang, str]])

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """Return the text of `key` in `lang`; KeyError names a key or language that the file lacks."""
        try:
            return self._texts[key][lang].format(**values)
        except KeyError as missing:
            raise KeyError(f"{self.path.name}: {key} ({lang}) lacks {missing}") from None

    def keys(self) -> set[str]:
        """Return every key, for the test that holds zh and en complete."""
        return set(self._texts)

    def languages(self, key: str) -> set[str]:
        """Return the languages that `key` has."""
        return set(self._texts[key])


@cache
def texts(path: Path) -> Texts:
    """Return the texts of a file, read once."""
    return Texts(path)
