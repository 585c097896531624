"""Whether a figure is a plan's: by the words before it, its ruling time, or its section."""

from collections.abc import Sequence

from etl.model import Amount
from etl.reading.cues import CUES
from etl.reading.ruling import ReportTime, Ruling
from etl.reading.saying import Words
from etl.reading.sections import Sections

_EARLY = "-03-31"
"""A report of the first months that speaks of its whole year speaks of what is to come."""


def leads_plans_in(text: str) -> bool:
    """Say whether a line speaks of plans, those left out that were met."""
    spoken = CUES.plan_lead.search(text)
    return bool(spoken and CUES.plan_lead.search(CUES.plan_met.sub("", text)))


class Plans:
    """The plans of a text; the reader keeps `over`, the headings over the place it reads, and `lead`."""

    def __init__(self, folded: str, sections: Sections, report: ReportTime) -> None:
        self.folded, self.sections, self.report = folded, sections, report
        self.stated = report.latest if report.stated else None
        self.over: tuple[int, ...] = ()
        self.lead = False
        """The line that leads these sections in speaks of plans."""

    def holds(
        self,
        amount: Amount,
        words: Words,
        ruling: Ruling | None,
        own: Ruling | None,
        years: dict[int, Ruling | None],
    ) -> bool:
        """Say whether `amount` is planned; `own` is its sentence's time, `years` those of the headings."""
        done = CUES.done_before.search(words.clause)
        if ruling and ruling.role == "plan":
            return not done
        if own and own.role in ("since", "now", "recent"):
            return False
        if own and own.end and self.stated and own.end <= self.stated:
            return False
        if own and own.role == "until" and CUES.as_of_lead.match(self.folded, own.at[0]):
            return False
        if own and own.start and self.stated and own.start > self.stated:
            return True
        if done:
            return False
        if self._just_begun(ruling) or CUES.plan_words.search(words.before):
            return True
        return self._section(years)

    def _just_begun(self, ruling: Ruling | None) -> bool:
        """Say whether `ruling` is the whole year in whose first months the report was written."""
        if not (self.stated and ruling and ruling.role == "in" and ruling.grain == "year" and ruling.end):
            return False
        return ruling.start <= self.stated <= ruling.end[:4] + _EARLY

    def _section(self, years: dict[int, Ruling | None]) -> bool:
        plans: Sequence[bool | None] = self.sections.plans
        for index in reversed(self.over):
            year = years.get(index)
            past = year and year.end and self.stated and year.end < self.stated
            if plans[index] is False or (plans[index] and past):
                return False
            if plans[index]:
                return True
        return self.lead
