"""What a figure's words say of time and place, on rows of tests/reading/*.yaml."""

from pathlib import Path

import pytest
import yaml

from etl.model import ReportDates
from etl.reading.figures import read_figures
from etl.reading.fold import fold
from etl.reading.periods import find_times

HERE = Path(__file__).parent
TIMES = yaml.safe_load((HERE / "times.yaml").read_text(encoding="utf-8"))
CASES = [
    case
    for name in ("cases.yaml", "hands.yaml")
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("row", TIMES, ids=lambda row: row["text"])
def test_a_time_expression_is_read_as_written(row):
    folded = fold(row["text"])
    found = [
        [folded[m.start : m.end], m.role, m.base, m.year, list(m.first), list(m.last)]
        for m in find_times(folded)
    ]
    assert found == row["reads"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_figures_get_the_time_and_place_that_their_words_say(case):
    reading = read_figures(case["text"], ReportDates(None, case.get("published")))
    found = [
        [f.surface, f.time_kind, f.period_start or "", f.period_end or "", f.cumulative, f.place or ""]
        for f in reading.figures
        if f.statistic
    ]
    expected = [[row[0], row[1], str(row[2]), str(row[3]), *row[4:]] for row in case["expect"]]
    assert found == expected


def test_an_inferred_moment_keeps_its_earliest_day():
    reading = read_figures("2022年，厦门市办理案件310件。目前，全市有调解组织9家。")
    last = reading.figures[-1]
    assert (last.period_end_earliest, last.period_end, last.time_basis) == (
        "2023-01-01",
        "2023-12-31",
        "inferred",
    )
    assert (reading.now.earliest, reading.now.latest, reading.now.stated) == (
        "2023-01-01",
        "2023-12-31",
        False,
    )
