"""No rule or catalogue entry holds more than six characters in a row of a seed report's sentence.

Names of metrics, products, places and bodies may (own_words.yaml lists them), and so may proof sentences.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from texts import seed_texts

from etl.paths import RULES
from etl.reading.fold import fold

OWN = yaml.safe_load((Path(__file__).parent / "own_words.yaml").read_text(encoding="utf-8"))
FILES = sorted(path for path in RULES.rglob("*.yaml") if path.name not in OWN["name_files"])
LONGEST = 6
_RUN = re.compile(r"[\u3400-\u9fff]+")


@pytest.fixture(scope="module")
def seed_pieces() -> set[str]:
    """Every seven characters in a row of a seed's sentence, folded."""
    runs = (run for text in seed_texts().values() for run in _RUN.findall(fold(text)))
    return {piece for run in runs for piece in _pieces(run)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(RULES)))
def test_a_rule_file_holds_no_sentence_of_a_seed(path, seed_pieces):
    words = _words(yaml.safe_load(path.read_text(encoding="utf-8")))
    taken = {piece for text in words for run in _runs(text) for piece in _pieces(run) if piece in seed_pieces}
    assert not taken, f"{path.name} holds words of a seed report's sentence: {sorted(taken)}"


def test_the_rules_were_found():
    assert len(FILES) > 5


def _pieces(run: str) -> Iterator[str]:
    return (run[i : i + LONGEST + 1] for i in range(len(run) - LONGEST))


def _runs(text: str) -> list[str]:
    """Return the runs of Chinese characters of a rule's text without the names that it may hold."""
    text = fold(text)
    for name in sorted(OWN["names"], key=len, reverse=True):
        text = text.replace(name, " ")
    return _RUN.findall(text)


def _words(node: object) -> Iterator[str]:
    """Walk every text of a data file, keys included, but for what own_words.yaml passes over."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in OWN["passed_over"]:
                yield from _words(str(key))
                yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)
    elif isinstance(node, str):
        yield node
