"""Goals: written, and taken away from a draft."""

from typing import Any

from django.db.models import Max
from django.utils import timezone
from rest_framework import serializers

from api.forms.goals import WholeGoalForm
from api.problems import Refused
from api.serializers.taken import OneOf, OneTheme, SeveralOf, WithReason, people
from api.views.writing import Changes, Deletes, Makes, Writing
from api.writing import checked, written_in
from planning.models import SDG, FocusArea, Goal, Guideline, Level, Measure, Plan
from planning.services.goals import CannotDelete, change_goal, create_goal
from reporting.acting import who
from reporting.forms.goal import LONGEST_TEXT
from reporting.forms.measures import units_of
from reporting.forms.plan_fields import MOST_ORDER
from reporting.resting_words import why_goal_stays
from reporting.services.removing_commented import delete_goal


class GoalTaken(WithReason):
    """A goal as it is written. In an adopted plan another text needs a reason.

    The main focus area is always one of its focus areas.
    """

    text = serializers.CharField(max_length=LONGEST_TEXT)
    level = serializers.ChoiceField(Level.choices, required=False)
    kind = serializers.CharField(required=False, allow_blank=True, max_length=100)
    scope = serializers.CharField(required=False, allow_blank=True, max_length=100)
    order = serializers.IntegerField(required=False, min_value=0, max_value=MOST_ORDER)
    parent: Any = OneOf(lambda plan: Goal.objects.filter(plan=plan))
    primary_focus_area = OneOf(lambda plan: FocusArea.objects.filter(plan=plan))
    focus_areas = SeveralOf(lambda plan: FocusArea.objects.filter(plan=plan))
    theme = OneTheme()
    guidelines = SeveralOf(lambda plan: Guideline.objects.filter(plan=plan))
    measures = SeveralOf(lambda plan: Measure.objects.filter(plan=plan))
    sdgs = SeveralOf(
        lambda _plan: SDG.objects.all(), by="number", child=serializers.IntegerField(min_value=1, max_value=17)
    )
    continues = OneOf(lambda plan: Goal.objects.filter(plan=plan.follows_id))
    unit = OneOf(lambda plan: units_of(plan.municipality), by="name")
    owner = OneOf(people, by="username")


class WritesGoals(Writing):
    taken = GoalTaken
    # The page asks why under another name.
    form_names = {"reason": "why"}


class MakesGoal(WritesGoals, Makes):
    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        form = form_of(new_goal(plan), new_goal(plan), sent)
        checked(form, names=self.told_names)
        return create_goal(plan=plan, values=form.values, links=form.links, **who(self.request)).code


class ChangesGoal(WritesGoals, Changes, Deletes):
    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        goal = goal_of(plan, code)
        # A form fills its row with what was sent, so the one that is changed is another.
        form = form_of(goal_of(plan, code), goal_of(plan, code), sent)
        checked(form, names=self.told_names)
        said: dict[str, Any] = {"values": form.values, "links": form.links, "reason": form.cleaned_data.get("why", "")}
        change_goal(goal=goal, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        try:
            delete_goal(goal=goal_of(plan, code), **who(self.request))
        except CannotDelete as problem:
            raise Refused(why_goal_stays(problem)) from problem


def form_of(stands: Goal, filled: Goal, sent: dict[str, Any]) -> WholeGoalForm:
    return WholeGoalForm(written_in(WholeGoalForm(instance=stands)) | sent, instance=filled)


def new_goal(plan: Plan) -> Goal:
    """Last in the plan, where nobody says otherwise."""
    last = plan.goals.aggregate(last=Max("order"))["last"]
    return Goal(plan=plan, order=min(last + 1, MOST_ORDER) if last is not None else 1)


def goal_of(plan: Plan, code: str) -> Goal:
    return Goal.objects.select_related("plan__municipality", "primary_focus_area").get(plan=plan, code=code)
