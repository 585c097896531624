"""A briefing as PDF: one print layout (print.html), set by the Chromium that draws the charts.

Word and LibreOffice need not be there, and charts stay drawings: sharp in any size, their words searchable.
"""

import base64
import re
from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup, escape
from playwright.sync_api import Error, sync_playwright

from dashboard import export, look
from dashboard.briefing import outline
from dashboard.briefing.content import Brief
from dashboard.export import ExportError, MissingError

SERIF = 'Latin, "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", serif'
SANS = '"Latin Sans", "SimHei", "黑体", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
LATIN, QUOTES = "U+20-7E, U+A0-24F, U+2022", ", U+2010-2027"
"""Characters of the Latin fonts; quotation marks and dashes are theirs in English, Chinese ones else."""
TEMPLATE = Path(__file__).with_name("print.html")
TIMEOUT_MS = 60_000
_REFERENCES = re.compile(r"(.?)((?:\[\d+\])+)")
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


def html(brief: Brief, pictures: Mapping[int, bytes]) -> str:
    """Return the print layout as one HTML file; `pictures` are SVG files by the number of their chart."""
    named = {
        number: "data:image/svg+xml;base64," + base64.b64encode(content).decode()
        for number, content in pictures.items()
    }
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        brief=brief,
        lang="zh-CN" if brief.lang == "zh" else "en",
        blocks=[(type(block).__name__, block) for block in outline.outline(brief)],
        pictures=named,
        page=brief.say("page", page="\0").split("\0"),
        dated=brief.dated,
        colors=look.theme("light"),
        serif=Markup(SERIF),
        sans=Markup(SANS),
        refer=_referring,
        latin=LATIN + (QUOTES if brief.lang == "en" else ""),
    )


def make(brief: Brief, pictures: Mapping[int, bytes]) -> bytes:
    """Return the briefing as PDF, with an outline, tagged for screen readers, without its date.

    Raises export.MissingError without Chromium, export.ExportError when it fails.
    """
    path = export.browser_path()
    if path is None:
        raise MissingError.about("machine.chromium")
    try:
        with sync_playwright() as engine:
            browser = engine.chromium.launch(executable_path=path, args=list(export.FLAGS))
            page = browser.new_page()
            page.set_default_timeout(TIMEOUT_MS)
            page.set_content(html(brief, pictures))
            page.evaluate("document.fonts.ready")
            made = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            browser.close()
    except Error as problem:
        first = str(problem).strip().splitlines()[0]
        raise ExportError(f"{brief.name}: the PDF could not be printed: {first}") from problem
    return _DATES.sub(rb"/\1 (D:20000101000000", made)


def _referring(text: str) -> Markup:
    """Return text as HTML whose references to sources stand raised, on the line of the character before."""
    made, at = Markup(""), 0
    for found in _REFERENCES.finditer(text):
        raised = Markup('{}<span class="kept">{}<sup>{}</sup></span>')
        made += raised.format(text[at : found.start()], found[1], found[2])
        at = found.end()
    return made + escape(text[at:])
