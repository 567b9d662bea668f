"""The forms by which a coordinator makes a plan, says what it is, and has it adopted."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from accounts.form_fields import code_in_address
from accounts.models import Municipality
from indicators.models import Indicator
from planning.codes import free_code
from planning.models import Plan
from reporting.forms.fields import WrittenField, day_field
from reporting.forms.wording import WordingForm
from reporting.quoted import Quoted

LONGEST_CODE = 100
# What stands at the place of a code in other addresses.
NO_CODES = frozenset({"ny", ".", ".."})
FIRST_YEAR, LAST_YEAR = 1950, 2200
TOO_LONG = gettext_lazy("Bruk høyst %(limit_value)d tegn.")


def year_field(**values: Any) -> forms.IntegerField:
    wrong = gettext_lazy("Skriv et årstall, for eksempel 2026.")
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=widget, error_messages=errors, **values)


def title_field(**values: Any) -> forms.CharField:
    errors = {"required": gettext_lazy("Skriv en tittel."), "max_length": TOO_LONG}
    return forms.CharField(error_messages=errors, **values)


def words_field(**values: Any) -> forms.CharField:
    """A few words that may be left out."""
    return WrittenField(required=False, error_messages={"max_length": TOO_LONG}, **{"widget": forms.TextInput} | values)


class AboutPlanForm(forms.Form):
    """What a plan is called, and for which years it holds."""

    title = title_field(
        label=gettext_lazy("Tittel"),
        max_length=300,
        help_text=gettext_lazy("For eksempel «Kommuneplanens samfunnsdel» eller «Klima- og energiplan»."),
    )
    kind = words_field(
        label=gettext_lazy("Plantype"),
        max_length=100,
        help_text=gettext_lazy("For eksempel samfunnsdel, temaplan eller strategi."),
    )
    period_from = year_field(label=gettext_lazy("Gjelder fra år"))
    period_to = year_field(label=gettext_lazy("Gjelder til og med år"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        begins, ends = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_to")
        if begins and ends and ends < begins:
            self.add_error("period_to", gettext("Planen kan ikke slutte før den begynner."))
        return self.cleaned_data


class NewPlanForm(AboutPlanForm):
    """A plan from nothing, or from one that the municipality has had."""

    earlier = forms.ModelChoiceField(
        label=gettext_lazy("Hva vil du begynne med?"),
        queryset=Plan.objects.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("En tom plan"),
        error_messages={"invalid_choice": gettext_lazy("Velg en av planene i listen.")},
    )
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Kommune"),
        queryset=Municipality.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Velg kommunen som planen gjelder for."),
            "invalid_choice": gettext_lazy("Velg en av kommunene i listen."),
        },
    )
    code = words_field(
        label=gettext_lazy("Kort navn i adressen"),
        max_length=LONGEST_CODE,
        help_text=gettext_lazy(
            "Står i adressen til planen og kan ikke endres senere. Er feltet tomt, lages det av tittelen."
        ),
    )
    field_order = ("earlier", "municipality", "title", "kind", "period_from", "period_to", "code")

    def __init__(
        self, *args: Any, municipalities: QuerySet[Municipality], earlier: QuerySet[Plan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.municipalities = list(municipalities)
        choice: Any = self.fields["municipality"]
        choice.queryset = municipalities
        if len(self.municipalities) == 1:
            del self.fields["municipality"]
        plans: Any = self.fields["earlier"]
        plans.queryset = earlier
        plans.label_from_instance = self.name_of
        if not earlier.exists():
            del self.fields["earlier"]

    def name_of(self, plan: Plan) -> str:
        words = {"title": plan.title, "begins": plan.period_from, "ends": plan.period_to}
        told = gettext("Alt fra «%(title)s» (%(begins)s–%(ends)s)") % words
        name = f"{told}, {plan.municipality.name}" if len(self.municipalities) > 1 else told
        # The page's own words around the plan's.
        return Quoted(name, language="")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not code:
            return ""
        code_in_address(code)
        if not re.fullmatch(r"[\w.-]+", code):
            raise forms.ValidationError(gettext("Bruk bare bokstaver, tall, punktum, bindestrek og understrek."))
        if code in NO_CODES or is_taken(code):
            raise forms.ValidationError(gettext("Navnet er i bruk. Velg et annet."))
        return code

    def clean(self) -> dict[str, Any]:
        super().clean()
        earlier, chosen = self.cleaned_data.get("earlier"), self.cleaned_data.get("municipality")
        if earlier and chosen and earlier.municipality_id != chosen.pk:
            text = gettext("Planen du vil begynne med, hører til %(name)s. Velg den kommunen.")
            self.add_error("municipality", text % {"name": earlier.municipality.name})
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """What the plan is to be. Without a code of one's own it gets one from its title and first year."""
        names = ("title", "kind", "period_from", "period_to")
        code = self.cleaned_data["code"] or proposed_code(self.cleaned_data["title"], self.cleaned_data["period_from"])
        return {"code": code} | {name: self.cleaned_data[name] for name in names}

    @property
    def chosen_municipality(self) -> Municipality:
        chosen: Municipality | None = self.cleaned_data.get("municipality")
        return chosen or self.municipalities[0]


def is_taken(code: str) -> bool:
    """By a plan, or by figures that a deleted plan left behind: whoever took its code would get to see them."""
    left = Indicator.objects.filter(namespace__iexact=code)
    return Plan.objects.filter(code__iexact=code).exists() or left.exists()


def proposed_code(title: str, year: int | None) -> str:
    """A code that no plan has, from the title and the first year."""
    plans, deleted = Plan.objects.values_list("code", flat=True), Indicator.objects.exclude(namespace="")
    taken = {*NO_CODES, *plans, *deleted.order_by().values_list("namespace", flat=True).distinct()}
    return free_code(f"{title} {year or ''}", taken=taken, longest=LONGEST_CODE, otherwise="plan")


class PlanSettingsForm(AboutPlanForm, WordingForm):
    """What a plan says of itself."""

    horizon_note = words_field(
        label=gettext_lazy("Merknad til perioden"),
        max_length=500,
        help_text=gettext_lazy("For eksempel «handlingsdelen rulleres hvert år»."),
    )


class AdoptPlanForm(forms.Form):
    """The decision by which a plan is adopted. `earlier` is the plan that it would supersede."""

    decision_reference = forms.CharField(
        label=gettext_lazy("Vedtak"),
        max_length=200,
        help_text=gettext_lazy("For eksempel «Kommunestyret, sak 45/26»."),
        error_messages={
            "required": gettext_lazy("Skriv hvilket vedtak planen er vedtatt med."),
            "max_length": TOO_LONG,
        },
    )
    decided_on = day_field(label=gettext_lazy("Vedtatt dato"))
    supersede = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, earlier: Plan | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        if earlier is None:
            del self.fields["supersede"]
        else:
            self.fields["supersede"].label = gettext("Den avløser «%(title)s»") % {"title": earlier.title}

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > self.on:
            raise forms.ValidationError(gettext("Datoen kan ikke være etter i dag."))
        if day.year < FIRST_YEAR:
            raise forms.ValidationError(gettext("Skriv datoen slik: 31.12.2026."))
        return day
