"""HTML as a stream of tokens with their places: what browsers forgive is forgiven, in linear time.

Stands apart from html.parser, which is quadratic on unclosed constructs in older Pythons and gives lines
and columns where offsets are needed; parsers that build a tree keep no offsets at all.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})
        (?P<rest>(?>[^"'<>]++|"[^"]{0,1000}+"|'[^']{0,1000}+'|["'])*+)>""",
    re.X,
)
_BROKEN = re.compile(r"</?[a-zA-Z!?][^<>]{0,2000}+>")
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z][\w:-]{0,60}+)(?:\s{0,20}+=\s{0,20}+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""", re.A
)
_RAW = {"script", "style", "textarea", "xmp", "noscript", "iframe"}


class Token(NamedTuple):
    """A piece of HTML: kind is text, open, close or comment; `name` the tag, `rest` its attributes."""

    kind: str
    start: int
    end: int
    name: str = ""
    rest: str = ""


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of `text` from `start` on, in order; what is no token of HTML is text."""
    position = mark = start
    commented = True
    while (mark := text.find("<", mark)) >= 0:
        end, token = mark + 1, None
        if text.startswith("<!--", mark):
            close = text.find("-->", mark + 4) if commented else -1
            commented = close >= 0
            end = close + 3 if commented else mark + 4
            token = Token("comment", mark, end, rest=text[mark + 4 : mark + 400])
        elif found := _TAG.match(text, mark):
            end = found.end()
            kind = "close" if found["close"] else "open"
            token = Token(kind, mark, end, found["name"].lower(), found["rest"])
        elif broken := _BROKEN.match(text, mark):
            end = broken.end()
            token = Token("comment", mark, end)
        if token:
            if position < mark:
                yield Token("text", position, mark)
            yield token
            position = end
            if token.kind == "open" and token.name in _RAW:
                position = end = _raw_end(text, token)
        mark = end
    if position < len(text):
        yield Token("text", position, len(text))


def attributes(rest: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, without their quotes."""
    return {
        name.lower(): value[1:-1] if value[:1] in ("'", '"') else value
        for name, value in _ATTRIBUTE.findall(rest)
    }


def _raw_end(text: str, token: Token) -> int:
    """Return where the content of a script or style ends: at its closing tag, else at the end of the text."""
    found = re.compile(rf"</{token.name}\b", re.I).search(text, token.end)
    return found.start() if found else len(text)
