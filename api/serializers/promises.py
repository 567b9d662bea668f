"""What a plan has promised of a target, in plain fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import AsPublished, Moment, Shown
from api.serializers.texts import Amount, OrNull, Sentence
from targets.models import Target


class RegionNamedShown(Shown):
    """A place, or a group of places."""

    code = serializers.CharField()
    name = serializers.CharField()


class StepShown(Shown):
    """A value on the way."""

    period = serializers.CharField()
    value = Amount()


class PromiseShown(Shown):
    """The terms of a promise. Which of them are filled in depends on `kind`; amounts are in the indicator's unit."""

    sentence = serializers.SerializerMethodField(help_text=_("Måltallet med ord."))
    kind = serializers.CharField(source="target.kind")
    lower = Amount(source="target.lower")
    upper = Amount(source="target.upper")
    goal_value = Amount(source="target.goal_value")
    change = Amount(source="target.change")
    change_is_percent = serializers.BooleanField(source="target.change_is_percent")
    unit = OrNull(source="target.unit", help_text=_("Måleenheten med planens ord."))
    baseline_period = OrNull(source="target.baseline_period")
    baseline_value = Amount(source="target.baseline_value")
    deadline = OrNull(source="target.deadline", help_text=_("Frist som periode, «2030» eller «2026T1»."))
    deadline_phrase = OrNull(source="target.deadline_phrase")
    steps = serializers.SerializerMethodField()
    tolerance = Amount(source="target.tolerance")
    green_from = Amount(source="target.green_from", allow_null=False)
    yellow_from = Amount(source="target.yellow_from", allow_null=False)
    peer = RegionNamedShown(source="target.peer", allow_null=True)
    direction = OrNull(source="target.direction", help_text=_("Tom når indikatorens egen retning gjelder."))
    recurs_every = serializers.IntegerField(source="target.recurs_every", allow_null=True)
    recurs_unit = OrNull(source="target.recurs_unit")
    state = OrNull(source="target.state")
    condition = OrNull(source="target.condition")
    authority = OrNull(source="target.authority")
    instrument = OrNull(source="target.instrument")

    def get_sentence(self, told: Any) -> str:
        said: str = Sentence().to_representation(told.row.promise) or ""
        return said

    def get_steps(self, told: Any) -> list[dict[str, str]]:
        target: Target = told.target
        in_order = sorted(target.steps.all(), key=lambda step: step.period)
        return [dict(StepShown(step).data) for step in in_order]


class FigureShown(Shown):
    """A figure as its source has published it. A missing one is null, and `symbol` says how it is missing."""

    period = OrNull()
    value = OrNull(source="literal")
    symbol = OrNull(source="missing", help_text=_("Kildens tegn der tallet mangler: «.», «..», «:» eller «-»."))
    kind = serializers.CharField(help_text=_("Blant annet actual, provisional og correction."))
    known_from = Moment()


class ProjectionShown(Shown):
    """A computed value of a period that has not been, and between what it may be."""

    period = serializers.CharField()
    value = AsPublished()
    low = AsPublished()
    high = AsPublished()


class CrossingShown(Shown):
    """In which period the standing changes at the present pace."""

    period = serializers.CharField()
    earliest = OrNull()
    latest = OrNull()


class OutlookShown(Shown):
    """Where it ends at the present pace: the second signal beside the light."""

    sentence = Sentence()
    course = OrNull(help_text=_("holds, breaks, reaches eller misses, der det er noe å holde det mot."))
    is_certain = serializers.BooleanField()
    points = serializers.IntegerField(help_text=_("Hvor mange tall det bygger på."))
    since = serializers.CharField()
    pace = AsPublished(help_text=_("Endring for hver periode."))
    pace_low = AsPublished()
    pace_high = AsPublished()
    next = ProjectionShown()
    at_deadline = ProjectionShown(allow_null=True)
    crossing = CrossingShown(allow_null=True)


class OverrideInPlaceShown(Shown):
    """A light that a person has set beside the calculated one."""

    light = serializers.CharField()
    reason = serializers.CharField()
    by = OrNull(help_text=_("Bare for dem som har en rolle i kommunen."))
    decided_on = serializers.DateField(source="on")
    until = serializers.DateField(allow_null=True, help_text=_("Tom når den gjelder til neste tall."))
