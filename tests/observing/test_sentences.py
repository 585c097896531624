"""What reports of several kinds state in one sentence: all of it, and nothing else."""

from pathlib import Path

import pytest
import yaml

from etl.catalogue import load_catalogue
from etl.model import ReportDates
from etl.observe import observe
from etl.reading.figures import read_figures

DATES = ReportDates("2024-12-20", "2024-12-20")
STATES = {"gives": "level", "growth": "growth", "change": "change", "share": "share"}
KINDS = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))
ROWS = [(kind, row) for kind, rows in KINDS.items() for row in rows]


def expected(row):
    return {
        (metric, transform, float(value))
        for key, transform in STATES.items()
        for metric, values in row.get(key, {}).items()
        for value in (values if isinstance(values, list) else [values])
    }


def observed(text):
    rows = observe("r", read_figures(text, DATES), load_catalogue(), DATES).observations
    return {(row.metric, row.transform, round(row.value, 6)) for row in rows}


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[row["text"] for _, row in ROWS])
def test_a_sentence_states_what_is_labelled_and_no_more(kind, row):
    assert row.keys() <= {"text", *STATES}
    assert observed(row["text"]) == expected(row)
