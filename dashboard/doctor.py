"""What this machine has and lacks for Zhibiao, and the command that mends it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard import export
from dashboard.data import load
from etl.errors import ZhibiaoError


@dataclass(frozen=True)
class Check:
    """One thing that is needed: its key in cli.yaml, whether it is there, and what was found."""

    key: str
    good: bool
    found: str


def examine(data: Path, out: Path) -> Iterator[Check]:
    """Yield each check: Python, Chromium, a Chinese font (drawn, not only listed), tables, write access."""
    yield Check("python", (3, 11) <= sys.version_info[:2] < (3, 15), sys.version.split()[0])
    path = export.browser_path()
    yield Check("chromium", path is not None, path or "")
    yield _drawing()
    try:
        yield Check("tables", True, f"{data} {load(data).version}")
    except ZhibiaoError as problem:
        yield Check("tables", False, str(problem))
    folder = next(parent for parent in [out.absolute(), *out.absolute().parents] if parent.exists())
    yield Check("writable", os.access(folder, os.W_OK), str(folder))


def _drawing() -> Check:
    try:
        export.render([{"data": [], "layout": {"width": 10, "height": 10}}])
    except ZhibiaoError as problem:
        return Check("font", False, str(problem))
    return Check("font", True, "")
