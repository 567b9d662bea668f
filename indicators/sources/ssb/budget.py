"""How many calls there are left: a bucket that a few calls fit in, and that fills up again. Pure.

What fits in it and what flows into it in a minute are together what may be asked in a minute. So however the calls
fall, no minute has more of them than that.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, floor

# What Statistics Norway's guide allows an address; its headers may say less, and are not believed when they say more.
MOST_PER_MINUTE = 30
BUCKET_SHARE = 3
LONGEST_CLOSED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Budget:
    """The state at `counted_at`: calls `left`, and nothing at all before `closed_until`."""

    left: float
    per_minute: int
    counted_at: datetime
    closed_until: datetime | None = None

    @property
    def most_at_once(self) -> int:
        return max(1, self.per_minute // BUCKET_SHARE)

    @property
    def per_second(self) -> float:
        return max(1, self.per_minute - self.most_at_once) / 60

    def at(self, now: datetime) -> "Budget":
        """The same budget later on. A clock that is behind takes nothing back."""
        seconds = max(0.0, (now - self.counted_at).total_seconds())
        left = min(self.most_at_once, self.left + seconds * self.per_second)
        return replace(self, left=left, counted_at=max(now, self.counted_at))

    def seconds_closed(self, now: datetime) -> float:
        """How long the host is still closed."""
        return max(0.0, (self.closed_until - now).total_seconds()) if self.closed_until else 0.0

    def seconds_to_call(self, now: datetime) -> float:
        """How long until a call is free, rounded up to a thousandth so that it is there by then."""
        missing = max(0.0, 1 - self.at(now).left)
        return ceil(missing / self.per_second * 1000) / 1000

    def spent(self, now: datetime) -> "Budget":
        """One call less."""
        filled = self.at(now)
        return replace(filled, left=filled.left - 1)

    def closed(self, now: datetime, seconds: float) -> "Budget":
        """The host asked to be left alone so long; an earlier wish for longer still holds."""
        until = now + min(timedelta(seconds=seconds), LONGEST_CLOSED)
        return replace(self, closed_until=max(until, self.closed_until or until))

    def told(self, now: datetime, *, limit: int | None, remaining: int | None, window: float | None) -> "Budget":
        """What the host said of its own count: so many calls in so many seconds, so many left of them."""
        budget = replace(self.at(now), per_minute=per_minute(limit, window, self.per_minute))
        if remaining == 0:
            # When its window began it does not say, so a whole one passes.
            budget = budget.closed(now, window or 60)
        left = budget.left if remaining is None else min(budget.left, remaining)
        return replace(budget, left=min(left, budget.most_at_once))


def per_minute(limit: int | None, window: float | None, known: int) -> int:
    if not limit or not window:
        return known
    return max(1, min(MOST_PER_MINUTE, floor(limit * 60 / window)))


def full(now: datetime) -> Budget:
    """The budget of a host that has not been asked before."""
    budget = Budget(0, MOST_PER_MINUTE, now)
    return replace(budget, left=budget.most_at_once)
