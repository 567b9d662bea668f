"""When a session is over: too long since the log-in, or too long since it was used."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a log-in holds at most, and how long without being used."""

    longest: timedelta
    idle: timedelta

    def is_over(self, *, started: datetime, seen: datetime, now: datetime) -> bool:
        return now - started >= self.longest or now - seen >= self.idle
