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
