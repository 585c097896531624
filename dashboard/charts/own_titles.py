"""A person's own title: it may not bring numbers along, nor be longer than a picture holds."""

import re

from dashboard import look
from dashboard.charts.draw import alt_text
from dashboard.charts.frame import headline
from dashboard.charts.view import View
from dashboard.data import Data
from etl.texts import Lang

MOST_LINES = 4
"""Lines that a title of a person's own may take."""
_NUMBER = re.compile(r"\d[\d,.]*(?<=\d)")


class TitleError(look.WishError):
    """A title of a person's own that is too long, or has a number that its picture does not show."""


def check(title: str, shown: View, data: Data, lang: Lang, size: look.Size) -> None:
    """Raise TitleError where `title` does not suit the picture: no number is typed in by hand."""
    width, _ = size.reference
    lines, _ = headline(title, width - 2 * look.edge(width))
    if len(lines) > MOST_LINES:
        raise TitleError.about("title.long", name=shown.chart.id, most=MOST_LINES)
    known = set(_NUMBER.findall(alt_text(shown, data, lang)))
    strange = next((number for number in _NUMBER.findall(title) if number not in known), None)
    if strange:
        raise TitleError.about("title.number", name=shown.chart.id, number=strange)
