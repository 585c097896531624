"""The annotation notation of the labelled documents: text with braces → plain text and labels.

It stands apart from the reading engine on purpose and never calls it: a label is what a person wrote. In a
source file `{379家次|+ oi.policies <2025-07}` is the figure 379家次, a running total, the metric
overseas_insurance.policies, as of 2025-07-31; `{@2023 wuhan}` sets time and place for what follows. Only
ASCII or full-width digits with a multiplier and plain hedges get their value from the surface; every other
value is written out (`=21`). The README beside this file lists every token.
"""

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import yaml

WORDS = yaml.safe_load((Path(__file__).parent / "notation.yaml").read_text(encoding="utf-8"))
_MARK = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(
    rf"(?P<front>{'|'.join(WORDS['front'])})?\s*第?(?P<currency>{'|'.join(WORDS['currencies_in_front'])})?"
    rf"(?P<digits>-?\d[\d,]*(?:\.\d+)?)\s*"
    rf"(?:(?P<odd>{WORDS['odd']}))?(?P<times>{'|'.join(WORDS['multipliers'])})?(?P<odd2>{WORDS['odd']})?"
    rf"\s*(?P<unit>.*?)(?P<behind>{'|'.join(WORDS['behind'])})?"
)
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


class NotationError(Exception):
    """A mark that cannot be compiled; the message names it."""


@dataclass(frozen=True)
class Context:
    """What a mark inherits: the time and place that the annotator set last, and the document's currency."""

    time: tuple[str, str, str] = ("", "", "")
    place: str = ""
    currency: str = "CNY"
    cumulative: bool = False


@dataclass
class Label:
    """One labelled figure; `metric` is empty where no metric of the catalogue covers it."""

    start: int
    surface: str
    kind: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "exact"
    unit: str = ""
    unit_text: str = ""
    time: tuple[str, str, str] = ("", "", "")
    cumulative: bool | None = False
    place: str = ""
    statistic: bool = True
    metric: str = ""
    measure: str = ""
    transform: str = "level"
    doubt: str = ""


@dataclass
class Parsed:
    """A document without its marks, and the labels in text order."""

    text: str
    labels: list[Label] = field(default_factory=list)


def parse(annotated: str, context: Context) -> Parsed:
    """Return the plain text and the labels of an annotated text; NotationError names a bad mark."""
    pieces: list[str] = []
    length, last = 0, 0
    labels: list[Label] = []
    for mark in _MARK.finditer(annotated):
        before = annotated[last : mark.start()]
        pieces.append(before)
        length += len(before)
        last = mark.end()
        if mark[1].startswith("@"):
            context = _set_context(mark[1][1:].split(), context)
            continue
        surface, _, options = mark[1].partition("|")
        try:
            labels.append(_label(length, surface, options.split(), context))
        except (NotationError, ArithmeticError, ValueError, KeyError) as problem:
            raise NotationError(f"{mark[0]}: {problem}") from problem
        pieces.append(surface)
        length += len(surface)
    pieces.append(annotated[last:])
    return Parsed("".join(pieces), labels)


def parse_time(words: str) -> tuple[str, str, str]:
    """Return (time kind, first day, last day) of a time token such as 2023, <2024-06, !2023-11, >2026, ?."""
    if words == "?":
        return ("unknown", "", "")
    if words.startswith("><"):
        return ("plan", "", _last_day(words[2:]))
    if words.startswith("<"):
        return ("as_of", "", _last_day(words[1:]))
    kind = {">": "plan", "!": "event"}.get(words[0], "period")
    first, dots, end = words.lstrip("><!").partition("..")
    if dots and not end:
        return (kind, _first_day(first), "")
    return (kind, _first_day(first), _last_day(end or first))


def _set_context(tokens: list[str], context: Context) -> Context:
    for token in tokens:
        if _is_time(token):
            context = replace(context, time=parse_time(token), cumulative="+" in tokens)
        elif token in "+-":
            context = replace(context, cumulative=token == "+")
        else:
            context = replace(context, place=token)
    return context


def _label(start: int, surface: str, tokens: list[str], context: Context) -> Label:
    label = Label(start, surface, time=context.time, place=context.place, cumulative=context.cumulative)
    explicit = [token for token in tokens if token.startswith("=")]
    folded = unicodedata.normalize("NFKC", surface).strip()
    read = _NUMBER.fullmatch(folded)
    if read:
        _from_digits(label, read, context)
    elif not explicit and not any(token.startswith("!") and token[1:2].isalpha() for token in tokens):
        raise NotationError("write the value out, as in =21")
    _units(label, folded, context)
    for token in tokens:
        _apply(label, token)
    _finish(label)
    return label


def _from_digits(label: Label, read: re.Match, context: Context) -> None:
    times = Decimal(WORDS["multipliers"].get(read["times"], 1))
    label.value = Decimal(read["digits"].replace(",", "")) * times
    label.unit_text = read["unit"]
    if read["unit"].endswith(tuple(WORDS["money_endings"])):
        label.unit_text = (read["times"] or "") + read["unit"]
    label.bound = WORDS["behind"].get(read["behind"]) or WORDS["front"].get(read["front"]) or "exact"
    if read["odd"] or read["odd2"]:
        label.bound = "at_least"
    if read["currency"]:
        label.kind, label.unit = "money", WORDS["currencies_in_front"][read["currency"]]


def _units(label: Label, folded: str, context: Context) -> None:
    if label.kind:
        return
    for ending, (kind, unit) in WORDS["units"].items():
        if re.search(ending, folded):
            label.kind, label.unit = kind, unit.replace("$", context.currency)
            return
    label.kind, label.unit = "count", "count"


def _apply(label: Label, token: str) -> None:
    """Let one token of a mark say what it says of the label."""
    flags = {"ge": "at_least", "le": "at_most", "ab": "about", "ex": "exact"}
    if token in flags:
        label.bound = flags[token]
    elif token in ("g", "g-"):
        label.kind, label.transform = "growth", "growth"
        label.unit = label.unit if label.unit in ("percent", "percentage_point") else "percent"
        if token == "g-":
            label.value = -abs(label.value)
    elif token == "$":
        label.kind, label.unit = "money", "CNY"
    elif token in ("+", "-", "~"):
        label.cumulative = {"+": True, "-": False, "~": None}[token]
    elif token == "_":
        label.time = ("", "", "")
    elif token.startswith("doubt="):
        label.doubt = token[6:]
    elif token.startswith("!") and token[1:2].isalpha():
        label.statistic, label.kind = False, WORDS["traps"][token[1:]]
        label.time, label.place, label.cumulative = ("", "", ""), "", False
        label.value, label.unit_text = None, ""
    elif token.startswith("="):
        _write_value(label, token[1:])
    elif token.startswith("k="):
        label.kind = token[2:]
    elif token.startswith("u="):
        label.unit = token[2:]
    elif token.startswith(":"):
        label.measure = token[1:]
    elif token.startswith("@"):
        label.place = token[1:].strip("_")
    elif _is_time(token):
        label.time = parse_time(token)
    elif "." in token:
        topic, name = token.split(".")
        label.metric = f"{WORDS['topics'][topic]}.{name}"
    else:
        raise NotationError(f"unknown token {token!r}")


def _write_value(label: Label, words: str) -> None:
    label.unit_text = ""
    low, tilde, high = words.partition("~")
    if not tilde:
        label.value = Decimal(words)
        return
    label.low, label.high, label.bound = Decimal(low), Decimal(high), "range"
    label.value = (label.low + label.high) / 2


def _finish(label: Label) -> None:
    if label.metric.endswith("_per_10k") and label.transform == "level":
        label.kind, label.unit = "rate", "per_10k_people"
    if label.kind == "growth" and label.value is not None and label.value < 0 and label.bound != "range":
        label.low = label.value if label.bound in ("exact", "at_most") else None
        label.high = label.value if label.bound in ("exact", "at_least") else None
        return
    if label.bound in ("exact", "at_least"):
        label.low = label.value
    if label.bound in ("exact", "at_most"):
        label.high = label.value


def _is_time(token: str) -> bool:
    return token == "?" or bool(_DAY.match(token.lstrip("><!")))


def _first_day(words: str) -> str:
    return (words + "-01-01")[:10] if len(words) != 7 else words + "-01"


def _last_day(words: str) -> str:
    if len(words) == 10:
        datetime.date.fromisoformat(words)
        return words
    year, month = int(words[:4]), int(words[5:7] or 12)
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
