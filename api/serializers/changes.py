"""Changes of lights as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.queries.changes import ChangeTold
from api.serializers.base import Moment, Shown
from api.serializers.texts import OrNull, Sentence
from reporting.queries.lights import title_of


class LightChangeShown(Shown):
    """A light that became another one: since when, and because of what. `from_light` is null the first time."""

    plan = serializers.CharField(source="row.target.plan.code")
    target = serializers.CharField(source="row.target.code")
    title = serializers.SerializerMethodField()
    changed_on = serializers.DateField(source="row.changed_on")
    seen_at = Moment(source="change.changed_at", help_text=_("Når det ble regnet ut."))
    from_light = OrNull(source="row.from_light")
    from_word = OrNull(source="row.from_word")
    to_light = serializers.CharField(source="row.to_light")
    to_word = serializers.CharField(source="row.to_word")
    from_calculated = OrNull(source="change.from_calculated")
    to_calculated = serializers.CharField(source="change.to_calculated")
    is_behind = serializers.BooleanField(
        source="row.is_behind", help_text=_("Bare det beregnede lyset er endret, bak et lys som noen har satt.")
    )
    cause = serializers.CharField(source="change.cause")
    cause_word = serializers.CharField(source="change.get_cause_display")
    sentence = Sentence(source="row.sentence")
    target_url = serializers.SerializerMethodField()
    certificate_url = serializers.SerializerMethodField()

    def get_title(self, told: ChangeTold) -> str:
        said: str = Sentence().to_representation(title_of(told.row.target)) or ""
        return said

    def get_target_url(self, told: ChangeTold) -> str:
        return self.address("api-target", told)

    def get_certificate_url(self, told: ChangeTold) -> str:
        """The certificate that the change came with."""
        return self.address("api-assessment-certificate", told, told.row.assessment)

    def address(self, name: str, told: ChangeTold, *more: int) -> str:
        asked: Any = self.context.get("request")
        return reverse(name, args=[told.row.target.plan.code, told.row.target.code, *more], request=asked)
