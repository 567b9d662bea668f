"""Whether what was to be done is done in time. Pure."""

from dataclasses import dataclass
from datetime import date

# What a measure says of itself when nobody waits for it any more.
OVER = frozenset({"done", "stopped"})


@dataclass(frozen=True, slots=True)
class Late:
    """By how much the deadline has passed: in days, and in whole months where it is that long."""

    days: int
    months: int


def is_open(progress: str) -> bool:
    """Whether something is still to be done. A measure that nobody has told of is open."""
    return progress not in OVER


def lateness(*, deadline: date | None, progress: str, on: date) -> Late | None:
    """None where nothing is late: no deadline, done or stopped, or the deadline's own day not yet over."""
    if deadline is None or on <= deadline or not is_open(progress):
        return None
    months = (on.year - deadline.year) * 12 + on.month - deadline.month - (on.day < deadline.day)
    return Late(days=(on - deadline).days, months=months)
