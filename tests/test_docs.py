"""The documents for people miss nothing: every rule key, every command and option, every link is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from dashboard import command_docs
from etl import verbs
from etl.paths import ROOT, RULES

PAGES = sorted((ROOT / "docs").glob("*.md"))
RULE_FILES = sorted(RULES.rglob("*.yaml"))
_HEADING = re.compile(r"^### (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def _documented() -> dict[str, set[tuple[str, ...]]]:
    """Return rule file (or folder/*.yaml) → the patterns of keys that docs/rules.md explains for it."""
    pieces = _HEADING.split((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))
    found: dict[str, set[tuple[str, ...]]] = {}
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        found[heading] = {tuple(row.split(".")) for row in _ROW.findall(body)}
    return found


def _section(path: Path) -> str:
    name = path.relative_to(RULES).as_posix()
    return "metrics/*.yaml" if name.startswith("metrics/") else name


def _leaves(node: object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of keys to each value that holds no further keys; entries of a list share theirs."""
    if isinstance(node, dict) and node:
        for key, below in node.items():
            yield from _leaves(below, (*above, str(key)))
    elif isinstance(node, list) and any(isinstance(entry, dict) for entry in node):
        for entry in node:
            yield from _leaves(entry, above)
    else:
        yield above


def _fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return len(pattern) == len(path) and all(p in ("*", key) for p, key in zip(pattern, path, strict=True))


def _keys(path: Path) -> set[tuple[str, ...]]:
    return {keys for keys in _leaves(yaml.safe_load(path.read_text(encoding="utf-8"))) if keys}


def test_the_walk_finds_the_rule_files():
    assert len(RULE_FILES) > 20


@pytest.mark.parametrize("path", RULE_FILES, ids=_section)
def test_every_key_of_a_rule_file_is_explained(path):
    patterns = _documented().get(_section(path))
    assert patterns is not None, f"docs/rules.md has no section ### {_section(path)}"
    missing = {".".join(keys) for keys in _keys(path) if not any(_fits(row, keys) for row in patterns)}
    assert not missing, f"docs/rules.md, ### {_section(path)}: a row is missing for {sorted(missing)[:5]}"


def test_no_key_is_explained_that_no_rule_file_has():
    keys: dict[str, set[tuple[str, ...]]] = {}
    for path in RULE_FILES:
        keys.setdefault(_section(path), set()).update(_keys(path))
    stray = {
        f"{section}: {'.'.join(row)}"
        for section, rows in _documented().items()
        for row in rows
        if not any(_fits(row, known) for known in keys.get(section, ()))
    }
    assert not stray


def test_the_page_of_commands_is_that_of_the_live_help():
    written = command_docs.PAGE.read_text(encoding="utf-8") if command_docs.PAGE.exists() else ""
    assert written == command_docs.page(), f"docs/commands.md is stale; run {command_docs.COMMAND}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    missing = [link for link in links if link and not (page.parent / link).exists()]
    named = re.findall(r"`((?:etl|dashboard|tests|docs|bench)/[\w./-]+\.(?:py|yaml|md|csv))`", text)
    missing += [name for name in named if not (ROOT / name).exists()]
    assert not missing


def _console(page: Path) -> list[tuple[list[str], list[str]]]:
    """Return (arguments, lines shown) of each command in the `console` blocks of a page."""
    shown: list[tuple[list[str], list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ zhibiao "):
                shown.append((line.split()[2:], []))
            elif line != "…":
                shown[-1][1].append(line.strip())
    return shown


@pytest.mark.parametrize(("args", "lines"), _console(ROOT / "docs" / "one-figure.md"), ids=str)
def test_the_trip_of_one_figure_is_what_the_commands_say(args, lines, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert verbs.run(command_docs.command(), ["--lang", "zh", *args]) == 0
    said = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines
    assert [line for line in lines if line not in said] == [], f"docs/one-figure.md: zhibiao {' '.join(args)}"
