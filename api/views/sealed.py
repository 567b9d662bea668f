"""Sealed reports, for those who may read the plan, or the municipality, that they are on."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.filters.sealed import SealedReportFilter
from api.problems import Refused
from api.queries.sealed import SealedReportTold, errata_told, sealed_report_told, sealed_reports_told
from api.schema import described, made
from api.serializers.sealed import ErratumShown, SealedReportShown, SealedReportWholeShown
from api.serializers.sealing import JustSealedShown, ReportTaken
from api.views.base import One, Several
from api.views.sealing import SealsReport
from api.views.whole import Whole
from reporting.models import SealedReport
from reporting.permissions import get_sealed_report_for
from reporting.queries.sealed_files import FileDoesNotMatch, sealed_file_of
from reporting.views.report_answers import as_download


@described(get=_("Låste rapporter"), post=made(_("Lås en rapport"), ReportTaken, JustSealedShown))
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


@described(
    get=extend_schema(
        summary=_("En fil av en låst rapport"), responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
)
class SealedReportFile(Whole):
    """The bytes that were made when the report was sealed."""

    def get(self, request: Request, pk: int, form: str) -> HttpResponse:
        try:
            file = sealed_file_of(get_sealed_report_for(request.user, pk), form)
        except FileDoesNotMatch as problem:
            raise Refused(str(problem)) from problem
        if file is None:
            raise Http404(gettext("Filen finnes ikke."))
        return as_download(bytes(file.body), name=file.name, media_type=file.media_type)
