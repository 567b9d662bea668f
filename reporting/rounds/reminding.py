"""Which reminders are due. Each is sent once; which were sent is for others to know. Pure."""

from datetime import date, timedelta

OPENED, BEFORE, AFTER = "opened", "before", "after"


def due_reminders(*, opened_on: date, deadline: date, before: int, after: int, on: date) -> tuple[str, ...]:
    """Of `opened`, `before`, `after`, those that should have been sent by that day, the earliest first.

    Only the last is worth sending: a worker that was away does not send three mails at once. `before` and `after` are
    days; the one before the deadline is none where the round opened that day or later, and is not due after it.
    """
    days = {
        OPENED: opened_on,
        BEFORE: deadline - timedelta(days=before),
        # Nobody is late on the last day itself.
        AFTER: deadline + timedelta(days=max(after, 1)),
    }
    if before == 0 or days[BEFORE] <= opened_on or deadline < on < days[AFTER]:
        del days[BEFORE]
    return tuple(kind for kind, day in days.items() if day <= on)
