"""Recurring: the day on which a duty is due again has not passed."""

from calendar import monthrange
from datetime import MAXYEAR, date

from targets.rules.evidence import Done, Evidence
from targets.rules.lights import Detail, Family, Light, Reason
from targets.rules.terms import Terms
from targets.rules.verdicts import CannotJudge, Verdict


def judge_recurring(terms: Terms, seen: Evidence) -> Verdict:
    """Green until the due date has passed, then red. What was never done is due at the deadline."""
    last = seen.done[-1] if seen.done else None
    due = due_after(last, terms) if last else first_due(terms)
    return Verdict(
        Light.GREEN if seen.on <= due else Light.RED,
        family=Family.RECURRING,
        done_on=last.on if last else None,
        due_on=due,
    )


def due_after(last: Done, terms: Terms) -> date:
    """When it is due again: as long as it was said to hold, else one interval later."""
    if last.holds_until is not None:
        return last.holds_until
    if terms.every_months is None:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_INTERVAL)
    return months_later(last.on, terms.every_months)


def first_due(terms: Terms) -> date:
    if terms.deadline is None:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NEVER_DONE)
    return terms.deadline.end


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
