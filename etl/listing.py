"""The figures of documents as rows: what `zhibiao figures` prints, contact persons masked.

A row has the fields of spec/FIGURES.md with `file`, `sentence`, `fate` and `metric`, in that order; of a
telephone number only its kind, its place in the text and its fate are kept.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from etl.export import harmless
from etl.pool import spread
from etl.readers.contacts import mask_contacts
from etl.work import Worked, work

OF_FIGURE = (
    "start", "end", "surface", "kind", "value", "low", "high", "bound", "unit", "unit_text", "time_kind",
    "period_start", "period_end", "cumulative", "place", "statistic",
)  # fmt: skip
FIELDS = (*OF_FIGURE, "file", "sentence", "fate", "metric")
PHONE_KEEPS = {"start", "end", "kind", "cumulative", "statistic", "file", "fate"}
Row = dict[str, object]


def work_files(paths: Sequence[Path], published: Mapping[str, str] | None = None) -> Iterator[list[Worked]]:
    """Yield the work of each file in order, several side by side on all cores.

    `published` gives the day of files, by name, whose text says none.
    """
    yield from spread(partial(_work_dated, published or {}), paths, 3)


def _work_dated(published: Mapping[str, str], path: Path) -> list[Worked]:
    return work(path, published=published.get(path.name))


def rows(worked: Worked, file: str | None = None) -> Iterator[Row]:
    """Yield a row for each figure of a document, in text order; none when it could not be read."""
    if worked.text is None:
        return
    text = mask_contacts(worked.text)
    for figure in worked.figures:
        fate = worked.fates[figure.figure]
        row = {name: getattr(figure, name) for name in OF_FIGURE}
        row |= {
            "surface": text[figure.start : figure.end],
            "value": _short(figure.value),
            "low": _short(figure.low),
            "high": _short(figure.high),
            "file": file or worked.row["file"],
            "sentence": text[figure.sentence_start : figure.sentence_end],
            "fate": fate.fate,
            "metric": fate.metric,
        }
        hidden = figure.kind == "phone"
        yield {name: None if hidden and name not in PHONE_KEEPS else row[name] for name in FIELDS}


def as_jsonl(found: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object a line."""
    for row in found:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(found: Iterable[Row]) -> Iterator[str]:
    """Yield CSV lines, the head first; cells that a spreadsheet would run as a formula are made harmless."""
    yield ",".join(FIELDS) + "\r\n"
    for row in found:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([harmless(row[name]) for name in FIELDS])
        yield line.getvalue()


def _short(value: float | None) -> float | int | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value
