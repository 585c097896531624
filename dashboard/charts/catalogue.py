"""Which charts there are: the YAML files beside this module, then one automatic chart for every other metric.

A file's stem is the chart's id, its address, its PNG's name and its golden file's. A metric's own chart is
called as the metric with a hyphen for the dot; a file of that name, or of that metric alone, takes its place.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from dashboard.data import Data
from etl import datafiles
from etl.errors import UnknownNameError
from etl.texts import LANGS, Texts, texts

Names = dict[str, str]
FOLDER = Path(__file__).parent
JOIN = "+"
MOST_TOGETHER = 12
"""Metrics in one picture at most."""


class Chart(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One chart: its topic, the question that its data can answer, and the metrics that it shows.

    `subject` is the short noun of its title, `names` shorter names of metrics, `form` a form that the data
    may not choose by itself (tiles). `id` is filled in from the file's name.
    """

    topic: str
    question: Names
    metrics: list[str]
    subject: Names = {}
    names: dict[str, Names] = {}
    places: list[str] = []
    form: str = ""
    id: str = ""
    automatic: bool = False


def charts(data: Data) -> Mapping[str, Chart]:
    """Return every chart that has data, by id: topic by topic, the hand-made ones first."""
    return _charts(data)


def chart(data: Data, name: str) -> Chart:
    """Return the chart called `name`, or the one of several metrics' ids joined by +.

    UnknownNameError gives the nearest names.
    """
    known = _charts(data)
    found = known.get(name) or _together(data, name)
    if found is None:
        raise UnknownNameError("chart", name, known)
    return found


def exists(data: Data, name: str) -> bool:
    """Return whether there is a chart called `name`."""
    return name in _charts(data) or _together(data, name) is not None


def together(metrics: Sequence[str]) -> str:
    """Return the id of the chart that shows some metrics in one picture."""
    return JOIN.join(map(automatic_id, metrics))


def _together(data: Data, name: str) -> Chart | None:
    """Return the chart of the metrics whose ids `name` joins, None where it names others or but one."""
    metrics = [_by_id(data).get(part) for part in dict.fromkeys(name.split(JOIN))]
    if not 1 < len(metrics) <= MOST_TOGETHER or None in metrics:
        return None
    rows = [data.metrics[metric] for metric in metrics]
    question = {}
    for lang in LANGS:
        names = _questions().say("comma", lang).join(row[f"name_{lang}"] for row in rows)
        question[lang] = _questions().say("together", lang, names=names)
    return Chart(topic=rows[0]["topic"], question=question, metrics=metrics, id=name, automatic=True)


@lru_cache(maxsize=2)
def _by_id(data: Data) -> Mapping[str, str]:
    return {automatic_id(metric): metric for metric in data.metrics}


@cache
def handmade() -> Mapping[str, Chart]:
    """Return the charts that have a file, by id; DataFileError names a file with a wrong key or value."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        found[path.stem] = msgspec.structs.replace(datafiles.load(path, Chart), id=path.stem)
    return found


def automatic_id(metric: str) -> str:
    """Return the id of a metric's own chart: no dot."""
    return metric.replace(".", "-")


@lru_cache(maxsize=2)
def _charts(data: Data) -> Mapping[str, Chart]:
    made = {name: one for name, one in handmade().items() if any(m in data.metrics for m in one.metrics)}
    alone = {one.metrics[0] for one in made.values() if len(one.metrics) == 1 and not one.places}
    own = {
        automatic_id(metric): _automatic(metric, row)
        for metric, row in data.metrics.items()
        if metric not in alone and automatic_id(metric) not in made and data.series([metric])
    }
    order = {row: at for at, row in enumerate(data.topics)}
    both = sorted((made | own).values(), key=lambda one: (order.get(one.topic, len(order)), one.automatic))
    return {one.id: one for one in both}


def _automatic(metric: str, row: Mapping) -> Chart:
    own = f"automatic_{row['unit']}"
    key = own if own in _questions().keys() else "automatic"  # noqa: SIM118
    question = {lang: _questions().say(key, lang, name=row[f"name_{lang}"]) for lang in LANGS}
    return Chart(
        topic=row["topic"],
        question=question,
        metrics=[metric],
        id=automatic_id(metric),
        automatic=True,
    )


def _questions() -> Texts:
    return texts(FOLDER / "words" / "questions.yaml")
