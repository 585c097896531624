"""A briefing as a document: headings, paragraphs, pictures, the table of figures, caveats, sources.

Word and print lay out these blocks and add nothing, so that both say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefing.content import Brief, Item, marks


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int


@dataclass(frozen=True)
class Prose:
    """A paragraph; [1] in it refers to a source."""

    text: str


@dataclass(frozen=True)
class Listed:
    """Paragraphs that belong together, each behind its mark: a number, a dot, the number of a source."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A chart's picture with its words for those who do not see it, and its caption."""

    item: Item
    caption: str


@dataclass(frozen=True)
class Grid:
    """A table: caption, heads, rows of texts."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Prose | Listed | Picture | Grid
COLUMNS = ("name", "place", "when", "value", "how", "sources")


def outline(brief: Brief) -> list[Block]:
    """Return the blocks of a briefing; parts without content are left out and the rest numbered through."""
    ordinals = brief.say("ordinals").split()
    parts: list[tuple[str, list[Block]]] = [
        ("key_points", [_points(brief)]),
        ("charts", [block for item in brief.items for block in _chart(brief, item, ordinals[1])]),
        ("key_figures", [_figures(brief)]),
        ("caveats", [_caveats(brief)]),
        ("sources", [_sources(brief)]),
    ]
    made: list[Block] = [Prose(brief.intro)]
    for ordinal, (key, blocks) in zip(ordinals, parts, strict=False):
        made += [Heading(brief.say("heading", ordinal=ordinal, text=brief.say(key)), 1), *blocks]
    return made


def _points(brief: Brief) -> Listed:
    return Listed(tuple((f"{item.number}.", f"{item.title}{marks(item.sources)}") for item in brief.items))


def _chart(brief: Brief, item: Item, part: str) -> list[Block]:
    heading = Heading(brief.say("subheading", part=part, ordinal=item.number, text=item.question), 2)
    caption = brief.say("caption", number=item.number, text=item.subject)
    gap = "" if brief.lang == "zh" else " "
    return [heading, Prose(gap.join(item.sentences)), Picture(item, caption)]


def _figures(brief: Brief) -> Grid:
    cells: dict[str, Callable] = {
        "name": lambda fact: fact.name,
        "place": lambda fact: fact.place,
        "when": lambda fact: fact.when,
        "value": lambda fact: fact.value,
        "how": lambda fact: fact.how,
        "sources": lambda fact: marks(fact.sources),
    }
    rows = tuple(tuple(cells[name](fact) for name in COLUMNS) for fact in brief.facts)
    return Grid(brief.say("table_caption"), tuple(brief.say(f"col_{name}") for name in COLUMNS), rows)


def _caveats(brief: Brief) -> Listed:
    texts = [*brief.caveats, brief.say("how_read_note"), brief.say("to_check_paper")]
    return Listed(tuple(("•", text) for text in texts))


def _sources(brief: Brief) -> Listed:
    return Listed(tuple((f"[{source.number}]", source.citation) for source in brief.sources))
