"""Targets as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.queries.targets import TargetTold
from api.serializers.base import Shown
from api.serializers.promises import FigureShown, OutlookShown, OverrideInPlaceShown, PromiseShown, RegionNamedShown
from api.serializers.texts import OrNull, Sentence


class UnitNamedShown(Shown):
    """A part of the municipality."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class TargetShown(Shown):
    """A target (måltall): what was promised, the light, and why. Only the plan's own people are told of persons."""

    # The light and all that is told of it. Another one is set at an address of its own.
    computed = (
        *("light", "word", "calculated_light", "calculated_word", "reason", "attainment", "sentence", "summary"),
        *("is_stale", "is_provisional", "warning", "outlook", "is_overridden", "override", "figure", "expected"),
        *("short_by", "since", "confirmed_on", "source", "rule_version", "certificate_url"),
    )

    plan = serializers.CharField(source="row.plan_code")
    code = serializers.CharField(source="row.code")
    title = Sentence(source="row.title", allow_null=False)
    title_language = serializers.CharField(source="row.title_language")
    is_norm = serializers.BooleanField(
        source="row.is_norm", help_text=_("En norm som planen viser til, uten eget mål.")
    )
    goal = OrNull(source="row.goal_code")
    goal_text = OrNull(source="row.goal")
    indicator = OrNull(source="row.indicator_code")
    indicator_name = OrNull(source="row.indicator")
    indicator_unit = OrNull(source="unit_of_figure", help_text=_("Indikatorens måleenhet, slik den er publisert."))
    region = RegionNamedShown(source="target.used_indicator.region", allow_null=True)
    focus_areas = serializers.ListField(child=serializers.CharField(), source="row.focus_areas")
    unit = UnitNamedShown(source="row.unit", allow_null=True)
    owner = OrNull(source="row.owner", help_text=_("Bare for dem som har en rolle i kommunen."))
    promised = PromiseShown(source="*")
    light = serializers.CharField(source="row.light", help_text=_("Lyset som vises: green, yellow, red eller grey."))
    word = serializers.CharField(source="row.word")
    calculated_light = serializers.CharField(help_text=_("Det regelen sier, også når noen har satt et annet lys."))
    calculated_word = serializers.CharField()
    reason = OrNull(source="row.reason", help_text=_("Hvorfor lyset er grått."))
    attainment = OrNull(source="assessment.attainment", help_text=_("reached eller missed etter fristen."))
    sentence = Sentence(source="row.explanation")
    summary = Sentence(source="row.summary")
    is_stale = serializers.BooleanField(source="row.is_stale")
    is_provisional = serializers.BooleanField(source="row.is_provisional")
    warning = OrNull(source="assessment.warning", help_text=_("will_breach: kan bli brutt ved neste tall."))
    outlook = OutlookShown(allow_null=True)
    is_overridden = serializers.SerializerMethodField()
    override = OverrideInPlaceShown(allow_null=True)
    figure = FigureShown(allow_null=True)
    expected = OrNull(source="verdict.expected", help_text=_("Det tallet ble målt mot."))
    short_by = OrNull(source="verdict.short_by")
    since = serializers.DateField(source="row.since", allow_null=True, help_text=_("Dagen lyset ble slik."))
    confirmed_on = serializers.DateField(source="row.confirmed_on", allow_null=True)
    source = OrNull(source="row.source")  # type: ignore[assignment]  # a field of ours has the name of one of theirs
    rule_version = OrNull(source="assessment.rule_version")
    url = serializers.SerializerMethodField()
    changes_url = serializers.SerializerMethodField()
    certificate_url = serializers.SerializerMethodField()

    def get_is_overridden(self, told: TargetTold) -> bool:
        return told.row.override is not None

    def get_url(self, told: TargetTold) -> str:
        return self.address("api-target", told)

    def get_changes_url(self, told: TargetTold) -> str:
        return self.address("api-target-change-list", told)

    def get_certificate_url(self, told: TargetTold) -> str | None:
        """Where the target is judged."""
        return self.address("api-target-certificate", told) if told.assessment else None

    def address(self, name: str, told: TargetTold) -> str:
        asked: Any = self.context.get("request")
        return reverse(name, args=[told.row.plan_code, told.row.code], request=asked)
