"""A draft in English while it is read, and the spot in it where a figure stands."""

from dataclasses import dataclass, field

from etl.catalogue import Catalogue
from etl.checking.english import places, times
from etl.checking.english.numbers import Number
from etl.checking.english.phrases import Hit, Lexicon, Product
from etl.checking.model import Claim


@dataclass
class Draft:
    """An English text with what was found in it, and what was claimed so far."""

    text: str
    words: str
    """The text with the names of places and times blanked out, for finding what is counted."""
    bare: str
    """The same with the names of products blanked out, too."""
    products: dict[str, list[Product]]
    known: Lexicon
    catalogue: Catalogue
    times: list[times.Mention]
    places: list[places.Mention]
    numbers: list[Number]
    carried: times.Mention | None = None
    """The time that the figure before was of."""
    main: str | None = None
    """The place that the draft names most often."""
    ruling: str | None = None
    """The place of a paragraph that names none: that of its heading, else the draft's."""
    paragraph: int = 0
    """Where the paragraph begins."""
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in its sentence (low:high) and its own part of it (left:right; its clause ends at `stop`)."""

    number: Number
    hit: Hit | None
    when: times.Mention | None
    low: int
    high: int
    left: int
    right: int
    stop: int
