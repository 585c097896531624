"""Every number that real wording states, and no other: sentences of many hands, also in Traditional."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from opencc import OpenCC

from etl.catalogue import load_catalogue
from etl.model import ReportDates
from etl.observe import observe
from etl.reading.figures import read_figures

DATES = ReportDates("2024-12-20", "2024-12-20")
WORDINGS = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text("utf-8"))
ROWS = [(topic, text) for topic, texts in WORDINGS.items() for text in texts]
MARKED = re.compile(r"\{([+~%]?)([a-z0-9_.]+)=([^}]+)\}")
TRANSFORMS = {"": "level", "+": "growth", "~": "change", "%": "share"}
traditional = cache(OpenCC("s2t").convert)


def parse(topic, marked):
    """Return the text without marks, and (start, metric, transform) of every number that states something."""
    text, stated, end = "", set(), 0
    for mark in MARKED.finditer(marked):
        sign, name, surface = mark.groups()
        text += marked[end : mark.start()]
        metric = name if "." in name else f"{topic}.{name}"
        stated.add((len(text), metric, TRANSFORMS[sign]))
        text, end = text + surface, mark.end()
    return text + marked[end:], stated


def observed(text):
    reading = read_figures(text, DATES)
    starts = {figure.figure: figure.start for figure in reading.figures}
    rows = observe("r", reading, load_catalogue(), DATES).observations
    return {(starts[name], row.metric, row.transform) for row in rows for name in row.figures}


@pytest.mark.parametrize(("topic", "marked"), ROWS, ids=[text for _, text in ROWS])
def test_a_wording_states_what_is_marked_and_no_more(topic, marked):
    text, stated = parse(topic, marked)
    assert observed(text) == stated
    assert observed(traditional(text)) == stated


def test_every_metric_is_said_in_several_ways():
    said = [metric for topic, text in ROWS for _, metric, transform in parse(topic, text)[1]]
    rare = [metric for metric in load_catalogue().metrics if said.count(metric) < 4]
    assert not rare


FRAMES = {
    "a point of a list": "主要工作情况如下：\n（一）{}\n（二）下一步将继续推进各项工作。",
    "behind another sentence": "全市经济运行总体平稳。{}",
    "a bullet": "# 工作情况\n\n- {}\n- 其他工作有序推进。\n",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_wording_states_the_same_in_a_frame(frame):
    """Sentences of one line only: lists of their own are tried as they are."""
    lead = frame.index("{}")
    wrong = []
    for topic, marked in ROWS:
        text, stated = parse(topic, marked)
        if "\n" not in text and observed(frame.format(text)) != {(lead + n, *rest) for n, *rest in stated}:
            wrong.append(text)
    assert not wrong


LABELS = yaml.safe_load(Path(__file__).with_name("table_labels.yaml").read_text("utf-8"))
LABELLED = [(metric, label) for metric, labels in LABELS.items() for label in labels]


@pytest.mark.parametrize(("metric", "label"), LABELLED, ids=[label for _, label in LABELLED])
def test_a_row_of_a_table_states_its_metric_for_each_year(metric, label):
    text = f"知识产权主要指标\n指标\t2022年\t2023年\n{label}\t63\t71"
    reading = read_figures(text, DATES)
    rows = observe("r", reading, load_catalogue(), DATES).observations
    assert {(row.metric, row.transform, row.period_end[:4]) for row in rows} == {
        (metric, "level", "2022"),
        (metric, "level", "2023"),
    }
