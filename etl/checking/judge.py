"""A claim and the book: the verdict, with the statement that decides it.

The order of the questions is the order of the functions: is it clear what is claimed; does a report state it
for that place, time and measure; did one state it before; follows it from what is stated; is the number
stated of another place, time, measure or thing. Only the second gives `supported`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from etl.checking.agree import comparable, fit
from etl.checking.book import Book
from etl.checking.model import VERDICTS, Checked, Claim, Statement
from etl.reading.places import lineage

SMALL = 10
"""Numbers below this meet by chance: the same one of another metric says nothing."""
DAYS = 366
_LASTING = ("stock", "cumulative", "level")


def judge(claims: Iterable[Claim], book: Book) -> Checked:
    """Return the verdict of the claims that one figure makes: the worst of theirs."""
    found = [_judge(claim, book) for claim in claims]
    return max(found, key=lambda one: VERDICTS.index(one.verdict))


def _judge(claim: Claim, book: Book) -> Checked:
    if claim.metric is None:
        reasons = ("no_metric", "unclear", "two_metrics")
        return Checked(claim, "not_found", reasons[min(2, len(claim.candidates))])
    rows = [
        row
        for row in book.of(claim.metric)
        if row.transform == claim.transform and row.plan == claim.plan and comparable(claim.unit, row.unit)
    ]
    if claim.place is None:
        return Checked(claim, "not_found", "no_place", newest=_newest(_agreeing(claim, rows)))
    if claim.time.basis == "open":
        return Checked(claim, "not_found", "open_time", newest=_newest(_of_place(claim, rows)))
    if claim.time.basis == "each":
        return _of_each_year(claim, _of_place(claim, rows))
    where = _where_the_event_was(claim, rows)
    if where.place != claim.place:
        found = _against_book(where, rows, book)
        return replace(found, reason=f"{found.reason}_there") if found.verdict == "supported" else found
    return _against_book(claim, rows, book)


def _against_book(claim: Claim, rows: list[Statement], book: Book) -> Checked:
    """Judge a claim whose metric, place and time are clear; `rows` are of its metric, of any scope."""
    here = [row for row in _of_place(claim, rows) if _measure_fits(claim, row) and _base_fits(claim, row)]
    stated = [row for row in here if not row.worked_out]
    worked = [row for row in here if row.worked_out]
    return (
        _stated(claim, stated)
        or _worked_out(claim, worked, stated)
        or _elsewhere(claim, rows, stated)
        or _of_other_thing(claim, book, stated)
        or _against(claim, stated, worked)
        or Checked(claim, "not_found", "not_stated", newest=_newest(_of_place(claim, rows) or rows))
    )


def _where_the_event_was(claim: Claim, rows: list[Statement]) -> Claim:
    """Return the claim of a single event with its place where the day tells it.

    A sentence that tells of a deal of one day and names no place says nothing of where: a city's deal may be
    told in a paragraph on its district. One is meant when only one such event is stated, in or around there.
    """
    if claim.measure != "event" or claim.place_named or not claim.place or claim.time.basis != "stated":
        return claim
    own = lineage(claim.place)
    near = {
        row.place
        for row in rows
        if row.measure == "event" and row.place and time_fits(claim, row) and row.start == row.end
        if row.place in own or claim.place in lineage(row.place)
    }
    return replace(claim, place=near.pop()) if len(near) == 1 else claim


def _of_each_year(claim: Claim, rows: list[Statement]) -> Checked:
    """Judge what is said of every year by what a report says so; a number of one year is another scope."""
    fits = [row for row in _agreeing(claim, rows) if not row.worked_out]
    same = [row for row in fits if row.each]
    if same:
        return Checked(claim, "supported", fit(claim, same[0]) or "equal", same[0])
    if fits:
        return Checked(claim, "scope", "other_time", _newest(fits))
    return Checked(claim, "not_found", "each_year", newest=_newest(rows))


def _stated(claim: Claim, stated: list[Statement]) -> Checked | None:
    """Say `supported` when a report states it, `older` when a newer statement has replaced it."""
    now = _in_time(claim, stated)
    last = _newest(now)
    fits = _agreeing(claim, now)
    if fits:
        matched = _newest(fits)
        later = [row for row in now if row not in fits and _replaces(row, matched)]
        if later:
            return Checked(claim, "older", "restated", matched, _newest(later))
        reason = fit(claim, matched)
        if claim.time.basis == "unsaid":
            reason = f"{reason}_newest"
        return Checked(claim, "supported", reason, matched)
    before = _agreeing(claim, stated) if claim.time.basis == "unsaid" else []
    return Checked(claim, "older", "older", _newest(before), last) if before else None


def _worked_out(claim: Claim, worked: list[Statement], stated: list[Statement]) -> Checked | None:
    now = _in_time(claim, worked)
    fits = _agreeing(claim, now)
    if not fits:
        return None
    return Checked(claim, "worked_out", "worked_out", _newest(fits), _newest(_in_time(claim, stated)))


def _elsewhere(claim: Claim, rows: list[Statement], stated: list[Statement]) -> Checked | None:
    """Say `scope` when the number is stated of another place, time or measure.

    Where the claim's own scope has a statement too, only one of the three may differ: else it is chance.
    """
    own = _newest(_in_time(claim, stated))
    others = [row for row in _agreeing(claim, rows) if not own or len(_differences(claim, row)) == 1]
    if not others:
        return None
    matched = min(others, key=lambda row: (row.worked_out, len(_differences(claim, row)), row.observation))
    differences = _differences(claim, matched) or ["time"]
    return Checked(claim, "scope", f"other_{differences[0]}", matched, own)


def _of_other_thing(claim: Claim, book: Book, stated: list[Statement]) -> Checked | None:
    """Say `scope` when the number is stated of a neighbouring metric, same place and time (家 for 家次)."""
    if _in_time(claim, stated) or claim.transform != "level" or abs(claim.value) < SMALL:
        return None
    beside = [
        row
        for row in book.beside(claim.metric or "")
        if row.place == claim.place and row.transform == "level" and fit(claim, row) and not row.worked_out
    ]
    matched = _newest(_in_time(claim, beside))
    return Checked(claim, "scope", "other_thing", matched, _newest(stated)) if matched else None


def _against(claim: Claim, stated: list[Statement], worked: list[Statement]) -> Checked | None:
    """Say `differs` when the claim's own scope has another value, stated or worked out."""
    for rows, reason in ((stated, "differs"), (worked, "differs_worked_out")):
        now = _in_time(claim, rows)
        if now:
            nearest = min(now, key=lambda row: (abs(row.value - claim.value), row.observation))
            return Checked(claim, "differs", _how_it_differs(claim, nearest, reason), None, nearest)
    return None


def _how_it_differs(claim: Claim, row: Statement, reason: str) -> str:
    """Name the ways of being wrong that have words of their own: a dropped hedge, a loose bound."""
    if row.bound != claim.bound and row.value == claim.value:
        return "hedge_dropped" if row.bound in ("at_least", "at_most", "about") else "hedge_added"
    true = (claim.bound == "at_least" and row.value > claim.value) or (
        claim.bound == "at_most" and row.value < claim.value
    )
    return "loose" if true else reason


def _of_place(claim: Claim, rows: Iterable[Statement]) -> list[Statement]:
    return [row for row in rows if row.place == claim.place]


def _agreeing(claim: Claim, rows: Iterable[Statement]) -> list[Statement]:
    return [row for row in rows if fit(claim, row)]


def _newest(rows: list[Statement]) -> Statement | None:
    """Return the statement of the latest time; of one time the one that became known last."""
    return max(rows, key=lambda row: (row.end or "", row.known_since or "", row.observation), default=None)


def _in_time(claim: Claim, rows: list[Statement]) -> list[Statement]:
    """Return the statements of the claim's time; of no time named, those of the newest one.

    Single events (a dated deal) do not replace each other: without a time all of them count. Of several days
    in the span that is named, the last one counts.
    """
    if claim.time.basis == "stated":
        fits = [row for row in rows if time_fits(claim, row)]
        days = [row.end for row in fits if _within(claim, row)]
        return [row for row in fits if row.end == max(days) or not _within(claim, row)] if days else fits
    last = _newest(rows)
    return [row for row in rows if last and (row.end == last.end or row.measure == "event")]


def time_fits(claim: Claim, row: Statement) -> bool:
    """Tell whether a statement is of the time that a claim names.

    The date of a stock or running total must be the day named, or lie in the span named, if that is no longer
    than a year; a flow must have the very span; a single event lies within it. A date that was only inferred
    as an interval is none, unless all of it lies in the span named.
    """
    start, end = claim.time.start, claim.time.end
    if row.end is None:
        return False
    if end is None:
        return row.start == start
    if row.earliest and row.inferred:
        return bool(start) and start <= row.earliest and _within(claim, row)
    if row.measure == "event":
        return (start or end) <= (row.start or row.end) and row.end <= end
    return (row.start, row.end) == (start, end) or _within(claim, row)


def _within(claim: Claim, row: Statement) -> bool:
    """Tell whether a dated stock or running total lies in the span (a year at most) that a claim names."""
    start, end = claim.time.start or claim.time.earliest, claim.time.end
    if not (start and end and row.end) or row.start or row.measure not in _LASTING:
        return False
    short = (date.fromisoformat(end) - date.fromisoformat(start)).days < DAYS
    return short and start <= row.end <= end


def _measure_fits(claim: Claim, row: Statement) -> bool:
    """Tell whether flow, stock, running total or event agree; an unsaid one agrees with all but events."""
    if claim.measure == row.measure:
        return True
    return not claim.measure_said and "event" not in (claim.measure, row.measure)


def _base_fits(claim: Claim, row: Statement) -> bool:
    """Tell whether two growth rates compare with the same: 同比 is what is meant where nothing is said."""
    usual = ("unsaid", "year_before")
    return claim.base == row.base or (claim.base in usual and row.base in usual)


def _replaces(later: Statement, row: Statement) -> bool:
    """Tell whether another report became known after that of `row`; values of one report stand together."""
    return later.report != row.report and (later.known_since or "") > (row.known_since or "")


def _differences(claim: Claim, row: Statement) -> list[str]:
    """Return in what a statement's scope is not the claim's: place, measure, base, time."""
    found = {
        "place": row.place != claim.place,
        "measure": not _measure_fits(claim, row),
        "base": not _base_fits(claim, row),
        "time": claim.time.basis == "stated" and not time_fits(claim, row),
    }
    return [name for name, differs in found.items() if differs]
