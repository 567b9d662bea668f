"""Targets as they are written. What is inside a promise stands beside the rest; which of it is used, the kind says."""

from typing import Any

from django.core.exceptions import ValidationError as FormError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api.serializers.amounts import AmountTaken
from api.serializers.base import Taken
from api.serializers.taken import OneOf, SeveralOf, people
from indicators.fields import PeriodField
from indicators.models import Direction, Region
from planning.models import FocusArea, Goal
from reporting.forms.measures import units_of
from reporting.forms.plan_fields import AmountField
from targets.models import TargetKind

MOST_STEPS = 100
# What the form calls fields that have another name here.
FORM_NAMES = {
    "unit": "unit_in_charge",
    "amount_unit": "unit",
    "steps": "steps_typed",
    "reason": "why",
}


class PeriodTaken(serializers.CharField):
    """A period as figures write it, `2030` or `2028T1`; null for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_null": True, "allow_blank": True, "max_length": 20} | kwargs)


class StepTaken(Taken):
    """A value on the way."""

    period = PeriodTaken(required=True, allow_null=False, allow_blank=False)
    value = AmountTaken(required=True, allow_null=False)

    def validate_period(self, value: str) -> str:
        return checked_by(PeriodField(), value)

    def validate_value(self, value: str) -> str:
        checked_by(AmountField(), value)
        return value


def checked_by(field: Any, value: str) -> str:
    """What a field of a form makes of it. Raises ValidationError in its words."""
    try:
        return str(field.clean(value))
    except FormError as error:
        raise ValidationError(list(error.messages)) from error


def text(**values: Any) -> serializers.CharField:
    return serializers.CharField(required=False, allow_null=True, allow_blank=True, **values)


class TargetTaken(Taken):
    """A target as it is changed. What an adopted plan has promised needs a reason."""

    kind = serializers.ChoiceField(TargetKind.choices)
    indicator = text(max_length=200, help_text=_("Koden til indikatoren. Null når ingen tall måler det."))
    lower = AmountTaken()
    upper = AmountTaken()
    goal_value = AmountTaken()
    change = AmountTaken(help_text=_("Med fortegn: −50 er en nedgang."))
    change_is_percent = serializers.BooleanField(required=False)
    baseline_period = PeriodTaken()
    baseline_value = AmountTaken(help_text=_("Null: indikatorens egen verdi i perioden brukes."))
    deadline = PeriodTaken()
    steps = StepTaken(many=True, required=False, max_length=MOST_STEPS)  # type: ignore[call-arg]  # of the list
    direction = serializers.ChoiceField(Direction.choices, required=False, allow_null=True, allow_blank=True)
    peer = OneOf(lambda _plan: Region.objects.all(), help_text=_("Koden til stedet det sammenlignes med."))
    state = text(max_length=300)
    recurs_every = serializers.IntegerField(required=False, allow_null=True)
    recurs_unit = text(max_length=20)
    tolerance = AmountTaken()
    green_from = AmountTaken(help_text=_("Null: 0.95."))
    yellow_from = AmountTaken(help_text=_("Null: 0.6."))
    amount_unit = text(max_length=200, help_text=_("Måleenheten. Tom: som indikatorens."))
    unit = OneOf(lambda plan: units_of(plan.municipality), by="name")
    owner = OneOf(people, by="username")
    primary_focus_area = OneOf(lambda plan: FocusArea.objects.filter(plan=plan))
    secondary_focus_areas = SeveralOf(lambda plan: FocusArea.objects.filter(plan=plan))
    note = text(max_length=20_000)
    reason = text(max_length=2_000)


class NewTargetTaken(TargetTaken):
    """A new target belongs to a goal."""

    goal = OneOf(lambda plan: Goal.objects.filter(plan=plan), required=True, allow_null=False)


def as_form_takes(sent: dict[str, Any]) -> dict[str, Any]:
    """Under the names of the form; none is an empty text there."""
    steps = {"steps": "\n".join(f"{one['period']} {one['value']}" for one in sent["steps"])} if "steps" in sent else {}
    named = {FORM_NAMES.get(name, name): value for name, value in (sent | steps).items()}
    return {name: "" if value is None else value for name, value in named.items()}
