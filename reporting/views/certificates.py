"""The certificate of a light: a page to read, and a file that can be judged again."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.management.dates import end_of
from reporting.days import PickedDay, picked_day
from reporting.permissions import get_target_for
from reporting.queries.certificate import Asked, certificate_page, computed_certificate, stored_certificate
from reporting.queries.lights import title_of
from reporting.trails import target_trail
from targets.certificates.files import as_file
from targets.models import Target


@require_safe
def target_certificate(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """The certificate that stands; with a day the one that would have been made then, which is not stored."""
    target = get_target_for(request.user, plan_code, code)
    on, known = days_of(request)
    return page(request, target, asked_for(target, on, known), on, known)


@require_safe
def assessment_certificate(request: HttpRequest, plan_code: str, code: str, pk: int) -> HttpResponse:
    """One that stood at some time."""
    target = get_target_for(request.user, plan_code, code)
    asked = stored_certificate(target, pk=pk)
    if asked is None:
        raise Http404(gettext("Vurderingen finnes ikke for dette måltallet."))
    return page(request, target, asked, *days_of(request))


@require_safe
def target_certificate_file(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    target = get_target_for(request.user, plan_code, code)
    on, known = days_of(request)
    if problem := on.problem or known.problem:
        return HttpResponseBadRequest(problem, content_type="text/plain; charset=utf-8")
    return file(asked_for(target, on, known))


@require_safe
def assessment_certificate_file(request: HttpRequest, plan_code: str, code: str, pk: int) -> HttpResponse:
    return file(stored_certificate(get_target_for(request.user, plan_code, code), pk=pk))


def days_of(request: HttpRequest) -> tuple[PickedDay, PickedDay]:
    today: date = timezone.localdate()
    return (
        picked_day(request.GET.get("dato", ""), today=today),
        picked_day(request.GET.get("kjent", ""), today=today),
    )


def asked_for(target: Target, on: PickedDay, known: PickedDay) -> Asked | None:
    """With a day it is computed, as `assess --certificate --on --known-at` does."""
    if on.problem or known.problem or not (on.day or known.day):
        return stored_certificate(target)
    known_at = end_of(known.day) if known.day else None
    return computed_certificate(target, on=on.day or timezone.localdate(), known_on=known.day, known_at=known_at)


def page(request: HttpRequest, target: Target, asked: Asked | None, on: PickedDay, known: PickedDay) -> HttpResponse:
    context = {
        "target": target,
        "title": title_of(target),
        "page": certificate_page(asked) if asked else None,
        "picked": on,
        "known": known,
        "query": request.GET.urlencode() if asked and asked.assessment is None else "",
        "crumbs": target_trail(target, title_of(target)),
        "municipality": target.plan.municipality,
    }
    return render(request, "reporting/certificate.html", context)


def file(asked: Asked | None) -> HttpResponse:
    """The same text as `assess --certificate` writes."""
    if asked is None:
        raise Http404(gettext("Måltallet har ikke noe slikt sertifikat."))
    name = f"sertifikat-{asked.target.code}-{asked.on.isoformat()}.json"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}
    return HttpResponse(as_file(asked.file), content_type="application/json; charset=utf-8", headers=headers)
