"""A clean text while it is being put together: pieces with their places, headings and tables in passing."""

from etl.readers.document import Cell, Document, Heading, Run, SourceMap, Table, Where


class Draft:
    """Collects text in order; `add` gives each piece its place in the source."""

    def __init__(self) -> None:
        self.length = 0
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._headings: list[Heading] = []
        self._tables: list[Table] = []

    @property
    def last(self) -> str:
        """The last character so far; empty at the start."""
        return self._texts[-1][-1] if self._texts else ""

    @property
    def end(self) -> Where | None:
        """Where the last piece stands in the source; None at the start."""
        return self._runs[-1].where if self._runs else None

    def add(self, text: str, where: Where) -> None:
        """Append `text`, which stands at `where` in the source."""
        if text:
            self._texts.append(text)
            self._runs.append(Run(self.length, len(text), where))
            self.length += len(text)

    def heading(self, start: int, level: int) -> None:
        """Mark what was added since `start` as a heading."""
        if start < self.length:
            self._headings.append(Heading(start, self.length, level))

    def table(self, cells: list[Cell]) -> None:
        """Keep a table whose cells were added."""
        if cells:
            self._tables.append(Table(tuple(cells)))

    def document(self, format: str, **claims: object) -> Document:
        """Return what was collected as a Document of the given format."""
        return Document(
            "".join(self._texts),
            SourceMap(tuple(self._runs)),
            format=format,
            headings=tuple(self._headings),
            tables=tuple(self._tables),
            **claims,
        )
