"""What a ruling time makes of one figure: a period, a moment, a happening, a plan; a running total or not."""

import msgspec

from etl.model import Amount, When
from etl.reading.cues import CUES
from etl.reading.ruling import ReportTime, Ruling

UNKNOWN = When("unknown")
_LEVELS = ("money", "count", "rate")


class Words(msgspec.Struct, frozen=True):
    """A figure and the words around it that tell what kind of time it has."""

    amount: Amount
    clause: str
    """Between the clause's beginning, or the figure before, and the figure."""
    behind: str
    before: str
    """The sentence up to the figure."""
    ruled: str
    """Between the time that rules, or the sentence's beginning, and the figure."""
    sentence: str

    @property
    def flow(self) -> bool:
        """Counted over a span: 新增, 办理, 授权."""
        return CUES.flow.search(self.clause) is not None

    @property
    def stock(self) -> bool:
        """Counted at a moment: 拥有, 有效, 机构."""
        if self.amount.kind not in _LEVELS or self.flow:
            return False
        return bool(self.noun or CUES.stock_verb.search(self.clause))

    @property
    def noun(self) -> bool:
        """Counts what is there at a moment, whatever the verb: 机构, 有效发明专利."""
        return bool(CUES.stock.search(self.clause) or CUES.stock_behind.match(self.behind)) and not self.flow

    @property
    def present(self) -> bool:
        """Said to be there now, without a date."""
        if self.amount.kind not in _LEVELS or self.flow:
            return False
        return bool(CUES.present.search(self.clause) or CUES.present_behind.match(self.behind))

    @property
    def rises_from(self) -> bool:
        """The level before a rise or fall: 由810人减至735人, 44.9%→53.3%."""
        from_it = CUES.from_before.search(self.clause) and CUES.change_behind.match(self.behind)
        return bool(from_it) or self.behind.startswith("→")

    @property
    def counts_all(self) -> bool:
        """Said of the whole place: 全市2.3万家外贸企业."""
        return bool(CUES.counts_all.search(self.clause)) and not self.flow

    def running(self, ruling: Ruling | None) -> bool:
        """Say whether the words make it a running total."""
        if self.amount.kind not in ("money", "count") or self.noun or CUES.single_item.search(self.clause):
            return False
        if ruling is not None and ruling.role == "since":
            return True
        ruled = self.ruled
        if ruling is None or ruling.role == "in":
            ruled = ruled[ruled.rfind(";") + 1 :]
        if CUES.begun.search(self.before[self.before.rfind(";") + 1 :]):
            return True
        again = CUES.same_kind.search(ruled) and CUES.cumulative.search(self.before)
        return bool(again or CUES.cumulative.search(ruled))


def say(words: Words, ruling: Ruling | None, report: ReportTime, planned: bool) -> When:
    """Return the time of a figure that `ruling` rules (None: nothing does)."""
    running = words.running(ruling)
    if planned:
        return _plan(ruling, running)
    if ruling is None or ruling.role in ("vague", "ever"):
        if (running or words.present) and report.latest:
            return _now(report, running)
        return When("as_of", cumulative=True, inferred=True) if running else UNKNOWN
    if ruling.role == "plan" or (ruling.role == "toward" and (ruling.end or "") > (report.latest or "")):
        return UNKNOWN if ruling.role == "plan" else _plan(ruling, running)
    if ruling.role in ("now", "recent", "until", "toward"):
        return When(
            "as_of", None, ruling.end, running, ruling.inferred or ruling.role == "recent", ruling.earliest
        )
    if ruling.role == "since":
        if words.stock:
            return When("as_of", None, ruling.end) if ruling.end else _now(report, False)
        return When("period", ruling.start, ruling.end, running)
    return _inside(words, ruling, running)


def _inside(words: Words, ruling: Ruling, running: bool) -> When:
    """A figure inside a span: of the span, at its end, or a happening in it."""
    if ruling.grain == "day" or (ruling.grain == "month" and CUES.happening.search(words.sentence)):
        return When("event", ruling.start, ruling.end, running)
    if words.stock or (running and CUES.cumulative_level.search(words.clause)):
        return When("as_of", None, ruling.end, running, ruling.inferred)
    whole = running or CUES.sum.search(words.clause) or CUES.yearly_rate.search(words.clause)
    if ruling.grain == "past_years" and ruling.end and not whole:
        return When("period", f"{ruling.end[:4]}-01-01", ruling.end)
    return When("period", ruling.start, ruling.end, running, ruling.inferred)


def _plan(ruling: Ruling | None, running: bool) -> When:
    if ruling is None:
        return When("plan", cumulative=running, inferred=True)
    start = None if ruling.role in ("until", "toward") else ruling.start
    return When("plan", start, ruling.end, running, ruling.inferred)


def _now(report: ReportTime, running: bool) -> When:
    now = report.now
    return When("as_of", None, now.end, running, True, now.earliest)
