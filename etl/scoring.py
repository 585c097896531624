"""Scores of whole folders of labelled documents: what `zhibiao score` prints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl import gold
from etl.errors import UnknownNameError, ZhibiaoError
from etl.listing import work_files
from etl.score import FIELDS, Score, score_figures, score_observations, total
from etl.work import Worked

LABELS = ("figures", "gold", "observations")
"""How the names of files of labels end."""
HEAD = ("document", "labels", "found", "read", "precision", "recall")


@dataclass(frozen=True)
class Scored:
    """The scores of one file of labels by document; `kind` is figures or observations."""

    path: Path
    kind: str
    documents: dict[str, Score]

    @property
    def table(self) -> list[tuple[str, ...]]:
        """Rows of text, one a document and the sum at the end; the first is the head."""
        fields = FIELDS if self.kind == "figures" else ()
        sums = {**self.documents, "all": total(self.documents.values())}
        return [(*HEAD, *fields), *(_line(name, score, fields) for name, score in sums.items())]


def label_files(path: Path) -> list[Path]:
    """Return the files of labels that a path means: itself, or those that a folder holds.

    Raises ZhibiaoError for a folder without any.
    """
    if not path.is_dir():
        return [path]
    found = [one for one in sorted(path.glob("*.csv")) if one.stem.endswith(LABELS)]
    if not found:
        raise ZhibiaoError.about("labels.none_in", path=path)
    return found


def score_file(path: Path, texts: Path | None = None, only: Sequence[str] = ()) -> Scored:
    """Read the documents of a CSV of labels anew and compare; `texts` is their folder when it is another.

    Raises ZhibiaoError for a CSV without labels, UnknownNameError for a document that is not there.
    """
    labels = gold.read_gold(path)
    kind, rows = ("figures", labels.figures) if labels.figures else ("observations", labels.observations)
    for name in only:
        if name not in rows:
            raise UnknownNameError("document", name, rows)
    docs = [doc for doc in rows if not only or doc in only]
    files = [gold.find_text(doc, texts or path.parent) for doc in docs]
    scores = {
        doc: _score(kind, rows[doc], worked)
        for doc, worked in zip(docs, work_files(files, labels.published), strict=True)
    }
    return Scored(path, kind, scores)


def _score(kind: str, labels: list, worked: Iterable[Worked]) -> Score:
    found = list(worked)
    if kind == "figures":
        return score_figures(labels, [f for w in found for f in w.figures])
    return score_observations(labels, [o for w in found for o in w.observations])


def _line(name: str, score: Score, fields: Iterable[str]) -> tuple[str, ...]:
    return (
        name,
        str(score.labels),
        str(score.found),
        str(score.read),
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        *(f"{score.share(field):.3f}" if score.compared[field] else "" for field in fields),
    )
