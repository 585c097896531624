"""Cells get unit, time and place of their table's heads, labels and caption, on rows of tables.yaml."""

from pathlib import Path

import pytest
import yaml

from etl.model import ReportDates
from etl.reading.figures import read_figures
from etl.reading.grids import Grids

CASES = yaml.safe_load((Path(__file__).parent / "tables.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cells_say_what_their_table_says(case):
    found = [
        [f.surface, f.value, f.unit, f.kind, f.period_start or "", f.period_end or "", f.place or ""]
        for f in read_figures(case["text"], ReportDates(None, case.get("published"))).figures
        if f.statistic
    ]
    expected = [[*row[:4], str(row[4]), str(row[5]), row[6]] for row in case["expect"]]
    assert found == expected


def test_a_slot_names_heads_from_the_outermost_and_labels_that_reach_down():
    text = "类别\t项目\t2024年\t\n\t\t数量\t金额\n专利\t发明\t12\t30\n\t外观\t15\t8"
    at = text.index("15")
    slot = Grids(text).slot(at, at + 2)
    assert [text[slice(*span)] for span in slot.heads] == ["2024年", "数量"]
    assert [text[slice(*span)] for span in slot.labels] == ["专利", "外观"]


def test_prose_has_no_slots():
    text = "共120件。\n首页 | 新闻 | 120件"
    assert Grids(text).slot(1, 4) is None
