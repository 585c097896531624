"""The house rules: imports go one way, the lock names no host, nothing points outside the repository."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from etl.paths import ROOT

FORBIDDEN_IN_ETL = {"dashboard", "dash", "plotly", "kaleido", "playwright", "flask"}
LAYERS = [
    {"etl.errors", "etl.paths", "etl.model", "etl.datafiles", "etl.texts"},
    {"etl.readers", "etl.reading"},
    {"etl.build"},
    {"etl.cli"},
]


def modules(package: str) -> list[Path]:
    found = sorted((ROOT / package).rglob("*.py"))
    assert found, f"no module below {package}/"
    return found


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }


def layer_of(module: str) -> int | None:
    for number, layer in enumerate(LAYERS):
        if any(module == name or module.startswith(name + ".") for name in layer):
            return number
    return None


@pytest.mark.parametrize("path", modules("etl"), ids=lambda path: str(path.relative_to(ROOT)))
def test_etl_imports_go_one_way(path: Path) -> None:
    own = layer_of(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    for name in imports(path):
        assert name.split(".")[0] not in FORBIDDEN_IN_ETL, f"{path.name} imports {name}"
        other = layer_of(name)
        assert own is None or other is None or other <= own, f"{path.name} imports {name} above it"


@pytest.mark.parametrize("path", modules("dashboard/charts"), ids=lambda path: path.name)
def test_charts_import_neither_dash_nor_files(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & {"dash", "flask", "playwright", "kaleido"}


@pytest.mark.parametrize("package", ["etl", "dashboard"])
def test_every_module_says_what_it_promises(package: str) -> None:
    silent = [path for path in modules(package) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def test_no_module_outgrows_its_reader() -> None:
    long = {
        path.name: lines
        for package in ("etl", "dashboard")
        for path in modules(package)
        if (lines := len(path.read_text("utf-8").splitlines())) > 600
    }
    assert not long


@pytest.mark.parametrize("lock", ["requirements.lock", "bench/peers/requirements.lock"])
def test_locks_pin_by_hash_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^\S+==\S+", text, re.M)
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)


def test_tracked_files_name_no_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    here = str(ROOT) + "/"
    guilty = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".png", ".parquet", ".pdf", ".docx", ".xlsx", ".zip"} or not path.is_file():
            continue
        if here in path.read_bytes().decode("utf-8", "replace"):
            guilty.append(name)
    assert not guilty


def test_every_target_that_make_promises_is_there() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    promised = next(line for line in lines if line.startswith(".PHONY:")).split()[1:]
    told = {line.partition(":")[0] for line in lines if re.match(r"[a-z-]+:.*## ", line)}
    assert set(promised) == told
