"""The lines under a chart: sources with what is known of them, notes on bounds, scope and method, the code.

What a report does not say of itself is left out; an untitled one is named by how it begins, marked so.
Words: words/footers.yaml.
"""

import re

from dashboard.charts import events, flags
from dashboard.charts.formulas import formula
from dashboard.charts.phrases import words
from dashboard.charts.view import View
from dashboard.data import Data, Source
from dashboard.forms.marks import number
from dashboard.points import Point, comparable, firm
from etl import times
from etl.texts import Lang

MOST_SOURCES = 3
OPENING = 16
HAN = re.compile("[\u4e00-\u9fff]")
ENDS = ".\u3002"
"""Full stops, which a list of notes does without."""


def sources(view: View, data: Data, lang: Lang, most: int = MOST_SOURCES) -> str:
    """Return the line that names the reports, newest first, `most` of them and how many there are."""
    found = data.sources(view.points)
    named = _say("between", lang).join(credit(one, lang) for one in found[:most])
    if len(found) > most:
        named = _say("more", lang, list=named, count=len(found))
    return _say("sources" if len(found) > 1 else "source", lang, list=named) if named else ""


def credit(source: Source, lang: Lang) -> str:
    """Return a report as a source: publisher, title and date, without what is unknown."""
    title = (source.title_en if lang == "en" else None) or source.title
    publisher = source.publisher or ""
    if title and publisher and title.startswith(publisher):
        publisher = ""
    opening = _shortened(source.opening)
    key = ("titled_zh" if HAN.search(title) else "titled") if title else "untitled"
    text = _say(key, lang, publisher=publisher, title=title, opening=opening).strip()
    return _say("dated", lang, source=text, day=times.on(source.day, lang)) if source.day else text


def _shortened(opening: str) -> str:
    """Return how a report begins, cut with an ellipsis where it is long, never within a number."""
    if len(opening) <= OPENING:
        return opening
    return re.sub(r"[\d.,\s]+$", "", opening[:OPENING]) + "…"


def notes(view: View, data: Data, lang: Lang) -> str:
    """Return the line of notes that the view needs, or nothing."""
    found = [
        *_events(view, data, lang),
        *(f"{flag.number}{flag.words[lang].rstrip(ENDS)}" for flag in flags.shown(view, data)),
        *_marks(view, lang),
        *_worked_out(view, data, lang),
        *_scope(view, data, lang),
    ]
    return _say("notes", lang, list=_say("between", lang).join(found)) if found else ""


def code(view: View, data: Data, lang: Lang) -> tuple[str, str]:
    """Return the date of the data and the printed code: chart and data version."""
    newest = _say("newest", lang, day=times.on(data.newest, lang)) if data.newest else ""
    return newest, _say("code", lang, chart=view.chart.id, version=data.version[:8])


def _events(view: View, data: Data, lang: Lang) -> list[str]:
    """Return what the numbered uprights stand for."""
    said = [
        _say("event", lang, number=number(at), day=one.when(lang), title=one.title[lang])
        for at, one in enumerate(events.shown(view, data))
    ]
    return [_say("comma", lang).join(said)] if said else []


def _marks(view: View, lang: Lang) -> list[str]:
    """Return what the signs in the picture mean, those that are there."""
    points, axes = view.points, view.form not in ("tiles", "latest")
    dated = [p for p in points if p.end]
    keys = {
        "bound": axes and any(p.bound in ("at_least", "at_most") for p in points),
        "inferred": view.form == "timeline" and any(p.inferred for p in dated),
        "inferred_plain": view.form != "timeline" and any(p.inferred and p.shape != "open" for p in dated),
        "planned": any(p.shape == "plan" for p in points),
        "open": any(p.shape == "open" for p in points),
        "undated": any(p.shape == "unknown" for p in points),
        "corrected": any(p.correction for p in points),
        "contested": bool(view.contested),
        "falls": view.form == "timeline" and any(one.falls for one in view.series),
    }
    return [_say(key, lang) for key, holds in keys.items() if holds]


def _worked_out(view: View, data: Data, lang: Lang) -> list[str]:
    """Return how hollow values were worked out."""
    formulas = [
        _say("hollow_years", lang, value=_with_interval(p, lang), formula=formula(p, data, lang))
        for p in view.points
        if p.worked_out and p.formula
    ]
    between = _say("between", lang)
    key = "worked_out" if view.form in ("tiles", "latest") else "hollow"
    return [_say(key, lang, formula=between.join(formulas[:3]))] if formulas else []


def _with_interval(point: Point, lang: Lang) -> str:
    """Return time and value of a worked-out point, with the interval that its inputs' rounding allows."""
    said = f"{point.when(lang)}{'' if lang == 'zh' else ': '}{point.text(lang)}"
    if point.bound != "range" or point.low is None or point.high is None:
        return said
    interval = point.interval(lang)
    return said if interval in said else _say("interval", lang, value=said, interval=interval)


def _scope(view: View, data: Data, lang: Lang) -> list[str]:
    """Return notes on what is not drawn, on definitions, and on places within places."""
    found = []
    if view.left_out:
        places = {one.place for one in view.left_out}
        elsewhere = len(places) == len(view.left_out) and not places & set(view.places)
        key = "left_out_places" if elsewhere and len(view.metrics) == 1 else "left_out"
        found.append(_say(key, lang, count=len(view.left_out)))
    if view.older:
        found.append(_say("older", lang, count=view.older))
    if view.increments:
        found.append(_say("increments", lang, count=view.increments))
    inside = [p for one in view.series for p in one.inside()] if view.form == "bars" else []
    if inside:
        values = [f"{p.when(lang)}{'' if lang == 'zh' else ' '}{p.text(lang)}" for p in inside[:3]]
        found.append(_say("inside", lang, list=_say("between", lang).join(values)))
    if view.form in ("timeline", "bars") and any(one.breaks for one in view.series):
        found.append(_say("break", lang))
    joined = [p for one in view.series for run in one.runs() if comparable(run) for p in run]
    if view.form == "timeline" and not firm(joined):
        found.append(_say("assumed", lang))
    pairs = [(a, b) for a in view.places for b in view.places if data.within(a, b)]
    if pairs and view.form in ("timeline", "rows", "bars"):
        inner, outer = (data.name("places", place, lang) for place in pairs[0])
        found.append(_say("within", lang, inner=inner, outer=outer))
    return found


def _say(key: str, lang: Lang, **values: object) -> str:
    return words("footers.yaml").say(key, lang, **values)
