"""The verbs that need no dashboard: build, figures, text, explain, score, export, check-text.

Thin: each verb calls one function and prints what it gives. `dashboard.cli` mounts `group` and adds its own.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from etl import show, store
from etl.build import build
from etl.changes import listed
from etl.checking.cli import check_text
from etl.explain import explain, ladders_among
from etl.export import FORMATS, csv_bytes, export
from etl.library import Library
from etl.library import cli as library_cli
from etl.library.adding import rebuild
from etl.library.cli import tables_options
from etl.listing import as_csv, as_jsonl, rows, work_files
from etl.paths import CURATED, ROOT, SEEDS
from etl.progress import progress
from etl.readers import problems
from etl.readers.contacts import mask_contacts
from etl.scoring import label_files, score_file
from etl.tables import open_tables
from etl.verbs import lang_of, option, root, say, verb

CACHE = ROOT / "build" / "cache"
_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, allow_dash=True)

group = root("zhibiao")


@verb("build")
@option("--reports", type=_FOLDER, multiple=True, show_default="seeds")
@option("--out", type=_FOLDER, show_default="data/curated")
@option("--cache", type=_FOLDER, show_default="build/cache")
@option("--library", type=_FOLDER)
@option("--no-cache", is_flag=True)
@option("--as-known-on", "known_by", type=click.DateTime(["%Y-%m-%d"]))
@option("--changes", type=click.Path(path_type=Path, dir_okay=False))
@option("--estimates", is_flag=True)
@option("--strict", is_flag=True)
def build_verb(
    reports: tuple[Path, ...],
    out: Path | None,
    cache: Path | None,
    library: Path | None,
    no_cache: bool,
    known_by: datetime | None,
    changes: Path | None,
    estimates: bool,
    strict: bool,
) -> int:
    """Read reports, publish tables, say what changed; 1 under --strict when something was wrong."""
    if library and (reports or out or cache):
        raise click.UsageError(say("library.build_or_library"))
    home = Library(library) if library else None
    day = f"{known_by:%Y-%m-%d}" if known_by else None
    out = home.tables if home and not day else out or _out(home, day)
    with progress() as tell:
        if home and not day:
            built = rebuild(home, tell, cached=not no_cache, estimated=estimates)
        else:
            folders = [home.existing().reports] if home else reports or (SEEDS,)
            kept = home.cache if home else cache or CACHE
            homes = [home.path] if home else []
            built = build(folders, out, None if no_cache else kept, tell, homes, day, estimates)
    for line in show.built(built, out):
        click.echo(line)
    for line in show.troubles(built):
        click.echo(line, err=True)
    if changes:
        store.replace(changes, csv_bytes("changes", listed(built.changes)))
        click.echo(say("build.changes", path=changes))
    return 1 if strict and (built.problems or built.stray_decisions) else 0


def _out(home: Library | None, day: str | None) -> Path:
    """Return where tables go when nobody says; those of an earlier day never replace those of now."""
    if day is None:
        return CURATED
    return (home.path if home else ROOT / "build") / "as-known-on" / day


@verb("figures")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@option("--format", "form", type=click.Choice(("table", "jsonl", "csv")), default="table", show_default=True)
def figures_verb(files: tuple[Path, ...], form: str) -> int:
    """List figures of documents; 1 when one of them could not be read."""
    write = {"table": show.figures, "jsonl": as_jsonl, "csv": as_csv}[form]
    failed = 0
    listed = []
    with _on_disk(files) as paths, progress() as tell:
        for done, found in enumerate(work_files(paths), start=1):
            for worked in found:
                failed += _tell_problem(worked.row)
                listed += rows(worked, "-" if files[done - 1] == Path("-") else None)
            tell(done, len(paths))
    _pour(write(listed))
    return 1 if failed else 0


@verb("text")
@click.argument("file", type=_FILE)
def text_verb(file: Path) -> int:
    """Print the clean text, contact persons masked; 1 when the document could not be read."""
    failed = 0
    with _on_disk([file]) as paths:
        for found in work_files(paths):
            for worked in found:
                failed += _tell_problem(worked.row)
                sys.stdout.write(mask_contacts(worked.text or ""))
    return 1 if failed else 0


@verb("explain")
@click.argument("metric")
@click.argument("place", required=False)
@click.argument("year", required=False, type=int)
@tables_options
def explain_verb(metric: str, place: str | None, year: int | None, data: Path) -> None:
    """Print the chain from each value to its sentence."""
    if place and place.isdigit() and year is None:
        place, year = None, int(place)
    tables = open_tables(data)
    found = explain(tables, metric, place, year)
    _pour(show.chains(found, tables))
    _pour(show.ladders(ladders_among(tables, found), tables))
    _pour(show.meanings(found, tables))


@verb("score")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@option("--texts", type=_FOLDER)
@option("--only", multiple=True)
@option("--errors", is_flag=True)
def score_verb(gold: tuple[Path, ...], texts: Path | None, only: tuple[str, ...], errors: bool) -> None:
    """Print precision and recall by document and field."""
    for path in chain.from_iterable(map(label_files, gold)):
        _pour(show.scores(score_file(path, texts, only), errors))


@verb("export")
@option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True)
@option("--out", type=_FOLDER, default=Path("out"), show_default="out")
@tables_options
def export_verb(form: str, out: Path, data: Path) -> None:
    """Write the tables under plain names."""
    files = export(open_tables(data), form, out)
    click.echo(say("export.done", count=len(files), out=out))


def _tell_problem(row: dict[str, object]) -> bool:
    if row["problem"]:
        problem = problems.say(row["problem"], lang_of())
        click.echo(say("figures.unreadable", file=row["file"], problem=problem), err=True)
    return bool(row["problem"])


def _pour(pieces: Iterator[str]) -> None:
    for piece in pieces:
        sys.stdout.write(piece)


@contextmanager
def _on_disk(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Give each file a path: standard input (-) becomes a file for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        piped = Path(folder) / "stdin"
        if Path("-") in files:
            piped.write_bytes(sys.stdin.buffer.read())
        yield [piped if file == Path("-") else file for file in files]


for _verb in (
    build_verb,
    figures_verb,
    text_verb,
    explain_verb,
    score_verb,
    export_verb,
    check_text,
    *library_cli.VERBS,
):
    group.add_command(_verb)
