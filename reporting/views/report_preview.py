"""How a report would read: made by a worker when somebody asks, and kept with its moment for that person to read."""

from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from reporting.exports.reports import ReportAsked
from reporting.permissions import own_previews
from reporting.queries.report_pages import preview_of
from reporting.report_addresses import preview_address
from reporting.services.report_files import ask_for_preview
from reporting.tasks import make_report_file
from reporting.trails import reports_trail
from reporting.views.report_answers import as_reading
from reporting.views.report_asked import asked_in
from reporting.views.report_frame import framed, preview_frame


@require_http_methods(["GET", "HEAD", "POST"])
def report_preview(request: HttpRequest) -> HttpResponse:
    """What the person asked for last, with when that was; sent, it is made anew."""
    asked = asked_in(request)
    if request.method == "POST":
        return sent_to_be_made(request, asked)
    file = preview_of(own_previews(request.user), asked)
    if file is None:
        context = {"asked": asked, "crumbs": reports_trail(), "municipality": asked.municipality}
        return render(request, "reporting/report_preview.html", context)
    if file.made_at is None:
        return redirect("job-detail", file.job_id)
    return as_reading(framed(bytes(file.body), preview_frame(request, file)), has_form=True)


def sent_to_be_made(request: HttpRequest, asked: ReportAsked) -> HttpResponse:
    """To the page of the job; to the preview itself where it is made at once, as without workers."""
    with transaction.atomic():
        file = ask_for_preview(asked=asked, by=request.user.get_username(), now=timezone.now())
        transaction.on_commit(partial(make_report_file.delay, job_id=file.job_id))
    file.refresh_from_db(fields=["made_at"])
    return redirect(preview_address(asked)) if file.made_at else redirect("job-detail", file.job_id)
