"""A metric that a publisher's newer report on the same matter and place no longer states."""

from collections.abc import Iterable

from etl.findings.case import Case, Finding
from etl.model import Observation


def find(case: Case) -> Iterable[Finding]:
    """Yield a note for each metric that stands in a publisher's last but one report of a topic only."""
    reports: dict[tuple, dict[str, list[Observation]]] = {}
    for o in case.levels:
        source = case.evidence.sources.get(o.report)
        if source and source.publisher and source.date_latest:
            topic = (source.publisher, o.place, o.metric.partition(".")[0])
            reports.setdefault(topic, {}).setdefault(o.report, []).append(o)
    for (publisher, *_), by_report in reports.items():
        ordered = sorted(by_report, key=lambda name: (case.evidence.sources[name].date_latest, name))
        if len(ordered) < 2:
            continue
        before, newer = by_report[ordered[-2]], ordered[-1]
        stated = {o.metric for o in by_report[newer]}
        for metric in sorted({o.metric for o in before} - stated):
            last = max((o for o in before if o.metric == metric), key=lambda o: o.period_end or "")
            if last.measure != "event":
                yield case.finding(
                    "dropped", "note", [last], publisher=publisher, newer=newer, last=case.when(last)
                )
