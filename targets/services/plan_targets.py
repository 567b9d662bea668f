"""The targets of a plan file, with their steps."""

from collections.abc import Mapping

from accounts.imports import Problems
from accounts.syncing import Tally, sync, sync_links
from indicators.models import Region
from planning.services import StoredPlan
from targets.models import IndicatorInPlan, Target, TargetStep
from targets.planfile.records import PlanFile
from targets.services.plan_indicators import note_field_problems, region_of


def check_targets(file: PlanFile, problems: Problems) -> None:
    """What the database would not take."""
    for one in file.targets:
        note_field_problems(Target, one.place, one.values, problems)


def store_targets(
    file: PlanFile,
    stored: StoredPlan,
    uses: Mapping[str, IndicatorInPlan],
    regions: Mapping[str, Region],
    tally: Tally,
) -> list[str]:
    """Make the targets what the file says; returns the codes that the file no longer has."""
    areas = stored.focus_areas
    kept = {one.code: one for one in Target.objects.filter(plan=stored.plan)}
    wanted = {
        one.code: {
            **one.values,
            "plan_id": stored.plan.pk,
            "goal_id": stored.goals[one.goal].pk if one.goal else None,
            "used_indicator_id": uses[one.indicator].pk if one.indicator else None,
            "peer_id": regions[region_of(one.peer, file)].pk if one.peer else None,
            "primary_focus_area_id": areas[one.primary_focus_area].pk if one.primary_focus_area else None,
        }
        for one in file.targets
    }
    targets = sync(Target, kept, wanted, tally=tally)
    links = {
        one.code: (targets[one.code], [areas[code].pk for code in one.secondary_focus_areas]) for one in file.targets
    }
    sync_links(Target._meta.get_field("secondary_focus_areas"), links, tally=tally)
    store_steps(file, targets, tally)
    couple(file, targets, tally)
    return [code for code in kept if code not in targets]


def store_steps(file: PlanFile, targets: Mapping[str, Target], tally: Tally) -> None:
    """Steps are part of their target: those that the file no longer has go."""
    rows = TargetStep.objects.filter(target__in=targets.values()).select_related("target")
    kept = {f"{row.target.code} {row.period}": row for row in rows}
    wanted = {
        f"{one.code} {period}": {"target_id": targets[one.code].pk, "period": period, "value": value}
        for one in file.targets
        for period, value in one.steps
    }
    sync(TargetStep, kept, wanted, tally=tally)
    surplus = {key: row for key, row in kept.items() if key not in wanted}
    for key, row in surplus.items():
        tally.note_change((str(TargetStep._meta.verbose_name), key), "value", row.value, None)
    TargetStep.objects.filter(pk__in=[row.pk for row in surplus.values()]).delete()


def couple(file: PlanFile, targets: Mapping[str, Target], tally: Tally) -> None:
    """Which targets are promised together; known when all of them are there."""
    others = {one.code: targets[one.coupled_with].pk if one.coupled_with else None for one in file.targets}
    rows = {code: targets[code] for code in others}
    sync(Target, rows, {code: {"coupled_with_id": other} for code, other in others.items()}, tally=tally)
