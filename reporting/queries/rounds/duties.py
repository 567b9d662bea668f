"""Which unit comments what, as the coordinator sets it in a table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Collate

from accounts.models import Municipality, Unit
from indicators.models import ServiceArea
from planning.models import Goal, Plan
from reporting.models import CommentingDuty
from targets.models import Target


@dataclass(frozen=True, slots=True)
class DutyRow:
    """`unit` is set here; `otherwise` comments it where nothing is set: a goal's own unit, nobody for an area.

    `things` is how many indicators or targets hang on it.
    """

    subject: ServiceArea | Goal
    name: str
    unit: Unit | None
    otherwise: Unit | None
    things: int

    @property
    def who(self) -> Unit | None:
        return self.unit or self.otherwise


@dataclass(frozen=True, slots=True)
class DutyTable:
    """Service areas that have indicators, by name; and the goals of the plans that have targets, plan by plan."""

    service_areas: tuple[DutyRow, ...]
    goals: tuple[tuple[Plan, tuple[DutyRow, ...]], ...]
    units: tuple[Unit, ...]


def duty_table(*, municipality: Municipality, plans: Iterable[Plan]) -> DutyTable:
    """In five queries, besides that for the plans."""
    plans = list(plans)
    duties = list(CommentingDuty.objects.filter(municipality=municipality).select_related("unit"))
    of_areas = {one.service_area_id: one.unit for one in duties if one.service_area_id}
    of_goals = {one.goal_id: one.unit for one in duties if one.goal_id}
    counted = dict(
        Target.objects.filter(plan__in=plans, goal__isnull=False)
        .order_by()
        .values_list("goal")
        .annotate(count=Count("pk"))
    )
    by_plan: dict[int, list[DutyRow]] = defaultdict(list)
    for goal in Goal.objects.filter(pk__in=counted).select_related("unit", "plan").order_by("order", "code"):
        row = DutyRow(goal, goal.text, of_goals.get(goal.pk), goal.unit, counted[goal.pk])
        by_plan[goal.plan_id].append(row)
    return DutyTable(
        service_areas=tuple(
            DutyRow(area, area.name, of_areas.get(area.pk), None, area.count)  # type: ignore[attr-defined]
            for area in areas_with_indicators()
        ),
        goals=tuple((plan, tuple(by_plan[plan.pk])) for plan in plans if plan.pk in by_plan),
        units=tuple(Unit.objects.filter(municipality=municipality).order_by(Collate("name", "norwegian"), "pk")),
    )


def areas_with_indicators() -> Iterable[ServiceArea]:
    """By the Norwegian alphabet, with how many public indicators each has."""
    counted = Count("indicators", filter=Q(indicators__namespace=""))
    areas = ServiceArea.objects.annotate(count=counted).filter(count__gt=0)
    return areas.order_by(Collate("name", "norwegian"), "pk")
