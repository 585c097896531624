"""Bytes → text: which encoding a Chinese text is in, told by its content, with and without a byte order mark.

Each candidate decodes the bytes; the one whose characters are the most common in Chinese wins. A charset that
the text declares (`<meta charset=…>`) is no more than a candidate, since pages lie about it.
"""

import codecs
import re
from functools import cache

from etl.readers.problems import unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""Pages that declare the narrow encoding are most often written in the wide one."""
SAMPLE = 65536
WORST = 0.75
"""Below this share of plausible characters the bytes are no text in that encoding."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data`, without its byte order mark, and the name of its encoding.

    Raises
    ------
    UnreadableError
        When the bytes are empty or no text in any encoding of Chinese.
    """
    if not data:
        raise unreadable("empty")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding)
    if (text := _strict(data, "utf-8")) is not None and plausible(text[:SAMPLE]) >= WORST:
        return text, "utf-8"
    sample = data[:SAMPLE]
    return _checked(data, max(_candidates(sample), key=lambda name: plausible(_lenient(sample, name))))


def plausible(text: str) -> float:
    """Return how much `text` looks like one that people wrote, between 0 and 1.

    A common Chinese character, a letter, a digit or a sign counts 1, a rare Chinese character 0.3; control
    characters, private ones and those that no code stands for count against it.
    """
    if not text:
        return 1.0
    score = sum(count * _weight(character) for character, count in _counted(text).items())
    return max(score / len(text), 0.0)


def _checked(data: bytes, encoding: str) -> tuple[str, str]:
    text = _lenient(data, encoding)
    if not text.strip():
        raise unreadable("no_text")
    if plausible(text[:SAMPLE]) < WORST:
        raise unreadable("not_text")
    return text, encoding


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lenient(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace")


def _candidates(sample: bytes) -> list[str]:
    declared = re.search(rb"""charset\s{0,9}=\s{0,9}["']?([\w-]{2,20})""", sample[:4096], re.I)
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    return [name for name in (WIDER.get(name, name), *CANDIDATES) if _known(name)]


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _counted(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for character in text:
        counts[character] = counts.get(character, 0) + 1
    return counts


def _weight(character: str) -> float:
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return 1.0 if character in "\t\n\r\f" else -3.0
    if character in _common() or code < 0x250 or 0x2010 <= code < 0x2700 or 0x3000 <= code < 0x3020:
        return 1.0
    if 0xFF01 <= code <= 0xFF5E or 0xFFE0 <= code <= 0xFFE6:
        return 1.0
    if (
        character == "\ufffd"
        or 0xE000 <= code <= 0xF8FF
        or 0xFFF0 <= code <= 0xFFFF
        or 0xD800 <= code < 0xE000
    ):
        return -2.0
    return 0.3 if 0x3400 <= code <= 0x9FFF else 0.0


@cache
def _common() -> frozenset[str]:
    """Return the first-level characters of GB 2312 and of Big5: those that daily texts are written with."""
    simplified = bytes(b for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for b in (lead, trail))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for lead in range(0xA4, 0xC6) for trail in trails for b in (lead, trail))
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))
