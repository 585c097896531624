"""A file as received, with what the readers ask of it: its bytes, its suffix, its decoded text."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from etl.readers.decode import decode
from etl.readers.frontmatter import FrontMatter, split


@dataclass(frozen=True)
class Source:
    """Bytes and name of a file; the name only breaks a tie that the content leaves."""

    data: bytes
    name: str

    @cached_property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot; empty when it has none."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.data)

    @property
    def text(self) -> str:
        """The decoded text; raises UnreadableError when the bytes are no text."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """The name of the text's encoding."""
        return self._decoded[1]

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The front matter that the text begins with; an empty one when it has none."""
        return split(self.text)
