"""The two default briefings over the shipped tables, made once for every test that reads them."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import sets
from dashboard.briefing import making
from dashboard.briefing.making import Making
from dashboard.data import Data, load
from dashboard.export import Renderer
from etl.paths import CURATED

sys.path.append(str(Path(__file__).parents[1] / "dashboard"))
import made_library

DEFAULT = [(name, lang) for name in ("overseas-insurance", "enforcement") for lang in ("zh", "en")]


@pytest.fixture(scope="session")
def shipped() -> Data:
    return load(CURATED)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Data:
    folder = tmp_path_factory.mktemp("small")
    made_library.write(folder)
    return load(folder)


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


@pytest.fixture(scope="session")
def briefings(shipped: Data, renderer: Renderer) -> dict[tuple[str, str], Making]:
    return {(name, lang): making.of_set(sets.load(name), shipped, lang, renderer) for name, lang in DEFAULT}


@pytest.fixture(scope="session")
def rendered(briefings: dict, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every default briefing's slides and document as LibreOffice prints them, by file name."""
    folder = tmp_path_factory.mktemp("rendered")
    files = [
        making.save(made, format, name, folder)
        for (name, _), made in briefings.items()
        for format in ("pptx", "docx")
    ]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing; make system installs it"
    printed = {}
    for kind in ("pptx", "docx"):
        out = folder / kind
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        subprocess.run(
            [*command, *(str(f) for f in files if f.suffix == f".{kind}")],
            check=True,
            capture_output=True,
            timeout=300,
        )
        printed |= {f.name: out / f"{f.stem}.pdf" for f in files if f.suffix == f".{kind}"}
    return printed
