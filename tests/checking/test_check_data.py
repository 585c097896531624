"""The checker's words: complete in both languages, used; long or strange drafts take time in proportion."""

import time
from pathlib import Path

import pytest

import etl.checking
from etl.catalogue import load_catalogue
from etl.checking.drafts import check, typed
from etl.checking.english.phrases import words
from etl.checking.saying import TEXTS
from etl.derive.declared import formulas

CODE = "".join(path.read_text(encoding="utf-8") for path in Path(etl.checking.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("key", sorted(TEXTS.keys()))
def test_a_text_is_there_in_both_languages_and_used(key: str) -> None:
    assert TEXTS.languages(key) == {"zh", "en"}
    stem = key.split(".")[0]
    of_a_command = stem in ("check-text", "option")
    assert of_a_command or f'"{key}"' in CODE or f'f"{stem}.{{' in CODE


def test_english_words_are_of_metrics_that_exist() -> None:
    known = load_catalogue().metrics.keys() | formulas().ratios.keys()
    assert words().metrics.keys() <= known
    assert {field for entry in words().metrics.values() for field in entry.when} <= words().fields.keys()


def test_every_stated_metric_has_english_words(books: dict) -> None:
    stated = set(books["seeds"].tables.observations["metric"]) & load_catalogue().metrics.keys()
    assert stated <= words().metrics.keys()


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "from ",
        "more than ",
        "in 2023 ",
        "Guangzhou ",
        "379 policies ",
        "(",
        "and 3 ",
        "July ",
        "第一",
        "超",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(books: dict, piece: str) -> None:
    def spent(count: int) -> float:
        start = time.process_time()
        check(typed(piece * count), books["made"])
        return time.process_time() - start

    spent(50)
    assert spent(1600) < 12 * spent(400) + 0.5
