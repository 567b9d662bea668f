"""What a plan file no longer names when it is loaded again. It is kept, and so is that it was gone."""

from collections.abc import Collection

from accounts.models import AuditEvent
from planning.models import Plan

LOADED = "targets.plan.loaded"
# Under this name in what the event says after.
VANISHED_GOALS = "vanished_goals"


def is_news(plan: Plan, goals: Collection[str]) -> bool:
    """Whether other goals are gone than the last time that the plan was loaded."""
    told = AuditEvent.objects.filter(action=LOADED, object_type=plan._meta.label_lower, object_id=str(plan.pk))
    newest = told.order_by("-at", "-pk").first()
    return set((newest.after or {}).get(VANISHED_GOALS, []) if newest else []) != set(goals)
