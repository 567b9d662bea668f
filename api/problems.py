"""What is answered when something cannot be done: problem details (RFC 9457), with a line for each field."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext, gettext_lazy, ngettext
from rest_framework import exceptions
from rest_framework.exceptions import APIException, ErrorDetail
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"
# Where a problem is about the whole and not about one field.
WHOLE = "non_field_errors"
TITLES = {
    HTTPStatus.BAD_REQUEST: gettext_lazy("Kan ikke forstås"),
    HTTPStatus.UNAUTHORIZED: gettext_lazy("Ikke logget inn"),
    HTTPStatus.FORBIDDEN: gettext_lazy("Ikke tilgang"),
    HTTPStatus.NOT_FOUND: gettext_lazy("Finnes ikke"),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("Kan ikke brukes her"),
    HTTPStatus.NOT_ACCEPTABLE: gettext_lazy("Finnes ikke i den formen"),
    HTTPStatus.CONFLICT: gettext_lazy("Kan ikke gjøres nå"),
    HTTPStatus.LENGTH_REQUIRED: gettext_lazy("Lengden mangler"),
    HTTPStatus.PRECONDITION_FAILED: gettext_lazy("Endret i mellomtiden"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext_lazy("For stort"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: gettext_lazy("Leses ikke i den formen"),
    HTTPStatus.UNPROCESSABLE_ENTITY: gettext_lazy("Kan ikke utføres"),
    HTTPStatus.TOO_MANY_REQUESTS: gettext_lazy("For mange kall"),
}


class TooLarge(APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("Det som ble sendt er for stort.")
    default_code = "too_large"


class LengthMissing(APIException):
    """A body that comes in pieces is not there for us, and must not be taken for an empty one."""

    status_code = HTTPStatus.LENGTH_REQUIRED
    default_detail = gettext_lazy("Si hvor langt det som sendes er, med Content-Length.")
    default_code = "length_required"


class ChangedMeanwhile(APIException):
    """Somebody has written since the caller read."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_detail = gettext_lazy("Noen har endret dette siden du hentet det. Hent det på nytt og prøv igjen.")
    default_code = "changed_meanwhile"


class Refused(APIException):
    """What is asked for makes sense, and cannot be done as things stand."""

    status_code = HTTPStatus.CONFLICT
    default_detail = gettext_lazy("Dette kan ikke gjøres nå.")
    default_code = "conflict"

    def __init__(self, detail: Any = None, *, members: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        # What else the answer tells: as it stands now, where somebody else has written.
        self.members = dict(members or {})


class KeyReused(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy("Idempotency-Key er brukt før, til noe annet. Bruk en ny nøkkel for hvert kall.")
    default_code = "key_reused"


# What the framework says in words of its own, some of them English in every language.
OTHERS_WORDS = (
    exceptions.MethodNotAllowed,
    exceptions.NotAcceptable,
    exceptions.Throttled,
    exceptions.UnsupportedMediaType,
)


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error that somebody asking can mend; None for one of ours, which is a fault."""
    known = as_known(error, context)
    response = exception_handler(known, context)
    if response is None:
        return None
    response.data = problem_of(known, response.status_code)
    response.content_type = PROBLEM
    return response


def as_known(error: Exception, context: Mapping[str, Any]) -> Exception:
    """Django's own errors as those of the API, with the words that were given."""
    if isinstance(error, Http404):
        return exceptions.NotFound(str(error) or None)
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied(str(error) or None)
    if type(error) is exceptions.NotAuthenticated:
        # The same error, because it carries how one is to say who one is.
        error.detail = ErrorDetail(gettext("Dette krever en nøkkel eller innlogging."), error.default_code)
    if isinstance(error, OTHERS_WORDS):
        error.detail = ErrorDetail(in_our_words(error, context), error.default_code)
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    if isinstance(error, SuspiciousOperation):
        return exceptions.ParseError(gettext("Dette kan ikke leses."))
    return error


def in_our_words(error: APIException, context: Mapping[str, Any]) -> str:
    """What cannot be asked so, and how it can."""
    if isinstance(error, exceptions.Throttled):
        return throttled_said(ceil(getattr(error, "wait", None) or 0))
    if isinstance(error, exceptions.NotAcceptable):
        forms = ", ".join(one.media_type for one in context["view"].renderer_classes)
        return gettext("Svaret finnes ikke i den formen. Be om en av disse i Accept: %(forms)s.") % {"forms": forms}
    if isinstance(error, exceptions.UnsupportedMediaType):
        if MultiPartParser in context["view"].parser_classes:
            return gettext("Send filen i feltet «file», med Content-Type: multipart/form-data.")
        return gettext("Send JSON, med Content-Type: application/json.")
    asked = {"method": context["request"].method, "known": ", ".join(context["view"].allowed_methods)}
    return gettext("%(method)s kan ikke brukes på denne adressen. Bruk en av disse: %(known)s.") % asked


def throttled_said(seconds: int) -> str:
    if not seconds:
        return gettext("Du har spurt for ofte. Prøv igjen om litt.")
    said = ngettext(
        "Du har spurt for ofte. Prøv igjen om %(seconds)d sekund.",
        "Du har spurt for ofte. Prøv igjen om %(seconds)d sekunder.",
        seconds,
    )
    return said % {"seconds": seconds}


def problem_of(error: Exception, status: int) -> dict[str, Any]:
    """`errors` names each field that something is wrong with; a field inside another is `steps.0.period`."""
    told = {"type": "about:blank", "title": title_of(status), "status": status}
    detail = getattr(error, "detail", None)
    if isinstance(detail, ErrorDetail):
        return told | {"detail": str(detail)} | getattr(error, "members", {})
    lines = [{"field": field, "message": message} for field, message in lines_of(detail)]
    return told | {"detail": gettext("Noe i det som ble sendt må rettes."), "errors": lines}


def title_of(status: int) -> str:
    """The kind of the problem; RFC 9457 lets it be said in the language of whoever asks."""
    return str(TITLES.get(HTTPStatus(status)) or HTTPStatus(status).phrase)


def lines_of(detail: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every message with the field that it is about; empty where it is about the whole."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            inside = "" if name == WHOLE else str(name)
            yield from lines_of(inner, ".".join(part for part in (field, inside) if part))
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for number, inner in enumerate(detail):
            is_row = isinstance(inner, Mapping)
            yield from lines_of(inner, f"{field}.{number}" if is_row and field else str(number) if is_row else field)
    else:
        yield field, str(detail)
