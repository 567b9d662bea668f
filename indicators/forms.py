"""What is checked when an indicator is edited."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from accounts.form_fields import LinesField, code_in_address
from indicators.fields import PeriodField
from indicators.models import Source

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class IndicatorForm(ModelForm):
    class Meta:
        field_classes = {"base_period": PeriodField, "ordinal_scale": LinesField}
        help_texts = {
            "unit": gettext_lazy("For eksempel prosent, kroner, dager eller antall."),
            "base_period": gettext_lazy("Fylles ut når tallene er endringer siden denne perioden, og ikke nivåer."),
            "ordinal_scale": gettext_lazy("Én klasse på hver linje, fra dårligst til best."),
            "artefact_above": gettext_lazy("Tall over dette vurderes ikke, for eksempel en dekning over 100 %."),
        }

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if any(sign.isspace() for sign in code):
            raise ValidationError(gettext("Koden kan ikke inneholde mellomrom."))
        return code


class SourceForm(ModelForm):
    def clean_code(self) -> str:
        """Told here, since the form does not show the namespace that the code must be alone in."""
        code: str = code_in_address(self.cleaned_data["code"])
        others = Source.objects.filter(namespace=self.instance.namespace, code=code).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(gettext("En annen kilde har denne koden."))
        return code
