"""Taking a focus area or a theme out of a plan, as long as nothing that somebody promised or measures lies in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from planning.models import Challenge, Citation, FocusArea, Goal, Guideline, Measure, Theme
from planning.services import edited
from targets.models import IndicatorInPlan, Target


@dataclass(frozen=True, slots=True)
class Resting:
    """How much rests on a focus area or a theme, by what it is."""

    themes: int = 0
    goals: int = 0
    measures: int = 0
    targets: int = 0
    indicators: int = 0
    challenges: int = 0

    def __bool__(self) -> bool:
        return any((self.themes, self.goals, self.measures, self.targets, self.indicators, self.challenges))


class IsInUse(Exception):
    """Something rests on it."""

    def __init__(self, resting: Resting) -> None:
        super().__init__(resting)
        self.resting = resting


def resting_on_area(area: FocusArea) -> Resting:
    """What lies in the focus area or one of its themes. Themes themselves, and links, go with it."""
    themes = Q(theme__focus_area=area)
    uses = IndicatorInPlan.objects.filter(Q(focus_areas=area) | themes)
    targets = Target.objects.filter(Q(primary_focus_area=area) | Q(secondary_focus_areas=area))
    return Resting(
        goals=counted(area.plan.goals.filter(Q(focus_areas=area) | Q(primary_focus_area=area) | themes)),
        measures=counted(area.plan.measures.filter(Q(focus_areas=area) | themes)),
        targets=counted(targets),
        indicators=counted(uses),
        challenges=counted(area.plan.challenges.filter(themes)),
    )


def resting_on_theme(theme: Theme) -> Resting:
    return Resting(
        themes=theme.children.count(),
        goals=counted(Goal.objects.filter(theme=theme)),
        measures=counted(Measure.objects.filter(theme=theme)),
        indicators=counted(IndicatorInPlan.objects.filter(theme=theme)),
        challenges=counted(Challenge.objects.filter(theme=theme)),
    )


def counted(rows: "models.QuerySet[Any]") -> int:
    return rows.distinct().count()


@transaction.atomic
def delete_focus_area(*, area: FocusArea, by: str, now: datetime) -> None:
    """Raises IsInUse. Its themes, and the guidelines' and challenges' links to it, go with it and come back by undo."""
    if resting := resting_on_area(area):
        raise IsInUse(resting)
    with edited(plan=area.plan, action="planning.focusarea.deleted", label=area.title, by=by, now=now) as edit:
        edit.before(area)
        edit.before(*area.themes.order_by("pk"))
        edit.before(*Citation.objects.filter(focus_area=area).order_by("pk"))
        edit.before(*Guideline.objects.filter(focus_areas=area).order_by("pk"))
        edit.before(*Challenge.objects.filter(focus_areas=area).order_by("pk"))
        # By a query, so that the row keeps the key by which the trail tells of it.
        FocusArea.objects.filter(pk=area.pk).delete()


@transaction.atomic
def delete_theme(*, theme: Theme, by: str, now: datetime) -> None:
    """Raises IsInUse."""
    if resting := resting_on_theme(theme):
        raise IsInUse(resting)
    plan = theme.focus_area.plan
    with edited(plan=plan, action="planning.theme.deleted", label=theme.title, by=by, now=now) as edit:
        edit.before(theme)
        Theme.objects.filter(pk=theme.pk).delete()
