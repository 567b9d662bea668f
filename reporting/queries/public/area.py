"""A focus area of a published plan: its goals with their lights, and the measures without who does them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from planning.models import FocusArea, Goal, Level, Measure
from reporting.queries.lights import LightRow, nameless_rows
from reporting.queries.standing import Standing, standing_of
from targets.models import Target


@dataclass(frozen=True, slots=True)
class PublicGoal:
    text: str
    level: str
    targets: tuple[LightRow, ...]


@dataclass(frozen=True, slots=True)
class PublicTheme:
    """The goals of one theme, or of none (`title` empty)."""

    title: str
    goals: list[PublicGoal]


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """What is done, how far it has come and by when. Not by whom."""

    title: str
    progress: str
    percent_done: int | None
    progress_on: date | None
    deadline: date | None


@dataclass(frozen=True, slots=True)
class PublicAreaPage:
    area: FocusArea
    standing: Standing
    own: list[PublicTheme]
    # Goals that others have set and the plan leans on: national, regional, international.
    others: list[PublicTheme]
    norms: list[LightRow]
    measures: list[PublicMeasure]
    siblings: list[FocusArea]


def public_area(*, area: FocusArea) -> PublicAreaPage:
    """Everything the page shows, in a fixed number of queries."""
    of_plan = nameless_rows(Target.objects.filter(plan=area.plan))
    rows = [row for row in of_plan if area.code in row.focus_areas]
    goals = goals_of(area, rows)
    return PublicAreaPage(
        area=area,
        standing=standing_of(rows),
        own=by_theme((one for one in goals if one.level == Level.MUNICIPAL), rows),
        others=by_theme((one for one in goals if one.level != Level.MUNICIPAL), rows),
        norms=[row for row in rows if row.is_norm],
        measures=measures_of(area),
        siblings=list(area.plan.focus_areas.filter(is_focus_area=True).order_by("order", "code")),
    )


def goals_of(area: FocusArea, rows: Iterable[LightRow]) -> list[Goal]:
    """The goals of the area, and those that one of its targets belongs to, in the order of the plan."""
    codes = {row.goal_code for row in rows if row.goal_code}
    members = area.goals.values("pk")
    chosen = Goal.objects.filter(plan=area.plan).filter(Q(code__in=codes) | Q(pk__in=members))
    return list(chosen.select_related("theme").order_by("order", "code"))


def by_theme(goals: Iterable[Goal], rows: Iterable[LightRow]) -> list[PublicTheme]:
    """Goals under their themes, in the order in which the themes first come."""
    of_goal: dict[str | None, list[LightRow]] = {}
    for row in rows:
        of_goal.setdefault(row.goal_code, []).append(row)
    themes: dict[str, PublicTheme] = {}
    for goal in goals:
        title = goal.theme.title if goal.theme else ""
        told = PublicGoal(goal.text, goal.get_level_display(), tuple(of_goal.get(goal.code, ())))
        themes.setdefault(title, PublicTheme(title, [])).goals.append(told)
    return list(themes.values())


def measures_of(area: FocusArea) -> list[PublicMeasure]:
    """The measures of the area and of its goals, each once."""
    wanted = Q(focus_areas=area) | Q(goals__focus_areas=area)
    found = Measure.objects.filter(wanted, plan=area.plan).distinct().order_by("order", "code")
    return [
        PublicMeasure(
            title=one.title,
            progress=one.get_progress_display() if one.progress else one.status,
            percent_done=one.percent_done,
            progress_on=one.progress_on,
            deadline=one.deadline,
        )
        for one in found
    ]
