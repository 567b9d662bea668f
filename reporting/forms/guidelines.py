"""What a reader looks for among the guidelines of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import Level


class GuidelineForm(forms.Form):
    """Words, a level, and whether only those that no goal answers. Whatever cannot be read is not asked for."""

    tekst = forms.CharField(label=_("Søk i navn, innhold og kapittel"), required=False, max_length=200)
    niva = forms.ChoiceField(label=_("Nivå"), required=False, choices=[("", _("Alle nivåer")), *Level.choices])
    uten_mal = forms.BooleanField(label=_("Bare dem ingen mål svarer på"), required=False)

    def asked(self) -> dict[str, Any]:
        """What the reading asks for."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "text": said.get("tekst", ""),
            "level": said.get("niva", ""),
            "only_unanswered": said.get("uten_mal", False),
        }
