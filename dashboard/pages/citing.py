"""Citations of reports and charts: GB/T 7714-2015 and an English one, of what is known and nothing else.

An unknown publisher, date or address is left out; an untitled report is named by how it begins, marked so.
"""

import flask
from dash import html

from dashboard.pages import parts
from dashboard.pages.records import records
from dashboard.view import TEXTS, View


def report(view: View, report_id: str, lang: str) -> str:
    """Return a report's citation: GB/T 7714 for `zh`, publisher (date). "title" for `en`."""
    row = records(view.data).reports[report_id]
    title = row["title"] or TEXTS.say("cite_untitled", lang, opening=parts.opening_of(view, report_id))
    when = row["published"] or row["written"]
    pieces = {
        "publisher": row["publisher"] or "",
        "title": title,
        "kind": "R/OL" if row["url"] else "R",
        "day": when.isoformat() if when else "",
        "url": row["url"] or "",
    }
    keys = ["cite_publisher"] if row["publisher"] else []
    keys += ["cite_title", *(["cite_day"] if when else []), *(["cite_url"] if row["url"] else [])]
    return "".join(TEXTS.say(key, lang, **pieces) for key in keys).strip()


def block(view: View, reports: list[str], titles: dict[str, str], address: str) -> list:
    """Return the citations of a chart and of its reports in both styles, each with a button to copy it."""
    whole = (flask.request.host_url.rstrip("/") if flask.has_request_context() else "") + address
    own = {
        lang: TEXTS.say("cite_chart", lang, title=titles[lang], version=view.data.version, address=whole)
        for lang in ("zh", "en")
    }
    return [
        html.Div(
            [
                html.H3(view.say(f"cite_style_{lang}")),
                html.Ol([_entry(view, own[lang]), *(_entry(view, report(view, r, lang)) for r in reports)]),
            ],
            className="cites",
        )
        for lang in ("zh", "en")
    ]


def _entry(view: View, text: str) -> html.Li:
    button = html.Button(
        view.say("copy"),
        type="button",
        className="button small",
        **{"data-copy": text, "data-done": view.say("copied")},
    )
    return html.Li([html.Span(text), " ", button])
