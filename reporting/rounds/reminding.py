"""Which reminders are due. Each is sent once; which were sent is for others to know. Pure."""

from datetime import date


def due_reminders(*, opened_on: date, deadline: date, before: int, after: int, on: date) -> tuple[str, ...]:
    """Of `opened`, `before`, `after`, those that should have been sent by that day, of which only the newest is worth
    sending: a worker that was away does not send three mails at once.

    `before` and `after` are days; a round that opened later than its day before the deadline has no such reminder.
    """
    raise NotImplementedError
