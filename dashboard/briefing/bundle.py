"""A briefing as a ZIP: each chart's pictures in its set's sizes, its rows as CSV, a README in zh and en."""

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dashboard import chart_files
from dashboard.briefing.content import WORDS, Brief
from dashboard.briefing.sheets import EPOCH
from dashboard.chart_files import Asked
from etl.texts import LANGS


def make(brief: Brief, pictures: Mapping[str, bytes]) -> bytes:
    """Return the briefing's files as ZIP; `pictures` are PNG files by their names."""
    body = io.BytesIO()
    with ZipFile(body, "w") as archive:
        _put(archive, "README.md", _readme(brief, list(pictures)).encode())
        for name, content in pictures.items():
            archive.writestr(ZipInfo(name, EPOCH), content, ZIP_STORED)
        for item in brief.items:
            asked = Asked(
                item.data, item.wish.chart, brief.lang, item.wish.size, item.wish.theme, item.wish.query
            )
            _put(archive, _rows(item.stem, brief.lang), chart_files.csv_of(chart_files.frame(asked)))
    return body.getvalue()


def _put(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(ZipInfo(name, EPOCH), content, ZIP_DEFLATED)


def _rows(stem: str, lang: str) -> str:
    return f"{stem}.{lang}.csv"


def _readme(brief: Brief, pictures: Sequence[str]) -> str:
    """Return what is in the bundle, Chinese first."""
    parts = []
    for lang in LANGS:
        say = lambda key, **values: WORDS.say(key, lang, **values)  # noqa: E731, B023
        parts += [f"# {say('readme_title', name=brief.name)}", say("readme_files")]
        parts.append("\n".join(_entry(brief, item, pictures) for item in brief.items))
        parts.append(say("readme_open"))
        parts.append(f"## {say('sources')}")
        parts.append("\n".join(f"- [{source.number}] {source.citation}" for source in brief.sources))
        parts.append(f"{say('data_to', newest=brief.newest)} · {say('version', version=brief.version)}")
    return "\n\n".join(parts) + "\n"


def _entry(brief: Brief, item: object, pictures: Sequence[str]) -> str:
    own = [name for name in pictures if name.split(".")[0] == item.stem]
    return f"{item.number}. {item.title}: {', '.join([*own, _rows(item.stem, brief.lang)])}"
