"""Which milestones are laid over a chart: dated ones at its places, within the time that it shows."""

from dataclasses import dataclass
from datetime import date

from dashboard.charts.view import View
from dashboard.data import Data
from etl import times
from etl.texts import Lang

MOST = 5
GENERAL = "policy"
"""The kind of event that belongs to every topic."""
FORMS = ("timeline", "bars", "deals", "ranks")


@dataclass(frozen=True)
class Event:
    """A milestone that a report states: its day (a month's or year's first), how exact, and its words."""

    day: date
    precision: str
    title: dict[Lang, str]

    def when(self, lang: Lang) -> str:
        """Return its date as exactly as the report gives it."""
        if self.precision == "day":
            return times.on(self.day, lang)
        if self.precision == "month":
            return times.month(self.day, lang)
        return times.span(self.day, date(self.day.year, 12, 31), lang)


def shown(view: View, data: Data) -> list[Event]:
    """Return the events of a view that asks for them, oldest first, the newest five at most."""
    if not view.query.events or view.form not in FORMS:
        return []
    found = [
        Event(row["date"], row["precision"], {"zh": row["title_zh"], "en": row["title_en"]})
        for row in around(view, data)
    ]
    return sorted(found, key=lambda event: event.day)[-MOST:]


def around(view: View, data: Data) -> list[dict]:
    """Return the rows of the events table at a view's time and places that are of its topic."""
    dated = [day for p in view.points for day in (p.start, p.earliest, p.end) if day]
    return [
        row
        for row in data.events
        if dated
        and min(dated) <= row["date"] <= max(dated)
        and _near(row["place"], view, data)
        and about(row, view.chart.topic)
    ]


def about(event: dict, topic: str) -> bool:
    """Return whether an event is of a topic, or a policy, which touches all."""
    return event["topic"] == topic or event["kind"] == GENERAL


def _near(place: str | None, view: View, data: Data) -> bool:
    """Return whether an event's place is one of the view's, in one, or around one."""
    return place is None or any(
        place == own or data.within(place, own) or data.within(own, place) for own in view.places
    )
