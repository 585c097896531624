"""A library of one's own: a folder with reports, decisions, catalogue entries, tables and earlier states.

Nothing outside that folder is ever written. Reports go in whole or not at all, each batch by one rename;
tables are built beside them, and every version of the tables is kept as a state that can be reopened.
"""

from dataclasses import dataclass
from pathlib import Path

from etl.errors import ZhibiaoError

DEFAULT = Path("library")


class LibraryError(ZhibiaoError):
    """A library that is not there, or that cannot do what was asked."""


@dataclass(frozen=True)
class Library:
    """Where the parts of a library are."""

    path: Path

    @property
    def reports(self) -> Path:
        """Reports as received with their sidecars, a folder for each batch that was added."""
        return self.path / "reports"

    @property
    def tables(self) -> Path:
        """The tables that charts show."""
        return self.path / "tables"

    @property
    def cache(self) -> Path:
        """What unchanged reports gave; may be deleted at any time."""
        return self.path / "cache"

    @property
    def states(self) -> Path:
        """Earlier versions of the tables, and of what they were built from."""
        return self.path / "states"

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The folders that tables are built from: reports, and a person's decisions and catalogue."""
        return (self.reports, self.path / "decisions", self.path / "catalogue")

    def input_files(self) -> dict[str, Path]:
        """Return every file that tables are built from, by its path in the library, sorted."""
        return {
            path.relative_to(self.path).as_posix(): path
            for folder in self.inputs
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not any(p.startswith(".") for p in path.relative_to(self.path).parts)
        }

    def existing(self) -> "Library":
        """Return the library itself; LibraryError when the folder holds no library."""
        if not self.reports.is_dir():
            raise LibraryError.about("library.none", path=self.path)
        return self
