"""MHTML: a page that a browser saved as a single file. Its HTML part is read as the page it is.

Places in the source count in the decoded HTML part, since the file itself holds it encoded for mail.
"""

import email
import email.policy
import re

from etl.readers.document import Document
from etl.readers.formats import html
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = 20
_HEAD = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location|Subject):", re.I | re.M)


def matches(source: Source) -> bool:
    """Return whether the content begins like a mail whose parts belong together."""
    head = source.data[:4000]
    return head[:20].strip()[:1].isalpha() and b"multipart/related" in head and bool(_HEAD.search(head))


def read(source: Source) -> Document:
    """Return the report of the page in the file."""
    mail = email.message_from_bytes(source.data, policy=email.policy.compat32)
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if content:
                return html.read(Source(content, "page.html"))
    raise unreadable("damaged", format="MHTML")
