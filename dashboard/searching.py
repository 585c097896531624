"""Search over one version of the tables: metrics, places, reports and sentences that hold every word asked.

Matching is on folded text (Simplified, half-width, lower case), so that either script finds the other. Names
come before texts; within a kind, what begins with the words before what only holds them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from dashboard.data import Data
from dashboard.pages import charted, parts
from dashboard.pages.records import records
from dashboard.view import View
from etl.reading.fold import fold

KINDS = ("metric", "place", "report", "sentence")
AROUND = 40
"""Characters of a sentence shown on each side of the first word found."""


@dataclass(frozen=True)
class Hit:
    """One thing found: its kind, name, what stands beside it, and its address."""

    kind: str
    name: str
    beside: str
    href: str


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    words: str


def search(view: View, asked: str, most: int = 8) -> dict[str, tuple[list[Hit], int]]:
    """Return the best hits of each kind, `most` of each at most, with how many there are; {} for no words."""
    words = plain(asked).split()
    if not words:
        return {}
    found = {}
    for kind in KINDS:
        entries = [entry for entry in _entries(view.data)[kind] if all(word in entry.words for word in words)]
        entries.sort(key=lambda entry: not entry.words.startswith(words[0]))
        found[kind] = ([_HITS[kind](view, entry.key, words) for entry in entries[:most]], len(entries))
    return found


def plain(text: str) -> str:
    """Return a text as it is matched: folded, in lower case."""
    return fold(text).casefold()


@lru_cache(maxsize=2)
def _entries(data: Data) -> dict[str, list[_Entry]]:
    found = records(data)
    return {
        "metric": _listed((m, (row["name_zh"], row["name_en"], m)) for m, row in data.metrics.items()),
        "place": _listed((p, (row["name_zh"], row["name_en"], p)) for p, row in found.places.items()),
        "report": _listed(
            (r, (row["title"], row["publisher"], row["file"])) for r, row in found.reports.items()
        ),
        "sentence": _listed(_sentences(found.figures.values())),
    }


def _listed(pairs: Iterable[tuple[str, tuple]]) -> list[_Entry]:
    return [_Entry(key, plain(" ".join(word for word in words if word))) for key, words in pairs]


def _sentences(reports: Iterable[list[dict]]) -> Iterable[tuple[str, tuple]]:
    """Give each sentence once, by the figure of it that tells most."""
    for figures in reports:
        seen: set[str] = set()
        for figure in sorted(figures, key=lambda row: row["fate"] != "observed"):
            if figure["sentence"] and figure["sentence"] not in seen:
                seen.add(figure["sentence"])
                yield figure["figure"], (figure["sentence"],)


def _metric(view: View, key: str, _words: list[str]) -> Hit:
    row = view.data.metrics[key]
    chart = charted.own_chart(view.data, key)
    href = view.to(f"/chart/{chart}") if chart else view.to("/explore", metric=key)
    return Hit("metric", row[f"name_{view.lang}"], view.data.name("topics", row["topic"], view.lang), href)


def _place(view: View, key: str, _words: list[str]) -> Hit:
    count = sum(point.place == key for point in view.data.points)
    return Hit(
        "place",
        parts.place_name(view, key),
        view.say("values_count", count=count),
        view.to("/place/" + key),
    )


def _report(view: View, key: str, _words: list[str]) -> Hit:
    row = records(view.data).reports[key]
    title = (row["title_en"] if view.lang == "en" else None) or row["title"]
    beside = " · ".join(filter(None, [row["publisher"], parts.dated(view, row)]))
    return Hit("report", title or parts.opening_of(view, key), beside, view.to(f"/report/{key}"))


def _sentence(view: View, key: str, words: list[str]) -> Hit:
    figure = records(view.data).figure[key]
    text = figure["sentence"]
    at = plain(text).find(words[0])
    first, last = max(0, at - AROUND), min(len(text), at + 2 * AROUND)
    cut = ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")
    report = _report(view, figure["report"], words)
    return Hit("sentence", cut, report.name, view.to(f"/report/{figure['report']}") + f"#f-{key}")


_HITS: dict[str, Callable[[View, str, list[str]], Hit]] = {
    "metric": _metric,
    "place": _place,
    "report": _report,
    "sentence": _sentence,
}
