"""Claims worked out from data: a view's title, its subtitle, and sentences to paste (words/titles.yaml).

A title says no more than the points do: a development needs two comparable points of one definition, a
multiple two exact values, a rank among siblings one date and place. Never a value that is not a point's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.charts import phrases
from dashboard.charts.view import View, labels, name_of, years
from dashboard.data import Data
from dashboard.points import Point, comparable, firm
from etl import times
from etl.numbers import tick, unit_name
from etl.texts import Lang, Texts

LENGTHS: Mapping[Lang, tuple[int, int]] = {"zh": (12, 22), "en": (6, 16)}
"""How long a title may be: Chinese characters (digits and marks not counted), English words."""
SPARE: Mapping[Lang, int] = {"zh": 5, "en": 4}
"""How much longer a title may be that names its place."""
DOUBLE = 2.0


def title(view: View, data: Data, lang: Lang) -> str:
    """Return the claim of `view` in `lang`, of the first length that suits a title.

    A claim that names its place may be longer by SPARE before one that leaves it to the subtitle is taken.
    """
    key, said = _claim(view, data, lang)
    known = phrases.patterns().claims[key][lang]
    variants = [_tidy(one.format(**said), lang) for one in known]
    placed = [variant for one, variant in zip(known, variants, strict=True) if "{place" in one]
    low, high = LENGTHS[lang]
    for some, most in ((placed, high), (placed, high + SPARE[lang]), (variants, high)):
        if suited := next((v for v in some if low <= length(v, lang) <= most), None):
            return suited
    return min(variants, key=lambda v: abs(length(v, lang) - (low + high) / 2))


def length(text: str, lang: Lang) -> int:
    """Return the Chinese characters of `text`, or its English words."""
    if lang == "en":
        return len(text.split())
    return sum("\u4e00" <= char <= "\u9fff" for char in text)


def subtitle(view: View, data: Data, lang: Lang) -> str:
    """Return measure, place, unit and period of `view`."""
    words = phrases.words("subtitles.yaml")
    measures = list(dict.fromkeys(point.measure for point in view.points))
    units = list(dict.fromkeys(_unit(point, lang, words) for point in view.points))
    names = [data.name("metrics", metric, lang) for metric in view.metrics]
    return words.say(
        "line" if len(names) == 1 else "line_many",
        lang,
        metric=names[0],
        topic=data.name("topics", view.chart.topic, lang),
        measure=words.say(f"develop_{view.query.develop}", lang)
        if view.query.develop
        else words.say("comma", lang).join(words.say(f"measure_{m}", lang) for m in measures),
        unit=words.say("comma", lang).join(filter(None, units)),
        places=words.say("comma", lang).join(data.name("places", p, lang) for p in view.places),
        period=_period(view.points, lang),
    )


def sentence(point: Point, data: Data, lang: Lang, sources: str = "") -> str:
    """Return one sentence that states `point` with its date and `sources`, ready to be pasted."""
    patterns = phrases.patterns().sentence
    name = data.name("metrics", point.metric, lang)
    credit = patterns["source"][lang].format(sources=sources) if sources else ""
    kind = point.shape
    if kind == "as_of" and (point.inferred or point.time_kind != "as_of"):
        kind = "unknown" if point.inferred else "span"
    kind = "rank" if point.unit == "rank" and kind in ("span", "as_of") else kind
    subject = phrases.without_total(name) if kind == "open" and lang == "zh" else name
    when, value = point.when(lang), phrases.value(point, lang, subject=subject)
    return patterns[kind][lang].format(
        when=when,
        when_day=phrases.as_day(when),
        when_cap=when[:1].upper() + when[1:],
        place=phrases.place_name(data, point.place, lang),
        metric=subject,
        metric_low=phrases.lower(name),
        stated=phrases.stated(point, subject, value, lang),
        value=value,
        source=credit,
    )


def _claim(view: View, data: Data, lang: Lang) -> tuple[str, dict]:
    """Return the kind of claim that the data bear out, and the fields for its patterns."""
    lead = view.lead
    if view.query.develop:
        return _developed(view, data, lang, lead.points)
    settled = any(one.last not in one.contested for one in view.series)
    if view.form in ("tiles", "latest") and len(view.metrics) > 1 and settled:
        return "list", _list_fields(view, data, lang)
    if view.form == "rows" and _one_moment(view, data):
        return "top", _top_fields(view, data, lang)
    if view.form == "deals" and len(view.points) > 1:
        return "largest_deal", phrases.fields(view, data, lang, max(view.points, key=lambda p: p.value))
    if lead.last in lead.contested and view.form != "rows":
        return "contested", _contested_fields(view, data, lang)
    run = next((r for r in reversed(lead.runs()) if (r and r[-1] is lead.last) or comparable(r)), ())
    if view.form in ("timeline", "bars", "ranks") and comparable(run) and not lead.falls:
        return _development(view, data, lang, run)
    point = (
        max(view.points, key=lambda p: (p.end is not None, p.end or p.start, p.value))
        if view.form == "rows"
        else lead.last
    )
    grown = data.growth(point)
    if grown and grown.bound == "exact" and grown.value and view.form != "rows":
        return _grown(view, data, lang, point, grown.value)
    return ("rank" if point.unit == "rank" else point.shape), phrases.fields(view, data, lang, point)


def _development(view: View, data: Data, lang: Lang, run: Sequence[Point]) -> tuple[str, dict]:
    """Return the claim over a run of comparable points, from its first to its last."""
    last = run[-1]
    first = replace(run[0], unit_text=last.unit_text)
    fields = phrases.fields(view, data, lang, last) | {
        "first_value": phrases.value(first, lang, view.query.scale),
        "first_year": first.at.year,
        "first_when": first.when(lang),
        "first_short": phrases.short_when(first, lang),
        "count": len(run),
    }
    certain = _of_one_year(first) and _of_one_year(last) and _ordered(first, last)
    if not firm((first, last)) or not certain:
        return "both", fields
    if last.unit == "rank":
        return _ranked(run), fields
    if last.months and not last.whole_year:
        return _same_span(view, data, lang, run)
    stated = data.growth(last)
    if len(run) == 2 and first.worked_out and stated and stated.value:
        return _grown(view, data, lang, last, stated.value)
    key = "rise" if last.value > first.value else "fall" if last.value < first.value else "same"
    if first.at.year == last.at.year:
        return f"{key}_in_year", fields
    exact = first.bound == last.bound == "exact" and first.value > 0
    if exact and last.value / first.value >= DOUBLE:
        return "multiple", fields | _times(last.value / first.value, lang)
    return key, fields


def _of_one_year(point: Point) -> bool:
    """Return whether a point's year is known: its date stated, or inferred to lie within one year."""
    return not point.inferred or point.earliest.year == point.end.year


def _ordered(first: Point, last: Point) -> bool:
    """Return whether it is certain which of two values is the larger, whatever their bounds allow."""
    open_up, open_down = ("at_least", "range"), ("at_most", "range")
    if first.value == last.value:
        return first.bound == last.bound == "exact" or first.unit == "rank"
    low, high = sorted((first, last), key=lambda p: p.value)
    return low.bound not in open_up and high.bound not in open_down


def _contested_fields(view: View, data: Data, lang: Lang) -> dict:
    """Return the fields of a title that says which values reports state of the newest time."""
    lead = view.lead
    rivals = [p for p in lead.contested if p.moment == lead.last.moment]
    values = (
        phrases.words("subtitles.yaml")
        .say("comma", lang)
        .join(phrases.value(p, lang, view.query.scale) for p in rivals[:3])
    )
    return phrases.fields(view, data, lang, lead.last) | {"values": values}


def _developed(view: View, data: Data, lang: Lang, run: Sequence[Point]) -> tuple[str, dict]:
    """Return the claim of an index or of growth, its bare name where the words do not bear one out."""
    first, last = run[0], run[-1]
    fields = phrases.fields(view, data, lang, last) | {
        "first_year": first.at.year,
        "first_when": first.when(lang),
    }
    if view.query.develop == "index":
        return ("index" if firm((first, last)) else "index_named"), fields
    if not firm((first, last)) or not last.value:
        return "change_named", fields
    percent = tick(abs(last.value), "percent", lang, "one")
    return ("change_up" if last.value > 0 else "change_down"), fields | {"percent": percent}


def _same_span(view: View, data: Data, lang: Lang, run: Sequence[Point]) -> tuple[str, dict]:
    """Return the claim of a part-year against the same months of an earlier year, else its value alone."""
    last = run[-1]
    same = [p for p in run[:-1] if (p.start.month, p.start.day) == (last.start.month, last.start.day)]
    fields = phrases.fields(view, data, lang, last)
    if not same:
        return "span", fields
    before = replace(same[-1], unit_text=last.unit_text)
    key = "rise" if last.value > before.value else "fall" if last.value < before.value else "same"
    return f"{key}_span", fields | {
        "first_value": phrases.value(before, lang, view.query.scale),
        "first_year": before.at.year,
    }


def _ranked(run: Sequence[Point]) -> str:
    ranks = [p.value for p in run]
    gaps = [b.at.year - a.at.year for a, b in pairwise(run)]
    if len(set(ranks)) == 1 and set(gaps) == {1}:
        return "rank_repeat"
    if ranks[-1] == ranks[0]:
        return "rank"
    return "rank_up" if ranks[-1] < ranks[0] else "rank_down"


def _grown(view: View, data: Data, lang: Lang, point: Point, growth: float) -> tuple[str, dict]:
    percent = tick(abs(growth), "percent", lang, "one")
    return "growth" if growth > 0 else "decline", phrases.fields(view, data, lang, point) | {
        "percent": percent
    }


def _list_fields(view: View, data: Data, lang: Lang) -> dict:
    """Return the fields of a title that lists up to three values of one place and moment."""
    known = [s.last for s in view.series if s.last not in s.contested]
    lead = known[0]
    same = [p for p in known if (p.place, p.when(lang)) == (lead.place, lead.when(lang))]
    comma = phrases.words("subtitles.yaml").say("comma", lang)
    gap = "" if lang == "zh" else " "
    items = [
        name_of(view.chart, data, p.metric, lang) + gap + phrases.value(p, lang, view.query.scale)
        for p in same
    ]
    high = LENGTHS[lang][1]
    fields = phrases.fields(view, data, lang, lead)
    for count in (3, 2, 1):
        listed = comma.join(items[:count])
        if length(listed + fields["place"] + fields["when"], lang) <= high:
            break
    return fields | {"list": listed}


def _one_moment(view: View, data: Data) -> bool:
    """Return whether all points are of one time, and none of their places lies in another."""
    nested = any(data.within(a, b) for a in view.places for b in view.places)
    return len(view.points) > 1 and not nested and len({(p.when("zh"), p.inferred) for p in view.points}) == 1


def _top_fields(view: View, data: Data, lang: Lang) -> dict:
    """Return the fields of a title that names the largest of siblings."""
    top = max(view.points, key=lambda p: p.value)
    fields = phrases.fields(view, data, lang, top)
    metric = name_of(view.chart, data, top.metric, lang) if len(view.metrics) == 1 else None
    group = view.chart.subject.get(lang) or metric or data.name("topics", view.chart.topic, lang)
    name = labels(view, data, lang)[[s.points[0] for s in view.series].index(top)]
    apart = {"place": ""} if len(view.places) > 1 else {}
    return fields | {"name": name, "group": group} | apart


def _times(ratio: float, lang: Lang) -> dict:
    """Return how many times, to one decimal, and the word for about unless it is that exactly."""
    near = round(ratio, 1)
    about = "" if abs(near - ratio) < 1e-9 else phrases.words("subtitles.yaml").say("about", lang)
    return {"times": tick(near, "ratio", lang, "one"), "about": about}


def _period(points: Sequence[Point], lang: Lang) -> str:
    """Return the time of one point, else the years from the first to the last."""
    if len({p.when(lang) for p in points}) == 1:
        return points[0].when(lang)
    span = years(points)
    if span is None:
        return times.unknown(lang)
    words = phrases.words("subtitles.yaml")
    return words.say("years" if span[0] != span[1] else "year", lang, a=span[0], b=span[1])


def _unit(point: Point, lang: Lang, words: Texts) -> str:
    if point.unit in ("count", "per_10k_people") and lang == "zh" and point.unit_text:
        return point.unit_text
    key = f"unit_{point.unit}"
    return words.say(key, lang) if key in words.keys() else unit_name(point.unit, lang)  # noqa: SIM118


def _tidy(text: str, lang: Lang) -> str:
    """Return `text` with a capital first letter in English, and no word said twice in Chinese."""
    doubled = phrases.words("subtitles.yaml").say("total", "zh")
    if lang == "en":
        mark = phrases.words("subtitles.yaml").say("worked_out", lang)
        inner = text.replace(f"{mark})", f", {mark.strip(' ()')})")
        return inner[:1].upper() + inner[1:].replace(") (", ", ")
    return text.replace(doubled * 2, doubled)
