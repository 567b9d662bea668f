"""Choosing what to see of a plan's measures. A choice that nobody knows chooses nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from planning.models import Plan
from reporting.forms.measures import progress_choices, units_of
from reporting.queries.measures import Asked
from reporting.quoted import Quoted


class MeasureFilterForm(forms.Form):
    tekst = forms.CharField(label=gettext_lazy("Søk i tiltakene"), max_length=200, required=False)
    forfalt = forms.BooleanField(label=gettext_lazy("Bare de som har gått over fristen"), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = plan.focus_areas.order_by("order", "code").values_list("code", "title")
        areas = [(code, Quoted(title)) for code, title in rows]
        units = [(str(one.pk), Quoted(one.name)) for one in units_of(plan.municipality)]
        chosen = {
            "omrade": (gettext("Innsatsområde"), [("", gettext("Alle områder")), *areas]),
            "virksomhet": (
                gettext("Virksomhet"),
                [("", gettext("Alle virksomheter")), *units],
            ),
            "framdrift": (gettext("Framdrift"), progress_choices(none=gettext("All framdrift"))),
        }
        for name, (label, choices) in chosen.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.order_fields(["tekst", *chosen, "forfalt"])

    @property
    def asked(self) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            area=given.get("omrade", ""),
            unit=given.get("virksomhet", ""),
            progress=given.get("framdrift", ""),
            late=given.get("forfalt", False),
            text=given.get("tekst", ""),
        )
