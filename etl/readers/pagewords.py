"""The words of word processors and printed pages that the readers of DOCX and PDF go by (pages.yaml)."""

from functools import cache

import msgspec

from etl import datafiles
from etl.paths import RULES


class PageWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Patterns: names of heading and title styles, titles that a program wrote, page numbers."""

    heading_style: str
    title_style: str
    tool_title: str
    page_number: str


@cache
def page_words() -> PageWords:
    """Return what pages.yaml holds."""
    return datafiles.load(RULES / "readers" / "pages.yaml", PageWords)
