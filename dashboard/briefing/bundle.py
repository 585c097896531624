"""A briefing as a ZIP: each chart's pictures in its set's sizes, its rows as CSV, a README."""

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dashboard import chart_files
from dashboard.briefing.content import Brief, Item, marks
from dashboard.briefing.sheets import EPOCH
from dashboard.chart_files import Asked


def make(brief: Brief, pictures: Mapping[str, bytes]) -> bytes:
    """Return the briefing's files as ZIP; `pictures` are PNG files by their names."""
    body = io.BytesIO()
    with ZipFile(body, "w") as archive:
        _put(archive, "README.txt", _readme(brief, list(pictures)).encode("utf-8-sig"))
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
    """Return what is in the bundle and how it is used, as plain text for whoever opens it in an editor."""
    notes = [f"- {brief.say(key)}" for key in ("readme_pictures", "readme_rows", "readme_check")]
    parts = [
        ("readme_charts", [_entry(brief, item, pictures) for item in brief.items]),
        ("readme_use", notes),
        ("caveats", [f"- {text}" for text in brief.caveats]),
        ("sources", [f"[{source.number}] {source.citation}" for source in brief.sources]),
    ]
    head = [brief.say("readme_title", name=brief.name), brief.intro, brief.dated]
    ordinals = brief.say("ordinals").split()
    kept = [(key, lines) for key, lines in parts if lines]
    body = [
        "\n".join([brief.say("heading", ordinal=ordinal, text=brief.say(key)), "", *lines])
        for ordinal, (key, lines) in zip(ordinals, kept, strict=False)
    ]
    return "\n\n".join([*head, *body, brief.say("readme_other")]) + "\n"


def _entry(brief: Brief, item: Item, pictures: Sequence[str]) -> str:
    """Return a chart's claim, what it shows, its files and its sources."""
    own = [name for name in pictures if name.split(".")[0] == item.stem]
    files = brief.say("list_comma").join([*own, _rows(item.stem, brief.lang)])
    lines = [f"{item.number}. {item.title}{marks(item.sources)}", item.subtitle]
    return "\n   ".join([*lines, brief.say("readme_files", files=files)])
