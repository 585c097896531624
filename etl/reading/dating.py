"""The time of every figure: which time words rule it, and what they make of it.

Words rule what stands behind them, the nearest first: in the clause, the sentence, the sentences before it in
the paragraph, the headings over it, the lines that lead a section in, the document's title. A comparison
(比上年的42.1万件) lends its time to one level only. What no words rule stays `unknown`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from etl.model import Amount, When
from etl.reading.behind import ruled_from_behind
from etl.reading.columns import find_cuts
from etl.reading.cues import CUES
from etl.reading.grids import Grids
from etl.reading.lists import joined, runs
from etl.reading.mentions import bracket_end, is_record, told_of, years_of
from etl.reading.periods import TimeMention
from etl.reading.planning import Plans, leads_plans_in
from etl.reading.ruling import ReportTime, Ruling, inside_name, is_plan_lead, shifted
from etl.reading.saying import UNKNOWN, Words, say
from etl.reading.scope import Scope, like, plan_time, resolve
from etl.reading.sections import Sections
from etl.reading.structure import Structure
from etl.reading.tabled import Tabled

_CLAUSE_END = re.compile(r"[,;:。!?\n]")
_EVENT_GRAINS = ("day", "days", "month")
_OPENING = 20
"""What stands this near to a paragraph's beginning opens it."""
_WINDOW = 400
"""How far words are looked for within a sentence or paragraph: no text makes the reading slow."""


def date_figures(
    folded: str,
    structure: Structure,
    mentions: Sequence[TimeMention],
    amounts: Sequence[Amount],
    report: ReportTime,
    grids: Grids,
) -> tuple[list[When], list[Ruling | None]]:
    """Return the time of each amount and the days of each mention, in order.

    An amount that is no statistic stays `unknown`; a mention whose year nothing tells has None.
    """
    return _Reader(folded, structure, mentions, amounts, report, grids).read()


class _Reader:
    def __init__(
        self,
        folded: str,
        structure: Structure,
        mentions: Sequence[TimeMention],
        amounts: Sequence[Amount],
        report: ReportTime,
        grids: Grids,
    ) -> None:
        self.folded, self.structure, self.report = folded, structure, report
        self.mentions, self.amounts = mentions, amounts
        self.statistics = [index for index, amount in enumerate(amounts) if amount.statistic]
        self.spans = [(amounts[index].start, amounts[index].end) for index in self.statistics]
        self.starts = [start for start, _ in self.spans]
        self.runs = runs(folded, amounts)
        self.sections = Sections(folded, structure)
        self.plans = Plans(folded, self.sections, report)
        self.joins, self.lost = find_cuts(folded, structure)
        self.cut_at: dict[int, tuple[Ruling | None, str]] = {}
        self.words_before = ""
        self.ruled_to = 0
        """Where the mention at hand stops to rule: the next mention, or the sentence's end."""
        self.tabled = Tabled(folded, grids, amounts)
        self.begins_lost = False
        self.applied_back = 0
        """Where the last time stands that ruled the figures before it."""
        self.scope = Scope()
        self.heading_ruling: dict[int, Ruling | None] = {}
        self.leads: dict[tuple[str, int], tuple[Ruling | None, bool, bool]] = {}
        self.first_of_body: Ruling | None = None
        self.sentence = self.paragraph = (0, 0)
        self.whens: list[When] = [UNKNOWN] * len(amounts)
        self.rulings: list[Ruling | None] = [None] * len(mentions)

    def read(self) -> tuple[list[When], list[Ruling | None]]:
        """Go through the text once, mentions and amounts in order."""
        events = [(mention.start, 0, index) for index, mention in enumerate(self.mentions)]
        events += [(amount.start, 1, index) for index, amount in enumerate(self.amounts) if amount.statistic]
        events.sort()
        untimed_titles = []
        for position, is_amount, index in events:
            self._move_to(position)
            if not is_amount:
                later = self.mentions[index + 1].start if index + 1 < len(self.mentions) else len(self.folded)
                self.ruled_to = min(later, self.sentence[1])
                self.rulings[index] = self._take(self.mentions[index])
                continue
            self.whens[index] = self._when(index)
            if self.whens[index] is UNKNOWN and position < self.sections.title_end:
                untimed_titles.append(index)
        for index in untimed_titles:
            if self.first_of_body:
                self.whens[index] = say(self._words(index), self.first_of_body, self.report, False)
        return self.whens, self.rulings

    # Moving: what the last sentence and paragraph said sinks one level.

    def _move_to(self, position: int) -> None:
        if position < self.sentence[1]:
            return
        self._keep()
        scope, folded = self.scope, self.folded
        since = scope.main.at[0] if scope.main and scope.main.at[0] >= 0 else self.sentence[0]
        words = (self.words_before + folded[since : self.sentence[1]])[-_WINDOW:]
        if self.joins and self.sentence[1]:
            self.cut_at[self.sentence[1]] = (scope.main or self._carried(self.sentence[0]), words)
        self.sentence = scope.sentence = self.structure.sentence_at(position)
        goes_on = CUES.goes_on.match(folded, self.sentence[0]) and position < self.paragraph[1]
        self.words_before = words if goes_on else ""
        scope.main = scope.weak = scope.topical = scope.only = scope.told = None
        scope.group = ()
        if position < self.paragraph[1]:
            return
        if scope.paragraph and scope.paragraph.grain != "years":
            scope.before, scope.led = scope.paragraph, False
            scope.opens = scope.before.at[0] <= self.paragraph[0] + _OPENING
        scope.paragraph = scope.event = None
        last, self.paragraph = self.paragraph, self.structure.paragraph_at(position)
        start = self.paragraph[0]
        self.begins_lost = start in self.lost
        if start in self.joins and self.joins[start] in self.cut_at and position < self.sentence[1]:
            scope.paragraph, self.words_before = self.cut_at[self.joins[start]]
        over = self.sections.enter(position)
        if over != self.plans.over:
            self._enter_section(over, last)

    def _keep(self) -> None:
        """Let the sentence's time rule its paragraph's rest; a happening rules only what speaks of it."""
        scope, main = self.scope, self.scope.told or self.scope.main
        if main and main.grain in _EVENT_GRAINS and main.role == "in":
            scope.event = main
            main = None
        kept = scope.topical if scope.topical and (not main or main.role == "recent") else main
        if kept and not (scope.paragraph and scope.paragraph.role == "plan" and kept.role == "toward"):
            scope.paragraph = kept

    def _enter_section(self, over: tuple[int, ...], last: tuple[int, int]) -> None:
        """Give a section the time of the line that led its first sibling in, or of the paragraph before."""
        headings, scope = self.structure.headings, self.scope
        self.plans.over, self.plans.lead = over, False
        for index in over:
            style = headings[index].style
            if style in ("line", "year"):
                continue
            key = (style, headings[index].parent)
            if key not in self.leads:
                text = self.folded[last[0] : last[1]]
                led = scope.before is not None and (style == "dash" or bool(CUES.lead_end.search(text)))
                self.leads[key] = (scope.before, led, leads_plans_in(text))
            scope.before, scope.led, plan = self.leads[key]
            self.plans.lead = self.plans.lead or plan
        scope.planned = any(self.sections.plans[index] for index in over)
        for index in over:
            if index not in self.heading_ruling:
                found = [self._resolve(mention) for mention in self.sections.year_mentions(index)]
                self.heading_ruling[index] = next(filter(None, found), None)
        scope.heading = next(filter(None, (self.heading_ruling[index] for index in reversed(over))), None)

    # Mentions.

    def _resolve(self, mention: TimeMention) -> Ruling | None:
        return resolve(mention, self.scope, self.report, self.folded)

    def _take(self, mention: TimeMention) -> Ruling | None:
        """Settle a mention's days and let it rule."""
        scope, folded = self.scope, self.folded
        ruling = self._resolve(mention)
        if ruling is None or mention.role == "ever" or is_record(folded, mention, self.sentence[1]):
            return ruling
        main = scope.main
        if main and main.role == "since" and CUES.open_end.fullmatch(folded, mention.start, mention.end):
            return ruling
        title = mention.start < self.sections.title_end
        if inside_name(folded, mention):
            return ruling
        if ruling.year and mention.role in ("in", "until", "since") and mention.base != "context":
            scope.year = ruling.year
        issue = CUES.issue_behind.match(folded[mention.end : mention.end + 8])
        if title and ruling.grain in ("year", "years", "part") and not (scope.topic or issue):
            scope.topic = replace(told_of(folded, mention, ruling, self.report), role="in")
        before = folded[max(self.sentence[0], mention.start - 8) : mention.start]
        if mention.grain == "year" and CUES.part_behind.match(folded[mention.end : mention.end + 16]):
            return ruling
        if self._lend(mention, ruling, before) or self._applies_back(mention, ruling):
            return ruling
        if mention.role == "in" and CUES.topic_before.search(before):
            scope.weak = scope.topical = ruling
            return ruling
        if mention.role == "in" and CUES.noun_before.search(before):
            scope.weak = scope.weak or ruling
            return ruling
        self._rule(mention, ruling, title)
        return ruling

    def _rule(self, mention: TimeMention, ruling: Ruling, title: bool) -> None:
        scope = self.scope
        main = scope.main
        forecast = CUES.forecast_before.search(self.folded[max(0, mention.start - 6) : mention.start])
        scope.told = (main or scope.told or scope.paragraph) if forecast else None
        ahead = mention.base == "report" and mention.year > 0
        if (ahead or is_plan_lead(self.folded, mention)) and (ruling.end or "") > (self.plans.stated or ""):
            ruling = replace(ruling, role="plan")
        if main and main.at[1] > 0 and joined(self.folded, main.at[1], mention.start):
            scope.group = (*(scope.group or (main,)), ruling)
        else:
            scope.group = years_of(self.folded, mention, ruling, self.ruled_to)
        scope.main, scope.only = ruling, None
        if ruling.grain == "days":
            scope.action = ruling
        if ruling.role == "until":
            scope.until = ruling
        if title:
            scope.main = None
        elif self.first_of_body is None and ruling.role in ("in", "until", "now", "recent"):
            self.first_of_body = ruling

    def _lend(self, mention: TimeMention, ruling: Ruling, before: str) -> bool:
        """Lend a comparison's time to the level behind it, and a founding year to its own clause."""
        scope, folded = self.scope, self.folded
        clause_end = self._clause_end(mention.end)
        following = bisect_left(self.starts, mention.end)
        has_level = following < len(self.starts) and self.starts[following] < clause_end
        gap = folded[mention.end : self.starts[following]] if has_level else ""
        ruler = scope.main or self._carried(mention.start)
        around = f"{before}|{folded[mention.end : mention.end + 1]}"
        listed = scope.main and scope.main.at[1] > 0 and joined(folded, scope.main.at[1], mention.start)
        compared = not listed and bool(
            CUES.compare_before.search(before) or CUES.compare_around.search(around)
        )
        if close := bracket_end(folded, mention, self.sentence[1], self.starts):
            scope.only = (replace(ruling, role="in"), close, False)
            return True
        if mention.same_span and ruler:
            if mention.start == self.sentence[0] and folded[mention.end : mention.end + 1] == ",":
                clause_end = self.ruled_to
            back = mention.year or -compared
            if mention.base == "absolute":
                back = mention.year - (ruler.year or mention.year)
            if not compared or CUES.level_behind.match(gap):
                scope.only = (shifted(ruler, back), clause_end, compared)
            return True
        if compared and mention.role in ("in", "until") and not (
            ruling.grain == "days" or mention.years or scope.group
        ):  # fmt: skip
            if has_level and CUES.level_behind.match(gap):
                scope.only = (like(ruling, ruler), clause_end, True)
            return True
        earlier = (
            ruler and ruler.end and ruling.end and ruling.end < ruler.end and mention.role in ("in", "until")
        )
        if earlier and has_level and CUES.level_behind.match(gap):
            scope.only = (like(ruling, ruler), clause_end, False)
            return True
        began = mention.role == "since" and not self._open_end(mention)
        if began or (mention.role == "in" and mention.grain == "year" and self._founding(mention)):
            if has_level:
                scope.only = (replace(ruling, role="in", end=ruling.end), clause_end, False)
            return began or not has_level
        return False

    def _open_end(self, mention: TimeMention) -> bool:
        if CUES.open_end.search(self.folded, mention.start, min(self.sentence[1], mention.end + _WINDOW)):
            return True
        return CUES.cumulative.search(self.folded, mention.start, self.ruled_to) is not None

    def _founding(self, mention: TimeMention) -> bool:
        return CUES.origin_behind.match(self.folded[mention.end : mention.end + 20]) is not None

    def _applies_back(self, mention: TimeMention, ruling: Ruling) -> bool:
        """Let a time behind figures rule them; tell whether it did."""
        ruled, said = ruled_from_behind(
            self.folded, self.sentence, mention, ruling, self.scope.main, self.spans, self.applied_back
        )
        for index in (self.statistics[position] for position in ruled):
            words = self._words(index)
            self.whens[index] = say(replace(words, ruled=words.ruled + said), ruling, self.report, False)
        self.applied_back = mention.start if ruled else self.applied_back
        return bool(ruled)

    def _clause_end(self, position: int) -> int:
        match = _CLAUSE_END.search(self.folded, position, self.sentence[1])
        return match.start() if match else self.sentence[1]

    # Figures.

    def _carried(self, position: int) -> Ruling | None:
        """Return what rules a sentence that has no time of its own."""
        scope, folded = self.scope, self.folded
        head = folded[self.sentence[0] : self.sentence[0] + 12]
        if scope.action and CUES.action.search(folded, max(self.sentence[0], position - _WINDOW), position):
            return scope.action
        if scope.event and (
            CUES.same_event.match(head)
            or CUES.happening.search(
                folded, max(self.sentence[0], position - _WINDOW), min(self.sentence[1], position + _WINDOW)
            )
        ):
            return scope.event
        if scope.paragraph or self.begins_lost:
            return scope.paragraph
        if scope.heading:
            return scope.heading
        start = max(self.paragraph[0], position - _WINDOW)
        lasting = CUES.lasting.search(folded, start, position)
        lasting = lasting and not (scope.before and scope.before.grain == "past_years")
        if scope.before and (scope.led or not lasting) and (scope.opens or scope.led or not scope.topic):
            return scope.before
        start = max(self.sentence[0], start)
        return None if CUES.timeless.search(folded, start, position) else scope.topic

    def _words(self, index: int) -> Words:
        """Return the words around a figure that tell what kind of time it has."""
        amount, folded = self.amounts[index], self.folded
        main = self.scope.main
        since = main.at[1] if main and main.at[1] > self.sentence[0] else self.sentence[0]
        last = bisect_left(self.starts, amount.start) - 1
        last_end = self.amounts[self.statistics[last]].end if last >= 0 else 0
        first = max(self.sentence[0], amount.start - _WINDOW)
        start = max(first, amount.start - 40, last_end)
        near = folded[start : amount.start]
        near = near[max(near.rfind(","), near.rfind(";"), near.rfind("。")) + 1 :]
        labels, heads = self.tabled.words(index) or ("", "")
        return Words(
            amount,
            labels + heads + near,
            behind=folded[amount.end : amount.end + 20] or heads[:1],
            before=folded[first : amount.start],
            ruled=(self.words_before if since == self.sentence[0] else "")
            + folded[max(since, first) : amount.start]
            + heads,
            sentence=folded[first : min(self.sentence[1], amount.end + _WINDOW)],
        )

    def _when(self, index: int) -> When:
        amount, scope = self.amounts[index], self.scope
        words = self._words(index)
        ruling = scope.lent(amount)
        lent = ruling is not None
        if ruling is None and len(scope.group) > 1:
            position, length = self.runs[index]
            first, last = scope.group[0], scope.group[-1]
            shared = length == len(scope.group)
            ruling = scope.group[position] if shared else replace(last, start=first.start, grain="years")
        own = scope.weak if scope.weak and (not scope.main or scope.main.role == "recent") else scope.main
        if ruling is None:
            carried = None if scope.main else self._carried(amount.start)
            ruling = self.tabled.ruling(index, self._resolve, scope.main or carried) or own
        rate = amount.kind in ("count", "money") and CUES.yearly_rate.search(words.clause)
        if ruling is None:
            carried = self._carried(amount.start) if scope.main else carried
            spans = carried is not None and carried.grain == "past_years"
            ruling = carried if spans or not rate else None
        planned = not lent and self.plans.holds(amount, words, ruling, own, self.heading_ruling)
        if planned:
            ruling = plan_time(ruling, self.scope, self.report)
        elif not lent and words.rises_from:
            ruling = shifted(ruling, -1) if ruling and CUES.year_before.search(words.before) else None
            return say(words, ruling, self.report, False) if ruling else UNKNOWN
        when = say(words, ruling, self.report, planned)
        if when is UNKNOWN and ruling is None and scope.until and amount.kind in ("percent", "count", "rate"):
            return self._as_last_seen(words, when)
        return when

    def _as_last_seen(self, words: Words, when: When) -> When:
        """A share or stock of a section that gives no date stands as of the last date given."""
        if (words.amount.kind == "count" and not words.counts_all) or CUES.yearly_rate.search(words.clause):
            return when
        at = words.amount.start
        if CUES.lasting.search(self.folded, max(self.paragraph[0], at - _WINDOW), at):
            return when
        return When("as_of", None, self.scope.until.end, inferred=True)
