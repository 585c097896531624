"""The verbs of a library of one's own, and how any verb is told which tables to read."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import get_args

import click

from etl import show
from etl.decisions import Decision, State
from etl.errors import UnknownNameError
from etl.findings import SEVERITIES, kinds
from etl.library import DEFAULT, Library
from etl.library.adding import add
from etl.library.deciding import decide
from etl.library.states import restore, state, states
from etl.paths import CURATED
from etl.progress import progress
from etl.tables import open_tables
from etl.verbs import option, say, verb

_FOLDER = click.Path(path_type=Path, file_okay=False)
library_option = option("--library", type=_FOLDER, default=DEFAULT, show_default=str(DEFAULT))


def tables_options(function: Callable) -> Callable:
    """Add --data, --library and --state to a verb and give it `data`, the folder of the tables meant."""

    @option("--data", type=_FOLDER, show_default="data/curated")
    @option("--library", type=_FOLDER)
    @option("--state")
    @wraps(function)
    def with_tables(*args: object, **rest: object) -> object:
        where = {name: rest.pop(name) for name in ("data", "library", "state")}
        return function(*args, data=_tables(where["data"], where["library"], where["state"]), **rest)

    return with_tables


def _tables(data: Path | None, library: Path | None, version: str | None) -> Path:
    if data and (library or version):
        raise click.UsageError(say("library.data_or_library"))
    if version:
        return state(Library(library or DEFAULT).existing(), version).tables
    if library:
        return Library(library).existing().tables
    return data or CURATED


@verb("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
def add_verb(files: tuple[Path, ...], library: Path) -> int:
    """Add reports and build the tables; 1 when a report of the library cannot be read."""
    home = Library(library)
    with progress() as tell:
        added = add(home, files, tell)
    for same in added.duplicates:
        click.echo(say("add.duplicate", file=same.file, earlier=same.earlier), err=True)
    for near in added.similar:
        click.echo(say("add.similar", file=near.file, other=near.other, share=f"{near.share:.0%}"), err=True)
    click.echo(say("add.done", count=len(added.files), library=library))
    if added.built is None:
        return 0
    for line in show.built(added.built, home.tables):
        click.echo(line)
    for line in show.troubles(added.built):
        click.echo(line, err=True)
    click.echo(say("add.next", library=library))
    return 1 if added.built.problems else 0


@verb("states")
@library_option
def states_verb(library: Path) -> None:
    """List the states of a library, oldest first, the present one marked."""
    for found in states(Library(library).existing()):
        mark = "*" if found.current else " "
        counts = {name: found.rows[name] for name in ("reports", "observations")}
        click.echo(
            say("states.line", mark=mark, id=found.version, saved=f"{found.saved:%Y-%m-%d %H:%M}", **counts)
        )


@verb("restore")
@click.argument("state")
@library_option
def restore_verb(state: str, library: Path) -> None:
    """Go back to a state."""
    done = restore(Library(library).existing(), state)
    click.echo(say("restore.done", library=library, id=done.version, reports=done.rows["reports"]))


@verb("findings")
@option("--severity", type=click.Choice(SEVERITIES))
@option("--kind", type=click.Choice(kinds()))
@option("--state", "finding_state", type=click.Choice(get_args(State)))
@option("--metric")
@option("--place")
@option("--data", type=_FOLDER, show_default="data/curated")
@option("--library", type=_FOLDER)
def findings_verb(
    data: Path | None, library: Path | None, finding_state: str | None, **asked: str | None
) -> None:
    """List findings, gravest first."""
    found = open_tables(_tables(data, library, None))
    for kind in ("metric", "place"):
        if asked[kind] is not None and asked[kind] not in set(found[f"{kind}s"][kind]):
            raise UnknownNameError(kind, asked[kind], found[f"{kind}s"][kind])
    for piece in show.findings(found, state=finding_state, **asked):
        click.echo(piece, nl=False)


@verb("decide")
@click.argument("finding")
@click.argument("state", type=click.Choice(get_args(State)))
@option("--reason", required=True)
@option("--who")
@option("--day", type=click.DateTime(["%Y-%m-%d"]))
@library_option
def decide_verb(
    finding: str, state: str, reason: str, who: str | None, day: datetime | None, library: Path
) -> None:
    """Set the state of a finding and build the tables of its library."""
    home = Library(library).existing()
    decision = Decision(state, reason, who, day.date() if day else None)
    with progress() as tell:
        built = decide(home, finding, decision, tell)
    click.echo(say("decide.done", finding=finding, state=show.word(state), reason=reason))
    for line in show.troubles(built):
        click.echo(line, err=True)


VERBS = (add_verb, states_verb, restore_verb, findings_verb, decide_verb)
