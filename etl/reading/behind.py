"""Times that stand behind the figures they rule: 5万件(2023年), 总保额9亿元,这是截至6月底的成绩."""

from bisect import bisect_left
from collections.abc import Sequence

from etl.reading.cues import CUES
from etl.reading.periods import TimeMention
from etl.reading.ruling import Ruling
from etl.reading.structure import Span


def ruled_from_behind(
    folded: str,
    sentence: Span,
    mention: TimeMention,
    ruling: Ruling,
    main: Ruling | None,
    figures: Sequence[Span],
    since: int,
) -> tuple[range, str]:
    """Return which of `figures` a mention behind them rules, and the words that go with it.

    `figures` are the spans of a text's statistics in order; `main` is what rules the sentence so far, `since`
    the place up to which an earlier time already ruled backwards.
    """
    low = bisect_left(figures, (max(sentence[0], since), 0))
    high = bisect_left(figures, (mention.start, 0))
    nobody = range(0)
    if low == high:
        return nobody, ""
    close = CUES.bracket_end.match(folded, mention.end)
    if folded[mention.start - 1 : mention.start] == "(" and close:
        touched = figures[high - 1][1] >= mention.start - 1
        if main and not touched:
            return nobody, ""
        return range(high - 1 if main else low, high), folded[mention.start : close.end()]
    goes_on = high < len(figures) and figures[high][0] < sentence[1]
    if ruling.role != "until" or main or goes_on:
        return nobody, ""
    before = folded[max(sentence[0], mention.start - 8) : mention.start]
    return (nobody if CUES.lasts_until.search(before) else range(low, high)), ""
