"""The lines around a drawing: title and subtitle above, notes, sources and code below, broken to the width.

Stands apart from the drawing since it decides how much room is left for it. No line is ever cut: a long title
takes a smaller size and more lines, a long footer more height, fewer of the sources by name and at last fewer
of the notes, each time saying so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import look, typeset
from dashboard.charts import footers, titles
from dashboard.charts.view import View
from dashboard.data import Data
from dashboard.forms.base import Box, Line, block, write
from etl.texts import Lang

FOOT = 12
"""Size of the footer in reference px: the smallest text of a picture."""
TOP, MARK, GAP, BOTTOM = 34, 26, 5, 14
"""Where the title begins, where the mark above it ends, and the free px below the title and the footer."""
HEADLINES = ((look.TITLE, 2), (22, 2), (22, 3), (20, 3))
"""Sizes of titles, the largest first, with the lines that each may take; the last may take any number."""
MOST_FOOT, LEAST = 0.42, 180
"""Part of the height that the footer may take, and the px of height that it leaves to the drawing."""


@dataclass(frozen=True)
class Frame:
    """The lines above and below a drawing `width` x `height` reference px large, edges included."""

    width: float
    height: float
    edge: float
    title: Sequence[str]
    title_size: float
    subtitle: Sequence[str]
    below: Sequence[str]
    newest: str
    """The date of the data, which stands beside the code's last line."""
    code: Sequence[str]

    @property
    def top(self) -> float:
        """Where the drawing may begin."""
        return self.under_title + tall(self.subtitle, look.SUBTITLE) + 16

    @property
    def under_title(self) -> float:
        """Where the subtitle begins."""
        return TOP + tall(self.title, self.title_size) + GAP

    @property
    def foot(self) -> float:
        """Where the hairline above the footer stands."""
        return self.height - BOTTOM - 9 - tall([*self.below, *self.code], FOOT)

    def lines(self, colors: look.Theme) -> list[dict]:
        """Return title, subtitle and footer as annotations in px of the picture."""
        title = [Line(line, self.title_size, colors.ink, True) for line in self.title]
        subtitle = [Line(line, look.SUBTITLE, colors.quiet) for line in self.subtitle]
        below = [Line(line, FOOT, colors.quiet) for line in [*self.below, self.newest] if line]
        code = [Line(line, FOOT, colors.quiet) for line in self.code]
        return [
            *write(title, self.edge, TOP, name="title"),
            *write(subtitle, self.edge, self.under_title, name="subtitle"),
            *write(below, self.edge, self.foot + 9, name="foot"),
            *write(
                code, self.width - self.edge, self.height - BOTTOM - tall(self.code, FOOT), "right", "code"
            ),
        ]

    def rules(self, colors: look.Theme) -> list[dict]:
        """Return the mark above the title and the hairline above the footer, in px of the picture."""
        return [
            block(Box(self.edge, MARK - 4, 42, 4), colors.series[0]),
            block(Box(self.edge, self.foot, self.width - 2 * self.edge, 1), colors.rule),
        ]


def frame(shown: View, data: Data, lang: Lang, size: tuple[float, float], title: str | None = None) -> Frame:
    """Return the lines around a picture of `size` reference px; `title` takes the place of the claim."""
    width, height = size
    edge = look.edge(width)
    text = width - 2 * edge
    head, head_size = headline(title or titles.title(shown, data, lang), text)
    newest, code = footers.code(shown, data, lang)
    beside = typeset.width(newest, FOOT) + typeset.width(code, FOOT) + 24 <= text
    subtitle = typeset.seamed(titles.subtitle(shown, data, lang), text, look.SUBTITLE, "fields")
    above = TOP + tall(head, head_size) + tall(subtitle, look.SUBTITLE)
    room = int(min(height * MOST_FOOT, height - above - LEAST) / (FOOT * typeset.LINE)) - 2
    return Frame(
        width=width,
        height=height,
        edge=edge,
        title=head,
        title_size=head_size,
        subtitle=subtitle,
        below=[*_footer(shown, data, lang, text, room), *([] if beside else [newest])],
        newest=newest if beside else "",
        code=typeset.wrap(code, text, FOOT),
    )


def headline(text: str, width: float) -> tuple[list[str], float]:
    """Return a title's lines and their size: the largest at which it takes few lines of `width` px."""
    for size, most in HEADLINES:
        lines = typeset.balance(text, width, size, True)
        if len(lines) <= most:
            break
    return lines, size


def tall(lines: Sequence[str], size: float) -> float:
    """Return the height in px of lines of `size` px."""
    return len(lines) * size * typeset.LINE


def _footer(shown: View, data: Data, lang: Lang, width: float, room: int) -> list[str]:
    """Return the lines of notes and sources: all of them, or where `room` lines do not hold them, fewer."""

    def wrapped(text: str) -> list[str]:
        return typeset.seamed(text, width, FOOT, "list")

    notes = footers.notes(shown, data, lang)
    for most in range(footers.MOST_SOURCES, 0, -1):
        sources = wrapped(footers.sources(shown, data, lang, most))
        if len(wrapped(notes)) + len(sources) <= room:
            break
    least = max(1, room - len(sources))
    said = wrapped(notes)
    return [*(said if len(said) <= least else typeset.fit(notes, width, FOOT, least)), *sources]
