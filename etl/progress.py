"""The bar that a verb shows while it works."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from etl.verbs import say


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while it works; nothing when nobody looks."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("reading"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
