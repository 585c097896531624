"""Processes that build until they are killed: imports and rules are read once, each build is a fork."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

NURSERY = """
import os, signal, sys, time
from pathlib import Path
from etl import work
from etl.build import build
from killing import write_reports

folder, out, cache = map(Path, sys.argv[1:4])
write_reports(folder, 0, int(sys.argv[4]))
build([folder], out, cache)
write_reports(folder, 1, int(sys.argv[4]))
start = time.monotonic()
build([folder], out, cache)
print(time.monotonic() - start, flush=True)
work.WORTH_A_POOL = int(sys.argv[5])
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    number = int(line)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    while child == 0:
        number += 1
        write_reports(folder, number, int(sys.argv[4]))
        build([folder], out, cache)
    print(child, flush=True)
"""
TEXT = "2031年，长沙市共办结专利侵权纠纷案件{cases}宗，同比增加25%。\n\n长沙市市场监督管理局\n2032年3月5日\n"


def write_reports(folder: Path, number: int, count: int) -> None:
    """Write `count` reports whose values depend on `number`."""
    for report in range(count):
        text = TEXT.format(cases=500 + 7 * number + report)
        (folder / f"{report}.txt").write_text(text, encoding="utf-8")


class Nursery:
    """A program that forks a worker for each number that it reads; imports are done beforehand."""

    def __init__(self, program: str, *arguments: object) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
        command = [sys.executable, "-c", program, *map(str, arguments)]
        pipe = subprocess.PIPE
        self.nursery = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)

    def start(self, number: int) -> int:
        """Start a worker that counts from `number`, and return its process id."""
        self.nursery.stdin.write(f"{number}\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def kill(self, process: int) -> None:
        """Kill a worker and return when it is gone."""
        os.kill(process, signal.SIGKILL)
        wait(lambda: not (Path("/proc") / str(process)).exists())

    def close(self) -> None:
        """End the nursery."""
        self.nursery.communicate()


class Builders(Nursery):
    """Builds that run one after the other in processes of their own until killed."""

    def __init__(self, folder: Path, reports: int = 3, pool: int = 1000) -> None:
        self.reports, self.out, self.cache = folder / "reports", folder / "out", folder / "cache"
        self.reports.mkdir()
        super().__init__(NURSERY, self.reports, self.out, self.cache, reports, pool)
        self.seconds = float(self.nursery.stdout.readline())
        """What one build takes on this machine now."""


def wait(until, seconds: float = 20) -> None:
    """Return when `until()` holds; fail after some seconds."""
    last = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.002)
