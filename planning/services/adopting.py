"""Adopting a plan: from then on everybody in the municipality may read it, and its promises need a reason to change."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext

from planning.models import Plan, PlanStatus
from planning.services.editing import edited


class CannotAdopt(Exception):
    """The plan is not ready to be adopted; `obstacles` says why, a sentence for each."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def obstacles_to_adoption(plan: Plan) -> list[str]:
    """What must be there first. Empty when the plan may be adopted."""
    return list(found_obstacles(plan))


def found_obstacles(plan: Plan) -> Iterator[str]:
    if plan.status != PlanStatus.DRAFT:
        yield gettext("Planen er vedtatt allerede.")
    if not plan.focus_areas.filter(is_focus_area=True).exists():
        yield gettext("Planen har ingen innsatsområder.")
    if not plan.goals.exists():
        yield gettext("Planen har ingen mål.")


def plan_to_supersede(plan: Plan) -> Plan | None:
    """The plan of the period before, where it still holds."""
    earlier = plan.follows
    return earlier if earlier and earlier.status == PlanStatus.ADOPTED else None


@transaction.atomic
def adopt_plan(
    *, plan: Plan, decision_reference: str, decided_on: date, supersede: bool, by: str, now: datetime
) -> None:
    """Raises CannotAdopt. With `supersede` the plan that it follows no longer holds; it can still be read."""
    plan = locked(plan)
    if obstacles := obstacles_to_adoption(plan):
        raise CannotAdopt(obstacles)
    with edited(plan=plan, action="planning.plan.adopted", label=plan.title, by=by, now=now) as edit:
        edit.before(plan)
        plan.status = PlanStatus.ADOPTED
        plan.decision_reference, plan.decided_on = decision_reference, decided_on
        plan.save(update_fields=["status", "decision_reference", "decided_on"])
        if supersede and (earlier := plan_to_supersede(plan)):
            edit.before(earlier)
            earlier.status, earlier.superseded_by = PlanStatus.SUPERSEDED, plan
            earlier.save(update_fields=["status", "superseded_by"])


def locked(plan: Plan) -> Plan:
    """The plan as it is stored now, and nobody else's to adopt until this is done."""
    rows = Plan.objects.select_for_update(no_key=connection.features.has_select_for_no_key_update)
    return rows.get(pk=plan.pk)
