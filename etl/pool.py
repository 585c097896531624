"""Work spread over all cores, in order; a worker ends when the process that started it does.

Without that a build killed by SIGKILL would leave its workers waiting for ever.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def spread(task: Callable[[Item], Done], items: Sequence[Item], worth: int) -> Iterator[Done]:
    """Yield what `task` gives for each item, in order; on all cores from `worth` items on."""
    if len(items) < worth or (os.cpu_count() or 1) < 2:
        yield from map(task, items)
        return
    chunk = 1 if len(items) < 100 else 4
    with ProcessPoolExecutor(initializer=_end_with, initargs=(os.getpid(),)) as pool:
        yield from pool.map(task, items, chunksize=chunk)


def _end_with(parent: int) -> None:
    """Watch the parent from a thread and end this process when it is gone."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
