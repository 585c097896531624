"""A row headed 合计 whose numbers are not the sums of their columns.

Only for a run of rows right above the total, none of them a subtotal, with one number of the same unit each
in the total's column. Whole counts and amounts, no shares; a column with a gap is left alone.
"""

from collections.abc import Iterable

from etl.findings.case import Case, Finding
from etl.findings.cells import column, head, is_total
from etl.findings.parts import added_up
from etl.findings.rules import rules
from etl.model import Figure


def find(case: Case) -> Iterable[Finding]:
    """Yield a finding for each sum of a table that its column contradicts."""
    rows: dict[str, dict[int, list[Figure]]] = {}
    for name, figure in case.evidence.figures.items():
        if figure.statistic and figure.kind in ("count", "money") and head(case, figure):
            by_row = rows.setdefault(case.evidence.report_of[name], {})
            by_row.setdefault(figure.sentence_start, []).append(figure)
    for by_row in rows.values():
        ordered = [by_row[start] for start in sorted(by_row)]
        for position, row in enumerate(ordered):
            if is_total(head(case, row[0])):
                above = _block(case, ordered[:position], row)
                for total in row:
                    yield from added_up(case, _column(case, above, total), total)


def _block(case: Case, above: list[list[Figure]], total: list[Figure]) -> list[list[Figure]]:
    """Return the rows that touch each other and the total; none when one of them is a subtotal."""
    block: list[list[Figure]] = []
    below = total[0].sentence_start
    for row in reversed(above):
        if below - row[0].sentence_end > 1:
            break
        if is_total(head(case, row[0])) or any(w in head(case, row[0]) for w in rules().subtotal_rows):
            return []
        block.insert(0, row)
        below = row[0].sentence_start
    return block


def _column(case: Case, rows: list[list[Figure]], total: Figure) -> list[Figure]:
    """Return the numbers above the total; none when a row has none, another unit or several."""
    cells = [[f for f in row if column(case, f) == column(case, total)] for row in rows]
    whole = all(len(found) == 1 and found[0].unit == total.unit for found in cells)
    return [found[0] for found in cells] if whole else []
