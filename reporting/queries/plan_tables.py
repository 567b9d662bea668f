"""The goals and the targets of a plan as tables that are written in show them."""

from django.db.models import Q, QuerySet

from planning.models import FocusArea, Goal, Plan
from targets.models import Target


def goals_to_edit(*, plan: Plan, area: FocusArea | None) -> QuerySet[Goal]:
    """All goals of the plan, or those that belong to a focus area, in the plan's order."""
    goals = Goal.objects.filter(plan=plan).select_related("plan", "primary_focus_area", "unit", "owner")
    if area is not None:
        goals = goals.filter(Q(primary_focus_area=area) | Q(pk__in=area.goals.values("pk")))
    return goals.order_by("order", "code")


def targets_to_edit(*, plan: Plan, area: FocusArea | None) -> QuerySet[Target]:
    """All targets of the plan, or those that belong to a focus area by themselves or by their goal."""
    targets = Target.objects.for_assessment().select_related("plan", "unit_in_charge", "owner").filter(plan=plan)
    if area is not None:
        of_area = area.goals.values("pk")
        own = Q(primary_focus_area=area) | Q(
            pk__in=Target.secondary_focus_areas.through.objects.filter(focusarea=area).values("target")
        )
        targets = targets.filter(own | Q(goal__in=of_area) | Q(goal__primary_focus_area=area))
    return targets.order_by("order", "code")
