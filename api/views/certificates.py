"""Certificates of lights: the one that stands, those that stood before, and the one of any past day.

Everybody reads those of a published plan, without persons, as its public page says how a light was worked out
(docs/adr/0024).
"""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from api.days import KNOWN_AT, ON, days_asked
from api.queries.certificates import certificate_text, target_with_certificate
from api.schema import described
from api.serializers.certificates import CertificateShown
from api.views.whole import Whole
from reporting.queries.certificate import Asked, computed_certificate, stored_certificate

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

    is_open = True
    knows = (ON, KNOWN_AT)

    def get(self, request: Request, plan_code: str, code: str) -> HttpResponse:
        target = target_with_certificate(request.user, plan_code, code)
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

    is_open = True

    def get(self, request: Request, plan_code: str, code: str, pk: int) -> HttpResponse:
        return certificate(stored_certificate(target_with_certificate(request.user, plan_code, code), pk=pk))


def certificate(asked: Asked | None) -> HttpResponse:
    if asked is None:
        raise Http404(gettext("Måltallet har ikke noe slikt sertifikat."))
    return HttpResponse(certificate_text(asked), content_type="application/json; charset=utf-8")
