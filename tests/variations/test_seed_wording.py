"""With other verbs, measure words, cities, or sentences split in two, the seed reports read as before."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from texts import DATES, seed_texts

from etl.model import Figure
from etl.reading.figures import read_figures
from etl.reading.fold import fold

WORDING = yaml.safe_load((Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8"))
NAMES = ("000", "001", "002", "003", "004")


@cache
def _seed(name: str) -> str:
    return fold(seed_texts()[name])


@cache
def _before(name: str) -> tuple[Figure, ...]:
    return _statistics(_seed(name))


def _statistics(text: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in read_figures(text, DATES).figures if figure.statistic)


def _amount(figure: Figure) -> tuple:
    return (figure.kind, figure.value, figure.bound, figure.unit)


def _time(figure: Figure) -> tuple:
    return (figure.time_kind, figure.period_start, figure.period_end)


@pytest.mark.parametrize("name", NAMES)
def test_other_verbs_change_no_figure(name):
    text = _seed(name)
    for old, new in WORDING["verbs"].items():
        text = text.replace(old, new)
    after = _statistics(text)
    assert [_amount(f) for f in after] == [_amount(f) for f in _before(name)]
    assert [(_time(f), f.place) for f in after] == [(_time(f), f.place) for f in _before(name)]


@pytest.mark.parametrize("name", NAMES)
def test_other_measure_words_change_only_the_measure_word(name):
    text = _seed(name)
    for old, new in WORDING["measure_words"].items():
        text = re.sub(rf"(?<=[0-9万余]){old}(?!次)", new, text)
    after = _statistics(text)
    assert [_amount(f) for f in after] == [_amount(f) for f in _before(name)]
    assert [(_time(f), f.place) for f in after] == [(_time(f), f.place) for f in _before(name)]


@pytest.mark.parametrize("name", NAMES)
def test_other_cities_change_only_the_place(name):
    moved = {city["from"]: city["to"] for city in WORDING["cities"].values()}
    after = _statistics(_elsewhere(_seed(name)))
    assert [(_amount(f), _time(f)) for f in after] == [(_amount(f), _time(f)) for f in _before(name)]
    for figure, before in zip(after, _before(name), strict=True):
        if before.place in moved:
            assert figure.place == moved[before.place], figure.surface


def _elsewhere(text: str) -> str:
    """Return the text with every city replaced but in the names that stay whole."""
    pieces = re.split("(" + "|".join(WORDING["keep"]) + ")", text)
    for old, city in WORDING["cities"].items():
        pieces[::2] = [piece.replace(old, city["word"]) for piece in pieces[::2]]
    return "".join(pieces)


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_split_behind_each_figure_gives_the_same_figures(name):
    text = _seed(name)
    for figure in reversed(_before(name)):
        if text[figure.end : figure.end + 1] in ",;":
            text = f"{text[: figure.end]}\N{IDEOGRAPHIC FULL STOP}{text[figure.end + 1 :]}"
    after = _statistics(text)
    assert [_amount(f) for f in after] == [_amount(f) for f in _before(name)]
    assert [(f.period_end, f.place) for f in after] == [(f.period_end, f.place) for f in _before(name)]
