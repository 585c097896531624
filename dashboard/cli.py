"""The command `zhibiao`: the verbs of etl.cli, and the dashboard's own: serve, png, verify, brief, doctor."""

import sys
from functools import partial
from pathlib import Path

import click

from dashboard.brief_verbs import brief
from dashboard.picture_verbs import png, verify
from etl import cli, verbs
from etl.library.cli import tables_options

TEXTS = Path(__file__).with_name("cli.yaml")
option, say = partial(verbs.option, path=TEXTS), partial(verbs.say, path=TEXTS)


@verbs.verb("serve", TEXTS)
@option("--host", default="127.0.0.1")
@option("--port", type=int, default=8050)
@tables_options
def serve(host: str, port: int, data: Path) -> None:
    """Serve the dashboard until it is stopped."""
    from dashboard import app  # dash takes a second to import, which other verbs need not wait for

    click.echo(say("serving", host=host, port=port), err=True)
    app.run(data, host, port)


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
    for own in (serve, png, verify, brief, doctor):
        cli.group.add_command(own)
    return cli.group


def main() -> None:
    """Run the command line; the exit code is 0 done, 1 something is wrong, 2 wrong usage."""
    sys.exit(verbs.run(command()))
