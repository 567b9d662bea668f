"""A new plan from that of the period before, with its targets: as promised, to be looked at one by one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.copying import Copied, copy_links, copy_rows, point_within
from accounts.services import record_event
from accounts.snapshots import snapshot
from planning.models import Plan, PlanStatus
from planning.services.next_period import NOWHERE, Carried, carry_content
from targets.models import Completion, IndicatorInPlan, Target, TargetStep
from targets.services.assessment import judge_again


@transaction.atomic
def continue_plan(*, earlier: Plan, values: Mapping[str, Any], by: str, on: date, now: datetime) -> Plan:
    """A draft with everything that the earlier plan says and promises. Its targets are judged as they stand."""
    plan = Plan.objects.create(municipality=earlier.municipality, status=PlanStatus.DRAFT, follows=earlier, **values)
    carried = carry_content(earlier=earlier, plan=plan)
    targets = carry_targets(earlier, plan, carried)
    record_event(
        action="planning.plan.continued",
        subject=plan,
        by=by,
        now=now,
        municipality_number=plan.municipality.number,
        after=snapshot(plan)
        | {"focus_areas": len(carried.focus_areas), "goals": len(carried.goals), "measures": len(carried.measures)},
    )
    judge_again(targets=list(Target.objects.filter(pk__in=targets.values())), on=on, now=now)
    return plan


def carry_targets(earlier: Plan, plan: Plan, carried: Carried) -> Copied:
    """Targets with their steps, by the same indicators; that a duty was done holds whatever plan asks for it."""
    uses = carry_uses(earlier, plan, carried)

    def values(row: Target) -> dict[str, Any]:
        area = carried.focus_areas.get(row.primary_focus_area_id) if row.primary_focus_area_id else None
        return {
            **NOWHERE,
            "plan_id": plan.pk,
            "goal_id": carried.goals[row.goal_id] if row.goal_id else None,
            "used_indicator_id": uses[row.used_indicator_id] if row.used_indicator_id else None,
            "primary_focus_area_id": area,
            "status_in_document": "",
        }

    copied = copy_rows(Target.objects.filter(plan=earlier).order_by("pk"), values)
    point_within(Target, "coupled_with", copied)
    copy_links(Target, "secondary_focus_areas", copied, carried.focus_areas)
    for model in (TargetStep, Completion):
        copy_rows(model._default_manager.filter(target__in=list(copied)).order_by("pk"), of_copied(copied))
    return copied


def of_copied(copied: Copied) -> Any:
    return lambda row: {"target_id": copied[row.target_id]}


def carry_uses(earlier: Plan, plan: Plan, carried: Carried) -> Copied:
    def values(row: IndicatorInPlan) -> dict[str, Any]:
        theme = carried.themes.get(row.theme_id) if row.theme_id else None
        return {"plan_id": plan.pk, "theme_id": theme}

    copied = copy_rows(IndicatorInPlan.objects.filter(plan=earlier).order_by("pk"), values)
    copy_links(IndicatorInPlan, "focus_areas", copied, carried.focus_areas)
    return copied
