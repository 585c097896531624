"""The verb `zhibiao check-text`: a draft held against the tables; 1 when a figure of it is wrong."""

import sys
from datetime import datetime
from pathlib import Path

import click

from etl import store
from etl.checking import copies, showing
from etl.checking.book import Book
from etl.checking.drafts import Draft, check, load, own_catalogue
from etl.checking.model import WRONG
from etl.errors import UnknownNameError, UnreadableError, ZhibiaoError
from etl.library.cli import tables_options
from etl.readers import problems
from etl.reading.places import load_places
from etl.tables import open_tables
from etl.texts import LANGS, texts
from etl.verbs import lang_of, option, say, verb

TEXTS = Path(__file__).with_name("texts.yaml")
STDIN = "-"


class CheckingError(ZhibiaoError):
    """A draft that cannot be read, or a copy that cannot be written."""


@verb("check-text", TEXTS)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@option(
    "--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True, path=TEXTS
)
@option("--out", type=click.Path(path_type=Path, dir_okay=False), path=TEXTS)
@option("--date", "date", type=click.DateTime(["%Y-%m-%d"]), path=TEXTS)
@option("--place", path=TEXTS)
@tables_options
def check_text(
    file: Path, form: str, out: Path | None, date: datetime | None, place: str | None, data: Path
) -> int:
    """Check a draft; 1 when a figure differs or is of another scope."""
    if place and place not in load_places():
        raise UnknownNameError("place", place, load_places())
    if out and out.suffix.lower() not in copies.WRITERS:
        raise click.UsageError(say("file.format", TEXTS, file=out))
    lang = lang_of()
    draft = _draft(file)
    book = Book(open_tables(data))
    found = check(draft, book, f"{date:%Y-%m-%d}" if date else None, place, own_catalogue(data))
    if form == "jsonl":
        sys.stdout.writelines(showing.as_jsonl(draft, found, book, lang))
    else:
        sys.stdout.write(showing.as_text(draft, found, book, lang))
    if out:
        store.replace(out, copies.WRITERS[out.suffix.lower()](draft, found, book, lang))
        click.echo(say("written", TEXTS, file=out), err=True)
    return 1 if any(one.verdict in WRONG for one in found) else 0


def _draft(file: Path) -> Draft:
    """Read a draft; CheckingError says in one line which file cannot be read and why."""
    try:
        data = sys.stdin.buffer.read() if str(file) == STDIN else file.read_bytes()
        return load(data, "stdin.md" if str(file) == STDIN else file.name)
    except UnreadableError as problem:
        said = {lang: problems.say(str(problem), lang) for lang in LANGS}
        raise _problem("draft.unreadable", file=file, zh=said["zh"], en=said["en"]) from None
    except OSError as problem:
        raise _problem("draft.no_file", file=file, problem=problem.strerror) from None


def _problem(key: str, **values: object) -> CheckingError:
    error = CheckingError(texts(TEXTS).say(key, "en", **values))
    error.zh = texts(TEXTS).say(key, "zh", **values)
    return error
