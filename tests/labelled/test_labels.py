"""The labelled documents: compiled from their sources, over every format, with labels that hold together."""

import csv
from pathlib import Path

import pytest
import yaml
from compile_labels import COMMAND, SPLITS, sources, stale
from label_formats import WRITERS
from label_notation import Context, NotationError, parse, parse_time

from etl.paths import RULES

FOLDERS = tuple(SPLITS.values())


def _rows(folder: Path, table: str) -> list[dict]:
    with (folder / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", FOLDERS, ids=tuple(SPLITS))
def test_compiled_files_are_those_of_the_sources(folder):
    assert not stale(folder), f"stale: run {COMMAND}"


@pytest.mark.parametrize("folder", FOLDERS, ids=tuple(SPLITS))
def test_no_compiled_document_lacks_its_source(folder):
    tables = {"figures.csv", "observations.csv", "ambiguous.csv", "index.csv"}
    known = {source.file for source in sources(folder)} | tables
    ours = {".md", ".html", ".txt", ".docx", ".xlsx", ".pdf", ".csv", ".zip"}
    found = {path.name for path in folder.iterdir() if path.suffix in ours} - {"README.md"}
    assert found == known


def test_there_are_enough_of_them():
    index = [row for folder in FOLDERS for row in _rows(folder, "index.csv")]
    assert len(index) >= 30
    assert sum(int(row["statistics"]) for row in index) >= 1500
    assert {row["format"] for row in index} == set(WRITERS)


@pytest.mark.parametrize("folder", FOLDERS, ids=tuple(SPLITS))
def test_every_label_stands_in_its_text(folder):
    for source in sources(folder):
        for label in source.parsed.labels:
            assert source.parsed.text[label.start :].startswith(label.surface)


def test_every_metric_of_the_labels_is_in_the_catalogue():
    metrics = {
        name for path in (RULES / "metrics").glob("*.yaml") for name in yaml.safe_load(path.read_text())
    }
    labelled = {row["metric"] for folder in FOLDERS for row in _rows(folder, "observations.csv")}
    assert labelled <= metrics


def test_every_place_of_the_labels_is_in_the_tree_of_places():
    places = yaml.safe_load((RULES / "places.yaml").read_text(encoding="utf-8"))["places"]
    assert {row["place"] for folder in FOLDERS for row in _rows(folder, "figures.csv")} - {""} <= set(places)


def test_a_mark_says_what_its_tokens_say():
    parsed = parse(
        "{@<2024-06 + wuxi}已有{1,206家|oi.enterprises}，{二十一件|=21 - @suzhou 2023}。", Context()
    )
    assert parsed.text == "已有1,206家，二十一件。"
    first, second = parsed.labels
    assert (first.value, first.time, first.cumulative, first.place) == (
        1206, ("as_of", "", "2024-06-30"), True, "wuxi",
    )  # fmt: skip
    assert (second.value, second.time, second.cumulative, second.place) == (
        21, ("period", "2023-01-01", "2023-12-31"), False, "suzhou",
    )  # fmt: skip


def test_a_value_that_is_not_plain_digits_must_be_written_out():
    with pytest.raises(NotationError, match="write the value out"):
        parse("{二十一件}", Context())


@pytest.mark.parametrize(
    ("token", "time"),
    [
        ("2023", ("period", "2023-01-01", "2023-12-31")),
        ("2024-01..2024-06", ("period", "2024-01-01", "2024-06-30")),
        ("2021..", ("period", "2021-01-01", "")),
        ("!2023-11", ("event", "2023-11-01", "2023-11-30")),
        ("><2030", ("plan", "", "2030-12-31")),
        ("?", ("unknown", "", "")),
    ],
)
def test_a_time_token_gives_its_days(token, time):
    assert parse_time(token) == time
