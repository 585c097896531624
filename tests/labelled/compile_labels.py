"""Compiles the annotated sources to documents and label tables; `--check` says which are stale.

    .venv/bin/python tests/labelled/compile_labels.py [--check]

src/*.txt → documents, figures.csv, observations.csv, ambiguous.csv and index.csv in this folder;
held/src/*.txt, fresh/src/*.txt and judged/src/*.txt → the same in held/, fresh/ and judged/, which nobody who
works on the reading engine opens before they have been scored.
"""

import csv
import hashlib
import io
import re
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml
from label_formats import BINARY, WRITERS
from label_notation import WORDS, Context, Label, Parsed, parse

HERE = Path(__file__).parent
SPLITS = {"dev": HERE, **{name: HERE / name for name in ("held", "fresh", "judged")}}
COMMAND = ".venv/bin/python tests/labelled/compile_labels.py"
FIGURES, OBSERVATIONS, INDEX = (WORDS["columns"][name] for name in ("figures", "observations", "index"))
_SENTENCE_END = re.compile(r"[。！？\n\t]")


@dataclass(frozen=True)
class Source:
    """One annotated document: its head, its text and labels, and the hash of the file."""

    doc: str
    head: dict
    parsed: Parsed
    sha256: str

    @property
    def file(self) -> str:
        """The compiled document's file name."""
        return f"{self.doc}.{WRITERS[self.head['format']][0]}"

    def document(self) -> bytes:
        """The compiled document."""
        return WRITERS[self.head["format"]][1](self.parsed.text, self.head["title"])


def read_source(path: Path) -> Source:
    """Read one annotated file: a YAML head, a line of three dashes, the annotated text."""
    raw = path.read_text(encoding="utf-8")
    head, _, body = raw.partition("\n---\n")
    head = yaml.safe_load(head)
    context = Context(place=head["place"] or "", currency=head.get("currency", "CNY"))
    return Source(path.stem, head, parse(body, context), hashlib.sha256(raw.encode()).hexdigest())


def sources(folder: Path) -> list[Source]:
    """Return every source of a split in the order of file names."""
    return [read_source(path) for path in sorted((folder / "src").glob("*.txt"))]


def compiled(folder: Path) -> dict[str, bytes]:
    """Return file name → content of everything that the sources of a split compile to."""
    found = sources(folder)
    files = {source.file: source.document() for source in found}
    pairs = [(source, label) for source in found for label in source.parsed.labels]
    files["figures.csv"] = _table(FIGURES, [_figure(*pair) for pair in pairs])
    decided = [pair for pair in pairs if pair[1].metric and not pair[1].doubt]
    files["observations.csv"] = _table(OBSERVATIONS, _said_once([_observation(*pair) for pair in decided]))
    doubtful = [_figure(*pair) | {"why": pair[1].doubt} for pair in pairs if pair[1].doubt]
    files["ambiguous.csv"] = _table(["doc", "surface", "occurrence", "why"], doubtful)
    split = next(name for name, path in SPLITS.items() if path == folder)
    files["index.csv"] = _table(INDEX, [_index(source, split) for source in found])
    return files


def stale(folder: Path) -> list[str]:
    """Return the names of compiled files that are missing or differ; binary ones by their source's hash."""

    def differs(name: str, content: bytes) -> bool:
        path = folder / name
        return not path.exists() or (name.split(".")[-1] not in BINARY and path.read_bytes() != content)

    return [name for name, content in compiled(folder).items() if differs(name, content)]


def _figure(source: Source, label: Label) -> dict:
    kind, start, end = label.time
    return {
        "doc": source.doc,
        "sentence": sentence(source.parsed.text, label.start),
        "surface": label.surface,
        "occurrence": 1 + source.parsed.text[: label.start].count(label.surface),
        "kind": label.kind,
        "value": number(label.value),
        "low": number(label.low),
        "high": number(label.high),
        "bound": label.bound,
        "unit": label.unit if label.statistic else "",
        "unit_text": label.unit_text,
        "time_kind": kind,
        "period_start": start,
        "period_end": end,
        "cumulative": "" if label.cumulative is None else str(label.cumulative).lower(),
        "statistic": str(label.statistic).lower(),
        "place": label.place,
    }


def _observation(source: Source, label: Label) -> dict:
    row = _figure(source, label)
    meaning = {"metric": label.metric, "transform": label.transform}
    return row | meaning | {"measure": label.measure or measure(label)}


def _said_once(rows: list[dict]) -> list[dict]:
    """Return the rows without those that state an earlier one again: said twice is one observation."""
    said = [column for column in OBSERVATIONS if column not in ("surface", "measure")]
    once: dict[tuple, dict] = {}
    for row in rows:
        once.setdefault(tuple(row[column] for column in said), row)
    return list(once.values())


def measure(label: Label) -> str:
    """Return the measure that the label's words give its metric: the usual one unless they say otherwise."""
    usual = next(name for name, metrics in WORDS["measures"].items() if label.metric in metrics)
    if usual == "flow" and label.cumulative:
        return "cumulative"
    return "event" if usual == "flow" and label.time[0] == "event" else usual


def _index(source: Source, split: str) -> dict:
    head = source.head
    return {
        "doc": source.doc,
        "file": source.file,
        "title": head["title"],
        "form": head["form"],
        "format": head["format"],
        "constructions": "; ".join(head["constructions"]),
        "written": head.get("written") or "",
        "published": head.get("published") or "",
        "split": split,
        "statistics": sum(label.statistic for label in source.parsed.labels),
        "source_sha256": source.sha256,
    }


def sentence(text: str, position: int) -> str:
    """Return the sentence (or table cell) of the text that holds a position."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((end for end in ends if end <= position), default=0)
    last = min((end for end in ends if end > position), default=len(text))
    return text[first:last].strip()


def number(value: Decimal | None) -> str:
    """Return a value as plain digits without trailing zeros."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(columns: list[str], rows: list[dict]) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def main() -> int:
    """Write every compiled file, or with --check only name the stale ones; returns the exit code."""
    problems = [f"{folder / name}" for folder in SPLITS.values() for name in stale(folder)]
    if "--check" in sys.argv:
        print("\n".join([*problems, f"stale: run {COMMAND}"] if problems else ["up to date"]))
        return bool(problems)
    for folder in SPLITS.values():
        for name, content in compiled(folder).items():
            (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
