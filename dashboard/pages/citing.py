"""Citations of reports and charts: GB/T 7714-2015 and an English one, of what is known and nothing else.

An unknown publisher, date or address is left out; an untitled report is named by how it begins, marked so.
The day of access is the reader's own: the browser writes it when the citation is shown, no build knows it.
"""

import flask
from dash import html

from dashboard.pages import parts
from dashboard.pages.records import records
from dashboard.view import TEXTS, View

ACCESS = "{access}"
"""Where the day of access goes in a citation that the browser completes."""


def report(view: View, report_id: str, style: str, access: str = "", words: str = "") -> str:
    """Return a report's citation: GB/T 7714 for the style `zh`, publisher. "title". date for `en`.

    `access` is what stands for the day of access of an online report; nothing by default. An untitled report
    is called so in the language `words`, by default that of the style.
    """
    row = records(view.data).reports[report_id]
    when, url = row["published"] or row["written"], row["url"] or ""
    opening = parts.opening_of(view, report_id)
    pieces = {
        "publisher": row["publisher"] or "",
        "title": row["title"] or TEXTS.say("cite_untitled", words or style, opening=opening),
        "kind": "R/OL" if url else "R",
        "day": when.isoformat() if when else "",
        "url": url,
        "access": access if url else "",
    }
    day = "cite_day" if url else "cite_day_printed"
    dated = [day] if when else ["cite_undated"] if pieces["access"] else []
    keys = [
        *(["cite_publisher"] if row["publisher"] else []),
        "cite_title",
        *dated,
        *(["cite_url"] if url else []),
    ]
    return "".join(TEXTS.say(key, style, **pieces) for key in keys).strip()


def block(view: View, reports: list[str], titles: dict[str, str], address: str) -> list:
    """Return the citations of a chart and of its reports in both styles, each with a button to copy it."""
    whole = (flask.request.host_url.rstrip("/") if flask.has_request_context() else "") + address
    own = {
        lang: TEXTS.say(
            "cite_chart",
            lang,
            title=titles[lang],
            version=view.data.version,
            address=whole,
            access=ACCESS,
        )
        for lang in ("zh", "en")
    }
    return [
        html.Div(
            [
                html.H3(view.say(f"cite_style_{lang}")),
                html.Ol(
                    [_entry(view, text, lang) for text in [own[lang], *_of_reports(view, reports, lang)]]
                ),
            ],
            className="cites",
        )
        for lang in ("zh", "en")
    ]


def _of_reports(view: View, reports: list[str], lang: str) -> list[str]:
    return [report(view, one, lang, ACCESS) for one in reports]


def _entry(view: View, text: str, lang: str) -> html.Li:
    """Return a citation; the day of access is written into `.access` and into what is copied."""
    before, mark, after = text.partition(ACCESS)
    pattern = {"data-access": TEXTS.say("cite_access", lang, day="{day}"), "data-lang": lang}
    day = [html.Span(className="access", **pattern)] if mark else []
    button = html.Button(
        view.say("copy"),
        type="button",
        className="button small",
        **{"data-copy": text, "data-done": view.say("copied")},
        **(pattern if mark else {}),
    )
    return html.Li([html.Span([before, *day, after]), " ", button])
