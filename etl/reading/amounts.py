"""All numbers of a text but its dates: money, counts, per cents, growth, ranks, and what looks like them.

Promises: `find_amounts` returns each number once, in text order, none overlapping the spans already taken by
dates; `text[start:end] == surface`; values are exact and in the base code of their unit; what is no statistic
is kept and says so. One pass finds numbers, one relates neighbours, one decides; time grows with length
alone.
"""

import re
from collections.abc import Sequence
from functools import cache

from etl.model import Amount
from etl.reading.currency import home_currency, settle_money
from etl.reading.each import Each
from etl.reading.grammar import grammar
from etl.reading.grids import Grids
from etl.reading.growth import classify
from etl.reading.lexicon import lexicon
from etl.reading.neighbours import relate
from etl.reading.numerals import Decimal10, numerals
from etl.reading.quantities import Draft, hedge_behind, quantity_at
from etl.reading.special import special_at
from etl.reading.traps import Spans, changed_norm, trap

_STOPS = re.compile(grammar().stops)
_GLUED = re.compile(r"[A-Za-z0-9_\-./:@#&=%?]*")
_LETTER_RUN = re.compile(r"(?:[A-Za-z][A-Za-z0-9_.]*[- ]?|[/_=#&@][\w.\-/=&#]*)$", re.ASCII)


def find_amounts(
    text: str, folded: str, taken: Sequence[tuple[int, int]] = (), grids: Grids | None = None
) -> list[Amount]:
    """Return every number of `text` that is no date, sorted by start.

    `folded` is `fold(text)`; `taken` are the spans of dates, sorted, which no amount overlaps; `grids` are
    the tables of `folded`, found when they are not given.
    """
    masked = _mask(folded, taken)
    drafts = relate(masked, _scan(masked), grids or Grids(folded))
    _classify_all(masked, drafts)
    settle_money(masked, drafts, home_currency(folded, text))
    spans = Spans(folded)
    amounts = []
    previous: Draft | None = None
    for draft in drafts:
        if draft.statistic and draft.kind != "rank":
            _judge(masked, draft, previous, spans)
        previous = draft
        amounts.append(_amount(text, masked, draft))
    return amounts


def _mask(folded: str, taken: Sequence[tuple[int, int]]) -> str:
    """Return `folded` with a control character in place of everything taken."""
    parts, last = [], 0
    for start, end in taken:
        if start >= last:
            parts += [folded[last:start], "\x00" * (end - start)]
            last = end
    parts.append(folded[last:])
    return "".join(parts)


@cache
def _starts() -> re.Pattern:
    """Return the pattern of every character that a number can begin with."""
    n = numerals()
    return re.compile(
        f"[0-9{n.letters}{''.join(n.vague)}{''.join(n.capitals)}{''.join(grammar().heads.values())}{n.hedged_half}]"
    )


@cache
def _run() -> re.Pattern:
    """Return the pattern of a whole run of numeral characters, skipped when it is no number."""
    return re.compile(rf"[\d,.{numerals().letters}{''.join(numerals().capitals)}]+|.", re.DOTALL)


def _scan(text: str) -> list[Draft]:
    drafts: list[Draft] = []
    find = _starts().search
    match = find(text)
    while match:
        at = match.start()
        draft, after = _read(text, at)
        if draft is not None and (not drafts or draft.at >= drafts[-1].end):
            if drafts and draft.start < drafts[-1].end:
                draft.start = drafts[-1].end
            drafts.append(draft)
        match = find(text, max(after, at + 1))
    return drafts


def _read(text: str, at: int) -> tuple[Draft | None, int]:
    """Return what begins at `at`, if it is worth a row, and where to go on."""
    arabic = text[at].isdigit()
    if (
        arabic
        and at
        and (text[at - 1].isascii() and not text[at - 1].isspace() and text[at - 1] not in "+-(,:;|\x00~/")
    ):
        glued = _glued(text, at)
        if glued:
            return glued
    special = special_at(text, at)
    if special:
        return special, special.end
    half = _half(text, at)
    if half:
        return half, half.end
    draft = quantity_at(text, at)
    if draft is None:
        return None, _run().match(text, at).end()
    if draft.unit:
        return draft, draft.end
    if arabic:
        return _bare(text, draft)
    if draft.multiplied and (draft.bound == "at_least" or draft.front):
        return draft, draft.end
    behind = text[draft.end : draft.end + 1]
    return (draft if behind in numerals().before_next else None), draft.numeral_end


def _glued(text: str, at: int) -> tuple[Draft | None, int] | None:
    """Read digits behind letters as a name (PM2.5, G7, COVID-19), and those of an address not at all."""
    run = _LETTER_RUN.search(text, max(0, at - 24), at)
    if not run:
        return None
    end = _GLUED.match(text, at).end()
    if run[0][0] in "/_=#&@":
        return None, end
    draft = quantity_at(text, at)
    spaced = run[0][-1] == " "
    if draft and draft.unit and (spaced or (len(run[0]) > 2 and run[0].isupper() and run[0][-1] != "-")):
        return None
    if spaced and draft and draft.multiplied:
        return None
    end = draft.numeral_end if spaced and draft else end
    end = _strip(text, at, end)
    start = run.start()
    return _name(start, end), end


def _strip(text: str, at: int, end: int) -> int:
    while end > at + 1 and text[end - 1] in ".-:/?,":
        end -= 1
    return end


def _name(start: int, end: int) -> Draft:
    return Draft(start, start, end, end, Decimal10(0, 0), kind="name", statistic=False, rule="skips:name")


def _half(text: str, at: int) -> Draft | None:
    """Read 一半 and 半数, and 半 behind a hedge, as fifty per cent."""
    n = numerals()
    if text[at] not in n.half_heads:
        return None
    word = next((word for word in n.halves if text.startswith(word, at)), "")
    hedge = lexicon().hedge_before.before(text, at)
    if not word and text[at] == n.hedged_half and hedge and text[at + 1 : at + 2] not in n.half_unless:
        word = n.hedged_half
    if not word:
        return None
    end = at + len(word)
    draft = Draft(at, at, end, end, Decimal10(50, 0), kind="percent", unit="percent", word="%")
    draft.unit_text, draft.rule = n.half, "numerals:half"
    hedge_behind(text, draft)
    if hedge:
        draft.start, draft.front, draft.bound = at - len(hedge[0]), *hedge
    return draft


def _bare(text: str, draft: Draft) -> tuple[Draft | None, int]:
    """Read Arabic digits without a unit: a count where they close a phrase, else a name or part of a list."""
    behind = text[draft.end : draft.end + 1]
    if behind.isascii() and behind.isalpha():
        end = _GLUED.match(text, draft.end).end()
        return _name(draft.at, _strip(text, draft.at, end)), end
    draft.rule = draft.rule or "units:none"
    draft.unit = ""
    return draft, draft.end


def _classify_all(masked: str, drafts: list[Draft]) -> None:
    """Decide growth and rates from left to right, so that a list passes its verdict on."""
    stop, stops = 0, _STOPS.finditer(masked)
    upcoming = next(stops, None)
    previous: Draft | None = None
    each = Each(masked)
    marks = lexicon().list_marks
    for draft in drafts:
        while upcoming and upcoming.start() < draft.start:
            stop = upcoming.end()
            upcoming = next(stops, None)
        if not draft.statistic:
            continue
        inside = previous if previous and previous.end > stop else None
        joined = inside is not None and masked[inside.end : draft.start].strip(" ") in marks
        classify(masked, stop, draft, inside, joined)
        each.settle(stop, draft)
        previous = draft


def _judge(masked: str, draft: Draft, previous: Draft | None, spans: Spans) -> None:
    if changed_norm(masked, previous, draft):
        draft.statistic, draft.rule = False, previous.rule
        return
    rule = trap(masked, draft, spans)
    if rule:
        draft.statistic, draft.rule = False, rule


def _amount(text: str, folded: str, draft: Draft) -> Amount:
    low, value, high = _interval(draft)
    return Amount(
        start=draft.start,
        end=draft.end,
        surface=text[draft.start : draft.end],
        kind=draft.kind,
        value=value,
        low=low,
        high=high,
        bound=draft.bound,
        unit=draft.unit,
        unit_text=_unit_text(text, folded, draft),
        statistic=draft.statistic,
        rule=draft.rule,
    )


def _unit_text(text: str, folded: str, draft: Draft) -> str:
    """Return the unit as the report writes it (萬元), not as it was folded."""
    if draft.unit_text in text[draft.start : draft.end]:
        return draft.unit_text
    at, written = draft.end, []
    for char in reversed(draft.unit_text):
        at = folded.rfind(char, draft.start, at)
        written.append(text[at] if at >= 0 else char)
    return "".join(reversed(written))


def _interval(draft: Draft) -> tuple[float | None, float | None, float | None]:
    """Return low, value and high as the words allow them; a fall turns them round."""
    if not draft.unit and draft.kind not in ("count", "money"):
        return None, None, None
    value = _exact(draft, draft.number)
    if draft.upper is not None:
        ends = sorted((value, _exact(draft, draft.upper)))
        return ends[0], (ends[0] + ends[1]) / 2, ends[1]
    lower_known = draft.bound == "at_least"
    upper_known = draft.bound == "at_most"
    if draft.sign < 0:
        lower_known, upper_known = upper_known, lower_known
    exact = draft.bound == "exact"
    return (
        value if exact or lower_known else None,
        value,
        value if exact or upper_known else None,
    )


def _exact(draft: Draft, number: Decimal10) -> float:
    """Return the value in the base code, worked out in integers until the last step."""
    digits, power = number.digits * draft.sign, number.power + draft.power
    if draft.offset:
        shift = max(0, -power)
        digits, power = digits * 10 ** max(0, power) + draft.offset * 10**shift, -shift
    return float(Decimal10(digits, power))
