"""Forms of the pages that set up a source: which table, and how it is fetched."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from indicators.models import Source

if TYPE_CHECKING:
    SourceModelForm = forms.ModelForm[Source]
else:
    SourceModelForm = forms.ModelForm

LONGEST_SEARCH = 200
WEEK = 7 * 24


class TableForm(forms.Form):
    """A table that the person knows, or words to find one by."""

    tabell = forms.CharField(
        label=gettext_lazy("Tabellnummer, adresse eller søkeord"),
        help_text=gettext_lazy("For eksempel 12134, adressen til tabellen på ssb.no, eller «netto driftsresultat»."),
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"size": 40}),
    )


class SourceSettingsForm(SourceModelForm):
    """What can be changed without asking the source."""

    class Meta:
        model = Source
        fields = ["name", "fetch_every_hours", "is_verified", "verification_note", "is_fetched"]
        labels = {
            "fetch_every_hours": gettext_lazy("Timer mellom hver gang vi spør"),
            "is_verified": gettext_lazy("Jeg har sett tabellen, kodene og indikatorene i SSBs statistikkbank"),
            "verification_note": gettext_lazy("Om kontrollen"),
            "is_fetched": gettext_lazy("Hentes av seg selv"),
        }
        help_texts = {
            "fetch_every_hours": gettext_lazy("24 er én gang i døgnet. SSB oppdaterer de fleste tabeller sjeldnere."),
            "is_verified": gettext_lazy("Gjelder også koblingene til indikatorene."),
            "verification_note": gettext_lazy("Hva som er sett på, eller hva som ikke er kontrollert."),
            "is_fetched": gettext_lazy("Uten dette blir tallene som er hentet, stående, men det kommer ingen nye."),
        }
        widgets = {"verification_note": forms.Textarea(attrs={"rows": 5})}

    def clean_fetch_every_hours(self) -> int:
        hours: int = self.cleaned_data["fetch_every_hours"]
        if not 1 <= hours <= WEEK:
            raise ValidationError(gettext("Skriv et antall timer fra 1 til %(most)d.") % {"most": WEEK})
        return hours

    def clean_is_fetched(self) -> bool:
        wanted: bool = self.cleaned_data["is_fetched"]
        others = Source.objects.filter(table=self.instance.table, is_fetched=True).exclude(pk=self.instance.pk)
        if wanted and (other := others.first()):
            raise ValidationError(gettext("Tabellen hentes alt av kilden «%(name)s».") % {"name": other.name})
        return wanted


def ticked(data: Any, name: str) -> list[str]:
    """Everything that is ticked under a name, whatever kind of data the form was given."""
    return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))
