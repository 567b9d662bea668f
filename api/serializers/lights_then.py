"""Lights as of a day."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Shown
from api.serializers.promises import FigureShown, OverrideInPlaceShown
from api.serializers.texts import Amount, OrNull, Sentence


class LightThenShown(Shown):
    """A light as it would have been on a day. It is computed for this answer and kept nowhere."""

    plan = serializers.CharField(source="judgement.target.plan.code")
    target = serializers.CharField(source="judgement.target.code")
    on = serializers.DateField(source="days.on")
    known_at = serializers.DateField(
        source="days.known_on", allow_null=True, help_text=_("Tom når alt som er kjent nå, er regnet med.")
    )
    light = serializers.CharField(source="judgement.shown_light.value", help_text=_("Lyset som vises."))
    word = serializers.CharField()
    calculated_light = serializers.CharField(source="judgement.verdict.light.value")
    calculated_word = serializers.CharField()
    reason = OrNull(source="judgement.verdict.reason.value", help_text=_("Hvorfor lyset er grått."))
    attainment = OrNull(source="judgement.verdict.attainment.value")
    warning = OrNull(source="judgement.verdict.warning.value")
    is_stale = serializers.BooleanField(source="judgement.verdict.is_stale")
    figure = FigureShown(allow_null=True)
    expected = Amount()
    override = OverrideInPlaceShown(allow_null=True)
    sentence = Sentence()
    rule_version = serializers.CharField(source="facts.rule_version")
