"""A view: one page over one whole version of the tables, in one language, with its checked query.

Pages take a View and return components; everything that they show follows from it and nothing else, so that
a copied address opens the same view. Links made here keep the language, and on the same page its query.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import addresses
from dashboard.data import Data
from etl.texts import Lang, texts

TEXTS = texts(Path(__file__).with_name("texts.yaml"))
KEYS = TEXTS.keys()


WIDTHS = ("narrow", "small", "middle", "wide")
"""Windows up to 640, 960 and 1399 px, and wider ones."""


@dataclass(frozen=True)
class Client:
    """What the browser tells of itself: dark or light, and how wide its window is (one of WIDTHS)."""

    scheme: str = "light"
    width: str = "wide"

    @property
    def narrow(self) -> bool:
        """Whether its window is as narrow as a phone."""
        return self.width == "narrow"


@dataclass(frozen=True)
class View:
    """What a page is drawn from; `name` is the topic, chart or report of its path, or ""."""

    data: Data
    path: str
    name: str = ""
    lang: Lang = "zh"
    query: Mapping[str, str] = field(default_factory=dict)
    client: Client = Client()
    newest: Data | None = None
    """The tables of today, where `data` are those of the day that the address asks for."""

    def say(self, key: str, **values: object) -> str:
        """Return an interface text in the view's language."""
        return TEXTS.say(key, self.lang, **values)

    def knows(self, key: str) -> bool:
        """Return whether there is such a text."""
        return key in KEYS

    def to(self, path: str, **query: str | None) -> str:
        """Return the address of another page in this language."""
        return addresses.link(path, {**query, "lang": self.lang})

    def here(self, **changes: str | None) -> str:
        """Return this page's address with some parameters changed; None removes one."""
        return addresses.link(self.path, {**self.query, "lang": self.lang, **changes})

    def asked(self, name: str) -> list[str]:
        """Return the names of a comma-separated parameter, [] when it is not given."""
        return [part for part in self.query.get(name, "").split(",") if part]
