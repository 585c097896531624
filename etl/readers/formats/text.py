"""Plain text, in any encoding of Chinese: kept character for character, but for front matter."""

from etl.readers.document import Document, TextSpan
from etl.readers.draft import Draft
from etl.readers.source import Source

ORDER = 100


def matches(source: Source) -> bool:
    """Return True: what no other reader claims is read as text, or fails to be."""
    return True


def read(source: Source) -> Document:
    """Return the text as it stands, without the keys of its front matter."""
    draft, text = Draft(), source.text
    add_front_matter(draft, source)
    start = source.front_matter.end
    draft.add(text[start:], TextSpan(start, len(text)))
    return draft.document("text", encoding=source.encoding)


def add_front_matter(draft: Draft, source: Source) -> None:
    """Add the values of the front matter that stay, one a line."""
    for start, end in source.front_matter.kept:
        draft.add(source.text[start:end], TextSpan(start, end))
        line = source.text.find("\n", end)
        draft.add("\n", TextSpan(line, line + 1))
