"""How well reports are read, as the Markdown tables of README.md and docs/reading.md.

Without arguments the labels that the project ships are scored. An argument `name=folder` names a folder of
labels (…figures.csv or …gold.csv, …observations.csv) beside its documents; `name=folder:texts` says that the
documents lie elsewhere, `name=folder@doc,doc` takes only these.
"""

import sys
from pathlib import Path

from etl.paths import ROOT
from etl.score import Score, total
from etl.scoring import LABELS, score_file

LABELLED = ROOT / "tests" / "labelled"
SHIPPED = {"dev": LABELLED, **{name: LABELLED / name for name in ("held", "fresh", "judged")}}
FIELDS = ("value", "unit", "bound", "time_kind", "period_end", "cumulative", "place")
HEAD = ("labels", "statistics", "recall", "precision", *FIELDS, "observations", "recall", "precision")


def parse(argument: str) -> tuple[str, Path, Path | None, tuple[str, ...]]:
    """Return name, folder or CSV, folder of the texts and documents of one argument."""
    name, _, rest = argument.partition("=")
    place, _, only = rest.partition("@")
    folder, _, texts = place.partition(":")
    return name, Path(folder), Path(texts) if texts else None, tuple(only.split(",")) if only else ()


def score(folder: Path, texts: Path | None, only: tuple[str, ...]) -> tuple[Score, Score]:
    """Return the score of a set's figures and of its observations; empty where it has no such labels."""
    sums = {"figures": Score(), "observations": Score()}
    for path in sorted(folder.glob("*.csv")):
        if path.stem.endswith(LABELS):
            scored = score_file(path, texts, only)
            sums[scored.kind] = total(scored.documents.values())
    return sums["figures"], sums["observations"]


def line(name: str, figures: Score, observations: Score) -> str:
    """Return one row of the table."""
    fields = [f"{figures.share(field):.3f}" if figures.compared[field] else "" for field in FIELDS]
    seen = (
        [str(observations.labels), f"{observations.recall:.3f}", f"{observations.precision:.3f}"]
        if observations.labels
        else ["", "", ""]
    )
    cells = [name, str(figures.labels), f"{figures.recall:.3f}", f"{figures.precision:.3f}", *fields, *seen]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    sets = [parse(argument) for argument in sys.argv[1:]]
    sets = sets or [(name, folder, None, ()) for name, folder in SHIPPED.items()]
    print(f"| {' | '.join(HEAD)} |")
    print(f"| {' | '.join(['---'] * len(HEAD))} |")
    for name, folder, texts, only in sets:
        print(line(name, *score(folder, texts, only)), flush=True)


if __name__ == "__main__":
    main()
