"""Cells that span columns or rows, and empty ones, leave the others in their columns."""

import pytest

from etl.readers import read


def rows(table: str) -> list[str]:
    page = f"<!doctype html><html><body><table>{table}</table></body></html>"
    return read(page.encode(), "a.html").text.split("\n")


def test_an_empty_corner_keeps_the_heads_above_their_columns():
    assert rows(
        "<tr><td></td><td>2031年</td><td>2032年</td></tr><tr><td>案件</td><td>12</td><td>15</td></tr>"
    ) == [
        "\t2031年\t2032年",
        "案件\t12\t15",
    ]


def test_spans_are_passed_over():
    assert rows(
        "<tr><td rowspan=2>城市</td><td colspan=2>2031年</td><td>合计</td></tr>"
        "<tr><td>件数</td><td>增长</td><td>件数</td></tr>"
        "<tr><td>合肥</td><td></td><td>5</td><td>12</td></tr>"
    ) == ["城市\t2031年\t\t合计", "\t件数\t增长\t件数", "合肥\t\t5\t12"]


@pytest.mark.parametrize(
    "spans", ["colspan=9999 rowspan=9999", "colspan=0 rowspan=0", "colspan=-1 rowspan=x"]
)
def test_absurd_spans_stay_small(spans):
    text = "\n".join(rows(f"<tr><td {spans}>甲</td><td>乙</td></tr>" * 300))
    assert text.count("甲") == text.count("乙") == 300
    assert len(text) < 300 * 600


def test_cells_outside_a_row_are_read():
    assert "3件" in "".join(rows("<td>甲</td><td>3件</td>"))
