"""Interface texts: complete in both languages, used, and nowhere in the code."""

import ast
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.view import KEYS, TEXTS
from etl import datafiles, findings
from etl.paths import ROOT

FOLDER = Path(dashboard.__file__).parent
MODULES = [*FOLDER.glob("*.py"), *(FOLDER / "pages").glob("*.py")]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("key", sorted(KEYS))
def test_text_is_there_in_both_languages_with_the_same_fields(key: str) -> None:
    assert TEXTS.languages(key) == {"zh", "en"}
    raw = TEXTS._texts[key]
    fields = [set(re.findall(r"\{(\w+)\}", raw[lang])) for lang in ("zh", "en")]
    assert fields[0] == fields[1]


def test_no_chinese_word_stands_in_the_code() -> None:
    assert len(MODULES) > 15
    guilty = [(path.name, text) for path in MODULES for text in literals(path) if CHINESE.search(text)]
    assert [found for found in guilty if found != ("shell.py", '"指"')] == []


def literals(path: Path) -> list[str]:
    """Return the string literals of a module as they are written, docstrings left out."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [ast.get_source_segment(source, n) or "" for n in strings if id(n) not in docs]


def test_all_kinds_of_finding_have_a_name() -> None:
    messages = datafiles.load(ROOT / "etl" / "findings" / "texts.yaml", dict[str, dict])
    dotted = {key.split(".")[0] for key in messages if "." in key} - {"doubt"}  # words within messages
    kinds = dotted | ({*findings.kinds()} & {*messages})
    assert kinds
    assert {kind for kind in kinds if f"finding_{kind}" not in KEYS} == set()


def test_scripts_hold_no_words() -> None:
    script = (FOLDER / "assets" / "zhibiao.js").read_text(encoding="utf-8")
    assert not CHINESE.search(script)


def test_every_text_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    made = tuple(re.findall(r'f"([a-z_]+_)\{', code))
    unused = [key for key in KEYS if f'"{key}"' not in code and not key.startswith(made)]
    assert unused == []
