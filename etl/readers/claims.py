"""What a report says of itself: title, publisher, dates, address, language, each stated or inferred."""

from etl.readers.document import Document
from etl.readers.source import Source


def with_claims(document: Document, source: Source) -> Document:
    """Return the document with the claims that its text makes."""
    return document
