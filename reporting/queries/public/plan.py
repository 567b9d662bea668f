"""The first page of a published plan: how it stands, area by area."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from planning.models import FocusArea, Goal, Plan
from reporting.permissions import published_plans
from reporting.queries.light_history import ChangeRow, nameless_history
from reporting.queries.lights import LightRow, nameless_rows, title_of
from reporting.queries.standing import Standing, standing_of
from targets.models import LightChange, Target

# How many of the newest changes are told.
NEWEST = 5


@dataclass(frozen=True, slots=True)
class PublicArea:
    """A focus area among the others of its plan."""

    code: str
    title: str
    slogan: str
    is_focus_area: bool
    goals: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class PublicPlan:
    plan: Plan
    # The plan that took its place, where that can be read by everybody too.
    superseded_by: Plan | None
    standing: Standing
    areas: list[PublicArea]
    # Targets that belong to no focus area.
    others: list[LightRow]
    # With the name of the target that each is of.
    changes: list[tuple[str, ChangeRow]]
    confirmed_on: date | None


def public_plan(*, plan: Plan) -> PublicPlan:
    """Everything the page shows, in a fixed number of queries."""
    rows = nameless_rows(Target.objects.filter(plan=plan))
    goals = Counter(Goal.objects.filter(plan=plan).values_list("focus_areas", flat=True))
    areas = [area_of(one, rows, goals[one.pk]) for one in plan.focus_areas.order_by("order", "code")]
    return PublicPlan(
        plan=plan,
        superseded_by=public_successor(plan),
        standing=standing_of(rows),
        areas=[one for one in areas if one.is_focus_area or one.standing.total],
        others=[row for row in rows if not row.focus_areas and not row.is_norm],
        changes=[(title_of(one.target), one) for one in newest_changes(plan)],
        confirmed_on=max((row.confirmed_on for row in rows if row.confirmed_on), default=None),
    )


def area_of(area: FocusArea, rows: list[LightRow], goals: int) -> PublicArea:
    return PublicArea(
        code=area.code,
        title=area.title,
        slogan=area.slogan,
        is_focus_area=area.is_focus_area,
        goals=goals,
        standing=standing_of(row for row in rows if area.code in row.focus_areas),
    )


def public_successor(plan: Plan) -> Plan | None:
    """The plan that superseded this one; none where it cannot be read by everybody."""
    if plan.superseded_by_id is None:
        return None
    return published_plans().filter(pk=plan.superseded_by_id).first()


def newest_changes(plan: Plan) -> list[ChangeRow]:
    """The last lights that became others; not the first judgement of a target, which is no change."""
    changed = LightChange.objects.filter(target__plan=plan).exclude(from_light="")
    newest = changed.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
    return nameless_history(LightChange.objects.filter(pk__in=list(newest)))
