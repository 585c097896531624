"""Every labelled surface is in the clean text as often as its label says, where the labels are at hand."""

import csv
from pathlib import Path

import pytest

from etl.paths import ROOT, SEEDS
from etl.readers import read

DEV = ROOT.parent / "shared" / "dev"
HELD_OUT = ("03_", "08_", "11_")


def labels(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip("the labels are not at hand")
    with path.open(encoding="utf-8") as opened:
        return [row for row in csv.DictReader(opened) if not row["doc"].startswith(HELD_OUT)]


def missing(rows: list[dict[str, str]], files: dict[str, Path]) -> list[str]:
    texts = {
        name: read(path.read_bytes(), path.name).text.replace("\xa0", " ") for name, path in files.items()
    }
    return [
        f"{r['doc']} {r['surface']}"
        for r in rows
        if texts[r["doc"]].count(r["surface"]) < int(r["occurrence"])
    ]


def test_the_seeds_labels_are_in_their_clean_texts() -> None:
    assert not missing(labels(DEV / "seeds_gold.csv"), {path.name[:3]: path for path in SEEDS.glob("*.txt")})


def test_the_labels_of_the_made_up_reports_are_in_their_clean_texts() -> None:
    rows = labels(DEV / "madeup" / "figures.csv")
    files = {
        p.stem: p
        for p in (DEV / "madeup").iterdir()
        if p.suffix != ".csv" and not p.name.startswith(HELD_OUT)
    }
    assert not missing(rows, files)
