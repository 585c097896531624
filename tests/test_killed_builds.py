"""A whole build killed at any moment, and builds at once: the tables stay whole, nothing is left behind."""

import random
import time
from pathlib import Path

import pytest
from killing import Builders, wait, write_reports

from etl.build import build
from etl.tables import open_tables


@pytest.fixture(scope="module")
def builders(tmp_path_factory):
    started = Builders(tmp_path_factory.mktemp("builders"))
    yield started
    started.close()


def kill_often(builders: Builders, times: int) -> int:
    """Kill a build at random moments; return how many versions were published meanwhile."""
    dice = random.Random(11)
    versions = set()
    for turn in range(times):
        process = builders.start(1000 * turn)
        time.sleep(dice.random() * 2 * builders.seconds)
        builders.kill(process)
        versions.add(open_tables(builders.out).version)
    return len(versions)


def test_a_build_killed_ten_times_leaves_whole_tables_and_a_sound_cache(builders, tmp_path):
    assert kill_often(builders, 10) > 1
    write_reports(builders.reports, 77, 3)
    for out, cache in (
        (builders.out, builders.cache),
        (builders.out, builders.cache),
        (tmp_path / "x", None),
    ):
        build([builders.reports], out, cache)
    after, fresh = ({p.name: p.read_bytes() for p in o.iterdir()} for o in (builders.out, tmp_path / "x"))
    assert after == fresh


@pytest.mark.slow
def test_a_build_killed_a_hundred_times_leaves_whole_tables(builders):
    assert kill_often(builders, 100) > 10


def test_two_builds_at_once_publish_whole_versions_in_turn(builders):
    processes = [builders.start(number) for number in (0, 10**5)]
    versions: set[str] = set()
    last = time.monotonic() + 20 * builders.seconds
    while len(versions) < 4 and time.monotonic() < last:
        versions.add(open_tables(builders.out).version)
        time.sleep(0.05)
    for process in processes:
        builders.kill(process)
    assert len(versions) >= 4
    assert open_tables(builders.out).version


def test_a_killed_build_leaves_no_worker_behind(tmp_path):
    builders = Builders(tmp_path, reports=8, pool=4)
    process = builders.start(0)
    wait(lambda: workers(process))
    left = workers(process)
    builders.kill(process)
    wait(lambda: not any((Path("/proc") / str(worker)).exists() for worker in left))
    builders.close()


def workers(process: int) -> list[int]:
    """Return the children of a process."""
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []
