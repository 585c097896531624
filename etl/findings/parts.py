"""Parts that do not add up to the total that is said to be theirs, or one part (其中) above its total.

Only within a sentence, with one measure word, and where a word such as 合计 makes the total the sum of the
list before it. A total in another sentence, or one without such a word, is not said to be theirs.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from etl.derive.implied import number
from etl.derive.rounding import exact
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Figure


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each total that its parts contradict."""
    sentences: dict[tuple, list[Figure]] = {}
    for name, figure in case.evidence.figures.items():
        if figure.statistic and figure.kind in ("count", "money") and figure.value is not None:
            sentences.setdefault((case.evidence.report_of[name], figure.sentence_start), []).append(figure)
    for figures in sentences.values():
        yield from _sums(case, figures)
        yield from _parts_of(case, figures)


def _sums(case: Case, figures: list[Figure]) -> Iterator[Finding]:
    """Find lists with a total behind them: A 40件、B 50件，合计95件."""
    for position, total in enumerate(figures):
        parts = [f for f in figures[:position] if _alike(f, total)]
        if len(parts) < 2 or parts != figures[position - len(parts) : position]:
            continue
        if _between(case, parts[-1], total, rules().sum_words) and all(
            f.bound == "exact" for f in (*parts, total)
        ):
            made = sum(exact(f.value) for f in parts)
            if made != exact(total.value):
                surfaces = " + ".join(case.evidence.surface(f) for f in parts)
                yield _finding(
                    case, "parts_mismatch", (*parts, total), number(float(made)), total, parts=surfaces
                )


def _parts_of(case: Case, figures: list[Figure]) -> Iterator[Finding]:
    """Find a part above its total: 共100件，其中A 120件."""
    for total, part in pairwise(figures):
        if not _alike(total, part) or not _between(case, total, part, rules().part_words):
            continue
        top = total.value if total.bound == "exact" else total.high
        least = part.value if part.bound == "exact" else part.low
        if top is not None and least is not None and least > top:
            expected = f"<= {case.evidence.surface(total)}"
            yield _finding(
                case, "part_above_whole", (total, part), expected, total, part=case.evidence.surface(part)
            )


def _alike(a: Figure, b: Figure) -> bool:
    same_time = (a.period_start, a.period_end) == (b.period_start, b.period_end)
    return (
        a.kind == b.kind
        and a.unit == b.unit
        and same_time
        and (a.kind == "money" or a.unit_text == b.unit_text)
    )


def _between(case: Case, a: Figure, b: Figure, words: list[str]) -> bool:
    gap = case.evidence.before(b, b.start - a.end)
    return any(word in gap for word in words)


def _finding(
    case: Case, kind: str, figures: Iterable[Figure], expected: str, total: Figure, **values: str
) -> Finding:
    surface = case.evidence.surface(total)
    return case.finding(
        kind, "warning", (), figures=figures, expected=expected, found=surface, total=surface, **values
    )
