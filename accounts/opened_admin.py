"""Of two who save the same row in the administration the later one is told, as on every other page (opened.py).

So it is with each of the rows below it, which are saved with it. One that only somebody else has changed stays as that
one left it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin import options
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.last_change import last_changes
from accounts.opened import OpenedForm, opened_as, overtaken_said, row_version, stored_said

if TYPE_CHECKING:
    ModelAdmin = options.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin, ModelForm, InlineFormSet = options.ModelAdmin, forms.ModelForm, BaseInlineFormSet


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


class OpenedRow(OpenedForm):
    """A row below another."""

    def has_changed(self) -> bool:
        """Not by whoever sends it, where it shows what somebody else has changed since."""
        return not self.is_untouched and super().has_changed()


class OpenedRows(InlineFormSet):
    """All of them; those that both have changed are told of above them."""

    def clean(self) -> None:
        super().clean()
        late = [form for form in self.initial_forms if form.is_overtaken]
        found = last_changes([form.instance for form in late])
        if late:
            raise ValidationError(
                [line for form in late for line in (overtaken_said(found.get(form.instance.pk)), stored_said(form))]
            )


def opened_rows(formset: Any) -> Any:
    """The same rows, each compared with what its page showed."""
    form = type(formset.form.__name__, (OpenedRow, formset.form), {})
    return type(formset.__name__, (OpenedRows, formset), {"form": form})


def versions_below(formsets: Any) -> list[SafeString]:
    """A hidden field for every row of them that somebody can write in."""
    rows = [form for one in formsets for form in one.formset.initial_forms]
    return [form.opened_input for form in rows if isinstance(form, OpenedRow) and form.visible_fields()]


class OpenedAdmin(ModelAdmin):
    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            yield (opened_rows(formset) if obj else formset), inline

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form, OpenedModelForm), {}) if change else form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        opened = version_in(form) if form.instance.pk and form.fields else ""
        context |= {"opened": opened, "opened_below": versions_below(context["inline_admin_formsets"])}
        return super().render_change_form(request, context, *args, **kwargs)
