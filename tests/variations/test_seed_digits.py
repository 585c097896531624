"""With any digits changed in a copy of a seed report, the changed values come out: no value is typed in."""

import random
import re
from dataclasses import dataclass

import pytest

from etl import readers
from etl.model import Figure, ReportDates
from etl.paths import ROOT
from etl.reading.figures import read_figures

SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix != ".yaml")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class _Changed:
    text: str
    values: list[float]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("seed", range(4))
def test_changed_digits_in_a_seed_report_come_out_as_changed_values(path, seed):
    document = readers.read(path.read_bytes(), path.name)
    dates = ReportDates(
        document.written.value if document.written else None,
        document.published.value if document.published else None,
    )
    before = _statistics(document.text, dates)
    assert before, "no statistic was read"
    changed = _change(document.text, before, random.Random(f"{path.name} {seed}"))
    after = _statistics(changed.text, dates)
    assert [figure.value for figure in after] == pytest.approx(changed.values)
    fields = (
        "kind",
        "bound",
        "unit",
        "unit_text",
        "time_kind",
        "period_start",
        "period_end",
        "cumulative",
        "place",
    )
    assert [[getattr(figure, name) for name in fields] for figure in after] == [
        [getattr(figure, name) for name in fields] for figure in before
    ]


def _statistics(text: str, dates: ReportDates) -> list[Figure]:
    return [figure for figure in read_figures(text, dates).figures if figure.statistic]


def _change(text: str, figures: list[Figure], chance: random.Random) -> _Changed:
    """Return the text with new digits in each surface that holds one number, and the values to be read."""
    values: list[float] = []
    pieces, last = [], 0
    for figure in figures:
        numbers = list(_DIGITS.finditer(text, figure.start, figure.end))
        if len(numbers) != 1 or figure.bound == "range":
            values.append(figure.value)
            continue
        old = numbers[0]
        new = _other_digits(old[0], chance)
        values.append(figure.value / _plain(old[0]) * _plain(new))
        pieces += [text[last : old.start()], new]
        last = old.end()
    return _Changed("".join([*pieces, text[last:]]), values)


def _other_digits(old: str, chance: random.Random) -> str:
    """Return a number of the same shape with no zero in front or behind, and no lone 1."""
    new = "".join(chance.choice("23456789") if c.isdigit() else c for c in old)
    return new if new != old else _other_digits(old, chance)


def _plain(digits: str) -> float:
    return float(digits.replace(",", ""))


def test_the_seeds_were_found():
    assert len(SEEDS) >= 5
