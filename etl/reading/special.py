"""Numbers that are told by a shape of their own: ranks, ordinals, enumerators, documents, phones, names.

Promises: `special_at` says what begins at a place when one of the shapes of rules/skips.yaml does, and None
otherwise; most of them are no statistics, ranks (全国第一, 第2位, 首位) and doublings (翻一番) are.
"""

import re
from functools import cache

import msgspec

from etl import datafiles
from etl.model import Kind
from etl.paths import RULES
from etl.reading.grammar import grammar
from etl.reading.growth import any_of, kinds
from etl.reading.lexicon import WordTable, lexicon
from etl.reading.numerals import Decimal10, numerals, read_arabic, read_chinese
from etl.reading.quantities import Draft, fraction, hedge_behind, in_front

ZERO = Decimal10(0, 0)


class Skip(msgspec.Struct, forbid_unknown_fields=True):
    """A shape that is told by a regular expression, if need be only behind the words of `before`."""

    key: str
    kind: Kind
    pattern: str
    before: str = ""
    value: int | None = None
    lead: int = 0
    reads: list[str] = []
    leaves: list[str] = []


class SkipFile(msgspec.Struct, forbid_unknown_fields=True):
    """rules/skips.yaml."""

    patterns: list[Skip]
    words: dict[Kind, str]
    rank_before: list[str]
    rank_after: list[str]


class _Shapes:
    def __init__(self, file: SkipFile) -> None:
        n, g = numerals(), grammar()
        number = rf"(?:[{n.letters}]++|\d++)"
        self.rows = file.patterns
        # An empty group behind each shape tells it: a group around it would only cost time.
        shapes = {
            f"p{i}": row.pattern.replace("{n}", number) for i, row in enumerate(self.rows) if not row.before
        }
        self.any = re.compile("|".join(f"(?:{shape})(?P<{name}>)" for name, shape in shapes.items()))
        self.after_words = [
            (re.compile(row.before), re.compile(row.pattern.replace("{n}", number)), row)
            for row in self.rows
            if row.before
        ]
        self.words = WordTable({w: kind for kind, listed in file.words.items() for w in listed.split()})
        self.ordinal = re.compile(rf"{g.heads['ordinal']} ?({number}) ?({any_of(file.rank_after)})?")
        self.front = re.compile(rf"{g.heads['front']}({number})({any_of(g.rank_places)})?{g.front_unless}")
        self.rank_before = re.compile(f"{any_of(file.rank_before)}{g.rank_link}")
        self.fraction = re.compile(rf"(\d{{1,2}})/(\d{{1,3}})(?![\d/%{g.date_marks}])")
        self.double = re.compile(kinds().double)


@cache
def _shapes() -> _Shapes:
    return _Shapes(datafiles.load(RULES / "skips.yaml", SkipFile))


def special_at(text: str, at: int) -> Draft | None:
    """Return what begins at `at` when its shape alone tells it, else None."""
    shapes = _shapes()
    char = text[at]
    heads = grammar().heads
    if char in (heads["double"], heads["doubled"]):
        return _double(text, at, shapes)
    word = shapes.words.at(text, at)
    if word:
        return _plain(at, at + len(word[0]), word[1], f"skips:{word[0]}")
    found = _shape(text, at, shapes)
    if found:
        return found
    if char == heads["front"]:
        return _foremost(text, at, shapes)
    if char == heads["ordinal"]:
        return _ordinal(text, at, shapes)
    if char.isdigit():
        part = shapes.fraction.match(text, at)
        if part and 0 < int(part[1]) < int(part[2]):
            draft = fraction(at, part.end(), int(part[1]), int(part[2]))
            hedge_behind(text, draft)
            in_front(text, draft)
            return draft
    return None


def _shape(text: str, at: int, shapes: _Shapes) -> Draft | None:
    if text[at].isdigit():
        for before, pattern, row in shapes.after_words:
            match = pattern.match(text, at)
            if not (match and before.search(text, max(0, at - 12), at)):
                continue
            if not (lexicon().units.at(text, match.end()) or lexicon().surplus.at(text, match.end())):
                return _plain(at, match.end(), row.kind, f"skips:{row.key}")
    match = shapes.any.match(text, at)
    if not match:
        return None
    row = shapes.rows[int(match.lastgroup[1:])]
    draft = _plain(at - row.lead, match.end(), row.kind, f"skips:{row.key}")
    if row.value is not None:
        draft.number, draft.unit, draft.statistic = Decimal10(row.value, 0), "rank", True
    return draft


def _plain(at: int, end: int, kind: Kind, rule: str) -> Draft:
    return Draft(at, at, end, end, ZERO, kind=kind, statistic=False, rule=rule)


def _double(text: str, at: int, shapes: _Shapes) -> Draft | None:
    """Read 翻一番 as growth of 100 per cent, 翻两番 as 300."""
    match = shapes.double.match(text, at)
    if not match:
        return None
    times = match["times"] or "1"
    doublings = int(times) if times.isdigit() else numerals().digits[times]
    draft = Draft(at, at, match.end(), match.end(), Decimal10(100 * 2**doublings - 100, 0), kind="growth")
    draft.unit, draft.unit_text, draft.rule = "percent", text[match.end() - 1], "kinds:double"
    hedge = lexicon().hedge_before.before(match["hedge"] or "", len(match["hedge"] or ""))
    if hedge:
        draft.bound = hedge[1]
    else:
        hedge_behind(text, draft)
    return draft


def _foremost(text: str, at: int, shapes: _Shapes) -> Draft | None:
    """Read 前十 and 前3位 behind words of ranking as a rank of at most ten or three."""
    match = shapes.front.match(text, at)
    if not match:
        return None
    if text.startswith(grammar().of, match.end()):
        return _plain(at, match.end(), "name", "skips:front") if match[2] else None
    if not shapes.rank_before.search(text, max(0, at - 8), at):
        return None
    number = read_arabic(match[1]) if match[1].isdigit() else read_chinese(match[1])
    end = match.end()
    return number and Draft(
        at,
        at,
        end,
        end,
        number,
        kind="rank",
        unit="rank",
        unit_text=match[2] or "",
        bound="at_most",
        rule="skips:front",
    )


def _ordinal(text: str, at: int, shapes: _Shapes) -> Draft | None:
    """Read 第N as a rank where the words around say so, else as an ordinal."""
    match = shapes.ordinal.match(text, at)
    if not match:
        return None
    number = read_arabic(match[1]) if match[1].isdigit() else read_chinese(match[1])
    ranked = shapes.rank_before.search(text, max(0, at - 8), at)
    end = match.end()
    of_another = match[2] and text.startswith(grammar().of, end) and not ranked
    if number and not of_another and (match[2] in grammar().rank_places or ranked):
        if match[2] == grammar().rank_size:
            end -= 1
        return Draft(
            at, at, end, end, number, kind="rank", unit="rank", unit_text=match[2] or "", rule="skips:rank"
        )
    return _plain(at, end, "ordinal", "skips:ordinal")
