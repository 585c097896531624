"""The verbs that make pictures and hold them against the tables: `zhibiao png` and `zhibiao verify`."""

from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from dashboard import data as tables
from dashboard import look
from dashboard.data import Data
from etl import verbs
from etl.library.cli import tables_options
from etl.texts import LANGS

TEXTS = Path(__file__).with_name("picture_verbs.yaml")
option, say = partial(verbs.option, path=TEXTS), partial(verbs.say, path=TEXTS)


@verbs.verb("png", TEXTS)
@click.argument("charts", nargs=-1)
@option("--size", "sizes", multiple=True)
@option("--width", type=int)
@option("--height", type=int)
@option("--dpi", type=int)
@option("--lang", "langs", type=click.Choice([*LANGS, "both"]))
@option("--theme")
@option("--format", "format_", type=click.Choice(["png", "svg"]))
@option("--set", "set_")
@option("--out", type=click.Path(path_type=Path), default=Path("png"))
@tables_options
def png(charts: tuple[str, ...], data: Path, out: Path, **asked: object) -> int:
    """Write the charts named (all when none is), or those of a set, in the sizes and languages asked for."""
    from dashboard import export, pictures

    if asked["set_"] and charts:
        raise click.UsageError(say("set_or_charts"))
    known = tables.load(data)
    sizes = _sizes(asked["sizes"], asked["width"], asked["height"])
    wishes = _wishes(known, charts, sizes, asked)
    for wish in wishes:
        look.theme(wish.theme)
        look.size(wish.size).at(wish.dpi or look.DPI[0])
    out.mkdir(parents=True, exist_ok=True)
    renderer = export.renderer()
    console = Console(stderr=True)
    try:
        made = pictures.make(known, wishes, out, renderer)
        outcomes = list(track(made, say("drawing"), total=len(wishes), console=console, transient=True))
    finally:
        renderer.close()
    return _report(outcomes, out)


def _wishes(known: Data, charts: tuple[str, ...], sizes: list[str], asked: dict) -> list:
    """Return the pictures asked for: those of a set, or every named chart in every size and language."""
    from dashboard import charts as drawn
    from dashboard import sets

    langs = LANGS if asked["langs"] == "both" else (asked["langs"],) if asked["langs"] else ()
    fixed = {"theme": asked["theme"], "format": asked["format_"], "dpi": asked["dpi"]}
    if asked["set_"]:
        return sets.wishes(sets.load(asked["set_"]), known, sizes, langs, **fixed)
    names = charts or drawn.charts(known)
    plain = sets.Set(name={}, pictures=[sets.Entry(chart=name) for name in dict.fromkeys(names)])
    return sets.wishes(plain, known, sizes, langs, **fixed)


def _sizes(names: tuple[str, ...], width: int | None, height: int | None) -> list[str]:
    """Return the sizes asked for, [] when none is; `all` is every named one."""
    if (width is None) != (height is None):
        raise click.UsageError(say("width_and_height"))
    free = [f"{width}x{height}"] if width else []
    asked = dict.fromkeys(part.strip() for name in names for part in name.split(",") if part.strip())
    return [*(look.SIZES if "all" in asked else asked), *free]


def _report(outcomes: list, out: Path) -> int:
    """Say what was written and what failed; return the exit code."""
    failed = [one for one in outcomes if one.problem]
    click.echo(say("written", count=len(outcomes) - len(failed), out=out), err=True)
    for one in failed[:5]:
        problem = one.problem.say(verbs.lang_of())
        click.echo(say("failed", count=len(failed), name=one.wish.name, problem=problem), err=True)
    return 1 if failed else 0


@verbs.verb("verify", TEXTS)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--code", "codes", multiple=True)
@tables_options
def verify(files: tuple[Path, ...], codes: tuple[str, ...], data: Path) -> int:
    """Say of each point of pictures whether it still stands; 1 when one does not or a picture was altered."""
    from dashboard import verify as examination

    if not files and not codes:
        raise click.UsageError(say("files_or_code"))
    known = tables.load(data)
    good = True
    for path in files:
        examined = examination.examine(path.read_bytes(), known)
        good &= examined.good
        _tell(path, examined, known)
    for code in codes:
        coded = examination.decode(code, known)
        good &= coded.time == "now" and coded.exists
        now = {"now": known.version[:8]}
        click.echo(say(f"code.{coded.time}", chart=coded.chart, version=coded.version, **now))
        if not coded.exists:
            click.echo(say("code.no_chart", chart=coded.chart))
    return 0 if good else 1


def _tell(path: Path, examined: object, known: Data) -> None:
    """Print what became of a picture and of each of its points."""
    from dashboard.verify import as_point, words_of

    record, lang = examined.record, verbs.lang_of()
    click.echo(f"{path}: {say(f'making.{examined.making}')}")
    if record is None:
        return
    key = "same_version" if record.version == known.version else "other_version"
    now = {"now": known.version[:8]}
    click.echo(say(key, chart=record.chart, version=record.version[:8], address=record.address, **now))
    for one in examined.verdicts:
        then = as_point(one.then)
        now = one.now.text(lang) if one.now else ""
        why = say(f"why.{one.why}", report=one.now.report or "") if one.why else ""
        words = {"what": words_of(one.then, known, lang), "then": then.text(lang), "now": now, "why": why}
        click.echo(say(f"fate.{one.fate}", **words))
