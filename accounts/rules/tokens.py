"""How long a key lives: to the end of a day, and never longer than a year and a day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST_LIFE = timedelta(days=366)
LONGEST_DAYS = 365


def last_day(on: date, days: int) -> date:
    return on + timedelta(days=days)


def end_of_life(day: date, *, now: datetime, zone: ZoneInfo) -> datetime:
    """When the day is over. An hour that the clocks give back must not make the life too long."""
    return min(datetime.combine(day + timedelta(days=1), time(), zone), now + LONGEST_LIFE)
