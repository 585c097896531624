"""A share that the two numbers of its own sentence contradict: 近13% for 5 of 39 is right, 23% would not be.

Only where the sentence leaves no doubt which two numbers are meant: the words say that it is a share of a
total, and exactly two counts of one measure word stand before it.
"""

from collections.abc import Iterable
from fractions import Fraction

from etl.derive.rounding import exact, step
from etl.findings.case import Case, Finding
from etl.findings.rules import rules
from etl.model import Figure

_REACH = 14


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each share that its sentence contradicts."""
    for figure, before in shares_with_counts(case):
        whole, part = sorted(before, key=lambda f: -f.value)
        true = exact(part.value) / exact(whole.value) * 100
        if abs(true - exact(figure.value)) > _tolerance(case, figure):
            yield case.finding(
                "share_mismatch",
                "warning",
                (),
                figures=(figure, whole, part),
                expected=f"{float(true):.1f}%",
                found=figure,
                rate=figure,
                part=part,
                whole=whole,
            )


def shares_with_counts(case: Case) -> Iterable[tuple[Figure, list[Figure]]]:
    """Yield each share of a total with the two counts that stand before it in its sentence."""
    by_sentence: dict[tuple, list[Figure]] = {}
    for name, figure in case.evidence.figures.items():
        if figure.statistic:
            by_sentence.setdefault((case.evidence.report_of[name], figure.sentence_start), []).append(figure)
    for figures in by_sentence.values():
        for share in figures:
            if share.kind != "percent" or not share.value or not _says_share(case, share):
                continue
            counts = [f for f in figures if f.kind == "count" and f.end <= share.start and f.value]
            if len(counts) == 2 and counts[0].unit_text == counts[1].unit_text:
                yield share, counts


def _says_share(case: Case, share: Figure) -> bool:
    before = case.evidence.before(share, _REACH)
    clause = before[max(before.rfind(mark) for mark in ",;") + 1 :]
    return any(word in clause for word in rules().share_words)


def _tolerance(case: Case, share: Figure) -> Fraction:
    """Return half of the last digit, and a whole one more where the words say 'about' or give a bound."""
    last = step(share.value, [case.evidence.surface(share)], share.unit) or Fraction(1)
    return last / 2 if share.bound == "exact" else last * 2
