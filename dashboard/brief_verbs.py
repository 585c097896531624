"""The verb that writes briefings: `zhibiao brief`."""

from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from dashboard import data as tables
from etl import verbs
from etl.library.cli import tables_options
from etl.texts import LANGS

TEXTS = Path(__file__).with_name("brief_verbs.yaml")
option, say = partial(verbs.option, path=TEXTS), partial(verbs.say, path=TEXTS)


@verbs.verb("brief", TEXTS)
@click.argument("set_", metavar="SET")
@option("--lang", "langs", type=click.Choice([*LANGS, "both"]), default="zh")
@option("--format", "formats", default="pptx,docx,pdf,zip")
@option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("briefing"))
@tables_options
def brief(set_: str, langs: str, formats: str, out: Path, data: Path) -> int:
    """Write the briefing of a set in the languages and formats asked for."""
    from dashboard import export, sets
    from dashboard.briefing import making

    asked = [name.strip() for name in formats.split(",") if name.strip()]
    for name in asked:
        making.known(name)
    chosen, known = sets.load(set_), tables.load(data)
    renderer = export.renderer()
    try:
        made = [making.of_set(chosen, known, lang, renderer) for lang in _langs(langs)]
        out.mkdir(parents=True, exist_ok=True)
        jobs = [(one, name) for one in made for name in asked]
        console = Console(stderr=True)
        for one, name in track(jobs, say("writing"), console=console, transient=True):
            click.echo(making.save(one, name, Path(set_).stem, out))
    finally:
        renderer.close()
    return 0


def _langs(asked: str) -> tuple[str, ...]:
    return LANGS if asked == "both" else (asked,)
