"""How a command of `zhibiao` speaks: help and messages in zh and en from YAML, errors in a line or two.

`dashboard.cli` adds its own verbs with the same `verb` and `option`. Exit codes: 0 done, 1 something is
wrong, 2 wrong usage; a traceback only with `--debug`.
"""

import locale
import os
import sys
import traceback
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import click

from etl.errors import UnknownNameError, ZhibiaoError, nearest
from etl.texts import LANGS, Lang, texts

OWN_TEXTS = Path(__file__).with_name("cli_texts.yaml")


def default_lang() -> Lang:
    """Return en when the locale asks for English, zh otherwise."""
    asked = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    asked = asked or (locale.getlocale()[0] or "")
    return "en" if asked.lower().startswith("en") else "zh"


def lang_of(context: click.Context | None = None) -> Lang:
    """Return the language of the running command."""
    context = context or click.get_current_context(silent=True)
    return context.find_root().meta.get("zhibiao.lang", default_lang()) if context else default_lang()


def say(key: str, /, path: Path = OWN_TEXTS, **values: object) -> str:
    """Return the text of `key` in the language of the running command."""
    return texts(path).say(key, lang_of(), **values)


class Option(click.Option):
    """An option whose help is the text `option.<name>`, or `option.<verb>.<name>` where a verb says more."""

    def __init__(self, *args: object, path: Path = OWN_TEXTS, **kwargs: object) -> None:
        self.path = path
        super().__init__(*args, **kwargs)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line in the help, in the language of the command."""
        known = texts(self.path).keys()
        key = f"option.{ctx.info_name}.{self.name}"
        self.help = texts(self.path).say(key if key in known else f"option.{self.name}", lang_of(ctx))
        return super().get_help_record(ctx)


class Formatter(click.HelpFormatter):
    """Help pages with headings in the language of the command."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, f"{say('help.usage')} ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(say(f"help.{heading.lower()}"))


class Context(click.Context):
    """A context that writes help with `Formatter`."""

    formatter_class = Formatter


class _Speaking:
    """Help texts by the command's name: `<verb>.help`."""

    context_class = Context
    path = OWN_TEXTS
    name: str | None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its own help in the language of the command."""
        found = super().get_help_option(ctx)
        if found:
            found.help = say("option.help")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help."""
        return texts(self.path).say(f"{self.name}.help", lang_of()).splitlines()[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help text."""
        formatter.write("\n")
        for line in texts(self.path).say(f"{self.name}.help", lang_of(ctx)).splitlines():
            formatter.write(f"  {line}\n")


class Verb(_Speaking, click.Command):
    """One verb."""


class Verbs(_Speaking, click.Group):
    """The group of all verbs; a wrong verb gets the nearest right ones."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple:
        """Find the verb; UnknownNameError names the nearest ones."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise UnknownNameError("command", args[0], self.commands)
        return super().resolve_command(ctx, args)


def verb(name: str, path: Path = OWN_TEXTS) -> Callable[[Callable], Verb]:
    """Return the decorator that makes a function the verb `name`, its texts taken from `path`."""

    def decorate(function: Callable) -> Verb:
        command = click.command(name, cls=Verb, context_settings={"help_option_names": ["-h", "--help"]})(
            function
        )
        command.path = path
        return command

    return decorate


def option(*names: str, path: Path = OWN_TEXTS, **settings: object) -> Callable:
    """Return click's option decorator with help from YAML."""
    return click.option(*names, cls=Option, path=path, **settings)


def root(name: str) -> Verbs:
    """Return the group that takes `--lang` and `--debug`."""

    def keep_lang(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value:
            ctx.find_root().meta["zhibiao.lang"] = value

    @click.group(name, cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
    @option("--lang", type=click.Choice(LANGS), callback=keep_lang, is_eager=True, expose_value=False)
    @option("--debug", is_flag=True, expose_value=False)
    def group() -> None:
        """Take the options that hold for every verb."""

    return group


def run(group: Verbs, args: list[str] | None = None) -> int:
    """Run the command line and return its exit code; errors go to standard error in a line or two."""
    args = sys.argv[1:] if args is None else args
    try:
        code = group.main(args=args, prog_name="zhibiao", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Abort:
        return _fail(texts(OWN_TEXTS).say("interrupted", _lang_in(args)), 1)
    except UnknownNameError as problem:
        return _fail(problem.say(_lang_in(args)), 2)
    except click.UsageError as problem:
        return _fail(_usage(problem, _lang_in(args)), 2)
    except (ZhibiaoError, click.ClickException, OSError) as problem:
        if "--debug" in args:
            traceback.print_exc()
        said = problem.say(_lang_in(args)) if isinstance(problem, ZhibiaoError) else None
        return _fail(said or getattr(problem, "message", None) or str(problem), 1)
    except Exception as problem:
        if "--debug" in args:
            raise
        what = {"what": f"{type(problem).__name__}: {problem}"}
        return _fail(texts(OWN_TEXTS).say("unexpected", _lang_in(args), **what), 1)


def _lang_in(args: list[str]) -> Lang:
    """Return the language that a command line asks for, once the command itself is over."""
    asked = [after for before, after in pairwise(["", *args]) if before == "--lang"]
    asked += [arg.removeprefix("--lang=") for arg in args if arg.startswith("--lang=")]
    return next((lang for lang in LANGS if lang in asked), default_lang())


def _usage(problem: click.UsageError, lang: Lang) -> str:
    """Return what is wrong with a command line; rarer faults in click's own words."""
    said = texts(OWN_TEXTS)
    message = problem.format_message()
    context = problem.ctx
    if isinstance(problem, click.NoSuchOption) and context:
        known = [name for parameter in context.command.params for name in parameter.opts]
        near = nearest(problem.option_name, known, 1)
        key = "usage.no_option_near" if near else "usage.no_option"
        message = said.say(key, lang, name=problem.option_name, near="".join(near))
    elif isinstance(problem, click.MissingParameter) and problem.param:
        named = problem.param.param_type_name == "option"
        name = problem.param.opts[0] if named else problem.param.make_metavar(context)
        message = said.say("usage.missing", lang, name=name)
    elif isinstance(problem, click.BadParameter) and problem.param:
        name = problem.param.opts[0] if problem.param.param_type_name == "option" else problem.param.name
        message = said.say("usage.bad", lang, name=name, problem=problem.message)
    return message + (f" ({context.command_path} --help)" if context else "")


def _fail(message: str, code: int) -> int:
    click.echo(f"zhibiao: {message}", err=True)
    return code
