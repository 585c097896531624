"""The reading is scored on the shipped labels; a fall below floor.yaml fails."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from compile_labels import HERE

from etl import gold
from etl.score import Score, score_figures, score_observations, total
from etl.work import Worked, work

FLOOR = yaml.safe_load((HERE / "floor.yaml").read_text(encoding="utf-8"))
SPLITS = (HERE, HERE / "held")


@cache
def _read(path: Path) -> Worked:
    (worked,) = work(path)
    return worked


@cache
def _scores() -> dict[str, Score]:
    """Return the score of all documents of both splits together, for figures and for observations."""
    figures, observations = [], []
    for folder in SPLITS:
        labelled = gold.read_gold(folder / "figures.csv").figures
        observed = gold.read_gold(folder / "observations.csv").observations
        for doc, labels in labelled.items():
            worked = _read(gold.find_text(doc, folder))
            figures.append(score_figures(labels, worked.figures))
            observations.append(score_observations(observed.get(doc, []), worked.observations))
    return {"figures": total(figures), "observations": total(observations)}


@pytest.mark.parametrize(("table", "measure"), [(t, m) for t, floors in FLOOR.items() for m in floors])
def test_the_score_on_the_shipped_labels_does_not_fall(table, measure):
    score = _scores()[table]
    reached = getattr(score, measure) if measure in ("recall", "precision") else score.share(measure)
    assert reached >= FLOOR[table][measure], "\n".join(score.misses[:40])
