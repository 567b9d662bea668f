"""What is checked when a plan is edited: that relations stay within one plan, and that nothing lies below itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.translation import gettext, gettext_lazy

from accounts.form_fields import LinesField, code_in_address
from accounts.models import Unit
from planning.models import Plan, Theme

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


def rows_in(value: Any) -> Iterable[Any]:
    """The rows that a field chose: none, one or several."""
    if isinstance(value, models.Model):
        return [value]
    return value if isinstance(value, models.QuerySet) else []


def belongs_to(row: Any, plan: Plan) -> bool:
    """Whether a chosen row is of this plan; a unit, whether it is of the plan's municipality."""
    if isinstance(row, Theme):
        return row.focus_area.plan_id == plan.pk
    if isinstance(row, Unit):
        return row.municipality_id == plan.municipality_id
    return bool(getattr(row, "plan_id", plan.pk) == plan.pk)


def is_above(row: models.Model, above: Any, name: str) -> bool:
    """Whether `row` is met on the way up from `above` by the relation `name`."""
    met: set[int] = set()
    while above is not None and above.pk not in met:
        if above.pk == row.pk:
            return True
        met.add(above.pk)
        above = getattr(above, name)
    return False


class WithinPlanForm(ModelForm):
    """A row of a plan, whose relations are to rows of the same plan. Files know it by its code, which stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        return code if self.instance.pk else code_in_address(code)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if plan := self.plan_of_row():
            self.refuse_strangers(plan)
        self.refuse_circle("parent")
        return self.cleaned_data

    def plan_of_row(self) -> Plan | None:
        """The plan that is chosen in the form, or that the row already has."""
        chosen = self.cleaned_data.get("plan")
        return chosen or (self.instance.plan if getattr(self.instance, "plan_id", None) else None)

    def refuse_strangers(self, plan: Plan) -> None:
        strangers = [
            name
            for name, value in self.cleaned_data.items()
            if name != "plan" and not all(belongs_to(row, plan) for row in rows_in(value))
        ]
        for name in strangers:
            self.add_error(name, gettext("Valget hører ikke til planen «%s».") % plan)

    def refuse_circle(self, name: str) -> None:
        above = self.cleaned_data.get(name)
        if above is not None and self.instance.pk and is_above(self.instance, above, name):
            self.add_error(name, gettext("Valget ligger selv under denne raden."))


class PlanForm(ModelForm):
    def clean_code(self) -> str:
        return code_in_address(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        later = self.cleaned_data.get("superseded_by")
        if later is not None and self.instance.pk and is_above(self.instance, later, "superseded_by"):
            self.add_error("superseded_by", gettext("En plan kan ikke avløses av seg selv."))
        return self.cleaned_data


class FocusAreaForm(WithinPlanForm):
    class Meta:
        field_classes = {"aliases": LinesField}
        help_texts = {"aliases": gettext_lazy("Ett navn på hver linje.")}


class ThemeForm(WithinPlanForm):
    def plan_of_row(self) -> Plan | None:
        area = self.instance.focus_area if self.instance.pk else self.cleaned_data.get("focus_area")
        return area.plan if area else None


class CitationForm(WithinPlanForm):
    def plan_of_row(self) -> Plan | None:
        return self.instance.guideline.plan if self.instance.guideline.plan_id else None
