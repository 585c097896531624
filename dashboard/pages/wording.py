"""Charts in words: a description that reads as prose, and values beside those of the year before.

Everything is worked out from the points that the chart shows; nothing is claimed that it does not draw.
"""

from datetime import date

from dashboard.charts import footers
from dashboard.charts.view import labels
from dashboard.pages import charted, parts
from dashboard.points import Point, Series
from dashboard.view import View

MOST = 6
"""Values of a series that are said one by one; of a longer one only the first and the last."""


def description(view: View, name: str) -> list[str]:
    """Return paragraphs for those who do not see a chart: its claim, each series, where it comes from."""
    shown = charted.shown(view, name)
    if not shown:
        return [view.say("no_points")]
    names = labels(shown, view.data, view.lang)
    said = [_series(view, one, label) for one, label in zip(shown.series, names, strict=True)]
    claim = charted.title(view, name)
    sources = footers.sources(shown, view.data, view.lang)
    stop, gap = view.say("stop"), view.say("gap")
    return [f"{claim}{stop}{gap.join(said)}", *([f"{sources}{stop}"] if sources else [])]


def _series(view: View, one: Series, label: str) -> str:
    """Return one series as a sentence."""
    points = [*one.points] if len(one.points) <= MOST else [one.points[0], one.points[-1]]
    values = view.say("list_semicolon").join(_value(view, point) for point in points)
    key = "prose_series" if len(points) == len(one.points) else "prose_long"
    return view.say(key, name=label, values=values, count=len(one.points))


def _value(view: View, point: Point) -> str:
    how = view.say("prose_worked_out") if point.worked_out else ""
    value = point.text(view.lang, charted.query_of(view).scale)
    return view.say("prose_value", when=point.when(view.lang), value=value, how=how)


def year_before(view: View, points: list[Point]) -> list[str]:
    """Return a line for each flow whose series holds the same span of the year before."""
    spans = {(p.series, p.start, p.end): p for p in points if p.shape == "span" and p.start and p.preferred}
    lines = []
    for (series, start, end), point in spans.items():
        before = spans.get((series, _earlier(start), _earlier(end)))
        if before and before.value:
            lines.append(_compared(view, point, before))
    return lines


def _earlier(day: date) -> date:
    """Return the same day of the year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _compared(view: View, point: Point, before: Point) -> str:
    percent = (point.value / before.value - 1) * 100
    key = "year_before_up" if percent > 0 else "year_before_down" if percent < 0 else "year_before_same"
    return view.say(
        key,
        name=f"{parts.place_name(view, point.place)} · {parts.metric_name(view, point)}",
        when=point.when(view.lang),
        value=point.text(view.lang),
        before=before.text(view.lang),
        then=before.when(view.lang),
        percent=f"{abs(percent):.1f}",
        how=view.say("prose_worked_out") if point.worked_out or before.worked_out else "",
    )
