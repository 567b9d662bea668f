"""A focus area: its goals in the order of the plan, each with the lights of its targets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from planning.models import FocusArea, Goal, Level, Plan
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import Standing, standing_of
from targets.models import Target


@dataclass(frozen=True, slots=True)
class GoalRow:
    code: str
    text: str
    level: str
    kind: str
    scope: str
    targets: tuple[LightRow, ...]
    # Over its own targets and those of the goals under it.
    standing: Standing
    has_subgoals: bool
    measures: tuple[str, ...]
    # It was adopted in other words than it has now.
    has_earlier_words: bool


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The goals of one theme, or of none (`title` empty)."""

    title: str
    goals: list[GoalRow]


@dataclass(frozen=True, slots=True)
class FocusAreaPage:
    area: FocusArea
    standing: Standing
    own: list[ThemeGroup]
    # Goals that others have set and the plan leans on: national, regional, international.
    others: list[ThemeGroup]
    norms: list[LightRow]
    measures: list[tuple[str, str, str]]
    guidelines: int
    challenges: int
    siblings: list[FocusArea]
    has_earlier_words: bool


def focus_area_page(*, area: FocusArea) -> FocusAreaPage:
    """Everything the page of a focus area shows, in a fixed number of queries."""
    of_plan = light_rows(Target.objects.filter(plan=area.plan))
    rows = [row for row in of_plan if area.code in row.focus_areas]
    goals = goals_of(area, rows)
    below = codes_below(area)
    worded = worded_before(area.plan)
    told = [goal_row(goal, rows, of_plan, below[goal.code], worded) for goal in goals]
    own = [(goal, row) for goal, row in zip(goals, told, strict=True) if goal.level == Level.MUNICIPAL]
    others = [(goal, row) for goal, row in zip(goals, told, strict=True) if goal.level != Level.MUNICIPAL]
    return FocusAreaPage(
        area=area,
        standing=standing_of(rows),
        own=grouped(own),
        others=grouped(others),
        norms=[row for row in rows if row.is_norm],
        measures=list(area.measures.order_by("order").values_list("title", "status", "gist")),
        guidelines=area.guidelines.count(),
        challenges=area.challenges.count(),
        siblings=list(area.plan.focus_areas.filter(is_focus_area=True).order_by("order")),
        has_earlier_words=(area._meta.label_lower, area.code) in worded,
    )


def worded_before(plan: Plan) -> set[tuple[str, str]]:
    """What kind and which code: the rows of the plan that said something else when they were adopted."""
    return set(plan.earlier_wordings.values_list("subject", "code"))


def goals_of(area: FocusArea, rows: list[LightRow]) -> list[Goal]:
    """The goals of the area, and those that one of its targets belongs to."""
    codes = {row.goal_code for row in rows if row.goal_code}
    members = FocusArea.objects.filter(pk=area.pk, goals=OuterRef("pk"))
    chosen = Goal.objects.filter(plan=area.plan).filter(Q(code__in=codes) | Exists(members))
    return list(chosen.select_related("theme").prefetch_related("measures").order_by("order", "code"))


def codes_below(area: FocusArea) -> dict[str, set[str]]:
    """By the code of each goal of the plan: its own, and those of the goals under it however deep."""
    goals = {pk: (code, above) for pk, code, above in area.plan.goals.values_list("pk", "code", "parent_id")}
    below: dict[str, set[str]] = {code: set() for code, _above in goals.values()}
    for pk, (code, _above) in goals.items():
        met: set[int] = set()
        at: int | None = pk
        while at in goals and at not in met:
            met.add(at)
            above_code, at = goals[at]
            below[above_code].add(code)
    return below


def grouped(goals: Iterable[tuple[Goal, GoalRow]]) -> list[ThemeGroup]:
    """Goals by theme, in the order in which the themes first come."""
    groups: dict[str, ThemeGroup] = {}
    for goal, row in goals:
        title = goal.theme.title if goal.theme else ""
        groups.setdefault(title, ThemeGroup(title, [])).goals.append(row)
    return list(groups.values())


def goal_row(
    goal: Goal, rows: list[LightRow], of_plan: list[LightRow], below: set[str], worded: set[tuple[str, str]]
) -> GoalRow:
    return GoalRow(
        code=goal.code,
        text=goal.text,
        level=goal.get_level_display(),
        kind=goal.kind,
        scope=goal.scope,
        targets=tuple(row for row in rows if row.goal_code == goal.code),
        standing=standing_of(row for row in of_plan if row.goal_code in below),
        has_subgoals=len(below) > 1,
        measures=tuple(measure.title for measure in goal.measures.all()),
        has_earlier_words=(goal._meta.label_lower, goal.code) in worded,
    )
