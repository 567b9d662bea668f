"""What people have said of targets."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Shown
from api.serializers.texts import OrNull, Sentence
from targets.models import StatedCause


class OverrideShown(Shown):
    """A light that a person has set beside the calculated one (overstyring). `ended_on` is null while it is open."""

    id = serializers.IntegerField(source="override.pk")
    target = serializers.CharField(source="override.target.code")
    light = serializers.CharField(source="row.light")
    word = serializers.CharField(source="row.word")
    calculated_light = OrNull(source="row.calculated", help_text=_("Det regelen sa da lyset ble satt."))
    calculated_word = OrNull(source="row.calculated_word")
    reason = serializers.CharField(source="row.reason")
    decided_by = serializers.CharField(source="row.decided_by")
    decided_on = serializers.DateField(source="row.decided_on")
    until = serializers.DateField(source="override.until", allow_null=True)
    until_next_figure = serializers.BooleanField(source="override.until_next_figure")
    figure_period = OrNull(source="override.figure_period", help_text=_("Tallet som gjaldt da lyset ble satt."))
    figure_value = OrNull(source="override.figure_literal")
    ended_on = serializers.DateField(source="override.ended_on", allow_null=True)
    ended_because = OrNull(source="override.ended_because")
    ended = Sentence(source="row.ended", help_text=_("Hvordan den tok slutt, med ord."))


class AppraisalShown(Shown):
    """A person's judgement of a state that no figure measures (vurdering). The newest of a target counts."""

    id = serializers.IntegerField(source="pk")
    target = serializers.CharField(source="target.code")
    light = serializers.CharField()
    word = serializers.CharField(source="get_light_display")
    reason = serializers.CharField()
    judged_by = serializers.CharField()
    judged_on = serializers.DateField()


class CompletionShown(Shown):
    """That a recurring duty was done (gjennomføring)."""

    id = serializers.IntegerField(source="pk")
    target = serializers.CharField(source="target.code")
    done_on = serializers.DateField()
    holds_until = serializers.DateField(
        allow_null=True, help_text=_("Tom når den gjelder til det er tid for den neste.")
    )
    note = OrNull()


class CauseShown(Shown):
    """Why a target does not stand as promised, as somebody who answers for it says (årsak)."""

    id = serializers.IntegerField(source="pk")
    target = serializers.CharField(source="target.code")
    text = serializers.CharField()
    said_by = serializers.CharField()
    said_on = serializers.DateField()
    figure_period = OrNull(source="period_then", help_text=_("Tallet som var vurdert da den ble skrevet."))
    counts = serializers.SerializerMethodField()

    def get_counts(self, cause: Any) -> bool:
        """Whether it is the newest, and the light has not been green since."""
        row: StatedCause = cause
        return bool(row.pk == cause.newest and not cause.became_green)
