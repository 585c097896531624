"""`zhibiao brief` as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

RUN = "import sys; from dashboard.cli import main; main()"


def run(*args: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", RUN, *args], capture_output=True, text=True, timeout=300, check=False
    )


def test_writes_what_was_asked_for_in_both_languages(tmp_path: Path) -> None:
    done = run("brief", "enforcement", "--lang", "both", "--format", "pptx", "--out", str(tmp_path / "new"))
    assert done.returncode == 0, done.stderr
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert written == ["enforcement.en.pptx", "enforcement.zh.pptx"]
    assert [Path(line).name for line in done.stdout.split()] == ["enforcement.zh.pptx", "enforcement.en.pptx"]


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有名为 'overseas' 的简报集"), ("en", "no set is called")]
)
def test_wrong_set_gets_the_nearest_right_one(lang: str, words: str) -> None:
    done = run("--lang", lang, "brief", "overseas")
    assert done.returncode == 2
    assert words in done.stderr
    assert "overseas-insurance" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_wrong_format_is_told_before_anything_is_written(tmp_path: Path) -> None:
    done = run("--lang", "en", "brief", "enforcement", "--format", "pptx,doc", "--out", str(tmp_path / "new"))
    assert done.returncode == 2
    assert "docx" in done.stderr
    assert not (tmp_path / "new").exists()


def test_own_set_brings_its_order_titles_and_filters(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "name: {zh: 我的简报}\npictures:\n"
        "  - {chart: trademark-penalties, title: {zh: 商标处罚案件逐年增加}}\n"
        "  - {chart: overseas-coverage, places: [guangzhou-gdd]}\n",
        encoding="utf-8",
    )
    done = run("brief", str(own), "--format", "pptx", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    from pptx import Presentation

    titles = [slide.shapes.title.text for slide in Presentation(tmp_path / "own.zh.pptx").slides]
    assert titles[0] == "我的简报"
    assert titles[2] == "商标处罚案件逐年增加"
    assert "广州开发区" in titles[3]
