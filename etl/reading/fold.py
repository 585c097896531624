"""Fold a text so that one rule reads every way of writing it; offsets never move.

Promises: `fold` returns a text of the same length, character by character: full-width forms become ASCII,
Traditional characters become Simplified (OpenCC's character table, so that 百餘 stays a hedge: 百余), every
space but tab and line break becomes a plain space, and brackets, quotes and dots of one use become one character.
Rules match on the folded text; what is stored is sliced from the clean text by the same offsets.
"""

from functools import cache

import opencc

_CJK = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
_LOOKALIKES = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”",
    "○": "〇", "◯": "〇",
    "•": "·", "・": "·", "‧": "·", "∙": "·", "⋅": "·", "●": "·",
    "〜": "~", "∼": "~", "﹪": "%", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "﹐": ",", "｡": "。", "､": "、",
    "〈": "《", "〉": "》", "﹝": "〔", "﹞": "〕",
}  # fmt: skip
_SPACES = "\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"


def fold(text: str) -> str:
    """Return `text` folded: same length, and each character depends on the one at its place alone."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Return the character table, made once from OpenCC's Traditional to Simplified characters."""
    chars = [chr(code) for low, high in _CJK for code in range(low, high)]
    plain = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table = {ord(old): new for old, new in zip(chars, plain, strict=True) if old != new and len(new) == 1}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(old): new for old, new in _LOOKALIKES.items()}
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    return table
