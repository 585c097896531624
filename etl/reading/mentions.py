"""What a time expression says by the words around it before it rules: a record, a bracket, years listed."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from etl.reading.cues import CUES
from etl.reading.periods import TimeMention
from etl.reading.ruling import ReportTime, Ruling, shifted

_ASIDE = 60
"""Characters of the longest bracket that holds a time and its figure."""


def is_record(folded: str, mention: TimeMention, stop: int) -> bool:
    """Say whether a time rules nothing: of a record (多年来最低), of a reporter's line (4月25日讯).

    `stop` is where the sentence ends.
    """
    if mention.grain == "day":
        return CUES.dateline_behind.match(folded, mention.end, stop) is not None
    spans = mention.role == "vague" or mention.years > 0
    said = CUES.record_behind if spans else CUES.first_since
    return said.match(folded[mention.end : mention.end + 14]) is not None


def told_of(folded: str, mention: TimeMention, ruling: Ruling, report: ReportTime) -> Ruling:
    """Return the time that a title's report tells of: the year before when it opens its year."""
    opens = ruling.grain == "year" and CUES.work_report.match(folded[mention.end : mention.end + 30])
    late = report.stated and report.year != ruling.year
    return shifted(ruling, -1) if opens and not late else ruling


def years_of(folded: str, mention: TimeMention, ruling: Ruling, stop: int) -> tuple[Ruling, ...]:
    """Return the years of 2023、2024年 one by one, and those of a span that 分别 shares out before `stop`."""
    if not (mention.years and ruling.start and ruling.end) or ruling.role != "in":
        return ()
    listed = len(CUES.year_list.findall(folded, *ruling.at)) == mention.years
    if not listed and not CUES.each_year.match(folded, mention.end, stop):
        return ()
    last = replace(ruling, start=f"{ruling.end[:4]}-01-01", grain="year")
    return tuple(shifted(last, -back) for back in range(mention.years, -1, -1))


def bracket_end(folded: str, mention: TimeMention, stop: int, starts: Sequence[int]) -> int:
    """Return where the bracket closes that a time and its figures fill: 1902宗(2022年:1731宗),罚没….

    `starts` are where the figures of the text begin; 0 when there is no such bracket.
    """
    if folded[mention.start - 1 : mention.start] != "(":
        return 0
    close = folded.find(")", mention.end, min(stop, mention.end + _ASIDE))
    inner = bisect_left(starts, mention.end)
    return close if close > 0 and inner < len(starts) and starts[inner] < close else 0
