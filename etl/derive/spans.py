"""Spans of time as pairs of ISO dates: whole years, and the same span a year before."""

from datetime import date, timedelta

from etl.model import Observation


def whole_year(observation: Observation) -> int | None:
    """Return the calendar year that the observation's period is exactly, or None."""
    start, end = observation.period_start, observation.period_end
    if observation.time_kind != "period" or not start or not end or start[:4] != end[:4]:
        return None
    return int(start[:4]) if (start[5:], end[5:]) == ("01-01", "12-31") else None


def year_before(day: str) -> str:
    """Return the same day a year earlier; the last day of a February stays the last day."""
    this = date.fromisoformat(day)
    if (this + timedelta(days=1)).day == 1 and this.month == 2:
        return (date(this.year - 1, 3, 1) - timedelta(days=1)).isoformat()
    return this.replace(year=this.year - 1).isoformat()


def day_after(day: str) -> str:
    """Return the next day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def known_day(observation: Observation) -> bool:
    """Tell whether the observation's last day is one day, and no inferred interval."""
    return observation.period_end is not None and observation.period_end_earliest in (
        None,
        observation.period_end,
    )
