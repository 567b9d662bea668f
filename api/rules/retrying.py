"""When a call that did not come through is tried again, when it is given up, and when an address is left alone.

Eight tries over two days: a short fault costs a minute, and an address that is down over a night costs nothing.
"""

from datetime import datetime, timedelta

# How long to wait after the first try, the second, and so on; after the last one it is given up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=14),
    timedelta(hours=22),
)
MOST_TRIES = len(WAITS) + 1
# So much of a wait is added by chance, so that what failed together does not come back together.
MOST_JITTER = 0.2
# An address that has answered nothing for so long is left alone when another call to it is given up.
PATIENCE = timedelta(days=3)
# HTTP's own word for "do not ask here again".
GONE = 410


def is_accepted(status: int | None) -> bool:
    """Whether the other system took it. A redirect is an address that is wrong, and is not followed."""
    return status is not None and 200 <= status < 300


def next_try_at(*, tries: int, status: int | None, tried_at: datetime, chance: float) -> datetime | None:
    """When to try again after so many tries; None where it is given up. `chance` lies between 0 and 1."""
    if status == GONE or tries >= MOST_TRIES:
        return None
    return tried_at + WAITS[tries - 1] * (1 + MOST_JITTER * chance)


def is_to_be_left_alone(*, status: int | None, is_given_up: bool, failing_since: datetime, now: datetime) -> bool:
    """Whether to stop calling the address until a person says otherwise."""
    return status == GONE or (is_given_up and now - failing_since >= PATIENCE)
