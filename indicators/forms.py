"""What is checked when an indicator, or a remark on its quality, is edited."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from accounts.form_fields import LinesField, code_in_address
from indicators.fields import PeriodField
from indicators.models import QualityRecord, Source
from indicators.periods import parse_period

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


class QualityRecordForm(ModelForm):
    class Meta:
        field_classes = {"from_period": PeriodField, "to_period": PeriodField}
        help_texts = {
            "kind": gettext_lazy("Med egne ord, for eksempel «definisjonsbrudd» eller «kjent feil i kilden»."),
            "text": gettext_lazy("Det leseren må vite, i én eller to setninger."),
            "cited_at": gettext_lazy("Dokumentets tittel og kapittel."),
            "region": gettext_lazy("Fylles ut når det bare gjelder tallene for ett sted."),
            "from_period": gettext_lazy("Tomt: fra den første perioden."),
            "to_period": gettext_lazy("Tomt: til den siste perioden."),
            "is_break": gettext_lazy("Tall før «fra periode» kan ikke sammenlignes med dem fra og med den."),
        }

    def clean_code(self) -> str:
        """A record that somebody writes here belongs to no plan, and is told from the others by its code."""
        code: str = self.cleaned_data["code"]
        if QualityRecord.objects.filter(namespace="", code=code).exists():
            raise ValidationError(gettext("Koden er brukt av en annen merknad."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_period", ""), cleaned.get("to_period", "")
        if cleaned.get("is_break") and not first and "from_period" not in self.errors:
            self.add_error("from_period", gettext("Fyll inn den første perioden etter bruddet."))
        if first and last and parse_period(last).position < parse_period(first).position:
            self.add_error("to_period", gettext("Perioden må slutte etter at den begynner."))
        return cleaned
