"""Sealed reports as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.serializers.base import Moment, Shown
from api.serializers.texts import OrNull, Sentence
from reporting.models import SealedFile


class SealedFileShown(Shown):
    """The report as one file, the same bytes for ever."""

    form = serializers.CharField(source="format", help_text=_("html, docx, pdf, xlsx eller csv."))
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    checksum = serializers.CharField(help_text=_("SHA-256 av filen."))
    url = serializers.SerializerMethodField()

    def get_url(self, file: SealedFile) -> str:
        asked: Any = self.context.get("request")
        return reverse("api-sealed-file", args=[file.report_id, file.format], request=asked)


class SealedReportShown(Shown):
    """One edition of a report as it was approved (låst rapport). It never changes; errata stand beside it."""

    id = serializers.IntegerField(source="pk")
    municipality = serializers.CharField(source="municipality.number")
    kind = serializers.CharField(help_text=_("annual eller status."))
    plan = OrNull(source="plan.code")
    round = serializers.IntegerField(source="round_id", allow_null=True)
    year = serializers.IntegerField()
    language = serializers.CharField()
    edition = serializers.IntegerField()
    edition_reason = OrNull()
    title = serializers.CharField()
    rule_version = serializers.CharField()
    content_hash = serializers.CharField(
        help_text=_("SHA-256 av dokument, tall, sertifikater og hva rapporten er, sammen.")
    )
    sealed_by = serializers.CharField()
    sealed_at = Moment()
    files = SealedFileShown(many=True)
    url = serializers.HyperlinkedIdentityField("api-sealed-report")
    errata_url = serializers.HyperlinkedIdentityField("api-erratum-list")


class PrintedShown(Shown):
    """A figure as it was said at one time: the number as published, or the symbol instead of it."""

    value = OrNull(source="literal")
    symbol = OrNull(source="missing")


class CorrectionShown(Shown):
    """A figure that the report printed, and what it is now."""

    period = serializers.CharField()
    then = PrintedShown()
    now = PrintedShown()
    turn = serializers.CharField(source="turn.value", help_text=_("revised, withdrawn, hidden eller appeared."))
    known_on = serializers.DateField(allow_null=True)


class LightTurnShown(Shown):
    """The calculated light of the report, and what its own rule says now."""

    then = serializers.CharField()
    now = serializers.CharField()
    is_shown = serializers.BooleanField(help_text=_("Usann når noen hadde satt et annet lys."))


class ErratumShown(Shown):
    """What has become of one thing in the report since it was sealed (rettelse)."""

    target = OrNull(source="erratum.target")
    title = serializers.CharField(source="erratum.title")
    sentence = Sentence()
    corrections = CorrectionShown(source="erratum.corrections", many=True)
    light = LightTurnShown(source="erratum.light", allow_null=True)


class SealedReportWholeShown(Shown):
    """A sealed report with everything that stands in it."""

    report = SealedReportShown()
    is_unchanged = serializers.BooleanField(help_text=_("Innholdet og filene gir fortsatt avtrykkene de ble låst med."))
    errata = ErratumShown(many=True)
    document = serializers.JSONField(source="report.document", help_text=_("Hele rapporten, del for del."))
    figures = serializers.JSONField(source="report.figures", help_text=_("Hvert tall, med utgaven som ble lest."))
    certificates = serializers.JSONField(source="report.certificates", help_text=_("Grunnlaget for hvert lys."))
