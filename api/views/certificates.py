"""Certificates of lights: the one that stands, those that stood before, and the one of any past day.

For the plan's own people, as the page is: everybody else reads of a light what its target tells (docs/adr/0019).
"""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from api.days import KNOWN_AT, ON, days_asked
from api.schema import described
from api.serializers.certificates import CertificateShown
from api.views.whole import Whole
from reporting.permissions import get_target_for
from reporting.queries.certificate import Asked, computed_certificate, stored_certificate
from targets.certificates.files import as_file

DAYS = [
    OpenApiParameter(ON, OpenApiTypes.DATE, description=_("Slik det sto den dagen. Regnes ut, og lagres ikke.")),
    OpenApiParameter(KNOWN_AT, OpenApiTypes.DATE, description=_("Bare med det som var kjent den dagen.")),
]


@described(
    get=extend_schema(
        summary=_("Sertifikatet for et lys"), parameters=DAYS, responses=CertificateShown, operation_id="certificate"
    )
)
class TargetCertificate(Whole):
    """The one that stands; with a day the one that would have been made then."""

    knows = (ON, KNOWN_AT)

    def get(self, request: Request, plan_code: str, code: str) -> HttpResponse:
        target = get_target_for(request.user, plan_code, code)
        days = days_asked(request.query_params, today=timezone.localdate())
        if not days.is_asked:
            return certificate(stored_certificate(target))
        return certificate(computed_certificate(target, on=days.on, known_on=days.known_on, known_at=days.known_at))


@described(
    get=extend_schema(
        summary=_("Et tidligere sertifikat for et lys"), responses=CertificateShown, operation_id="certificate_of"
    )
)
class AssessmentCertificate(Whole):
    """One that stood at some time."""

    def get(self, request: Request, plan_code: str, code: str, pk: int) -> HttpResponse:
        return certificate(stored_certificate(get_target_for(request.user, plan_code, code), pk=pk))


def certificate(asked: Asked | None) -> HttpResponse:
    """Letter by letter as `assess --certificate` writes it."""
    if asked is None:
        raise Http404(gettext("Måltallet har ikke noe slikt sertifikat."))
    return HttpResponse(as_file(asked.file), content_type="application/json; charset=utf-8")
