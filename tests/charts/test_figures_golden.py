"""Each hand-made chart over the made library gives the figure kept in tests/golden."""

import json
import os
from pathlib import Path

import made
import pytest

from dashboard import look
from dashboard.charts import chart, charts, figure
from dashboard.charts.catalogue import handmade
from dashboard.data import Data

GOLDEN = Path(__file__).parent.parent / "golden"
AGAIN = "if the change is meant: ZHIBIAO_GOLDEN=write .venv/bin/pytest tests/charts/test_figures_golden.py"


@pytest.fixture(scope="module")
def library() -> Data:
    return made.library()


@pytest.mark.parametrize("name", sorted(handmade()))
def test_the_figure_is_the_golden_one(library: Data, name: str) -> None:
    drawn = figure(chart(library, name), library, "zh", look.SIZES["report"])
    text = json.dumps(json.loads(drawn.to_json()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path = GOLDEN / f"{name}.json"
    if os.environ.get("ZHIBIAO_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    assert kept == text, f"{path.name} differs; {AGAIN}"


def test_no_golden_file_is_left_of_a_chart_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(handmade())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_has_a_figure_in_both_languages_and_all_sizes(library: Data, lang: str) -> None:
    for one in charts(library).values():
        for size in look.SIZES.values():
            drawn = figure(one, library, lang, size, "dark")
            assert (drawn.layout.width, drawn.layout.height) == (size.width, size.height)


def test_every_handmade_chart_has_data_here_and_every_other_metric_its_own(library: Data) -> None:
    shown = charts(library)
    assert set(handmade()) <= set(shown)
    assert all("." not in name for name in shown)
    covered = {metric for one in shown.values() if len(one.metrics) == 1 for metric in one.metrics}
    assert covered == set(library.metrics)


def test_every_mark_that_stands_for_an_observation_carries_its_id(library: Data) -> None:
    for one in charts(library).values():
        drawn = figure(one, library, "zh")
        ids = {i for trace in drawn.data for i in (trace.customdata or ()) if i}
        assert ids, one.id
        assert ids <= {p.observation for p in library.points}
