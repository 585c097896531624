"""What a title claims holds of the data, on copies of the tables in which later values are other ones."""

import re
from collections.abc import Callable

import made
import pytest

from dashboard.charts import charts, titles, view
from dashboard.charts.view import View
from dashboard.data import Data, load
from dashboard.points import Point
from etl.paths import CURATED
from etl.tables import Tables, contract
from etl.texts import LANGS, Lang

SHAPES: dict[str, Callable[[float, int], float]] = {
    "as they are": lambda value, _: value,
    "later ones lower": lambda value, order: value / (1 + order),
    "later ones higher": lambda value, order: value + order * value // 3,
    "later ones much higher": lambda value, order: value * (1 + 2 * order),
    "all the same": lambda value, _: 40.0,
}
VALUE = r"((?:CNY |over |about |at most |[超约]|不超过)?[\d.,]+[^（）()，,：]*?)"
CLAIMS: dict[Lang, dict[str, str]] = {
    "zh": {
        "rise": rf"由{VALUE}增至{VALUE}(?:（(\d+)—(\d+)年）|$)",
        "fall": rf"由{VALUE}降至{VALUE}(?:（(\d+)—(\d+)年）|$)",
        "multiple": rf"(\d{{4}})年达{VALUE}，约?是(\d{{4}})年的([\d.]+)倍",
        "same": rf"(\d{{4}})—(\d{{4}})年保持{VALUE}$",
        "growth": r"同比(增长|下降)([\d.]+)%",
        "top": r"以(.+)最多，",
    },
    "en": {
        "rise": rf"rose from {VALUE} in (\d+) to {VALUE} in (\d+)$",
        "fall": rf"fell from {VALUE} in (\d+) to {VALUE} in (\d+)$",
        "multiple": rf"reached {VALUE} in (\d+), (?:about )?([\d.]+) times the (\d+) level",
        "same": rf"stayed at {VALUE} from (\d+) to (\d+)$",
        "growth": r"(rose|fell) ([\d.]+)% to",
        "top": r"^(.+) led (?:.+) with",
    },
}


def changed(data: Data, change: Callable[[float, int], float]) -> Data:
    """Return the tables with other levels: `change` gets a value and how many of its metric are older."""
    frame = data.frames["observations"].copy()
    levels = frame[(frame["transform"] == "level") & (frame["unit"] != "rank")]
    for _, rows in levels.sort_values(["period_end", "observation"]).groupby(["metric", "place"]):
        for order, index in enumerate(rows.index):
            frame.loc[index, "value"] = change(rows.loc[index, "value"], order)
    frames = {name: data.frames[name] for name in contract()} | {"observations": frame}
    return Data(Tables(data.path, data.version, frames))


def wrong(title: str, kind: str, found: re.Match, shown: View, data: Data) -> bool:
    """Return whether a claim is not borne out by the points of its view."""
    run = [p for one in shown.series for p in one.points]
    if kind == "top":
        largest = max(run, key=lambda p: p.value)
        return not named(largest, found[1], shown, data)
    if kind == "growth":
        rates = [data.growth(p) for p in run]
        up = found[1] in ("增长", "rose")
        return not any(r and (r.value > 0) == up and f"{abs(r.value):g}" == found[2] for r in rates)
    first, last = ends(shown.lead.points, [int(n) for n in re.findall(r"(?<!\d)\d{4}(?!\d)", title)])
    if kind == "multiple":
        times = next(float(g) for g in found.groups() if re.fullmatch(r"\d+(\.\d+)?", g) and float(g) < 1900)
        return not any(abs(b.value / a.value - times) <= 0.051 for a in first for b in last if a.value)
    orders = {"rise": lambda a, b: b > a, "fall": lambda a, b: b < a, "same": lambda a, b: a == b}
    return not any(orders[kind](a.value, b.value) for a in first for b in last)


def ends(points: tuple[Point, ...], years: list[int]) -> tuple[list[Point], list[Point]]:
    """Return the points of the first and of the last year that a title names, all where it names none."""
    dated = [p for p in points if p.end]
    named = sorted({p.at.year for p in dated} & set(years))
    of = {year: [p for p in dated if p.at.year == year] for year in named} or {0: dated}
    return of[min(of)], of[max(of)]


def named(point: Point, name: str, shown: View, data: Data) -> bool:
    """Return whether a name in a title is that of a point."""
    keys = [("metrics", point.metric), ("places", point.place)]
    names = [*shown.chart.names.get(point.metric, {}).values()]
    names += [data.name(table, key, lang) for table, key in keys for lang in LANGS]
    return any(one and one.lower() in name.lower() for one in names)


NUMBER = re.compile(r"\d[\d,.]*(?<=\d)")


def unknown_numbers(title: str, shown: View, data: Data, lang: Lang) -> set[str]:
    """Return the numbers of a title that no point has as value, date or stated growth, nor claims count."""
    points = shown.points
    said = " ".join(f"{p.text(lang)} {p.when(lang)} {p.at.year if p.end else ''}" for p in points)
    rates = " ".join(f"{abs(rate.value):g}" for p in points if (rate := data.growth(p)))
    counted = {str(n) for one in shown.series for n in range(2, len(one.points) + 1)}
    times = set(re.findall(r"([\d.]+)(?:倍| times)", title))
    metrics = {number for m in shown.metrics for number in NUMBER.findall(data.name("metrics", m, lang))}
    return set(NUMBER.findall(title)) - set(NUMBER.findall(said + " " + rates)) - counted - times - metrics


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("tables", ["made", "shipped"])
def test_every_claim_is_borne_out(shape: str, tables: str) -> None:
    data = changed(made.library() if tables == "made" else load(CURATED), SHAPES[shape])
    seen: set[str] = set()
    for one in charts(data).values():
        shown = view(one, data)
        for lang in LANGS:
            said = titles.title(shown, data, lang)
            assert not unknown_numbers(said, shown, data, lang), said
            for kind, pattern in CLAIMS[lang].items():
                if found := re.search(pattern, said):
                    seen.add(kind)
                    assert not wrong(said, kind, found, shown, data), said
    assert seen, "no title claimed anything"


def test_the_shapes_bring_out_every_kind_of_claim() -> None:
    seen = set()
    for change in SHAPES.values():
        data = changed(made.library(), change)
        said = [titles.title(view(one, data), data, "zh") for one in charts(data).values()]
        seen |= {kind for kind, pattern in CLAIMS["zh"].items() if any(re.search(pattern, t) for t in said)}
    assert seen == set(CLAIMS["zh"])
