"""When a source is asked again, since when KOSTRA figures are final, and when a problem is worth telling. Pure.

Statistics Norway publishes KOSTRA unrevised on 15 March and revised on 15 June at 08:00, and shows zeros or dots for
figures of the day from 05:00 on. Everything here is in Norwegian time.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from indicators.periods import Period

NORWAY = ZoneInfo("Europe/Oslo")
QUIET_FROM, QUIET_TO = time(5, 0), time(8, 15)
# Month and day of the unrevised and of the revised figures.
UNREVISED, REVISED = (3, 15), (6, 15)
# The first sources are asked when the quiet hours end, the last ones this much later.
AFTER_OPENING = timedelta(minutes=45)
SHORTEST_WAIT = timedelta(minutes=15)
# A source that has been silent this long is told of; it is asked a few more times before.
LASTING = timedelta(hours=6)
# Mirrors indicators.models.ProblemKind, which needs Django; a test holds them together.
GONE = frozenset({"withdrawn", "lost_code", "discontinued"})


def provisional_period(periods: Iterable[Period], updated: datetime) -> Period | None:
    """The period whose KOSTRA figures are unrevised in a table that was last changed then; None where there is none.

    It is the newest one until the table is changed on 15 June of the year after it, or later. The table itself does not
    say.
    """
    newest = max(periods, key=lambda one: one.position, default=None)
    if newest is None or updated.astimezone(NORWAY).date() >= date(newest.end.year + 1, *REVISED):
        return None
    return newest


def next_after_answer(*, now: datetime, every: timedelta, source: str, is_kostra: bool) -> datetime:
    """When to ask a source again that has answered: after its interval, and at once when KOSTRA is published."""
    wanted = now + every + spread(source, min(every / 10, AFTER_OPENING))
    if is_kostra:
        wanted = min(wanted, next_publishing(now, spread(source, AFTER_OPENING)))
    return out_of_quiet_hours(wanted, source)


def next_after_failure(*, now: datetime, every: timedelta, source: str, failing_since: datetime) -> datetime:
    """When to ask a source again that failed: soon at first, then in as long again, up to its interval."""
    wait = min(max(now - failing_since, SHORTEST_WAIT), max(every, SHORTEST_WAIT))
    return out_of_quiet_hours(now + wait + spread(source, wait / 4), source)


def is_worth_telling(kind: str, *, found_at: datetime, seen_at: datetime) -> bool:
    """Whether somebody should hear of a problem: of what is gone at once, of a silent source when it lasts."""
    return kind in GONE or seen_at - found_at >= LASTING


def next_publishing(now: datetime, after: timedelta) -> datetime:
    """So long after the hour at which the next KOSTRA figures are open to all."""
    year = now.astimezone(NORWAY).year
    days = (date(one, *day) for one in (year, year + 1) for day in (UNREVISED, REVISED))
    moments = (datetime.combine(day, QUIET_TO, NORWAY) + after for day in days)
    return next(moment for moment in moments if moment > now)


def out_of_quiet_hours(moment: datetime, source: str) -> datetime:
    """The moment, or soon after the quiet hours that it lies in."""
    local = moment.astimezone(NORWAY)
    if not QUIET_FROM <= local.time() < QUIET_TO:
        return moment
    return datetime.combine(local, QUIET_TO, NORWAY) + spread(source, AFTER_OPENING)


def spread(source: str, within: timedelta) -> timedelta:
    """A part of the stretch, always the same one for a source, so that they do not all come at once."""
    return within * (int.from_bytes(hashlib.sha256(source.encode()).digest()[:4]) / (1 << 32))
