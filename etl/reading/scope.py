"""What rules where the reader of times stands, and what 全年, 去年 or 8月14日 mean there in days."""

from dataclasses import dataclass

from msgspec.structs import replace

from etl.model import Amount
from etl.reading.cues import CUES
from etl.reading.periods import TimeMention, days_of, iso_day
from etl.reading.ruling import ReportTime, Ruling

_WINDOW = 400
_YEARS = range(1800, 2200)


@dataclass(slots=True)
class Scope:
    """What rules where the reader stands; one object a text, changed as the reader goes on."""

    main: Ruling | None = None
    """Of the sentence."""
    told: Ruling | None = None
    """What ruled before a forecast (预计全年…): it goes on to rule the sentences behind."""
    weak: Ruling | None = None
    """Of a noun in the sentence (2023年度考核结果): rules when nothing stronger does."""
    topical: Ruling | None = None
    """Of a noun that the text goes on to tell of (通报2023年度工作情况)."""
    only: tuple[Ruling, int, bool] | None = None
    """A time lent until a position; True: to one level only."""
    group: tuple[Ruling, ...] = ()
    """Years of a list, which 分别 shares out."""
    event: Ruling | None = None
    """Of a dated happening in the paragraph; rules only sentences that speak of it."""
    paragraph: Ruling | None = None
    before: Ruling | None = None
    """Of the paragraphs before, in the same section."""
    opens: bool = False
    """`before` opened its paragraph, so that it rules the ones behind before the title does."""
    led: bool = False
    """`before` is the line that leads the section in."""
    topic: Ruling | None = None
    """Of the title."""
    action: Ruling | None = None
    until: Ruling | None = None
    heading: Ruling | None = None
    """Of the nearest heading that names a year."""
    year: int | None = None
    """The last year that was named."""
    sentence: tuple[int, int] = (0, 0)
    planned: bool = False
    """The section opens plans."""

    def lent(self, amount: Amount) -> Ruling | None:
        """Return the time that a comparison lends to `amount`, and use it up when it was for one level."""
        if self.only is None:
            return None
        if amount.start >= self.only[1]:
            self.only = None
            return None
        if amount.kind == "growth":
            return None
        ruling, _, once = self.only
        if once:
            self.only = None
        return ruling


def resolve(mention: TimeMention, scope: Scope, report: ReportTime, folded: str) -> Ruling | None:
    """Return a mention's days where it stands, None when nothing tells its year."""
    at = (mention.start, mention.end)
    if mention.role in ("now", "recent"):
        return replace(report.now, role=mention.role, at=at)
    if mention.role in ("vague", "ever"):
        return Ruling(mention.role, None, None, "none", at)
    if mention.base == "none":
        return None
    year = _year_of(mention, scope, report, folded)
    if year not in _YEARS:
        return None
    if mention.base == "report" and mention.first[0] < 1:
        return _near(mention, scope, report)
    month = int(scope.main.end[5:7]) if scope.main and scope.main.end else 1
    start, end = days_of(mention, year, month)
    grain = "past_years" if mention.years and mention.number is None else mention.grain
    if mention.role in ("until", "toward"):
        return Ruling(mention.role, None, end, grain, at)
    if mention.role == "since":
        last = _open_end(scope, report)
        return Ruling("since", start, last if last and last >= start else None, grain, at)
    role = "in" if mention.role == "review" else mention.role
    ruling = Ruling(role, start, end, grain, at)
    return _within(ruling, scope) if grain == "within" else ruling


def _open_end(scope: Scope, report: ReportTime) -> str | None:
    """Return where 以来 ends: at the moment that the sentence gives, else at the report's day."""
    if scope.main and scope.main.role == "until":
        return scope.main.end
    return report.latest if report.stated else None


def _near(mention: TimeMention, scope: Scope, report: ReportTime) -> Ruling | None:
    """上月, 本月, 本季度: counted from the month or quarter that the report is of, else from its day."""
    size = 3 if mention.grain == "quarter" else 1
    base = next((one for one in (scope.heading, scope.topic) if one and _months(one) == size), None)
    day = base.end if base else report.latest
    if not day or not (base or report.year):
        return None
    month = 12 * int(day[:4]) + int(day[5:7]) - 1
    first = size * (month // size + mention.first[0])
    (year, at), (last_year, last) = divmod(first, 12), divmod(first + size - 1, 12)
    start, end = iso_day(year, at + 1, 1), iso_day(last_year, last + 1, 0)
    role = mention.role if mention.role in ("until", "toward", "since") else "in"
    return Ruling(
        role, None if role in ("until", "toward") else start, end, "month", (mention.start, mention.end)
    )


def _months(ruling: Ruling) -> int:
    """Return how many months a span that rules has; 0 when it is none of whole months."""
    if not (ruling.start and ruling.end and ruling.grain in ("month", "part") and ruling.role == "in"):
        return 0
    years = int(ruling.end[:4]) - int(ruling.start[:4])
    return 12 * years + int(ruling.end[5:7]) - int(ruling.start[5:7]) + 1


def _within(ruling: Ruling, scope: Scope) -> Ruling:
    """年内 runs from New Year to the end of the time that rules, as far as the report knows."""
    ruler = scope.main or scope.paragraph or scope.before
    if ruler and ruler.end and ruling.start <= ruler.end < ruling.end and ruler.role in ("in", "until"):
        return replace(ruling, end=ruler.end)
    return ruling


def _year_of(mention: TimeMention, scope: Scope, report: ReportTime, folded: str) -> int | None:
    if mention.base == "absolute":
        return mention.year
    if mention.role == "review":
        return scope.topic.year if scope.topic else (report.year or 0) - 1
    if mention.base == "report":
        year = report.year or scope.year
    else:
        year = _context_year(mention, scope, report, folded)
    return year + mention.year if year else None


def _context_year(mention: TimeMention, scope: Scope, report: ReportTime, folded: str) -> int | None:
    """Return the year that rules where a mention without a year stands."""
    if scope.main and scope.main.role == "toward" and scope.main.year:
        return scope.main.year
    for ruling in (scope.main, scope.weak, scope.paragraph, scope.event, scope.heading):
        if ruling and ruling.year and ruling.role not in ("now", "recent", "plan", "toward"):
            return ruling.year
    if mention.grain in ("day", "days", "month", "part") and report.latest and report.year:
        return report.year - (report.stated and _is_ahead(mention, scope, report, folded))
    if mention.role == "toward":
        return report.year
    if mention.grain == "year" and report.stated and (scope.planned or _is_forecast(mention, folded)):
        return report.year
    told = next(
        (r.year for r in (scope.topic, scope.before) if r and r.year and r.role not in ("now", "recent")),
        None,
    )
    year = told or scope.year or (report.year - 1 if report.year else None)
    whole = mention.grain == "year" and mention.year == 0 and report.stated and year == report.year
    return year - (whole and _is_ahead(mention, scope, report, folded)) if year else None


def _is_ahead(mention: TimeMention, scope: Scope, report: ReportTime, folded: str) -> bool:
    """Say whether the day in the report's year lies after the report, though the sentence plans nothing."""
    if scope.planned:
        return False
    _, end = days_of(mention, report.year)
    first, last = scope.sentence
    window = max(first, mention.start - _WINDOW), min(last, mention.end + _WINDOW)
    return end > report.latest and not CUES.plan_words.search(folded, *window)


def _is_forecast(mention: TimeMention, folded: str) -> bool:
    return CUES.forecast_before.search(folded[max(0, mention.start - 6) : mention.start]) is not None


def like(ruling: Ruling, ruler: Ruling | None) -> Ruling:
    """Return a year beside a moment as that year's end."""
    if ruler and ruler.role == "until" and ruling.role == "in" and ruling.grain == "year":
        return replace(ruling, role="until", start=None)
    return ruling


def plan_time(ruling: Ruling | None, scope: Scope, report: ReportTime) -> Ruling | None:
    """Return the time that a plan is for: the words' own, else the section's, else the report's year."""
    if ruling and (ruling.role in ("plan", "toward") or not report.stated):
        return ruling
    if ruling and ruling.end and ruling.end >= report.latest and ruling.role in ("in", "until"):
        return ruling
    if scope.heading and scope.heading.end and scope.heading.end >= (report.latest or ""):
        return scope.heading
    if not report.stated:
        return None
    return Ruling("in", f"{report.year}-01-01", f"{report.year}-12-31", "year", inferred=True)
