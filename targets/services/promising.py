"""Writing targets on the pages of a plan: what is promised of which indicator, judged at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from indicators.models import Indicator, Region
from planning.models import FocusArea, Goal, Plan
from planning.services import Editing, edited
from planning.services.numbering import next_code
from targets.models import IndicatorInPlan, Target, TargetStep
from targets.services.assessment import judge_again
from targets.services.promises import change_promise, keep_earlier_promises, promises_of

Steps = Sequence[tuple[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Promised:
    """Everything that a person says of a target. `values` are fields of the target besides its indicator."""

    values: Mapping[str, Any]
    indicator: Indicator | None = None
    region: Region | None = None
    other_areas: Iterable[FocusArea] = ()
    steps: Steps = field(default=())


@transaction.atomic
def create_target(*, plan: Plan, goal: Goal, promised: Promised, by: str, on: date, now: datetime) -> Target:
    """A target with the next free code of its plan, judged."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    target = Target(plan=plan, goal=goal, **promised.values)
    target.code, target.order = next_place(plan)
    with edited(plan=plan, action="targets.target.added", label=label_of(target, promised), by=by, now=now) as edit:
        target.used_indicator = used_for(edit, plan, promised, kept=None)
        target.save()
        edit.added(target)
        target.secondary_focus_areas.set(promised.other_areas)
        edit.added(*(target.steps.create(period=period, value=value) for period, value in promised.steps))
    judge_again(targets=[target], on=on, now=now)
    return target


@transaction.atomic
def change_target(*, target: Target, promised: Promised, reason: str, by: str, on: date, now: datetime) -> None:
    """Raises ReasonNeeded where an adopted plan would promise something else; what it promised before is kept."""
    target, plan = Target.objects.select_related("plan", "used_indicator").get(pk=target.pk), target.plan
    told: dict[str, Any] = {"label": label_of(target, promised), "by": by, "now": now, "reason": reason}
    with edited(plan=plan, action="targets.target.changed", **told) as edit:
        edit.before(target, *target.steps.all())
        used = used_for(edit, plan, promised, kept=target.used_indicator)
        change_promise(
            target=target,
            values={**promised.values, "used_indicator": used},
            reason=reason,
            by=by,
            on=on,
            now=now,
            steps=promised.steps if has_other_steps(target, promised.steps) else None,
        )
        target.secondary_focus_areas.set(promised.other_areas)
        edit.added(*target.steps.all())


@transaction.atomic
def change_targets(
    *, plan: Plan, changes: Mapping[int, Mapping[str, Any]], label: str, reason: str, by: str, on: date, now: datetime
) -> int:
    """Several targets in one edit, undone in one. Raises ReasonNeeded. Answers how many were others."""
    targets = Target.objects.filter(plan=plan).in_bulk(changes)
    told: dict[str, Any] = {"label": label, "by": by, "now": now, "reason": reason}
    with edited(plan=plan, action="targets.target.changed", **told) as edit:
        before = promises_of(targets)
        edit.before(*targets.values())
        for key, target in targets.items():
            write(target, changes[key])
        keep_earlier_promises(before, reasons=dict.fromkeys(targets, reason), by=by, on=on, now=now)
    judge_again(targets=list(targets.values()), on=on, now=now)
    return len(targets)


def write(target: Target, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(target, name, value)
    target.save(update_fields=list(values))


def next_place(plan: Plan) -> tuple[str, int]:
    """The code and the order of a target that comes after all others."""
    rows = list(Target.objects.filter(plan=plan).values_list("code", "order"))
    return next_code([code for code, _order in rows], otherwise="T-"), max(
        (order for _code, order in rows), default=0
    ) + 1


def label_of(target: Target, promised: Promised) -> str:
    """What the edit is about, as people call it."""
    return str(promised.indicator or promised.values.get("state") or target.goal or target.code)


def has_other_steps(target: Target, steps: Steps) -> bool:
    kept = TargetStep.objects.filter(target=target).values_list("period", "value")
    return sorted(kept) != sorted(steps)


def used_for(edit: Editing, plan: Plan, promised: Promised, *, kept: IndicatorInPlan | None) -> IndicatorInPlan | None:
    """The indicator as the plan uses it: the use that the target has, another of the plan's, or a new one."""
    if promised.indicator is None or promised.region is None:
        return None
    uses = IndicatorInPlan.objects.filter(plan=plan, indicator=promised.indicator, region=promised.region)
    if kept is not None and uses.filter(pk=kept.pk).exists():
        return kept
    return uses.order_by("pk").first() or use(edit, plan, promised.indicator, promised.region)


def use(edit: Editing, plan: Plan, indicator: Indicator, region: Region) -> IndicatorInPlan:
    """Bring an indicator into the plan, under its own code where that is free."""
    taken = dict(IndicatorInPlan.objects.filter(plan=plan).values_list("code", "order"))
    code = indicator.code if indicator.code not in taken else f"{indicator.code}-{region.code}"[-200:]
    used = IndicatorInPlan.objects.create(
        plan=plan, indicator=indicator, region=region, code=code, order=max(taken.values(), default=0) + 1
    )
    edit.added(used)
    return used
