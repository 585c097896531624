"""Formulas of worked-out values as people write them: 8.14亿元 ÷ 379家次 for 814000000 / 379.

Stands apart because footers, tiles and the words under the pointer all show them. The tables keep the bare
formula; here each input's number becomes the value as charts write it, and nothing is worked out anew.
"""

import re

from dashboard.data import Data
from dashboard.points import Point
from etl.texts import Lang

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:%|(?![\w.]))")
_SIGNS = {" / ": " ÷ ", " * ": " × "}


def formula(point: Point, data: Data, lang: Lang) -> str:
    """Return the formula of a worked-out point with its inputs as people write them, "" where it has none."""
    if not point.formula:
        return ""
    inputs = [data.observation(one) for one, _ in data.inputs_of(point.observation)]
    said = {f"{p.value:g}": p.text(lang) for p in inputs} | {_bare(p.value): p.text(lang) for p in inputs}
    words = _NUMBER.sub(lambda found: said.get(found[0], found[0]), point.formula)
    for sign, written in _SIGNS.items():
        words = words.replace(sign, written)
    return words


def _bare(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
