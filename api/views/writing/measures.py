"""Measures: written, told of, and taken away."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from api.serializers.base import Taken
from api.serializers.taken import OneOf, SeveralOf, Why, people
from api.views.writing import Changes, DeletesWithReason, Makes, Tells
from api.writing import checked, written_in
from planning.models import FocusArea, Goal, Measure, Plan, Progress
from planning.services.measures import add_measure, change_measure, delete_measure, tell_progress
from reporting.acting import who
from reporting.forms.measures import DeleteMeasureForm, MeasureForm, ProgressForm, units_of
from reporting.permissions import get_measure_to_tell_of_for


class MeasureTaken(Why):
    """A measure as it is written. In an adopted plan other words need a reason."""

    title = serializers.CharField(max_length=300)
    gist = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    deadline = serializers.DateField(required=False, allow_null=True)
    cost_note = serializers.CharField(required=False, allow_blank=True, max_length=300)
    unit = OneOf(lambda plan: units_of(plan.municipality), by="name")
    owner = OneOf(people, by="username")
    focus_areas = SeveralOf(lambda plan: FocusArea.objects.filter(plan=plan))
    goals = SeveralOf(lambda plan: Goal.objects.filter(plan=plan))
    continues = OneOf(lambda plan: Measure.objects.filter(plan=plan.follows_id))


class MakesMeasure(Makes):
    taken = MeasureTaken

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        form = MeasureForm(written_in(MeasureForm(plan=plan)) | sent, plan=plan)
        checked(form)
        return add_measure(plan=plan, values=form.values, links=form.links, **who(self.request)).code


class ChangesMeasure(Changes, DeletesWithReason):
    taken = MeasureTaken

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        measure = Measure.objects.select_related("plan__municipality").get(plan=plan, code=code)
        form = MeasureForm(written_in(MeasureForm(plan=plan, measure=measure)) | sent, plan=plan, measure=measure)
        checked(form)
        said: dict[str, Any] = {"values": form.values, "links": form.links, **form.why}
        change_measure(measure=measure, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        form = DeleteMeasureForm({"reason": reason}, plan=plan)
        checked(form)
        delete_measure(
            measure=Measure.objects.get(plan=plan, code=code), reason=form.cleaned_data["reason"], **who(self.request)
        )


class ProgressTaken(Taken):
    """How far a measure has come on a day."""

    progress = serializers.ChoiceField(Progress.choices)
    percent = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=100)
    note = serializers.CharField(required=False, allow_blank=True, max_length=5_000)
    told_on = serializers.DateField(required=False)


class TellsProgress(Tells):
    """Told by those who write the plan, and by contacts of the unit that has the measure."""

    taken = ProgressTaken

    def check_may_tell(self, code: str) -> None:
        get_measure_to_tell_of_for(self.request.user, self.kwargs["plan_code"], code)

    def tell(self, code: str, sent: dict[str, Any]) -> None:
        measure = get_measure_to_tell_of_for(self.request.user, self.kwargs["plan_code"], code)
        today = timezone.localdate()
        form = ProgressForm({"told_on": today} | sent, on=today)
        checked(form)
        tell_progress(measure=measure, **form.cleaned_data, **who(self.request))
