"""The form in which a coordinator records a target: indicator, kind, and only what that kind asks for."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from indicators.fields import NorwegianDecimalField
from indicators.models import Indicator, Region
from indicators.periods import parse_period
from planning.models import Plan
from reporting.forms.plan_fields import AmountField, area_choices, owner_field, peers_of, unit_field
from reporting.forms.steps import StepsField
from reporting.forms.target_kinds import BLANK, FIGURELESS, border_fields_of, fields_of, kind_choices
from targets.forms import WHY, TargetForm
from targets.intervals import KNOWN
from targets.models import IndicatorInPlan, Target
from targets.rules import GREEN_FROM, YELLOW_FROM, Kind, Step
from targets.services.promises import PROMISE_FIELDS, is_binding
from targets.services.promising import Promised

AMOUNTS = ("lower", "upper", "goal_value", "change", "baseline_value", "tolerance")
BORDERS = ("green_from", "yellow_from")
NUMBER_CLASSES: dict[str, Any] = dict.fromkeys(AMOUNTS, AmountField) | dict.fromkeys(BORDERS, NorwegianDecimalField)
PLACE = ("unit_in_charge", "owner", "primary_focus_area", "secondary_focus_areas", "note")
USUAL_BORDERS = {"green_from": GREEN_FROM, "yellow_from": YELLOW_FROM}
# A duty comes back after so many years, months or quarters at most.
MOST_BETWEEN = 100


def keeps_kind(target: Target, kind: str) -> bool:
    """A plan file may say more of a kind than the page asks for: that stays where the kind of a stored target does."""
    return bool(target.pk) and kind == target.kind


def measures_by(target: Target, chosen: Indicator | None) -> bool:
    used = target.used_indicator
    return chosen == (used.indicator if used else None)


class RecordTargetForm(TargetForm):
    """A target as it is typed on the plan's own page. `chosen` is the indicator, found beside the form."""

    indicator = forms.CharField(label=gettext_lazy("Indikator"), required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva slags måltall er det?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hva slags måltall det er.")},
    )
    steps_typed = StepsField(
        label=gettext_lazy("Trinn på veien"),
        required=False,
        help_text=gettext_lazy("Ett på hver linje, periode og verdi: 2027 48,5. Tomt: rett linje fram til fristen."),
    )
    recurs_every = forms.IntegerField(
        label=gettext_lazy("Hvor ofte? Antall"),
        required=False,
        min_value=1,
        max_value=MOST_BETWEEN,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Skriv et tall fra 1 til 100.")
        ),
    )
    recurs_unit = forms.ChoiceField(label=gettext_lazy("Enhet"), required=False)
    state = forms.CharField(label=gettext_lazy("Hva skal være gjort eller nådd?"), required=False, max_length=300)

    class Meta(TargetForm.Meta):
        model = Target
        fields = (
            *("kind", "lower", "upper", "goal_value", "change", "change_is_percent", "baseline_period"),
            *("baseline_value", "deadline", "direction", "peer", "state", "recurs_every", "recurs_unit"),
            *("tolerance", "green_from", "yellow_from", "unit", *PLACE),
        )
        field_classes = TargetForm.Meta.field_classes | NUMBER_CLASSES
        labels = {
            "lower": gettext_lazy("Minst"),
            "upper": gettext_lazy("Høyst"),
            "goal_value": gettext_lazy("Verdien som skal nås"),
            "change": gettext_lazy("Endring, med fortegn"),
            "change_is_percent": gettext_lazy("Endringen er i prosent av utgangspunktet"),
            "baseline_period": gettext_lazy("Utgangspunkt: periode"),
            "baseline_value": gettext_lazy("Utgangspunkt: verdi"),
            "deadline": gettext_lazy("Frist"),
            "direction": gettext_lazy("Hvilken vei er bedre?"),
            "peer": gettext_lazy("Sammenlignes med"),
            "tolerance": gettext_lazy("Slingringsmonn"),
            "unit": gettext_lazy("Måleenhet"),
            "primary_focus_area": gettext_lazy("Hovedinnsatsområde"),
            "secondary_focus_areas": gettext_lazy("Andre innsatsområder"),
            "note": gettext_lazy("Merknad"),
        }
        help_texts = TargetForm.Meta.help_texts | {
            "change": gettext_lazy("−50 er en nedgang, 20 er en økning."),
            "unit": gettext_lazy("Tomt: samme måleenhet som indikatoren."),
            "deadline": gettext_lazy("For eksempel 2030, som betyr ut året, eller 2028T1."),
            "baseline_period": gettext_lazy("Perioden måltallet regnes fra, for eksempel 2024."),
            "direction": gettext_lazy("Tomt: som indikatoren selv sier."),
            "primary_focus_area": gettext_lazy("Tomt: som målet."),
        }
        widgets = {"secondary_focus_areas": forms.CheckboxSelectMultiple, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, chosen: Indicator | None, own: Region | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, self.own = chosen, own
        self.set_choices(self.instance.plan)
        self.kind_asked = str(self["kind"].value() or "")
        # As it is stored, before what is typed is put into the row.
        self.stored_unit: str = self.instance.unit
        self.keeps_kind = keeps_kind(self.instance, self.kind_asked)
        self.keeps_measure = self.keeps_kind and measures_by(self.instance, chosen)
        asked = {*fields_of(self.kind_asked), *border_fields_of(self.kind_asked)}
        for name in [*BLANK, *BORDERS, "unit"]:
            if name not in asked:
                del self.fields[name]
        if "steps" not in asked:
            del self.fields["steps_typed"]
        if not self.needs_why:
            del self.fields[WHY]

    def set_choices(self, plan: Plan) -> None:
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = kind_choices()
        fields["recurs_unit"].choices = [(one, one) for one in KNOWN]
        fields["owner"], fields["unit_in_charge"] = owner_field(plan, self.instance.owner), unit_field(plan)
        for name in ("primary_focus_area", "secondary_focus_areas"):
            fields[name].queryset = area_choices(plan)
        fields["peer"].queryset = peers_of(self.own, self.instance.peer)
        for name in BORDERS:
            fields[name].required = False

    @property
    def needs_why(self) -> bool:
        """Whether it is an adopted plan's target that is edited."""
        return bool(self.instance.pk) and is_binding(self.instance)

    # What is shown ----------------------------------------------------------------------------------------------

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the kind, in order."""
        names = ["steps_typed" if one == "steps" else one for one in fields_of(self.kind_asked)]
        return [self[name] for name in names]

    @property
    def borders(self) -> list[forms.BoundField]:
        return [self[name] for name in border_fields_of(self.kind_asked)]

    @property
    def place(self) -> list[forms.BoundField]:
        return [self[name] for name in PLACE]

    @property
    def has_error_in_borders(self) -> bool:
        return any(field.errors for field in self.borders)

    @property
    def has_error_in_place(self) -> bool:
        return any(field.errors for field in self.place)

    def is_whole(self) -> bool:
        """Whether the promise can be judged as it is typed, whatever else is lacking."""
        told = {*fields_of(self.kind_asked), *border_fields_of(self.kind_asked), "kind", "indicator", "steps_typed"}
        return not told & {*self.errors} and not self.non_field_errors()

    # What is checked --------------------------------------------------------------------------------------------

    def clean_indicator(self) -> str:
        """Found by the page already; what it did not find the person may not see, or nobody has."""
        code: str = self.cleaned_data["indicator"]
        if code and self.chosen is None:
            raise forms.ValidationError(gettext("Indikatoren finnes ikke. Søk den fram og velg den på nytt."))
        if self.chosen is not None and self.own is None:
            text = gettext("Det finnes ingen tall for %(place)s ennå, så indikatoren kan ikke brukes.")
            raise forms.ValidationError(text % {"place": self.instance.plan.municipality})
        return code

    def clean_green_from(self) -> Decimal:
        return self.border("green_from")

    def clean_yellow_from(self) -> Decimal:
        return self.border("yellow_from")

    def border(self, name: str) -> Decimal:
        """An empty border is the usual one."""
        value: Decimal | None = self.cleaned_data[name]
        return USUAL_BORDERS[name] if value is None else value

    def clean(self) -> dict[str, Any]:
        if self.is_measured and "indicator" not in self.errors:
            self.cleaned_data["used_indicator"] = self.used()
        return super().clean()

    @property
    def is_measured(self) -> bool:
        """Whether figures decide. A duty and a state take no indicator with them from another kind."""
        return self.chosen is not None and self.own is not None and self.kind_asked not in FIGURELESS

    def used(self) -> IndicatorInPlan:
        """The indicator as the plan uses it already, or as it would."""
        kept: IndicatorInPlan | None = self.instance.used_indicator
        if kept is not None and kept.indicator == self.chosen:
            return kept
        plan, chosen, own = self.instance.plan, self.chosen, self.own
        uses = IndicatorInPlan.objects.filter(plan=plan, indicator=chosen, region=own)
        found = uses.select_related("indicator", "region").order_by("pk").first()
        return found or IndicatorInPlan(plan=plan, indicator=chosen, region=own, code=chosen.code if chosen else "")

    def typed_target(self) -> Target:
        """What the kind does not ask for is left behind, so that another kind's numbers are never promised."""
        draft = super().typed_target()
        for name, value in self.left_behind().items():
            setattr(draft, name, value)
        if self.is_measured:
            draft.used_indicator = self.used()
        elif not self.keeps_kind:
            draft.used_indicator = None
        draft.unit = self.unit_of(draft)
        return draft

    def left_behind(self) -> dict[str, Any]:
        return {} if self.keeps_kind else {name: value for name, value in BLANK.items() if name not in self.fields}

    def unit_of(self, draft: Target) -> str:
        """As typed, else as the indicator's; a change in percent needs none. What nobody has touched stays."""
        shown: str = self.initial.get("unit", "")
        typed: str = self.cleaned_data.get("unit", "") if "unit" in self.fields else ""
        if self.keeps_measure and ("unit" not in self.fields or typed == shown):
            return self.stored_unit
        if typed or not self.is_measured or self.chosen is None:
            return typed
        return "" if draft.kind == Kind.CHANGE_BY and draft.change_is_percent else self.chosen.unit

    def steps(self) -> list[Step]:
        typed = self.cleaned_data.get("steps_typed") or []
        return [Step(parse_period(period), value) for period, value in typed]

    def changes_promise(self) -> bool:
        if not self.needs_why:
            return False
        draft, before = self.typed_target(), Target.objects.get(pk=self.instance.pk)
        if any(getattr(draft, name) != getattr(before, name) for name in PROMISE_FIELDS if name != "used_indicator"):
            return True
        return self.measures_otherwise(draft, before) or self.has_other_steps(before)

    def measures_otherwise(self, draft: Target, before: Target) -> bool:
        one, other = draft.used_indicator, before.used_indicator
        return (one and (one.indicator_id, one.region_id)) != (other and (other.indicator_id, other.region_id))

    def has_other_steps(self, before: Target) -> bool:
        kept = before.steps.values_list("period", "value")
        return sorted(kept) != sorted(self.cleaned_data.get("steps_typed") or [])

    def _post_clean(self) -> None:
        """The row as it would be stored, so that the database's own conditions are asked of that and nothing else."""
        for name, value in self.left_behind().items():
            setattr(self.instance, name, value)
        super()._post_clean()  # type: ignore[misc]

    # What is stored ---------------------------------------------------------------------------------------------

    def promised(self) -> Promised:
        """What the services store of a form without errors."""
        draft = self.typed_target()
        names = [*BLANK, "kind", *BORDERS, "unit", *PLACE]
        values = {name: getattr(draft, name) for name in names if name != "secondary_focus_areas"}
        used = draft.used_indicator
        return Promised(
            values=values,
            indicator=used.indicator if used else None,
            region=used.region if used else None,
            other_areas=list(self.cleaned_data["secondary_focus_areas"]),
            steps=self.cleaned_data.get("steps_typed") or [],
        )
