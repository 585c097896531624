"""Pictures drawn by real Chromium: size, ink, real glyphs, no process left behind, failures told."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import made
import pytest
from PIL import Image

from dashboard import export, look, pictures
from dashboard.charts import chart, figure
from dashboard.cli import command
from dashboard.data import Data
from etl import verbs
from etl.paths import CURATED

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library() -> Data:
    return made.library()


@pytest.fixture(scope="module")
def renderer():
    one = export.Renderer()
    yield one
    one.close()


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("size", look.SIZES)
def test_a_picture_has_its_size_and_ink(library: Data, renderer: export.Renderer, size: str) -> None:
    drawn = picture(
        renderer.render(figure(chart(library, "overseas-coverage"), library, "zh", look.SIZES[size]))
    )
    assert drawn.size == (look.SIZES[size].width, look.SIZES[size].height)
    gray = drawn.convert("L")
    dark = sum(gray.histogram()[:128]) / (gray.width * gray.height)
    assert 0.004 < dark < 0.3
    assert drawn.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_a_transparent_picture_is_transparent_and_a_dark_one_dark(
    library: Data, renderer: export.Renderer
) -> None:
    one = chart(library, "patent-disputes")
    clear = picture(renderer.render(figure(one, library, "zh", theme="transparent")))
    assert clear.convert("RGBA").getpixel((2, 2))[3] == 0
    dark = picture(renderer.render(figure(one, library, "zh", theme="dark")))
    assert sum(dark.convert("RGB").getpixel((2, 2))) < 150


def test_chinese_is_drawn_in_real_glyphs(renderer: export.Renderer) -> None:
    def ink(char: str) -> bytes:
        layout = {"width": 80, "height": 80, "xaxis": {"visible": False}, "yaxis": {"visible": False}}
        note = {"text": char, "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
        note["font"] = {"family": look.FONT, "size": 48}
        return picture(renderer.render({"data": [], "layout": layout | {"annotations": [note]}})).tobytes()

    drawn = {char: ink(char) for char in "\u6c49\u989d\u4fdd\u4ebf"}
    assert len(set(drawn.values())) == len(drawn)
    assert ink("\U0010fffd") not in drawn.values()


def test_svg_keeps_its_text(library: Data, renderer: export.Renderer) -> None:
    svg = renderer.render(figure(chart(library, "protection-ranking"), library, "zh"), "svg").decode()
    assert svg.startswith("<svg")
    assert 'width="1920"' in svg
    assert "杭州" in svg


def test_the_same_figure_gives_the_same_svg_and_others_have_other_ids(
    library: Data, renderer: export.Renderer
) -> None:
    def drawn(name: str, own: export.Renderer) -> str:
        return own.render(figure(chart(library, name), library, "zh"), "svg").decode()

    other = export.Renderer()
    first = drawn("patent-disputes", renderer)
    assert drawn("patent-disputes", other) == first
    other.close()
    ids = re.findall(r' id="([^"]+)"', first)
    assert ids
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', drawn("trademark-penalties", renderer)))


def test_threads_share_one_browser(library: Data, renderer: export.Renderer) -> None:
    drawn = figure(chart(library, "mediators"), library, "en", look.SIZES["square"])
    before = set(threading.enumerate())
    with ThreadPoolExecutor(4) as pool:
        contents = list(pool.map(lambda _: renderer.render(drawn), range(8)))
    assert len(set(contents)) == 1
    assert sum(thread.name == "export" for thread in set(threading.enumerate()) - before) <= 1


def test_a_figure_that_fails_takes_no_other_along(
    library: Data, renderer: export.Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pictures.figure
    monkeypatch.setattr(
        pictures, "figure", lambda one, *rest: 1 / 0 if one.id == "mediators" else whole(one, *rest)
    )
    wishes = [pictures.Wish(chart(library, n), "square", "zh") for n in ("mediators", "patent-awards")]
    outcomes = list(pictures.make(library, wishes, tmp_path, renderer))
    assert ["ZeroDivisionError" in str(one.problem) for one in outcomes] == [True, False]
    assert [path.name for path in tmp_path.iterdir()] == ["patent-awards.square.zh.png"]


def test_a_dead_browser_is_replaced(library: Data) -> None:
    own = export.Renderer()
    drawn = figure(chart(library, "mediators"), library, "en", look.SIZES["square"])
    first = own.render(drawn)
    for child in children(os.getpid()):
        if b"--headless" in child.read_bytes():
            os.kill(int(child.parent.name), 9)
    assert own.render(drawn) == first
    own.close()


def test_a_hung_browser_is_killed_and_replaced(library: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    own = export.Renderer()
    drawn = figure(chart(library, "mediators"), library, "en", look.SIZES["square"])
    first = own.render(drawn)
    hung = [path for path in children(os.getpid()) if b"--zhibiao-export" in path.read_bytes()]
    assert hung
    for child in hung:
        os.kill(int(child.parent.name), signal.SIGSTOP)
    monkeypatch.setattr(export, "TIMEOUT_MS", 6_000)
    assert own.render(drawn) == first
    own.close()
    assert not [path for path in hung if path.exists() and state(path.parent) not in "XZ"]


def test_a_page_that_never_answers_is_given_up_and_the_next_picture_drawn(
    library: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = export.Renderer()
    drawn = figure(chart(library, "mediators"), library, "en", look.SIZES["square"])
    with monkeypatch.context() as patched:
        patched.setattr(export, "TIMEOUT_MS", 3_000)
        patched.setattr(export, "_DRAW", "() => new Promise(() => {})")
        before = set(children(os.getpid()))
        with pytest.raises(export.ExportError) as told:
            own.render(drawn)
        assert "zhibiao doctor" in told.value.say("zh")
    assert own.render(drawn).startswith(b"\x89PNG")
    own.close()
    assert wait_until(lambda: not set(children(os.getpid())) - before)


def test_no_process_is_left_behind(library: Data) -> None:
    own = export.Renderer()
    drawn = figure(chart(library, "mediators"), library, "en", look.SIZES["square"])
    before = set(children(os.getpid()))
    own.render(drawn)
    started = set(children(os.getpid())) - before
    assert started
    own.close()
    assert wait_until(lambda: not any(path.exists() for path in started))


def state(process: Path) -> str:
    """Return the letter of a process's state: Z is a zombie, X one that is gone."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def wait_until(holds: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


def children(parent: int) -> list[Path]:
    """Return the command lines of every process under `parent`."""
    found, waiting = [], [parent]
    while waiting:
        for tasks in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            below = [int(pid) for pid in tasks.read_text().split()]
            waiting += below
            found += [Path(f"/proc/{pid}/cmdline") for pid in below]
    return [path for path in found if path.exists()]


def test_a_machine_without_a_chinese_font_is_told_the_command(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    code = (
        "from dashboard.export import render; render([{'data': [], 'layout': {'width': 10, 'height': 10}}])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        text=True,
    )
    assert "MissingError: no Chinese font on this machine; install one: apt-get" in run.stderr


def test_the_meta_data_name_chart_version_and_what_is_seen(library: Data) -> None:
    meta = json.loads(figure(chart(library, "mediators"), library, "en").to_json())["layout"]["meta"]
    assert (meta["chart"], meta["version"]) == ("mediators", library.version)
    assert "166 (end of June 2024)" in meta["alt"]


def test_the_command_writes_each_chart_in_each_size_and_language(tmp_path: Path) -> None:
    asked = ["png", "patent-awards", "--size", "square,report", "--size", "600x400", "--lang", "both"]
    assert verbs.run(command(), [*asked, "--out", str(tmp_path), "--data", str(CURATED)]) == 0
    sizes = {path.name: picture(path.read_bytes()).size for path in tmp_path.iterdir()}
    assert sizes == {
        f"patent-awards.{name}.{lang}.png": size
        for lang in ("zh", "en")
        for name, size in {"square": (1080, 1080), "report": (1700, 1200), "600x400": (600, 400)}.items()
    }
    assert verbs.run(command(), ["verify", *map(str, tmp_path.iterdir()), "--data", str(CURATED)]) == 0
