"""A report that is to be sealed, and the one that was."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.serializers.base import Taken
from api.serializers.sealed import SealedReportShown
from reporting.exports.reports import FIRST_YEAR, LAST_YEAR
from reporting.models import ReportKind, SealedReport


class ReportTaken(Taken):
    """A yearly report on a plan, or a status report on a municipality. A new edition says why it comes."""

    kind = serializers.ChoiceField(ReportKind.choices)
    plan = serializers.CharField(required=False, max_length=200, help_text=_("For en årsrapport."))
    municipality = serializers.CharField(required=False, max_length=10, help_text=_("For en ståstedsanalyse."))
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    language = serializers.ChoiceField(settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=1_000)


class JustSealedShown(SealedReportShown):
    """With the job that makes its files."""

    job_url = serializers.SerializerMethodField(help_text=_("Jobben som lager filene."))

    def get_job_url(self, report: SealedReport) -> str:
        asked: Any = self.context["request"]
        return reverse("api-job", args=[self.context["job"]], request=asked)
