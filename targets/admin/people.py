"""On the page of a target: judging a state, and writing down that a duty was done."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from accounts.audited_admin import WithinReach
from targets.models import Appraisal, Completion, Target, TargetKind
from targets.services.people import appraise, record_completion

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    ModelForm, StackedInline = forms.ModelForm, admin.StackedInline


class SaidForm(ModelForm):
    """Something that has happened. The page says which day it is."""

    today: date
    day_field = ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        day = self.cleaned_data.get(self.day_field)
        if day is not None and day > self.today:
            self.add_error(self.day_field, gettext("Datoen kan ikke være etter i dag."))
        return self.cleaned_data


class AppraisalForm(SaidForm):
    day_field = "judged_on"


class CompletionForm(SaidForm):
    day_field = "done_on"


class SaidInline(WithinReach, StackedInline):
    """Added to and never edited: what was said stays said."""

    municipality_lookup = "target__plan__municipality"
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.today = timezone.localdate()
        return formset

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


APPRAISAL_FIELDS = ("judged_on", "light", "reason", "judged_by")
COMPLETION_FIELDS = ("done_on", "holds_until", "note")


class AppraisalInline(SaidInline):
    model = Appraisal
    form = AppraisalForm
    fields = APPRAISAL_FIELDS
    ordering = ["judged_on", "pk"]


class CompletionInline(SaidInline):
    model = Completion
    form = CompletionForm
    fields = COMPLETION_FIELDS
    ordering = ["done_on"]


# What can be said of a target: the fields of each row, and the service that keeps it.
SAID: dict[Any, tuple[tuple[str, ...], Callable[..., Any]]] = {
    Appraisal: (APPRAISAL_FIELDS, appraise),
    Completion: (COMPLETION_FIELDS, record_completion),
}


def inlines_for(target: Target | None) -> list[type[SaidInline]]:
    """What people can say of a target of this kind."""
    inlines: dict[str, type[SaidInline]] = {
        TargetKind.MILESTONE.value: AppraisalInline,
        TargetKind.RECURRING.value: CompletionInline,
    }
    return [inlines[target.kind]] if target and target.kind in inlines else []


def write_down(formset: Any, *, by: str) -> None:
    """Keep every new row of the formset."""
    fields, keep = SAID[formset.model]
    said = [form.cleaned_data for form in formset.extra_forms if form.has_changed()]
    now = timezone.now()
    formset.new_objects = [
        keep(target=formset.instance, **{name: one[name] for name in fields}, by=by, now=now) for one in said
    ]
    formset.changed_objects, formset.deleted_objects = [], []
