"""docs/meaning.md explains every measure, basis, formula, finding and state, and quotes no report wrongly."""

import re
from typing import get_args

import pytest

from etl.decisions import State
from etl.derive.annual import BASES, WHY
from etl.derive.declared import formulas
from etl.findings.case import TEXTS
from etl.model import Measure
from etl.paths import CURATED, ROOT
from etl.tables import open_tables
from etl.texts import texts

PAGE = (ROOT / "docs" / "meaning.md").read_text(encoding="utf-8")
_QUOTED = re.compile(r"例(?:（不报）)?：“([^”]+)”")
_HELPERS = {"at_least", "doubt", "no_place", "point"}
_KEYS = texts(TEXTS).keys()
KINDS = sorted({key.partition(".")[0] for key in _KEYS} - _HELPERS)
FORMULAS = [*formulas().ratios, *formulas().sums, *formulas().wholes, *formulas().wholes.values()]


def test_there_are_kinds_and_formulas_to_explain():
    assert len(KINDS) >= 14
    assert len(FORMULAS) >= 15


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_has_its_own_section(kind):
    assert re.search(rf"^### `{kind}` \S+\n.+\n", PAGE, re.MULTILINE), f"docs/meaning.md lacks ### `{kind}`"


@pytest.mark.parametrize("word", [*BASES, *WHY, *get_args(Measure), *get_args(State), *FORMULAS])
def test_every_word_of_the_tables_is_explained(word):
    assert f"`{word}`" in PAGE, f"docs/meaning.md does not explain `{word}`"


def test_quotations_marked_as_from_a_report_stand_in_one():
    reports = "".join(open_tables(CURATED).texts["text"])
    quoted = [piece for words in _QUOTED.findall(PAGE) for piece in words.split("……")]
    assert len(quoted) >= 12
    assert [piece for piece in quoted if piece not in reports] == []
