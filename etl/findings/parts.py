"""Parts that do not add up to the total that is said to be theirs, or one part (其中) above its total.

Within a sentence, with one measure word, where words make the total the sum of the list before it (合计), or
the list the whole of the total before it (由…组成). A total in another sentence, or one without such a word,
is not said to be theirs; table_totals.py looks at tables.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from etl.derive.rounding import exact
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Figure

_BEHIND = 8


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each total that its parts contradict."""
    sentences: dict[tuple, list[Figure]] = {}
    for name, figure in case.evidence.figures.items():
        if figure.statistic and figure.kind in ("count", "money") and figure.value is not None:
            sentences.setdefault((case.evidence.report_of[name], figure.sentence_start), []).append(figure)
    for figures in sentences.values():
        yield from _sums(case, figures)
        yield from _wholes(case, figures)
        yield from _parts_of(case, figures)


def _sums(case: Case, figures: list[Figure]) -> Iterator[Finding]:
    """Find lists with a total behind them: A 40件、B 50件，合计95件."""
    for position, total in enumerate(figures):
        parts = [f for f in figures[:position] if _alike(f, total)]
        listed = parts and parts == figures[position - len(parts) : position]
        if listed and _between(case, parts[-1], total, rules().sum_words):
            yield from added_up(case, parts, total)


def _wholes(case: Case, figures: list[Figure]) -> Iterator[Finding]:
    """Find totals with all their parts behind them: 120万元，由A 80万元和B 30万元组成."""
    total, *parts = figures
    if parts and all(_alike(part, total) for part in parts):
        behind = case.evidence.after(parts[-1], _BEHIND)
        if any(word in behind for word in rules().whole_words):
            yield from added_up(case, parts, total)


def added_up(case: Case, parts: Sequence[Figure], total: Figure) -> Iterator[Finding]:
    """Yield a finding when two parts or more, all exact, do not make an exact total."""
    if len(parts) < 2 or any(f.bound != "exact" for f in (*parts, total)):
        return
    made = sum(exact(f.value) for f in parts)
    if made != exact(total.value):
        yield _finding(
            case,
            "parts_mismatch",
            (*parts, total),
            case.amount(float(made), total),
            total,
            parts=tuple(" + ".join(case.both(f)[i] for f in parts) for i in (0, 1)),
        )


def _parts_of(case: Case, figures: list[Figure]) -> Iterator[Finding]:
    """Find a part above its total: 共100件，其中A 120件."""
    for total, part in pairwise(figures):
        if not _alike(total, part) or not _between(case, total, part, rules().part_words):
            continue
        top = total.value if total.bound == "exact" else total.high
        least = part.value if part.bound == "exact" else part.low
        if top is not None and least is not None and least > top:
            expected = tuple(f"≤ {said}" for said in case.both(total))
            yield _finding(case, "part_above_whole", (total, part), expected, part, part=part, whole=total)


def _alike(a: Figure, b: Figure) -> bool:
    same_time = (a.period_start, a.period_end) == (b.period_start, b.period_end)
    return (
        a.kind == b.kind
        and a.unit == b.unit
        and same_time
        and (a.kind == "money" or a.unit_text == b.unit_text)
    )


def _between(case: Case, a: Figure, b: Figure, words: list[str]) -> bool:
    """Tell whether one of the words stands between two figures, with no `;` behind it."""
    gap = case.evidence.before(b, b.start - a.end)
    return any(word in gap and ";" not in gap[gap.index(word) :] for word in words)


def _finding(
    case: Case,
    kind: str,
    figures: Iterable[Figure],
    expected: tuple[str, ...],
    found: Figure,
    **values: object,
) -> Finding:
    return case.finding(
        kind, "warning", (), figures=figures, expected=expected, found=found, total=found, **values
    )
