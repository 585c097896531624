"""The overview: headline figures with their dates, the newest report, findings, and what was charted."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dash import html

from dashboard.pages import charted, parts
from dashboard.pages.records import FATES, SEVERITIES, records
from dashboard.points import Point, Series, firm
from dashboard.view import View
from etl import datafiles, numbers

PATH = "/"
NAV, NAV_ORDER = "nav_overview", 10
QUERY: dict = {}
TILES = 8
NEW = 8
HEADLINES = datafiles.load(Path(__file__).with_name("headlines.yaml"), list[str])


def title(view: View) -> str:
    """Return the page's title."""
    return view.say("overview_title")


def body(view: View) -> list:
    """Return the overview."""
    series = headlines(view)
    return [
        parts.head(view.say("overview_title"), view.say("overview_lead")),
        html.Ul([_tile(view, one) for one in series], className="tiles"),
        *_lead_chart(view, series),
        html.Div([_newest(view), html.Div([_findings(view), _fates(view)])], className="columns"),
    ]


def headlines(view: View) -> list[Series]:
    """Return one series for each headline metric with data, the newest others where places are left."""
    data = view.data
    chosen = [m for m in HEADLINES if m in data.metrics]
    told = {data.metrics[m]["topic"] for m in chosen}
    others = [m for m in data.metrics if m not in chosen]
    others.sort(key=lambda m: (data.metrics[m]["topic"] not in told, _last_day(view, m)), reverse=True)
    found = [_newest_series(view, m) for m in [*chosen, *_topics_apart(view, others)]]
    return [one for one in found if one][:TILES]


def _topics_apart(view: View, metrics: list[str]) -> list[str]:
    """Return the first metric of each topic before the others."""
    first = {view.data.metrics[m]["topic"]: m for m in reversed(metrics)}
    return [m for m in metrics if m in first.values()] + [m for m in metrics if m not in first.values()]


def _last_day(view: View, metric: str) -> str:
    series = _newest_series(view, metric)
    return str(series.last.end or "") if series else ""


def _newest_series(view: View, metric: str) -> Series | None:
    dated = [one for one in view.data.series([metric]) if one.last.shape not in ("unknown", "plan")]
    return max(dated, key=lambda one: (one.last.end or date.min, len(one.points)), default=None)


def _tile(view: View, series: Series) -> html.Li:
    last = series.last
    name = view.data.name("metrics", series.metric, view.lang)
    chart = charted.chart_of(view.data, series.metric)
    heading = html.A(name, href=view.to(f"/chart/{chart}")) if chart else name
    return html.Li(
        [
            html.H2(heading),
            html.P(parts.value_link(view, last), className="big"),
            html.P([parts.place_name(view, last.place), " · ", *parts.when(view, last)], className="when"),
            *_change(view, series),
            html.P(parts.source(view, last.report), className="from"),
        ],
        className="tile",
    )


def _change(view: View, series: Series) -> list:
    """Return the growth that the report states, else the change since the statement before."""
    run: Sequence[Point] = next((run for run in series.runs() if series.last in run), ())
    strip = [_strip(run)] if len(run) > 1 else []
    stated = view.data.growth(series.last)
    if stated:
        key = "growth_up" if stated.value > 0 else "growth_down"
        said = numbers.say(abs(stated.value), stated.unit, view.lang)
        text = html.A(
            view.say(key, percent=said),
            href=view.to(f"/evidence/{stated.observation}"),
            **{"data-point": stated.observation},
        )
        return [html.P([*strip, text], className="change")]
    if len(run) < 2 or not run[-2].value:
        return [html.P(view.say("single_statement"), className="change none")]
    return [html.P([*strip, _since_before(view, run[-2], run[-1])], className="change")]


def _since_before(view: View, before: Point, last: Point) -> str:
    """Return how a value stands to the one before: as a multiple from the double on, else in percent.

    Where the reports' words do not bear a development out, only the value before is said.
    """
    ratio = last.value / before.value
    if not firm((before, last)):
        key, change = "change_unsaid", ""
    elif ratio >= 2:
        key, change = "change_times", f"{ratio:.1f}"
    else:
        key = "change_same" if ratio == 1 else "change_up" if ratio > 1 else "change_down"
        change = f"{abs(ratio - 1):.1%}"
    return view.say(key, when=before.when(view.lang), value=before.text(view.lang), change=change)


def _strip(run: Sequence[Point]) -> html.Span:
    top = max(point.value for point in run) or 1
    bars = [html.Span(style={"height": f"{max(8, point.value / top * 100):.0f}%"}) for point in run[-12:]]
    return html.Span(bars, className="strip", **{"aria-hidden": "true"})


def _lead_chart(view: View, series: list[Series]) -> list:
    """Return the chart of the first headline."""
    chart = charted.chart_of(view.data, series[0].metric) if series else None
    return [charted.card(view, chart, "large")] if chart else []


def _newest(view: View) -> html.Section:
    """Return what the newest report added."""
    found = records(view.data)
    report = next((row for row in found.reports.values() if not row["problem"]), None)
    if not report:
        return parts.section(view.say("newest"), html.P(view.say("no_reports")))
    added = [p for p in view.data.points if p.report == report["report"] and not p.worked_out]
    items = [
        html.Li(
            [
                html.Span([parts.metric_name(view, p), html.Span(p.when(view.lang), className="quiet")]),
                parts.value_link(view, p),
            ]
        )
        for p in added[:NEW]
    ]
    more = html.P(
        html.A(view.say("newest_all", count=len(added)), href=view.to(f"/report/{report['report']}"))
    )
    return parts.section(
        view.say("newest"),
        [html.P(parts.source(view, report["report"])), html.Ul(items, className="pairs"), more],
        "newest",
    )


def _findings(view: View) -> html.Section:
    found = records(view.data)
    counts = [
        html.Li(
            html.A(
                [parts.severity(view, name), html.Strong(str(found.severities[name]))],
                href=view.to("/findings", severity=name),
            )
        )
        for name in SEVERITIES
    ]
    first = [html.Li(row[f"message_{view.lang}"]) for row in found.findings[:3]]
    return parts.section(
        view.say("attention"), [html.Ul(counts, className="counts"), html.Ul(first, className="caveats")]
    )


def _fates(view: View) -> html.Section:
    """Return how much of what was read is charted."""
    counts = records(view.data).all_fates
    statistics = counts["observed"] + counts["unmapped"]
    share = f"{counts['observed'] / statistics:.0%}" if statistics else "–"
    said = view.say(
        "fates_said",
        all=sum(counts.values()),
        statistics=statistics,
        observed=counts["observed"],
        share=share,
    )
    return parts.section(view.say("fates"), [fate_bar(view, counts), html.P(said)])


def fate_bar(view: View, counts: dict[str, int]) -> html.Div:
    """Return the fates as one bar true to scale, with its parts named below."""
    shares = [
        html.Span(className=f"share {fate}", style={"--share": str(counts[fate])})
        for fate in FATES
        if counts.get(fate)
    ]
    named = [
        html.Li(
            [html.Span(view.say(f"fate_{fate}")), html.Strong(str(counts.get(fate, 0)))],
            className=f"fate {fate}",
        )
        for fate in FATES
    ]
    bar = html.Div(shares, className="shares", **{"aria-hidden": "true"})
    return html.Div([bar, html.Ul(named, className="fates")])
