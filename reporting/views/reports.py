"""Reports: asked for as files, read and fetched; and those that are sealed, with what has been corrected since."""

from functools import partial

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission, municipalities_with
from reporting.forms.reports import MakeForm
from reporting.models import ReportFormat, SealedReport
from reporting.permissions import (
    get_report_file_for,
    get_sealed_report_for,
    may_seal,
    municipalities_to_report_on_for,
    own_report_files,
    plans_to_report_on_for,
    visible_sealed_reports,
)
from reporting.queries.report_pages import file_rows, sealed_page, sealed_years
from reporting.queries.sealed_files import FileDoesNotMatch, sealed_file_of
from reporting.report_addresses import query_of
from reporting.services.report_files import ask_for_report_file
from reporting.tasks import make_report_file
from reporting.trails import reports_trail
from reporting.views.report_answers import as_download, as_reading
from reporting.views.report_frame import frame_of, framed
from reporting.views.report_preview import sent_to_be_made


@require_http_methods(["GET", "HEAD", "POST"])
def report_list(request: HttpRequest) -> HttpResponse:
    """What can be made, what the person has asked for, and what is sealed."""
    if request.headers.get("HX-Request") and request.method == "GET":
        return render(request, "reporting/_report_files.html", files_of(request))
    form = make_form(request)
    if form.is_bound and form.is_valid():
        return done_with(request, form)
    context = {
        "form": form,
        **files_of(request),
        "years": sealed_years(visible_sealed_reports(request.user)),
        "own": list(municipalities_with(request.user, Permission.RUN_ROUNDS).order_by("name")),
    }
    return render(request, "reporting/report_list.html", context)


def files_of(request: HttpRequest) -> dict[str, object]:
    """The person's own files, and whether one of them is being made."""
    rows = file_rows(own_report_files(request.user))
    return {"files": rows, "is_waiting": any(row.is_waiting for row in rows)}


def make_form(request: HttpRequest) -> MakeForm:
    return MakeForm(
        request.POST if request.method == "POST" else None,
        plans=plans_to_report_on_for(request.user).select_related("municipality").order_by("title"),
        municipalities=municipalities_to_report_on_for(request.user).order_by("name"),
        year=timezone.localdate().year - 1,
    )


def done_with(request: HttpRequest, form: MakeForm) -> HttpResponse:
    """As the button says that was pressed."""
    match request.POST.get("handling"):
        case "forhandsvis":
            return sent_to_be_made(request, form.asked)
        case "las":
            return redirect(f"{reverse('report-seal')}?{query_of(form.asked)}")
    with transaction.atomic():
        file = ask_for_report_file(
            asked=form.asked,
            form=ReportFormat(form.cleaned_data["format"]),
            by=request.user.get_username(),
            now=timezone.now(),
        )
        transaction.on_commit(partial(make_report_file.delay, job_id=file.job_id))
    return redirect(f"{reverse('report-list')}#dine-filer")


@require_safe
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that the person has asked for, when it is made."""
    file = get_report_file_for(request.user, pk)
    if file.made_at is None:
        raise Http404(gettext("Filen er ikke ferdig ennå."))
    return as_download(bytes(file.body), name=file.name, media_type=file.media_type)


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One sealed report: its files, its hash, and what has been corrected since."""
    report = get_sealed_report_for(request.user, pk)
    context = {
        "page": sealed_page(report),
        "report": report,
        "may_seal": may_seal(request.user, report.municipality),
        "seal_query": query_of(report),
        "crumbs": reports_trail(),
        "municipality": report.municipality,
    }
    return render(request, "reporting/report_detail.html", context)


@require_safe
def report_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed report as it was written then, with what has come to be known of it around it."""
    report = get_sealed_report_for(request.user, pk)
    try:
        file = sealed_file_of(report, ReportFormat.HTML)
    except FileDoesNotMatch as problem:
        return file_refused(request, report, problem)
    if file is None:
        raise Http404(gettext("Filen finnes ikke."))
    return as_reading(framed(bytes(file.body), frame_of(sealed_page(report))))


@require_safe
def sealed_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """One of the files that were made when the report was sealed."""
    report = get_sealed_report_for(request.user, pk)
    try:
        file = sealed_file_of(report, form)
    except FileDoesNotMatch as problem:
        return file_refused(request, report, problem)
    if file is None:
        raise Http404(gettext("Filen finnes ikke."))
    return as_download(bytes(file.body), name=file.name, media_type=file.media_type)


def file_refused(request: HttpRequest, report: SealedReport, problem: FileDoesNotMatch) -> HttpResponse:
    """One line instead of bytes that somebody has changed."""
    context = {"report": report, "line": str(problem), "crumbs": reports_trail(), "municipality": report.municipality}
    return render(request, "reporting/sealed_file_refused.html", context, status=409)
