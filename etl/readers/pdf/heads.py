"""Running heads and page numbers: what stands at the edge of page after page and is no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from etl.readers.pdf.segments import Segment

EDGE = 0.09
_NUMBER = re.compile(
    r"[\s\-—–－·•~.]*(?:第|共)?\s*(?:\d{1,4}|[ivxlc]{1,6}|[０-９]{1,4})\s*(?:页|頁)?\s*"
    r"(?:[/／,，]\s*共?\s*\d{1,4}\s*[页頁]?)?[\s\-—–－·•~.]*", re.I,
)  # fmt: skip


def without_heads(pages: Sequence[tuple[float, Sequence[Segment]]]) -> list[list[Segment]]:
    """Return the segments of each page (its height, its segments) without running heads and page numbers.

    At the edge of a page a number alone is its number; words are a running head when they stand there on a third
    of the pages, two at least, digits aside.
    """
    counts = Counter(
        key
        for height, found in pages
        for key in {_key(s) for s in found if _at_edge(s, height) and not _NUMBER.fullmatch(s.text)}
    )
    least = max(2, len(pages) / 3)
    return [
        [s for s in found if not (_at_edge(s, height) and _is_head(s, counts[_key(s)] >= least, len(pages)))]
        for height, found in pages
    ]


def _is_head(segment: Segment, repeated: bool, pages: int) -> bool:
    if not _NUMBER.fullmatch(segment.text):
        return repeated
    return pages > 1 or not segment.text.strip().isdigit()


def _key(segment: Segment) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", segment.text))


def _at_edge(segment: Segment, height: float) -> bool:
    return segment.middle > height * (1 - EDGE) or segment.middle < height * EDGE
