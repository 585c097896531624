"""Blocks of pages → clean text: lines joined to paragraphs, tables as rows, headings marked by their size."""

from etl.readers.document import Cell, PageBoxes
from etl.readers.draft import Draft
from etl.readers.pdf.glyphs import Glyph
from etl.readers.pdf.layout import Grid, Lines
from etl.readers.pdf.segments import Segment

LARGE = 1.15
"""A heading's type is this much larger than the body's."""
LONGEST_HEADING = 60
SENTENCE_END = "。！？；!?;"


class Writing:
    """Writes blocks in reading order; a paragraph may go on in the next column or page."""

    def __init__(self, draft: Draft, body: float) -> None:
        self.draft, self.body = draft, body
        self.last: Segment | None = None
        self.edges = (0.0, 0.0)
        self.begun = 0

    def lines(self, page: int, block: Lines) -> None:
        """Add the lines of a column; those that fill it go on in the next line."""
        for index, segment in enumerate(block.segments):
            above = block.segments[index - 1] if index else None
            if not self._goes_on(segment, above, block):
                self.finish()
            elif self.draft.last.isascii() and self.draft.last.isalpha() and segment.text[:1].isascii():
                self._add(" ", page, ())
            self._segment(page, segment)
            self.last = segment
            self.edges = (block.left, block.right)

    def grid(self, page: int, block: Grid) -> None:
        """Add a table, a row a line."""
        self.finish()
        cells: list[Cell] = []
        for number, row in enumerate(block.rows):
            for column, parts in enumerate(row):
                if column:
                    self._add("\t", page, ())
                start = self.draft.length
                for segment in parts:
                    self._segment(page, segment)
                cells.append(Cell(start, self.draft.length, number, column, number == 0))
            self._add("\n", page, ())
        self.draft.table(cells)
        self.begun = self.draft.length

    def finish(self) -> None:
        """End the paragraph at hand; a short one in large type was a heading."""
        if self.last and self.draft.last not in ("", "\n"):
            if self.last.size > LARGE * self.body and self.draft.length - self.begun <= LONGEST_HEADING:
                self.draft.heading(self.begun, 1 if self.last.size > 1.4 * self.body else 2)
            where = self.draft.end
            self._add("\n", where.page if isinstance(where, PageBoxes) else 0, ())
        self.last, self.begun = None, self.draft.length

    def _goes_on(self, segment: Segment, above: Segment | None, block: Lines) -> bool:
        """Return whether a line goes on with the paragraph at hand."""
        if not self.last or abs(segment.size - self.last.size) > 0.15 * segment.size:
            return False
        if above and above.middle - segment.middle > 2.2 * segment.size:
            return False
        if above and abs(above.middle - segment.middle) < 0.3 * segment.size:
            return False
        if segment.size > LARGE * self.body and above:
            return True
        indented = segment.left > block.left + 1.4 * segment.size or segment.text[0] == "\u3000"
        ended = self.draft.last in SENTENCE_END and above is None
        return self._is_full(segment) and not indented and not ended

    def _is_full(self, after: Segment) -> bool:
        """Return whether the line at hand had no room for the first word of the line behind it."""
        left, right = self.edges
        end = next((i for i, g in enumerate(after.glyphs) if g.wide or g.text.isspace()), len(after.glyphs))
        word = after.glyphs[max(end - 1, 0)].right - after.left
        room = right - self.last.right - 1.1 * after.size
        return room < word and self.last.left < left + 3 * after.size

    def _segment(self, page: int, segment: Segment) -> None:
        """Add the characters of a segment, a space where a gap parts two words or two numbers."""
        run: list[Glyph] = []
        for glyph in segment.glyphs:
            if run and _parted(run[-1], glyph):
                self._glyphs(page, run)
                self._add(" ", page, ())
                run = []
            run.append(glyph)
        self._glyphs(page, run)

    def _glyphs(self, page: int, run: list[Glyph]) -> None:
        boxes = tuple((g.left, g.bottom, g.right, g.top) for g in run)
        self._add("".join(glyph.text for glyph in run), page, boxes)

    def _add(self, text: str, page: int, boxes: tuple) -> None:
        self.draft.add(text, PageBoxes(page, boxes))


def _parted(before: Glyph, after: Glyph) -> bool:
    if before.text.isspace() or after.text.isspace():
        return False
    gap = after.left - before.right
    words = before.text.isascii() and after.text.isascii() and before.text.isalnum() and after.text.isalnum()
    return gap > (0.15 if words else 0.9) * max(before.size, after.size)
