"""Of two who save the same row in the administration the later one is told, as on every other page (opened.py).

The rows below it, which are saved with it, are not compared.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin import options
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from accounts.opened import opened_as, row_version

if TYPE_CHECKING:
    ModelAdmin = options.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
else:
    ModelAdmin, ModelForm = options.ModelAdmin, forms.ModelForm


class OpenedModelForm(ModelForm):
    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        row = self.instance
        opened = opened_as(self, rows=[row], version=version_in(self)) if row.pk else None
        if opened and opened.other:
            stored = "; ".join(f"{label}: {value}" for label, value in opened.other.stored)
            lines = [opened.other.said, gettext("Dette er lagret nå: %(values)s") % {"values": stored}]
            raise ValidationError(lines[: 1 + bool(stored)])
        return said


def version_in(form: ModelForm) -> str:
    """Of what the form can change, and not of what the product writes in the same row."""
    return row_version(form.instance, [*form.fields])


class OpenedAdmin(ModelAdmin):
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form, OpenedModelForm), {}) if change else form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        opened = version_in(form) if form.instance.pk and form.fields else ""
        return super().render_change_form(request, context | {"opened": opened}, *args, **kwargs)
