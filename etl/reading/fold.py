"""Fold a text so that one rule reads every way of writing it; offsets never move.

Promises: `fold` returns a text of the same length, character by character: full-width forms become ASCII,
Traditional characters become Simplified (OpenCC's character table, so that 百餘 stays a hedge: 百余), every
space but tab and line break becomes a plain space, and characters of one use become one (rules/folds.yaml).
Rules match on the folded text; what is stored is sliced from the clean text by the same offsets.
"""

import sys
import unicodedata
from functools import cache

import msgspec
import numpy as np
import opencc

from etl import datafiles
from etl.paths import RULES

_CJK = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
_CODEC = f"utf-32-{sys.byteorder[0]}e"
_BLANKS = (0x0B, 0x0C, 0x0D, 0xFEFF, 0x200B)


class _Folds(msgspec.Struct, forbid_unknown_fields=True):
    lookalikes: dict[str, str]


def fold(text: str) -> str:
    """Return `text` folded: same length, and each character depends on the one at its place alone."""
    return _table()[code_points(text)].tobytes().decode(_CODEC, "surrogatepass")


def code_points(text: str) -> np.ndarray:
    """Return the code point of each character."""
    return np.frombuffer(text.encode(_CODEC, "surrogatepass"), np.uint32)


@cache
def _table() -> np.ndarray:
    """Return for each code point the one it folds to, made once."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for code, char in _folded().items():
        table[code] = ord(char)
    return table


def _folded() -> dict[int, str]:
    """Return what folds, by code point: OpenCC's Traditional to Simplified characters, and the rest."""
    chars = [chr(code) for low, high in _CJK for code in range(low, high)]
    plain = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table = {ord(old): new for old, new in zip(chars, plain, strict=True) if old != new and len(new) == 1}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {code: " " for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) == "Zs"}
    table |= dict.fromkeys(_BLANKS, " ")
    table |= {ord(old): new for old, new in datafiles.load(RULES / "folds.yaml", _Folds).lookalikes.items()}
    return table
