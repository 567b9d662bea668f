"""Deadlines beside the period of the plan."""

from datetime import date

from indicators.periods import PeriodError, parse_period
from planning.models import Plan
from targets.models import Target


def targets_due_before(plan: Plan) -> list[Target]:
    """Those due before the plan's own period begins: carried over as they were, and to be looked at."""
    begins = date(plan.period_from, 1, 1)
    targets = Target.objects.filter(plan=plan).exclude(deadline="").order_by("order", "code")
    return [one for one in targets if is_before(one.deadline, begins)]


def is_before(deadline: str, day: date) -> bool:
    try:
        return parse_period(deadline).end < day
    except PeriodError:
        return False
