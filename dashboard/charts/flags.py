"""Which findings stand on a chart's points: numbered marks at the values, their words in the footer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.view import View
from dashboard.data import Data
from etl.texts import Lang

MOST = 5
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Flag:
    """A finding on points of a view: its number as a character, its words, and the points' observations."""

    number: str
    words: Mapping[Lang, str]
    observations: Sequence[str]


def shown(view: View, data: Data) -> list[Flag]:
    """Return the findings on the points of a view that asks for them, the gravest first, five at most."""
    if not view.query.findings:
        return []
    own = {p.observation: {row["figure"] for row in data.figures_of(p.observation)} for p in view.points}
    found = []
    for finding in sorted(data.findings(), key=lambda row: SEVERITIES.index(row["severity"])):
        figures = data.figures_of_finding(finding["finding"]) if finding["metric"] in view.metrics else set()
        if touched := [observation for observation, stating in own.items() if stating & figures]:
            found.append((finding, touched))
    return [
        Flag(chr(0x2776 + at), {"zh": row["message_zh"], "en": row["message_en"]}, touched)
        for at, (row, touched) in enumerate(found[:MOST])
    ]


def by_observation(flags: Sequence[Flag]) -> dict[str, str]:
    """Return the numbers of the findings on each observation that has one."""
    made: dict[str, str] = {}
    for flag in flags:
        for observation in flag.observations:
            made[observation] = made.get(observation, "") + flag.number
    return made
