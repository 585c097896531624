"""Numbers of a workbook as its cells show them: percent, decimals, thousands, the text around the number."""

import re
from decimal import Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')


def show(value: float, format: str) -> str:
    """Return `value` as a cell of the number format `format` shows it.

    General and formats that this does not know give the shortest number that is the value.
    """
    sections = format.split(";")
    pattern = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    code = _LITERAL.sub(lambda found: found[1] or found[2] or "", pattern)
    digits = re.search(r"[#0?][#0?,]*(?:\.([0#?]+))?", code)
    if not digits or re.search(r"general|E[+-]|/", code, re.I) or digits[0].endswith(","):
        return _plain(value)
    number = _digits(value * 100 if "%" in code else value, digits[0], digits[1] or "")
    minus = "-" if value < 0 and pattern == sections[0] else ""
    return minus + code[: digits.start()].strip() + number + code[digits.end() :].strip()


def _digits(value: float, pattern: str, decimals: str) -> str:
    exact = abs(Decimal(repr(value)))
    rounded = f"{exact:{',' if ',' in pattern else ''}.{len(decimals)}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    for _ in range(optional):
        rounded = rounded[:-1] if rounded.endswith("0") else rounded
    return rounded.removesuffix(".")


def _plain(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{Decimal(repr(round(value, 12))):f}"
