"""The forms by which a coordinator judges a state and says that a duty was done."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from reporting.forms.fields import day_field, person_field, text_field
from targets.models import JudgedLight, Target


class SaidForm(forms.Form):
    """Something that has happened, on a day that is not still to come."""

    day_name = ""

    def __init__(self, *args: Any, target: Target, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.on = target, on

    def clean(self) -> dict[str, Any]:
        super().clean()
        day = self.cleaned_data.get(self.day_name)
        if day is not None and day > self.on:
            self.add_error(self.day_name, gettext("Datoen kan ikke være etter i dag."))
        return self.cleaned_data


class JudgeStateForm(SaidForm):
    """What somebody judges of a milestone."""

    day_name = "judged_on"
    light = forms.ChoiceField(
        label=gettext_lazy("Er tilstanden nådd?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg om tilstanden er nådd.")},
    )
    reason = text_field(label=gettext_lazy("Begrunnelse"), lacking=gettext_lazy("Skriv hvorfor det vurderes slik."))
    judged_on = day_field(label=gettext_lazy("Vurdert dato"))
    judged_by = person_field(
        label=gettext_lazy("Vurdert av"),
        help_text=gettext_lazy("Personen eller organet som har vurdert."),
        lacking=gettext_lazy("Skriv hvem som har vurdert."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["light"]
        # In the language of the reader, and not of whoever loaded this file.
        field.choices = [(one.value, str(one.label).capitalize()) for one in JudgedLight]


class DutyDoneForm(SaidForm):
    """That a recurring duty was done."""

    day_name = "done_on"
    done_on = day_field(label=gettext_lazy("Gjort dato"))
    holds_until = day_field(
        label=gettext_lazy("Gjelder til og med"),
        required=False,
        help_text=gettext_lazy("Fyll inn bare hvis det gjelder for en annen tid enn intervallet i planen."),
    )
    note = forms.CharField(label=gettext_lazy("Merknad"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        super().clean()
        done, holds = self.cleaned_data.get("done_on"), self.cleaned_data.get("holds_until")
        if done and holds and holds < done:
            self.add_error("holds_until", gettext("Velg samme dag som oppgaven ble gjort, eller en senere dag."))
        if done and self.target.completions.filter(done_on=done).exists():
            self.add_error("done_on", gettext("Det er registrert fra før at oppgaven ble gjort denne dagen."))
        return self.cleaned_data
