"""docs/commands.md, made from the live `--help` of every verb, so that the page cannot miss one.

`python -m dashboard.command_docs` writes it; a test fails when it is stale and names that command.
"""

import click

from dashboard.cli import command
from etl import store, verbs
from etl.paths import ROOT
from etl.texts import LANGS, Lang, texts

PAGE = ROOT / "docs" / "commands.md"
COMMAND = "python -m dashboard.command_docs"
_WIDTH = 100


def page() -> str:
    """Return the whole page: the help of the group, then of each verb, in zh and en."""
    group = command()
    words = texts(ROOT / "dashboard" / "cli.yaml")
    head = "\n\n".join(words.say("docs.head", lang, command=COMMAND) for lang in LANGS) + "\n"
    names = sorted(group.commands)
    return "\n".join([head, _section(group, None), *(_section(group, name) for name in names)])


def _section(group: verbs.Verbs, name: str | None) -> str:
    helps = "\n".join(_help(group, name, lang) for lang in LANGS)
    return f"## zhibiao{f' {name}' if name else ''}\n\n```text\n{helps}```\n"


def _help(group: verbs.Verbs, name: str | None, lang: Lang) -> str:
    with _context(group, "zhibiao") as context:
        context.meta["zhibiao.lang"] = lang
        if name is None:
            return _lines(group.get_help(context))
        verb = group.commands[name]
        with _context(verb, name, context) as below:
            return _lines(verb.get_help(below))


def _context(verb: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    """Return the context in which a command would run, at the width of the page."""
    return verbs.Context(verb, info_name=name, parent=parent, terminal_width=_WIDTH, **verb.context_settings)


def _lines(text: str) -> str:
    """Return the help without spaces at line ends, which some editors would take away."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


if __name__ == "__main__":
    store.replace(PAGE, page().encode())
    click.echo(PAGE)
