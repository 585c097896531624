"""A metric that a publisher's newest report on the same matter and place no longer states.

Newest by its date alone: a report whose date may be as old as the other's drops nothing. A metric of which
the newer one gives the growth, or another measure, is still stated; a single deal is told once and never
dropped.
"""

from collections.abc import Iterable

from etl.evidence import Source
from etl.findings.case import Case, Finding
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each metric that older reports of a publisher state and its newest does not."""
    reports: dict[tuple, dict[str, list[Observation]]] = {}
    for o in case.observations:
        source = case.evidence.sources.get(o.report)
        if source and source.publisher and source.date_latest:
            topic = (source.publisher, o.place, o.metric.partition(".")[0])
            reports.setdefault(topic, {}).setdefault(o.report, []).append(o)
    for (publisher, *_), by_report in reports.items():
        yield from _dropped(case, publisher, by_report)


def _dropped(case: Case, publisher: str, by_report: dict[str, list[Observation]]) -> Iterable[Finding]:
    dates = {name: case.evidence.sources[name] for name in by_report}
    last_day = max(source.date_latest for source in dates.values())
    newest = sorted(name for name, source in dates.items() if source.date_latest == last_day)
    first_day = min(_earliest(dates[name]) for name in newest)
    stated = {o.metric for name in newest for o in by_report[name]}
    before = [o for name in by_report if dates[name].date_latest < first_day for o in by_report[name]]
    levels = [o for o in before if o.transform == "level" and o.time_kind != "plan" and o.measure != "event"]
    for metric in sorted({o.metric for o in levels} - stated):
        last = max(
            (o for o in levels if o.metric == metric), key=lambda o: (o.period_end or "", o.observation)
        )
        newer = ", ".join(newest)
        yield case.finding(
            "dropped",
            "note",
            [last],
            publisher=publisher,
            newer=newer,
            found=case.when(last),
            last=case.when(last),
        )


def _earliest(source: Source) -> str:
    return source.date_earliest or source.date_latest
