"""Sealed reports, for those who may read the plan, or the municipality, that they are on."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema

from api.filters.sealed import SealedReportFilter
from api.queries.sealed import SealedReportTold, errata_told, sealed_report_told, sealed_reports_told
from api.schema import described
from api.serializers.jobs import JobShown
from api.serializers.sealed import ErratumShown, SealedReportShown, SealedReportWholeShown
from api.serializers.sealing import JustSealedShown, ReportTaken
from api.views.base import One, Several
from api.views.sealing import SealsReport
from reporting.models import SealedReport
from reporting.permissions import get_sealed_report_for

OF_SEALING = extend_schema(
    summary=_("Lås en rapport: 202 med jobben som låser den, eller 201 med rapporten der ingen tar jobber"),
    request=ReportTaken,
    responses={201: JustSealedShown, 202: JobShown},
)


@described(get=_("Låste rapporter"), post=OF_SEALING)
class SealedReportList(SealsReport, Several):
    queryset = SealedReport.objects.none()
    serializer_class = SealedReportShown
    filterset_class = SealedReportFilter
    orders = {"year": ("year", "title", "edition"), "sealed_at": ("sealed_at",), "title": ("title", "edition")}

    def get_queryset(self) -> QuerySet[SealedReport]:
        return sealed_reports_told(self.request.user)


@described(get=_("En låst rapport, med alt som står i den"))
class SealedReportOne(One):
    queryset = SealedReport.objects.none()
    serializer_class = SealedReportWholeShown

    def get_object(self) -> SealedReportTold:
        if found := sealed_reports_told(self.request.user, whole=True).filter(pk=self.kwargs["pk"]).first():
            return sealed_report_told(found)
        raise Http404(gettext("Rapporten finnes ikke, eller du har ikke tilgang til den."))


@described(get=_("Hva som er rettet siden rapporten ble låst"))
class ErratumList(Several):
    """Found in the figures that are known now, each time anew."""

    queryset = SealedReport.objects.none()
    serializer_class = ErratumShown

    def get_queryset(self) -> Any:
        """A list: nothing of it is kept."""
        return errata_told(get_sealed_report_for(self.request.user, self.kwargs["pk"]))
