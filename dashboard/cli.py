"""The command `zhibiao`: the verbs of etl.cli, and the dashboard's own: serve, png, doctor."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from dashboard import data as tables
from dashboard import look
from etl import cli, verbs
from etl.library.cli import tables_options
from etl.texts import LANGS

TEXTS = Path(__file__).with_name("cli.yaml")


def option(*names: str, **settings: object):
    """Return an option whose help stands in cli.yaml."""
    return verbs.option(*names, path=TEXTS, **settings)


def say(key: str, **values: object) -> str:
    """Return a text of cli.yaml in the language of the command."""
    return verbs.say(key, TEXTS, **values)


@verbs.verb("serve", TEXTS)
@option("--host", default="127.0.0.1")
@option("--port", type=int, default=8050)
@tables_options
def serve(host: str, port: int, data: Path) -> None:
    """Serve the dashboard until it is stopped."""
    from dashboard import app  # dash takes a second to import, which other verbs need not wait for

    click.echo(say("serving", host=host, port=port), err=True)
    app.run(data, host, port)


@verbs.verb("png", TEXTS)
@click.argument("charts", nargs=-1)
@option("--size", "sizes", multiple=True, default=("slide",))
@option("--lang", "langs", type=click.Choice([*LANGS, "both"]), default="zh")
@option("--theme", default="light")
@option("--format", "format_", type=click.Choice(["png", "svg"]), default="png")
@option("--out", type=click.Path(path_type=Path), default=Path("png"))
@tables_options
def png(
    charts: tuple[str, ...], sizes: tuple[str, ...], langs: str, data: Path, out: Path, **rest: str
) -> int:
    """Write the charts named (all when none is) in the sizes and languages asked for."""
    from dashboard import charts as drawn
    from dashboard import export, pictures

    known = tables.load(data)
    chosen = [drawn.chart(known, name) for name in charts] or list(drawn.charts(known).values())
    names = list(look.SIZES) if "all" in sizes else list(sizes)
    for name in names:
        look.size(name)
    look.theme(rest["theme"])
    wishes = [
        pictures.Wish(chart, size, lang, rest["theme"], rest["format_"])
        for chart in chosen
        for size in names
        for lang in (LANGS if langs == "both" else (langs,))
    ]
    out.mkdir(parents=True, exist_ok=True)
    renderer = export.renderer()
    console = Console(stderr=True)
    made = pictures.make(known, wishes, out, renderer)
    outcomes = list(track(made, say("drawing"), total=len(wishes), console=console, transient=True))
    renderer.close()
    return _report(outcomes, out)


def _report(outcomes: list, out: Path) -> int:
    """Say what was written and what failed; return the exit code."""
    failed = [one for one in outcomes if one.problem]
    click.echo(say("written", count=len(outcomes) - len(failed), out=out), err=True)
    if failed:
        first = failed[0]
        click.echo(say("failed", count=len(failed), name=first.wish.name, problem=first.problem), err=True)
    return 1 if failed else 0


@verbs.verb("doctor", TEXTS)
@tables_options
@option("--out", type=click.Path(path_type=Path), default=Path("png"))
def doctor(data: Path, out: Path) -> int:
    """Say what is there and what is not; the exit code is 1 when something is missing."""
    from dashboard import doctor as examination

    checks = list(examination.examine(data, out))
    for one in checks:
        mark = "✓" if one.good else "✗"
        mend = "" if one.good else f" → {say(f'mend.{one.key}')}"
        click.echo(f"{mark} {say(f'check.{one.key}')} {one.found}{mend}")
    return 0 if all(one.good for one in checks) else 1


def command() -> verbs.Verbs:
    """Return the whole command: the verbs of etl.cli with the dashboard's own mounted."""
    for own in (serve, png, doctor):
        cli.group.add_command(own)
    return cli.group


def main() -> None:
    """Run the command line; the exit code is 0 done, 1 something is wrong, 2 wrong usage."""
    sys.exit(verbs.run(command()))
