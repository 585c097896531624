"""How well reports are read: precision and recall against hand-labelled figures and observations.

Promises: labels and readings of a document are aligned in text order; a label is found when a reading that is
a statistic pairs with it by surface or value. Only filled cells are compared; durations count neither for nor
against, open rows (doubtful, ambiguous) are left out, and a statistic that no label pairs with counts against
precision. A field is compared where the figure was found.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.gold import Label, ObservationLabel
from etl.model import Figure, Observation
from etl.reading.fold import fold

FIELDS = ("surface", "value", "unit", "bound", "kind", "time_kind", "period_end", "cumulative", "place")
_SAME_SURFACE, _SAME_VALUE, _BOTH_STATISTICS = 4, 2, 1


@dataclass
class Score:
    """Counts of one document, or of several added up; `misses` says what went wrong, line by line."""

    labels: int = 0
    found: int = 0
    read: int = 0
    right: Counter = field(default_factory=Counter)
    compared: Counter = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Return the share of labels that were found; 1 without labels."""
        return self.found / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        """Return the share of statistics read that a label asks for; 1 when none was read."""
        return self.found / self.read if self.read else 1.0

    def share(self, name: str) -> float:
        """Return the share of compared cells of a field that were right; 1 when none was compared."""
        return self.right[name] / self.compared[name] if self.compared[name] else 1.0


def total(scores: Iterable[Score]) -> Score:
    """Return the counts of all documents together."""
    everything = Score()
    for score in scores:
        everything.labels += score.labels
        everything.found += score.found
        everything.read += score.read
        everything.right += score.right
        everything.compared += score.compared
        everything.misses += score.misses
    return everything


def score_figures(labels: Sequence[Label], figures: Sequence[Figure]) -> Score:
    """Compare the labels of a document with its figures, both in text order."""
    score = Score()
    pairs = align(labels, figures)
    paired = {id(figure): label for label, figure in pairs if label is not None and figure is not None}
    for label, figure in pairs:
        if label is not None and _counts(label):
            _count_label(score, label, figure)
    for figure in figures:
        label = paired.get(id(figure))
        if not figure.statistic or figure.kind == "duration":
            continue
        if label is None or not (label.doubtful or label.kind == "duration"):
            score.read += 1
            if label is None or not label.statistic:
                score.misses.append(f"not a statistic: {figure.surface} ({figure.kind}, {figure.rule})")
    return score


def _counts(label: Label) -> bool:
    return label.statistic and not label.doubtful and label.kind != "duration"


def _count_label(score: Score, label: Label, figure: Figure | None) -> None:
    score.labels += 1
    if figure is None or not figure.statistic:
        why = f"read as {figure.kind} by {figure.rule}" if figure else "not read"
        score.misses.append(f"not found: {label.surface} ({why})")
        return
    score.found += 1
    for name in FIELDS:
        asked = getattr(label, name)
        if asked is None:
            continue
        score.compared[name] += 1
        if _agrees(name, label, figure):
            score.right[name] += 1
        else:
            read = getattr(figure, name)
            score.misses.append(f"{name}: {figure.surface}: {read} is read, {asked} is right ({figure.rule})")


def _agrees(name: str, label: Label, figure: Figure) -> bool:
    asked, read = getattr(label, name), getattr(figure, name)
    if name == "surface":
        return plain(asked) == plain(read)
    if name == "value":
        return read is not None and same_number(asked, read)
    if name == "time_kind" and {asked, read} == {"period", "as_of"}:
        return label.period_end is None or label.period_end == figure.period_end
    return asked == read


def same_number(one: float, other: float) -> bool:
    """Tell whether two values are one, as far as a label's decimals go."""
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


def plain(surface: str) -> str:
    """Return a surface folded and without spaces, as surfaces are compared."""
    return fold(surface).replace(" ", "")


def align(labels: Sequence[Label], figures: Sequence[Figure]) -> list[tuple[Label | None, Figure | None]]:
    """Pair labels and figures in text order so that as many as possible agree in surface or value."""
    shown = [plain(label.surface) for label in labels]
    read = [plain(figure.surface) for figure in figures]
    best = [[0] * (len(figures) + 1) for _ in range(len(labels) + 1)]
    gains = [
        [_gain(label, figure, shown[i] == read[j]) for j, figure in enumerate(figures)]
        for i, label in enumerate(labels)
    ]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(figures) - 1, -1, -1):
            pair = gains[i][j] + best[i + 1][j + 1] if gains[i][j] else 0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    return _walk(labels, figures, gains, best)


def _gain(label: Label, figure: Figure, same_surface: bool) -> int:
    gain = _SAME_SURFACE if same_surface else 0
    if label.value is not None and figure.value is not None and same_number(label.value, figure.value):
        gain += _SAME_VALUE
    return gain + _BOTH_STATISTICS if gain and label.statistic == figure.statistic else gain


def _walk(labels: Sequence[Label], figures: Sequence[Figure], gains: list, best: list) -> list:
    pairs, i, j = [], 0, 0
    while i < len(labels) and j < len(figures):
        if gains[i][j] and best[i][j] == gains[i][j] + best[i + 1][j + 1]:
            pairs.append((labels[i], figures[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((labels[i], None))
            i += 1
        else:
            j += 1
    return pairs + [(label, None) for label in labels[i:]]


def score_observations(labels: Sequence[ObservationLabel], observed: Sequence[Observation]) -> Score:
    """Compare observations by metric, transform, place, year and value; a cell left empty fits any.

    Transforms that no label of the document has are not held against the reading.
    """
    transforms = {label.transform for label in labels} or {"level"}
    left = [row for row in observed if row.transform in transforms and row.method == "stated"]
    score = Score(labels=len(labels), read=len(left))
    for label in labels:
        fitting = next((row for row in left if _fits(label, row)), None)
        if fitting is None:
            where = f"{label.metric} {label.place} {label.year} {label.value:g}"
            score.misses.append(f"no observation: {where} ({label.surface})")
        else:
            left.remove(fitting)
            score.found += 1
    score.misses += [f"wrong observation: {r.metric} {r.place} {r.period_end} {r.value:g}" for r in left]
    return score


def _fits(label: ObservationLabel, row: Observation) -> bool:
    return (
        label.metric == row.metric
        and label.transform == row.transform
        and same_number(label.value, row.value)
        and (label.place is None or label.place == row.place)
        and (label.year is None or label.year == (row.period_end or "")[:4])
    )
