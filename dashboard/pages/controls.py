"""What a reader sets on a chart's page: places, span, kind of times and values, day of knowledge, unit.

Each setting is a link to the same page with another parameter, so that the address holds all of it; only
settings that change something for the chart at hand are offered.
"""

from dataclasses import replace

from dash import html

from dashboard import addresses
from dashboard.charts.developing import WAYS
from dashboard.pages import charted, parts
from dashboard.pages.records import records
from dashboard.points import Point
from dashboard.view import View

SCALES = ("yi", "wan", "one")
FEW = 8
"""Places that stand side by side; more go into a fold."""
QUERY: dict = {
    "place": addresses.some_of(lambda data: records(data).places),
    "from": addresses.day,
    "to": addresses.day,
    "times": addresses.choices("yearly"),
    "values": addresses.choices("stated"),
    "known": addresses.day,
    "scale": addresses.choices(*SCALES),
    "events": addresses.choices("on"),
    "findings": addresses.choices("on"),
    "develop": addresses.choices(*WAYS),
}


def bar(view: View) -> html.Details:
    """Return the settings of the chart that the view names."""
    every = charted.every(view, view.name)
    groups = [
        _places(view, every),
        span(view, every),
        _either(view, "times", "yearly", [p.yearly for p in every]),
        _either(view, "values", "stated", [not p.worked_out for p in every]),
        _develop(view),
        _scale(view, every),
        _marks(view, every),
        _known(view),
    ]
    return folded(view, [group for group in groups if group])


def folded(view: View, groups: list) -> html.Details:
    """Return settings in the open, on a phone in a fold that says how many of them are set."""
    asked = sum(name in view.query for name in QUERY)
    said = view.say("settings_set", count=asked) if asked else view.say("settings")
    return html.Details(
        [html.Summary(said), html.Div(groups, className="controls")],
        open=not view.client.narrow,
        className="settings",
    )


def place_chips(view: View, places: list[str]) -> html.Div:
    """Return a switch for each place and one for all; many places fold together."""
    asked = view.asked("place")
    every = parts.chip(view.say("all_places"), view.here(place=None, point=None), not asked)
    some = [
        (
            parts.place_name(view, place),
            view.here(place=",".join(toggled(asked, place)) or None, point=None),
            place in asked,
            f"place:{place}",
        )
        for place in places
    ]
    if len(some) <= FEW:
        return parts.chips(view.say("col_place"), [every, *(parts.chip(*one) for one in some)])
    chosen = [parts.chip(*one) for one in some if one[2]]
    more = parts.menu(view.say("more_places", count=len(some)), some, view.say("sift_places"))
    return parts.chips(view.say("col_place"), [every, *chosen, more])


def toggled(names: list[str], name: str) -> list[str]:
    """Return the names with one more, or one less when it was among them."""
    return [n for n in names if n != name] if name in names else [*names, name]


def _places(view: View, points: list[Point]) -> html.Div | None:
    used = {point.place for point in points}
    here = [place for place in records(view.data).places if place in used]
    return place_chips(view, here) if len(here) > 1 else None


def span(view: View, points: list[Point]) -> html.Div | None:
    """Return the choice of the first and the last year, where there are some."""
    years = sorted({p.end.year for p in points if p.end})
    if len(years) < 2:
        return None
    return parts.chips(view.say("span"), [_year_menu(view, key, years) for key in ("from", "to")])


def _year_menu(view: View, key: str, years: list[int]) -> html.Details:
    asked = view.query.get(key)
    options = [(view.say("any_year"), view.here(**{key: None, "point": None}), asked is None)]
    options += [(str(y), view.here(**{key: str(y), "point": None}), asked == str(y)) for y in years]
    return parts.menu(view.say(f"span_{key}", year=asked or view.say("any_year")), options)


def _either(view: View, name: str, value: str, kept: list[bool]) -> html.Div | None:
    """Return a choice between all points and those of one kind, where it leaves some and not all."""
    if (all(kept) or not any(kept)) and name not in view.query:
        return None
    chosen = view.query.get(name)
    every = parts.chip(view.say(f"kept_{name}_all"), view.here(**{name: None, "point": None}), chosen is None)
    one = parts.chip(
        view.say(f"kept_{name}_{value}"), view.here(**{name: value, "point": None}), chosen == value
    )
    return parts.chips(view.say(name), [every, one])


def _develop(view: View) -> html.Div | None:
    """Return the ways to show a development, where there is one."""
    if "develop" not in view.query and not charted.develops(view, view.name):
        return None
    return ways(view)


def ways(view: View) -> html.Div:
    """Return the switch between levels, index and growth."""
    asked = view.query.get("develop")
    levels = parts.chip(view.say("develop_levels"), view.here(develop=None, point=None), asked is None)
    others = [
        parts.chip(view.say(f"develop_{way}"), view.here(develop=way, point=None), asked == way)
        for way in WAYS
    ]
    return parts.chips(view.say("develop"), [levels, *others])


def _marks(view: View, points: list[Point]) -> html.Div | None:
    """Return switches for what is laid over the chart: milestones and findings, where it has some."""
    has = {
        "events": bool(charted.laid_events(view, view.name)),
        "findings": bool(findings_on(view, points)),
    }
    shown = [name for name, there in has.items() if there or name in view.query]
    chips = [
        parts.chip(
            view.say(f"mark_{name}"),
            view.here(**{name: None if name in view.query else "on"}),
            name in view.query,
        )
        for name in shown
    ]
    return parts.chips(view.say("marks"), chips) if chips else None


def findings_on(view: View, points: list[Point]) -> list[dict]:
    """Return the findings on the metrics and places of some points."""
    about = {(point.metric, point.place) for point in points}
    return [row for row in records(view.data).findings if (row["metric"], row["place"]) in about]


def _scale(view: View, points: list[Point]) -> html.Div | None:
    if view.lang != "zh" or not points or points[0].unit != "CNY":
        return None
    asked = view.query.get("scale")
    auto = parts.chip(view.say("scale_auto"), view.here(scale=None), asked is None)
    others = [parts.chip(view.say(f"scale_{s}"), view.here(scale=s), asked == s) for s in SCALES]
    return parts.chips(view.say("unit"), [auto, *others])


def _known(view: View) -> html.Div | None:
    """Return the days on which the chart's reports came out: a fold of links, with a slider by the script."""
    today = view if view.newest is None else replace(view, data=view.newest)
    points = charted.every(today, view.name)
    days = [day.isoformat() for day in sorted({p.known_since for p in points if p.known_since})]
    if len(days) < 2:
        return None
    asked = view.query.get("known")
    options = [(day, view.here(known=day, point=None), asked == day) for day in days[:-1]]
    options.append((view.say("known_now"), view.here(known=None, point=None), asked is None))
    label = view.say("known_on", day=asked) if asked else view.say("known_now")
    slider = html.Div(
        className="slider",
        **{"data-slider": "known", "data-days": ",".join(days), "aria-label": view.say("known")},
    )
    return parts.chips(view.say("known"), [parts.menu(label, options), slider])
