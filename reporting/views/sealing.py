"""Before a report is sealed: what is missing, and the button."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from reporting.exports.reports import ReportAsked
from reporting.forms.reports import SealForm
from reporting.models import SealedReport, SealingAsked
from reporting.permissions import (
    check_may_seal,
    get_sealed_report_for,
)
from reporting.queries.sealing import readiness
from reporting.report_addresses import preview_address
from reporting.services.sealed_files import ask_for_sealed_files
from reporting.services.sealing import ReasonNeeded, SealingRefused, editions_of
from reporting.services.sealing_jobs import ask_for_sealing
from reporting.tasks import make_sealed_files, seal_asked
from reporting.trails import reports_trail
from reporting.views.report_asked import asked_in


@require_http_methods(["GET", "HEAD", "POST"])
def report_seal(request: HttpRequest) -> HttpResponse:
    """What sealing does, what is in the way, and the button; `?rapport=annual/KPS&ar=2025&sprak=nb`."""
    asked = asked_in(request)
    check_may_seal(request.user, asked.municipality)
    edition = editions_of(asked) + 1
    form = SealForm(request.POST if request.method == "POST" else None, is_new_edition=edition > 1)
    ready = readiness(municipality=asked.municipality, year=asked.year, plan=asked.plan)
    lines = ready.lines
    if form.is_bound and form.is_valid() and not lines:
        try:
            return sent_to_be_sealed(request, asked, form.cleaned_data.get("begrunnelse", ""))
        except SealingRefused as refused:
            lines = refused.lines
        except ReasonNeeded:
            # Somebody sealed it while this page was read.
            return redirect(request.get_full_path())
    context = {
        "asked": asked,
        "about": asked.plan.title if asked.plan else asked.municipality.name,
        "kind": asked.kind.label.capitalize(),
        "edition": edition,
        "form": form,
        "lines": lines,
        "round": ready.round,
        "warnings": ready.warnings,
        "preview_address": preview_address(asked),
        "crumbs": reports_trail(),
        "municipality": asked.municipality,
    }
    return render(request, "reporting/report_seal.html", context, status=409 if lines and form.is_bound else 200)


def send_for_files(report: SealedReport, *, by: str) -> None:
    """The files come in a while."""
    with transaction.atomic():
        job = ask_for_sealed_files(report=report, by=by, now=timezone.now())
        transaction.on_commit(partial(make_sealed_files.delay, job_id=job.pk))


@require_POST
def sealed_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the files made that could not be made the first time."""
    report = get_sealed_report_for(request.user, pk)
    check_may_seal(request.user, report.municipality)
    send_for_files(report, by=request.user.get_username())
    return redirect("report-detail", report.pk)


def sent_to_be_sealed(request: HttpRequest, asked: ReportAsked, reason: str) -> HttpResponse:
    """To the page of the job; to the report itself where it is sealed at once, as without workers."""
    with transaction.atomic():
        job = ask_for_sealing(asked=asked, reason=reason, by=request.user.get_username(), now=timezone.now())
        transaction.on_commit(partial(seal_asked.delay, job_id=job.pk))
    order = SealingAsked.objects.get(job=job)
    if order.report_id is None:
        return redirect("job-detail", job.pk)
    messages.success(request, gettext("Rapporten er låst. Innholdet endres ikke mer."))
    return redirect("report-detail", order.report_id)
