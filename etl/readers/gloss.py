"""Glosses: lower-case pinyin in brackets behind the character it spells, as in 識(shí). (GACG) and (km) stay.

Pinyin with a tone mark is a gloss wherever it stands behind a Chinese character. Without one it could be a
word of another language, so it counts only in a text with three such, or beside toned ones when its tone is
neutral.
"""

import re
import unicodedata

_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ao|i?ang|i?ong|iou?|iu|ian|ia|ie|in|ing|i|uo|uai|uan|uang|uei?|ui|un|ua|ue|u|v[en]?|"
    r"ai|an|a|ei|eng|en|er|e|ou|o)r?"
)
_NEUTRAL = {"de", "le", "zhe", "men", "zi", "me", "ma", "ne", "ba", "a", "ge", "tou", "bian", "guo"}
_BRACKETS = re.compile(
    r"(?<=[㐀-鿿豈-﫿])[(（]"
    r"([a-zàáèéìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜǹḿ\u0300\u0301\u0304\u0308\u030c' ]{1,24})[)）]"
)


def find_glosses(text: str) -> list[tuple[int, int]]:
    """Return the spans of the glosses of `text`, brackets included, in text order."""
    toned, plain = [], []
    for found in _BRACKETS.finditer(text):
        letters = _letters(found[1])
        if letters and all(_SYLLABLE.fullmatch(syllable) for syllable in letters.split()):
            (plain if letters == found[1].strip() else toned).append(found)
    if len(plain) < 3:
        plain = [found for found in plain if toned and found[1].strip() in _NEUTRAL]
    return sorted(found.span() for found in toned + plain)


def _letters(words: str) -> str:
    """Return pinyin without its tone marks; ü as v."""
    bare = unicodedata.normalize("NFD", words).replace("u\u0308", "v").replace("'", " ")
    return "".join(c for c in bare if not unicodedata.combining(c)).strip()
