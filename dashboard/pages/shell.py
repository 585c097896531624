"""What every page stands in: skip link, header with navigation and switches, main, footer, evidence panel."""

from types import ModuleType

from dash import html

from dashboard import pages
from dashboard.addresses import AddressError, link
from dashboard.pages import charted
from dashboard.pages.records import records
from dashboard.view import View


def frame(view: View, title: str, body: object, wrong: bool = False) -> list:
    """Return the whole page around `body`; the language switch keeps what is shown unless it is `wrong`."""
    return [
        html.A(view.say("skip"), href="#main", className="skip"),
        _header(view, wrong),
        _frame(view, title, body, wrong),
        _footer(view),
    ]


def _frame(view: View, title: str, body: object, wrong: bool) -> html.Div:
    """Return the page's own part beside the topics; explore has a choice of its own in their place."""
    if view.path == "/explore":
        return html.Div(_main(view, title, body, wrong), className="frame whole")
    return html.Div([_topics(view), _main(view, title, body, wrong)], className="frame")


def _main(view: View, title: str, body: object, wrong: bool) -> html.Main:
    """Return the page's own part, with the address that it was drawn for unless that is a wrong one."""
    drawn_for = {} if wrong else {"data-address": view.here()}
    return html.Main(
        body,
        id="main",
        tabIndex=-1,
        className="main",
        lang=view.say("html_lang"),
        **{"data-title": f"{title} · {view.say('brand')}", "data-path": view.path, **drawn_for},
    )


def _header(view: View, wrong: bool) -> html.Header:
    other = "en" if view.lang == "zh" else "zh"
    there = link("/", {"lang": other}) if wrong else view.here(lang=other)
    brand = html.A(
        [html.Span("指", className="seal", **{"aria-hidden": "true"}), html.Span(view.say("brand"))],
        href=view.to("/"),
        className="brand",
        title=view.say("brand_home"),
    )
    switches = html.Div(
        [
            html.A(
                [view.say("search"), html.Kbd("/")],
                href=view.to("/search"),
                className="switch find",
                **{
                    "data-find": view.say("search_label"),
                    "data-none": view.say("search_none"),
                    "data-all": view.say("search_all"),
                },
            ),
            html.A(
                view.say("other_language"),
                href=there,
                className="switch",
                lang=view.say("other_html_lang"),
                **{"aria-label": view.say("other_language_label")},
            ),
            html.Button(
                view.say("theme"),
                className="switch theme",
                type="button",
                title=view.say("theme_label"),
                **{"data-theme-switch": "1"},
            ),
        ],
        className="switches",
    )
    return html.Header([html.Div([brand, _navigation(view), switches], className="bar")], className="top")


def _navigation(view: View) -> html.Nav:
    named = [page for page in pages.walk().values() if hasattr(page, "NAV")]
    links = [_nav_link(view, page) for page in sorted(named, key=lambda page: page.NAV_ORDER)]
    return html.Nav(links, className="nav", **{"aria-label": view.say("nav_label")})


def _nav_link(view: View, page: ModuleType) -> html.A:
    """Return the way to a page that declares its word (`NAV`), marked there and on the pages inside it."""
    inside = view.path == page.PATH or view.path.startswith(getattr(page, "INSIDE", "\0"))
    current = {"aria-current": "page"} if inside else {}
    return html.A(view.say(page.NAV), href=view.to(page.PATH), **current)


def _topics(view: View) -> html.Nav:
    """Return the topics that have charts, a rail on wide screens and a fold on narrow ones."""
    entries = [_topic_link(view, topic) for topic in records(view.data).topics]
    return html.Nav(
        html.Details(
            [html.Summary(view.say("topics")), html.Ul(entries)],
            open=not view.client.narrow,
            className="topics-fold",
        ),
        className="topics",
        **{"aria-label": view.say("topics")},
    )


def _topic_link(view: View, topic: str) -> html.Li:
    path = f"/topic/{topic}"
    current = {"aria-current": "page"} if view.path == path else {}
    name = view.data.name("topics", topic, view.lang)
    count = len(charted.of_topic(view.data, topic))
    return html.Li(
        html.A(
            [html.Span(name), html.Span(str(count), className="count", **{"aria-hidden": "true"})],
            href=view.to(path),
            **current,
        )
    )


def _footer(view: View) -> html.Footer:
    counts = {name: len(view.data.frames[name]) for name in ("reports", "figures")}
    return html.Footer(
        [
            html.P(view.say("footer", version=view.data.version, **counts)),
            html.P(view.say("footer_rights")),
            html.P(
                [
                    html.A(view.say("verify_title"), href=view.to("/verify")),
                    " · ",
                    html.A(view.say("machine"), href=view.to("/api")),
                ]
            ),
        ],
        className="foot",
        **{"data-version": view.data.version},
    )


def wrong(view: View, problem: AddressError) -> tuple[str, list]:
    """Return title and body that say what is wrong with an address, with links to the nearest right ones."""
    title = view.say("wrong_title_400" if problem.status == 400 else "wrong_title_404")
    kind = view.say(f"wrong_{problem.kind}") if _known(problem.kind) else problem.kind
    near = [html.Li(html.A(name, href=_nearest(view, problem, name))) for name in problem.near]
    hint = [html.P(view.say("wrong_near")), html.Ul(near, className="near")] if near else []
    said = view.say("wrong_400" if problem.status == 400 else "wrong_404", kind=kind, name=problem.name)
    return title, [
        html.P(str(problem.status), className="status", **{"aria-hidden": "true"}),
        html.H1(title),
        html.P(said, className="lead"),
        *hint,
        html.P(html.A(view.say("wrong_home"), href=view.to("/"))),
    ]


def failed(view: View) -> tuple[str, list]:
    """Return title and body of a page that could not be drawn; the log has the reason."""
    title = view.say("failed_title")
    return title, [
        html.H1(title),
        html.P(view.say("failed"), className="lead"),
        html.P(html.A(view.say("wrong_home"), href=view.to("/"))),
    ]


def _known(kind: str) -> bool:
    return kind in ("page", "topic", "chart", "place", "report", "parameter")


def _nearest(view: View, problem: AddressError, name: str) -> str:
    if problem.status == 404:
        return view.to(name if problem.kind == "page" else f"/{problem.kind}/{name}")
    return view.to(view.path, **({} if problem.kind == "parameter" else {problem.kind: name}))
