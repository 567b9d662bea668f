"""The facts that the red thread is looked for in: the whole of a plan in a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from accounts.models import AuditEvent
from indicators.models import Formula, Source
from planning.models import Goal, Level, Measure, Plan
from planning.rules import is_open, lateness
from reporting.measure_words import late_said
from reporting.models import QualityReview
from reporting.queries.answers import Answer, answers_for
from reporting.queries.lights import quoted_name, quoted_title
from reporting.quoted import Quoted
from reporting.red_thread import (
    KEYS,
    AreaFacts,
    EarlierGoal,
    Finding,
    GoalFacts,
    GuidelineFacts,
    IndicatorFacts,
    MeasureFacts,
    PlanFacts,
    TargetFacts,
    findings,
)
from targets.models import Assessment, IndicatorInPlan, Target, TargetKind
from targets.rules import Reason
from targets.services.plan_vanished import LOADED, VANISHED_GOALS

# People judge these; no figure is waited for.
WITHOUT_FIGURES = frozenset({TargetKind.MILESTONE.value, TargetKind.RECURRING.value})


@dataclass(frozen=True, slots=True)
class SetAside:
    """What somebody has said may hang loose, and why."""

    finding: Finding
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class RedThread:
    left: list[Finding]
    set_aside: list[SetAside]


def loose_ends(*, plan: Plan, on: date) -> list[Finding]:
    """What is left that hangs loose in the plan."""
    return red_thread_of(plan=plan, on=on).left


def red_thread_of(*, plan: Plan, on: date) -> RedThread:
    """What hangs loose, and what of it was set aside, in fifteen queries at most."""
    found = findings(plan_facts(plan=plan, on=on))
    kept = {one.thing: one for one in QualityReview.objects.filter(plan=plan, thing__startswith=KEYS)}
    resting = {one.key for one in found if one.may_rest and one.key in kept and kept[one.key].stamp == one.stamp}
    return RedThread(
        left=[one for one in found if one.key not in resting],
        set_aside=[set_aside(one, kept[one.key]) for one in found if one.key in resting],
    )


def set_aside(finding: Finding, review: QualityReview) -> SetAside:
    return SetAside(finding, review.reason, review.reviewed_by, timezone.localdate(review.reviewed_at))


def plan_facts(*, plan: Plan, on: date) -> PlanFacts:
    goals = list(plan.goals.order_by("order", "code"))
    targets = list(
        Target.objects.filter(plan=plan).select_related("goal", "used_indicator__indicator").order_by("order", "code")
    )
    return PlanFacts(
        plan=plan.code,
        areas=area_facts(plan),
        goals=goal_facts(goals, targets),
        vanished=(*not_carried_on(plan, goals), *not_in_file(plan, goals)),
        targets=target_facts(targets, on=on),
        indicators=indicator_facts(plan),
        measures=measure_facts(plan, on=on),
        guidelines=guideline_facts(plan),
    )


def area_facts(plan: Plan) -> tuple[AreaFacts, ...]:
    """Front matter is no focus area, and need not have goals."""
    areas = plan.focus_areas.filter(is_focus_area=True).annotate(n=Count("goals")).order_by("order", "code")
    return tuple(AreaFacts(one.code, Quoted(one.title), one.n) for one in areas)


def goal_facts(goals: Collection[Goal], targets: Iterable[Target]) -> tuple[GoalFacts, ...]:
    counts = targets_below(goals, targets)
    return tuple(
        GoalFacts(
            code=goal.code,
            text=Quoted(goal.text),
            level=goal.get_level_display(),
            is_own=goal.level in {Level.MUNICIPAL, Level.UNSPECIFIED},
            targets=counts[goal.pk],
            has_owner=bool(goal.unit_id or goal.owner_id),
        )
        for goal in goals
    )


def targets_below(goals: Collection[Goal], targets: Iterable[Target]) -> dict[int, int]:
    """By goal: its own targets and those of the goals below it, however deep."""
    above = {goal.pk: goal.parent_id for goal in goals}
    counts = dict.fromkeys(above, 0)
    for target in targets:
        goal, met = target.goal_id, set[int]()
        while goal in counts and goal not in met:
            counts[goal] += 1
            met.add(goal)
            goal = above[goal]
    return counts


def not_carried_on(plan: Plan, goals: Iterable[Goal]) -> list[EarlierGoal]:
    """Goals of the plan that this one builds on, which no goal here carries on."""
    if plan.follows is None:
        return []
    carried = {goal.continues_id for goal in goals}
    earlier = plan.follows
    left = earlier.goals.exclude(pk__in=[key for key in carried if key]).order_by("order", "code")
    return [EarlierGoal(goal.code, Quoted(goal.text), earlier.title, earlier.code) for goal in left]


def not_in_file(plan: Plan, goals: Iterable[Goal]) -> list[EarlierGoal]:
    """Goals that the plan file no longer named when it was read in last, and that are still here."""
    event = AuditEvent.objects.filter(action=LOADED, object_type="planning.plan", object_id=str(plan.pk))
    newest = event.order_by("-at", "-pk").first()
    codes = set((newest.after or {}).get(VANISHED_GOALS, [])) if newest else set()
    return [EarlierGoal(goal.code, Quoted(goal.text), "", plan.code) for goal in goals if goal.code in codes]


def target_facts(targets: Collection[Target], *, on: date) -> tuple[TargetFacts, ...]:
    keys = [one.pk for one in targets]
    answers = answers_for(keys, on=on)
    reasons = dict(Assessment.objects.current().filter(target__in=keys).values_list("target", "reason"))
    return tuple(target_fact(one, answers[one.pk], reasons.get(one.pk, "")) for one in targets)


def target_fact(target: Target, answer: Answer, reason: str) -> TargetFacts:
    used, goal = target.used_indicator, target.goal
    return TargetFacts(
        code=target.code,
        title=quoted_title(target),
        is_norm=target.is_norm,
        has_owner=bool(target.unit_in_charge_id or target.owner_id or (goal and (goal.unit_id or goal.owner_id))),
        unit=target.unit_in_charge_id or (goal.unit_id if goal else None),
        needs_figures=target.kind not in WITHOUT_FIGURES,
        indicator=used.indicator.code if used else "",
        has_figure=reason != Reason.NO_DATA,
        lacks_cause=answer.lacks_cause,
        lacks_measure=answer.lacks_measure,
        can_have_measures=goal is not None,
    )


def indicator_facts(plan: Plan) -> tuple[IndicatorFacts, ...]:
    """What is computed here comes from where its parts come from."""
    sources = Source.objects.filter(indicators=OuterRef("indicator"))
    formulas = Formula.objects.filter(indicator=OuterRef("indicator"))
    uses = IndicatorInPlan.objects.filter(plan=plan).select_related("indicator").order_by("order", "code")
    rows = uses.annotate(sourced=Exists(sources), computed=Exists(formulas))
    found = {one.indicator: one.sourced or one.computed for one in rows}
    return tuple(IndicatorFacts(one.code, quoted_name(one), has) for one, has in found.items())


def measure_facts(plan: Plan, *, on: date) -> tuple[MeasureFacts, ...]:
    measures = plan.measures.prefetch_related("goals").order_by("order", "code")
    return tuple(measure_fact(one, on=on) for one in measures)


def measure_fact(measure: Measure, *, on: date) -> MeasureFacts:
    late = lateness(deadline=measure.deadline, progress=measure.progress, on=on)
    units = [measure.unit_id, *(goal.unit_id for goal in measure.goals.all())]
    return MeasureFacts(
        code=measure.code,
        title=Quoted(measure.title),
        is_open=is_open(measure.progress),
        has_owner=bool(measure.unit_id or measure.owner_id),
        has_deadline=measure.deadline is not None,
        late=late_said(late),
        units=tuple(dict.fromkeys(unit for unit in units if unit)),
    )


def guideline_facts(plan: Plan) -> tuple[GuidelineFacts, ...]:
    rows = plan.guidelines.annotate(n=Count("goals")).order_by("order", "code")
    return tuple(GuidelineFacts(one.code, Quoted(one.title), one.n, one.applies_to_all) for one in rows)
