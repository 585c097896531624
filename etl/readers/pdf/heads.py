"""Running heads and page numbers: what stands at the edge of page after page and is no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from etl.readers.pagewords import page_words
from etl.readers.pdf.segments import Segment

EDGE = 0.09


def without_heads(pages: Sequence[tuple[float, Sequence[Segment]]]) -> list[list[Segment]]:
    """Return the segments of each page (height, segments) without running heads and page numbers.

    At the edge of a page a number alone is its number; words are a running head when they stand there on a
    third of the pages, two at least, digits aside.
    """
    counts = Counter(
        key
        for height, found in pages
        for key in {_key(s) for s in found if _at_edge(s, height) and not _is_number(s)}
    )
    least = max(2, len(pages) / 3)
    return [
        [s for s in found if not (_at_edge(s, height) and _is_head(s, counts[_key(s)] >= least, len(pages)))]
        for height, found in pages
    ]


def _is_head(segment: Segment, repeated: bool, pages: int) -> bool:
    if not _is_number(segment):
        return repeated
    return pages > 1 or not segment.text.strip().isdigit()


def _is_number(segment: Segment) -> bool:
    return re.fullmatch(page_words().page_number, segment.text, re.I) is not None


def _key(segment: Segment) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", segment.text))


def _at_edge(segment: Segment, height: float) -> bool:
    return segment.middle > height * (1 - EDGE) or segment.middle < height * EDGE
