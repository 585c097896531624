"""Characters → segments: what stands on one line without a gap as wide as a column's or a cell's edge."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from etl.readers.pdf.glyphs import Glyph, Rule

GAP = 1.3
"""A gap of this many characters' widths parts two segments."""
GAP_APART = 0.5
"""The same for two characters that were not drawn in one go, as those of two cells are not."""
NEAR = 0.5
"""Two characters whose middles differ by less than this share of their height are on one line."""


@dataclass(frozen=True)
class Segment:
    """Characters of one line from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def left(self) -> float:
        """Left edge."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Right edge."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def middle(self) -> float:
        """Height of the line's middle above the page's foot."""
        return median(glyph.base for glyph in self.glyphs) + 0.35 * self.size

    @cached_property
    def size(self) -> float:
        """Size of its type, by its Chinese characters when it has any."""
        return median([g.size for g in self.glyphs if g.wide] or [g.size for g in self.glyphs])

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)


def segments(glyphs: Iterable[Glyph], rules: Iterable[Rule] = ()) -> list[Segment]:
    """Return the segments of a page: first in drawing order, then those joined that belong together."""
    ruled = _Ruled(rules)
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph, ruled):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return _joined([segment for run in runs if (segment := _trimmed(run))], ruled)


class _Ruled:
    """Says whether a vertical rule stands between two places of a line."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.x)
        self.places = [rule.x for rule in self.rules]

    def __call__(self, left: float, right: float, height: float) -> bool:
        first, last = bisect_left(self.places, left), bisect_right(self.places, right)
        return any(rule.bottom <= height <= rule.top for rule in self.rules[first:last])


def _follows(before: Glyph, after: Glyph, ruled: _Ruled) -> bool:
    size = max(before.size, after.size)
    on_line = abs(before.base - after.base) < NEAR * min(before.size, after.size)
    gap = after.left - before.right
    widest = GAP if before.drawn == after.drawn else GAP_APART
    if not on_line or not -0.3 * size < gap < widest * size:
        return False
    return gap < 0.15 * size or not ruled(before.right - 1, after.left + 1, before.middle)


def _trimmed(run: list[Glyph]) -> Segment | None:
    while run and run[-1].text.isspace():
        run.pop()
    while run and run[0].text.isspace() and run[0].text != "\u3000":
        run.pop(0)
    return Segment(tuple(run)) if run else None


def _joined(found: list[Segment], ruled: _Ruled) -> list[Segment]:
    """Join segments that were drawn apart but stand on one line side by side."""
    done: list[Segment] = []
    for row in rows(found):
        current = row[0]
        for segment in row[1:]:
            gap = segment.left - current.right
            apart = gap > 0.15 * current.size and ruled(current.right - 1, segment.left + 1, current.middle)
            if (
                gap < GAP_APART * max(current.size, segment.size)
                and segment.left >= current.left
                and not apart
            ):
                current = Segment(current.glyphs + segment.glyphs)
            else:
                done.append(current)
                current = segment
        done.append(current)
    return done


def rows(found: Iterable[Segment]) -> list[list[Segment]]:
    """Return the segments as rows from top to bottom, each from left to right."""
    grouped: list[list[Segment]] = []
    for segment in sorted(found, key=lambda s: -s.middle):
        last = grouped[-1][0] if grouped else None
        if last and abs(last.middle - segment.middle) < NEAR * min(last.size, segment.size):
            grouped[-1].append(segment)
        else:
            grouped.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in grouped]
