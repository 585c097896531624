"""How right the checker of drafts is: precision and recall of each verdict over the labelled claims.

`python -m bench.checking_scores` prints the rows of the table in docs/checking.md: both languages apart, over
the tables of the first reports and over those of the reports made for the tests.
"""

import sys
import tempfile
from pathlib import Path

from etl.build import build
from etl.checking.book import Book
from etl.checking.model import VERDICTS
from etl.paths import CURATED, ROOT
from etl.tables import open_tables

LABELS = ROOT / "tests" / "checking"
sys.path.insert(0, str(LABELS))
import labelled_claims  # noqa: E402  (the labels' own reader, beside them)


def main() -> None:
    """Print a row for each verdict."""
    with tempfile.TemporaryDirectory() as folder:
        build([LABELS / "reports"], Path(folder), None, lambda done, total: None)
        books = {"seeds": Book(open_tables(CURATED)), "made": Book(open_tables(Path(folder)))}
        drafts = [
            draft for path in sorted(LABELS.glob("labels*.yaml")) for draft in labelled_claims.load(path.name)
        ]
        found = {
            chinese: labelled_claims.scores([d for d in drafts if d.chinese == chinese], books)
            for chinese in (True, False)
        }
    print("| verdict | zh | precision | recall | en | precision | recall |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in VERDICTS:
        cells = [f"{s[2]} | {s[0]:.3f} | {s[1]:.3f}" for s in (found[True][name], found[False][name])]
        print(f"| {name} | {' | '.join(cells)} |")
    print([sum(score[2] for score in scores.values()) for scores in found.values()])


if __name__ == "__main__":
    main()
