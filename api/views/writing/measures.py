"""Measures: written, told of, and taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api.forms.measures import WholeMeasureForm
from api.serializers.base import Taken
from api.serializers.measures import OwnMeasureShown
from api.serializers.taken import OneNamed, OneTheme, ReadOnlyTold, SeveralOf, Why, people
from api.views.writing import Changes, DeletesWithReason, Makes, Tells
from api.writing import checked, written_in
from planning.models import Challenge, FocusArea, Goal, Measure, Plan, Progress
from planning.services.measures import add_measure, change_measure, delete_measure, tell_progress
from reporting.acting import who
from reporting.forms.measures import DeleteMeasureForm, ProgressForm, units_of
from reporting.forms.plan_fields import MOST_ORDER
from reporting.permissions import get_measure_to_tell_of_for


class MeasureTaken(ReadOnlyTold, Why):
    """A measure as it is written, by the names that it is read by. In an adopted plan other words need a reason.

    The unit, the person and what it continues are written by name or code alone, or as they are read.
    """

    title = serializers.CharField(max_length=300)
    status = serializers.CharField(required=False, allow_blank=True, max_length=100)
    gist = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    deadline = serializers.DateField(required=False, allow_null=True)
    cost_note = serializers.CharField(required=False, allow_blank=True, max_length=300)
    unit = OneNamed(lambda plan: units_of(plan.municipality), by="name")
    owner = OneNamed(people, by="username")
    focus_areas = SeveralOf(lambda plan: FocusArea.objects.filter(plan=plan))
    theme = OneTheme()
    goals = SeveralOf(lambda plan: Goal.objects.filter(plan=plan))
    challenges = SeveralOf(lambda plan: Challenge.objects.filter(plan=plan))
    order = serializers.IntegerField(required=False, min_value=0, max_value=MOST_ORDER)
    external_id = serializers.CharField(required=False, allow_blank=True, max_length=200)
    continues = OneNamed(lambda plan: Measure.objects.filter(plan=plan.follows_id))


PROGRESS = ("progress", "percent_done", "progress_note", "progress_on")
MeasureTaken.only_read = {
    name: gettext_lazy("Feltet kan bare leses her. Det skrives på …/progress/.")
    if name in PROGRESS
    else gettext_lazy("Feltet kan bare leses.")
    for name in OwnMeasureShown.Meta.fields
    if name not in MeasureTaken().fields
}


@contextmanager
def told_apart() -> Iterator[None]:
    """Somebody else may have taken the name elsewhere at the same moment."""
    try:
        yield
    except IntegrityError as error:
        if "external_id" not in str(error):
            raise
        raise ValidationError({"external_id": [gettext("Et annet tiltak fikk denne i samme øyeblikk.")]}) from error


class MakesMeasure(Makes):
    taken = MeasureTaken

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        form = WholeMeasureForm(written_in(WholeMeasureForm(plan=plan)) | sent, plan=plan)
        checked(form)
        with told_apart():
            return add_measure(plan=plan, values=form.values, links=form.links, **who(self.request)).code


class ChangesMeasure(Changes, DeletesWithReason):
    taken = MeasureTaken

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        measure = Measure.objects.select_related("plan__municipality").get(plan=plan, code=code)
        shown = WholeMeasureForm(plan=plan, measure=measure)
        form = WholeMeasureForm(written_in(shown) | sent, plan=plan, measure=measure)
        checked(form)
        said: dict[str, Any] = {"values": form.values, "links": form.links, **form.why}
        with told_apart():
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
    percent_done = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=100)
    progress_note = serializers.CharField(required=False, allow_blank=True, max_length=5_000)
    progress_on = serializers.DateField(required=False)


class TellsProgress(Tells):
    """Told by those who write the plan, and by contacts of the unit that has the measure."""

    taken = ProgressTaken
    # The page calls them otherwise.
    form_names = {"percent_done": "percent", "progress_note": "note", "progress_on": "told_on"}

    def check_may_tell(self, code: str) -> None:
        get_measure_to_tell_of_for(self.request.user, self.kwargs["plan_code"], code)

    def tell(self, code: str, sent: dict[str, Any]) -> None:
        measure = get_measure_to_tell_of_for(self.request.user, self.kwargs["plan_code"], code)
        today = timezone.localdate()
        form = ProgressForm({"told_on": today} | sent, on=today)
        checked(form, names=self.told_names)
        tell_progress(measure=measure, **form.cleaned_data, **who(self.request))
