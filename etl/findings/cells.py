"""Table rows: what the head of a row says of its numbers, and in which column a number stands.

The clean text keeps a table's row on a line with tabs between its cells. A number in a row that is headed by
neither the metric, the place, a time nor a total is of a part (商标被侵权损失保险 of all IP insurance), and
never contradicts the whole or another row.
"""

from difflib import SequenceMatcher

from etl.findings.case import Case
from etl.findings.rules import rules
from etl.model import Figure, Observation

_SAME_WORDS = 3


def head(case: Case, figure: Figure) -> str | None:
    """Return the head of the figure's table row; None when it stands in no table."""
    first, tab, _ = case.evidence.sentence(figure).partition("\t")
    return first.strip() if tab else None


def column(case: Case, figure: Figure) -> int:
    """Return how many cells stand before the figure in its row."""
    return case.evidence.before(figure, figure.start - figure.sentence_start).count("\t")


def is_total(row_head: str) -> bool:
    """Tell whether a row is said to be the sum of the rows above."""
    return row_head in rules().total_rows


def of_a_part(case: Case, observation: Observation) -> bool:
    """Tell whether all figures of the observation stand in rows whose heads name something else."""
    heads = [head(case, figure) for figure in case.evidence.figures_of(observation)]
    return bool(heads) and all(h is not None and not _names(case, h, observation) for h in heads)


def _names(case: Case, row_head: str, o: Observation) -> bool:
    if not row_head or any(c.isdigit() for c in row_head) or is_total(row_head):
        return True
    if any(word in row_head for word in rules().whole_places):
        return True
    place = case.names(o.metric, o.place)["place"][0]
    if o.place and (place in row_head or row_head in place):
        return True
    metric = case.names(o.metric, o.place)["metric"][0]
    same = SequenceMatcher(None, row_head, metric, autojunk=False).find_longest_match()
    return same.size >= _SAME_WORDS
