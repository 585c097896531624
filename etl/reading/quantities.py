"""One number at one place: numeral, multiplier, unit and the hedges beside it.

Promises: `quantity_at` reads what stands at a place as a `Draft`, with its value in the unit's base code,
its bound and the span of its surface. It looks only at the words that touch the number; what the
sentence makes of it (growth, trap, shared unit) is decided elsewhere. Works on folded text.
"""

import re
from functools import cache

import msgspec

from etl.model import Bound, Kind
from etl.reading.grammar import grammar
from etl.reading.lexicon import Lexicon, Unit, lexicon
from etl.reading.numerals import LONGEST, Decimal10, numerals, read_arabic, read_chinese, read_neighbours

# Thousands apart by commas or, as GB/T 15835 has it, by spaces; by spaces only with a word right behind.
ARABIC = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?: \d{3})+(?:\.\d+)?(?= ?[^\W\d_a-zA-Z])|\d+(?:\.\d+)?)"
)


class Draft(msgspec.Struct):
    """A number while it is being read; `at`..`numeral_end` is the numeral, `start`..`end` the surface."""

    start: int
    at: int
    numeral_end: int
    end: int
    number: Decimal10
    upper: Decimal10 | None = None
    power: int = 0
    kind: Kind = "count"
    unit: str = ""
    unit_text: str = ""
    word: str = ""
    trait: str = ""
    bound: Bound = "exact"
    front: str = ""
    chinese: bool = False
    bare: bool = False
    multiplied: bool = False
    multiplier: int = 0
    sign: int = 1
    offset: int = 0
    statistic: bool = True
    rule: str = ""


class _Patterns:
    """Regular expressions made once from numerals and units; each is linear in what it reads."""

    def __init__(self, words: Lexicon) -> None:
        n = numerals()
        big = {c: [w[1] for w in words.unit_words if len(w) > 1 and w[0] == c] for c in n.large}
        guarded = [f"{c}(?![{''.join(nexts)}])" if nexts else c for c, nexts in big.items()]
        self.multiplier = f"(?:{'|'.join(guarded)})"
        digits = "".join(n.digits)
        tens = "".join(letter for letter, power in n.tens.items() if power < 3)
        letter = f"(?:[{digits}{n.ten}{''.join(n.contracted)}]|{self.multiplier})"
        capitals = "".join(n.capitals)
        chinese = f"{letter}+(?:{n.point}[{digits}]+{self.multiplier}*)?"
        number = f"{ARABIC}|{chinese}"
        rest = f"(?:{ARABIC}{self.multiplier}{{1,3}})*(?:(?:\\d,\\d{{3}}|\\d{{1,4}})(?![\\d.%,]))?"
        self.core = re.compile(
            f"(?P<digits>{ARABIC})(?: {{0,2}}(?P<mult>{self.multiplier}{{1,4}})(?P<rest>{rest}))?"
            f"|(?P<parts>[{''.join(n.parts_of)}]){n.parts}(?P<of>{number})"
            f"|(?P<below>[{digits}{tens}]+){n.parts}(?P<above>[{digits}{tens}]+)"
            f"|(?P<chinese>{chinese})"
            f"|(?P<capital>[{capitals}][{capitals}{n.letters}]+)"
            f"|(?P<vague>[{''.join(n.vague)}])(?P<tens>(?:{n.ten}|{self.multiplier})+)"
        )
        surplus = "".join(word for word in n.surplus if len(word) == 1)
        self.more = re.compile(f"(?P<surplus>[{surplus}])(?P<mult>(?:{n.ten}|{self.multiplier}){{1,3}})")
        self.surplus = "".join(n.surplus) + " "
        self.pieces = re.compile(n.pieces)


@cache
def _patterns() -> _Patterns:
    return _Patterns(lexicon())


def quantity_at(text: str, at: int) -> Draft | None:
    """Read the number that begins at `at`; None when the words there are no number.

    A draft without `unit` is a numeral that no unit, surplus or multiplier makes a quantity.
    """
    match = _patterns().core.match(text, at)
    if not match:
        return None
    draft = _numeral(match)
    if draft is None:
        return None
    if not draft.unit and not _piece_money(text, draft):
        _surplus(text, draft)
        _unit(text, draft)
    hedge_behind(text, draft)
    in_front(text, draft)
    return draft


def _numeral(match: re.Match) -> Draft | None:
    """Return the draft of a matched numeral, unit-less but for per cent and fractions."""
    at, end = match.span()
    if end - at > LONGEST:
        return None
    digits, multipliers, rest = match.group("digits", "mult", "rest")
    if digits:
        number = read_chinese(match[0].replace(" ", "")) if rest else read_arabic(digits, multipliers or "")
        power = sum(map(numerals().powers.__getitem__, multipliers or ""))
        return number and Draft(at, at, end, end, number, multiplied=power > 0, multiplier=power)
    if match["parts"]:
        return _parts(match)
    if match["below"]:
        return _fraction(match)
    if match["capital"]:
        number = read_chinese("".join(numerals().capitals.get(char, char) for char in match["capital"]))
        return number and Draft(at, at, end, end, number, chinese=True)
    if match["vague"]:
        number = read_chinese(match["tens"])
        return number and Draft(at, at, end, end, number, bound="at_least", chinese=True, multiplied=True)
    written = match["chinese"]
    pair = read_neighbours(written)
    number, upper = pair or (read_chinese(written), None)
    if number is None:
        return None
    draft = Draft(at, at, end, end, number, upper, chinese=True, bound="range" if upper else "exact")
    draft.bare = not written.strip(numerals().large)
    tail = written[len(written.rstrip("".join(numerals().myriads))) :]
    draft.multiplier = sum(numerals().powers[char] for char in tail)
    draft.multiplied = any(char in numerals().myriads for char in written)
    return draft


def _parts(match: re.Match) -> Draft | None:
    """Read 百分之八十二 and 千分之三 as per cent and per mille."""
    at, end = match.span()
    of = match["of"]
    number = read_arabic(of) if of[0].isdigit() else read_chinese(of)
    if number is None:
        return None
    parts = numerals().parts_of[match["parts"]]
    text = match["parts"] + numerals().parts
    return Draft(
        at,
        at,
        end,
        end,
        number,
        power=parts.power,
        kind="percent",
        unit=parts.unit,
        unit_text=text,
        word="%",
        rule="numerals:parts",
    )


def _fraction(match: re.Match) -> Draft | None:
    """Read 三分之一 as 33.333333333 per cent."""
    at, end = match.span()
    below, above = read_chinese(match["below"]), read_chinese(match["above"])
    if not below or not above or below.digits <= 0:
        return None
    return fraction(at, end, above.digits, below.digits)


def fraction(at: int, end: int, above: int, below: int) -> Draft:
    """Return the draft of `above` / `below` in per cent, to nine decimals."""
    number = Decimal10(round(above * 10**11 / below), -9)
    return Draft(at, at, end, end, number, kind="percent", unit="percent", word="%", rule="numerals:fraction")


def _piece_money(text: str, draft: Draft) -> bool:
    """Read 8.14个亿 and 三个多亿, which are money without saying so; tell whether it did."""
    match = _patterns().pieces.match(text, draft.numeral_end)
    if not match or draft.bare:
        return False
    power = numerals().powers[match["power"]]
    draft.number = Decimal10(draft.number.digits, draft.number.power + power)
    draft.upper = draft.upper and Decimal10(draft.upper.digits, draft.upper.power + power)
    draft.multiplied, draft.multiplier = True, power
    draft.word = match["unit"] or grammar().home_words[0]
    draft.kind, draft.unit = "money", lexicon().units.at(draft.word, 0)[1].code
    draft.unit_text, draft.rule = match["power"] + (match["unit"] or ""), "numerals:pieces"
    draft.numeral_end, draft.end = match.end("power"), match.end()
    if match["surplus"]:
        draft.bound = lexicon().surplus.at(match["surplus"], 0)[1]
    return True


def _surplus(text: str, draft: Draft) -> None:
    """Take 余, 多, 几 behind the numeral, and a multiplier behind that: 4万余件, 200多万元, 十几家."""
    words = lexicon()
    at = draft.numeral_end
    if text[at : at + 1] == " ":
        at += 1
    found = words.surplus.at(text, at) or (words.tens_surplus.at(text, at) if _is_tens(draft) else None)
    if not found or (found[0] in grammar().tens_surplus and not _round(draft)):
        return
    more = _patterns().more.match(text, at)
    if more and more["surplus"] == found[0]:
        power = sum(numerals().powers[char] for char in more["mult"])
        written = text[draft.at : draft.numeral_end].replace(" ", "")
        inner = any(char in written[:-1] for char in numerals().myriads)
        whole = read_chinese(written + more["mult"]) if inner else None
        draft.number = whole or Decimal10(draft.number.digits, draft.number.power + power)
        draft.numeral_end, draft.multiplied = more.end(), True
        draft.multiplier += power
    else:
        draft.numeral_end = at + len(found[0])
    draft.end = draft.numeral_end
    draft.bound, draft.rule = found[1], "hedges:surplus"


def _is_tens(draft: Draft) -> bool:
    """Tell whether more can follow whatever comes behind: 十多次, 200多种, but not 2025多部门."""
    return _round(draft) and draft.at < draft.numeral_end and not 1900 < float(draft.number) < 2100


def _round(draft: Draft) -> bool:
    """Tell whether a surplus such as 来 can follow: ten, or a multiple of ten."""
    return draft.number.power > 0 or (draft.number.power == 0 and draft.number.digits % 10 == 0)


def _unit(text: str, draft: Draft) -> None:
    """Take the unit behind the numeral, spaces between allowed: 38.2 万件, 26.3微克/立方米."""
    at = draft.numeral_end
    while text[at : at + 1] == " " and at < draft.numeral_end + 2:
        at += 1
    found = lexicon().units.at(text, at)
    if not found or (at > draft.numeral_end and found[0].isascii() and found[0] != "%"):
        return
    word, unit = found
    if unit.trait == "label" and draft.multiplied:
        return
    draft.kind, draft.unit, draft.power, draft.trait = unit.kind, unit.code, unit.power, unit.trait
    draft.word, draft.unit_text, draft.end = word, word, at + len(word)
    draft.rule = draft.rule or f"units:{word}"
    if unit.kind == "money":
        draft.unit_text = multiplier_text(text, draft) + word
    if word == numerals().tenths:
        _tenths(text, draft)
    else:
        _composed(text, draft, unit)


def multiplier_text(text: str, draft: Draft) -> str:
    """Return the multiplier that the unit of money is written with: 万 of 8711.14万元, 万亿 of 2万亿元."""
    head = text[draft.at : draft.numeral_end].rstrip(_patterns().surplus)
    return head[len(head.rstrip("".join(numerals().myriads))) :]


def _tenths(text: str, draft: Draft) -> None:
    """Read the digit behind 成: 六成五 is 65 per cent, 三成半 35."""
    after = text[draft.end : draft.end + 1]
    digit = numerals().digits.get(after, 5 if after == numerals().half else 0)
    if digit:
        draft.number = Decimal10(draft.number.digits * 10 + digit, draft.number.power - 1)
        draft.end += 1


def _composed(text: str, draft: Draft, unit: Unit) -> None:
    """Take the lower part of a composed unit: 万元/人, 微克/立方米, 元每吨."""
    if text[draft.end : draft.end + 1] not in ("/", grammar().each):
        return
    words = lexicon()
    found = words.per.at(text, draft.end + 1)
    if not found:
        return
    word, per = found
    upper = "" if unit.code == "count" else unit.code
    if not upper and unit.word in grammar().people:
        upper = "person"
    draft.kind, draft.trait = "rate", ""
    people = per.endswith("people") or per in ("person", "100_households", "household")
    draft.unit = f"{upper}_per_{per}" if upper and not (upper == "person" and people) else f"per_{per}"
    draft.unit_text += text[draft.end] + word
    draft.end += 1 + len(word)
    draft.rule = "units:composed"


def hedge_behind(text: str, draft: Draft) -> None:
    """Take the hedge behind the unit: 以上, 左右, 多."""
    found = lexicon().hedge_after.at(text, draft.end)
    if found and (draft.unit or draft.multiplied or not draft.chinese):
        draft.end += len(found[0])
        draft.bound, draft.rule = found[1], f"hedges:{found[0]}"


def in_front(text: str, draft: Draft) -> None:
    """Take a currency and a hedge that stand before the numeral: 港币2.6亿元, 超10亿元."""
    words = lexicon()
    currency = words.currency_before.before(text, draft.at)
    if currency and draft.kind in ("count", "money") and (not draft.unit or draft.kind == "money"):
        draft.start, draft.kind, draft.unit = draft.at - len(currency[0]), "money", currency[1]
        draft.unit_text = draft.unit_text or multiplier_text(text, draft) or currency[0]
        draft.rule = draft.rule or f"units:{currency[0]}"
    at = draft.start - (text[draft.start - 1 : draft.start] == " ")
    silent = words.silent_before.before(text, at) or (draft.bare and words.silent_bare.before(text, at))
    hedge = None if silent else words.hedge_before.before(text, at)
    if hedge and (draft.bare or hedge[0] not in words.only_bare or _beside(text, at, hedge[0])):
        draft.front = hedge[0]
        draft.start = at - len(hedge[0])
        _front_bound(draft, hedge[1])
    elif silent:
        _front_bound(draft, silent[1])
    elif draft.bare and draft.bound == "exact":
        draft.bound = "about"


def _beside(text: str, end: int, word: str) -> bool:
    """Tell 过 of 要过400家 from that of 办过400件, by the character before it."""
    before = text[end - len(word) - 1 : end - len(word)] if end > len(word) else ""
    return bool(before) and before in lexicon().beside.get(word, "")


def _front_bound(draft: Draft, bound: Bound) -> None:
    """Let a hedge in front decide, unless the one behind says more: 近100余件 stays at least."""
    if draft.bound == "exact" or bound != "about":
        draft.bound, draft.rule = bound, f"hedges:{draft.front}" if draft.front else draft.rule
