"""Sentences with other cities, verbs, measure words and clause orders read as their templates say."""

import pytest
from generating import sentence, templates
from label_notation import Label

from etl.model import Figure, ReportDates
from etl.reading.figures import read_figures

DATES = ReportDates(written="2025-06-30")
VARIATIONS = 6


@pytest.mark.parametrize("name", templates()["templates"])
def test_every_variation_of_a_template_reads_the_same_way(name):
    for seed in range(VARIATIONS):
        varied = sentence(name, seed)
        reading = read_figures(varied.text, DATES)
        found = [_as_read(figure) for figure in reading.figures if figure.statistic]
        expected = [_as_labelled(label) for label in varied.labels if label.statistic]
        assert found == expected, varied.text


def _as_labelled(label: Label) -> tuple:
    return (label.surface, label.kind, pytest.approx(float(label.value)), label.bound, label.unit, label.time,
            label.cumulative, label.place)  # fmt: skip


def _as_read(figure: Figure) -> tuple:
    time = (figure.time_kind, figure.period_start or "", figure.period_end or "")
    return (figure.surface, figure.kind, figure.value, figure.bound, figure.unit, time, figure.cumulative,
            figure.place)  # fmt: skip
