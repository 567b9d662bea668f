"""Files that people have brought or sealed, as they are kept: for those who may read what they belong to."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.problems import Refused
from api.schema import described
from api.views.whole import Whole
from reporting.permissions import get_evidence_for, get_sealed_report_for
from reporting.queries.sealed_files import FileDoesNotMatch, sealed_file_of
from reporting.views.report_answers import as_download


def file_described(summary: Any) -> Any:
    return extend_schema(summary=summary, responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})


@described(get=file_described(_("En fil av en låst rapport")))
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


@described(get=file_described(_("En fil som er lagt ved en faglig vurdering")))
class EvidenceFile(Whole):
    """What a unit's words rest on, as it was brought."""

    def get(self, request: Request, pk: int, file_pk: int) -> HttpResponse:
        file = get_evidence_for(request.user, file_pk)
        if file.commentary_id != pk:
            raise Http404(gettext("Filen finnes ikke, eller du har ikke tilgang til den."))
        return as_download(bytes(file.body), name=file.name, media_type=file.media_type)
