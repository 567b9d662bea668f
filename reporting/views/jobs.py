"""The page of a job: how far it has come, and the button that stops it."""

import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Job
from accounts.services import cancel_job
from indicators.permissions import get_source_for
from indicators.services.fetching import FETCH_JOB
from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB, SEAL_JOB, SEALING_JOB
from reporting.permissions import (
    get_job_for,
    get_plan_for,
    get_report_file_of_job_for,
    get_sealed_report_for,
    get_sealing_of_job_for,
    may_cancel,
)
from reporting.queries.jobs import (
    JobPage,
    assessment_page,
    fetch_page,
    preview_page,
    report_page,
    sealed_files_page,
    sealing_page,
)


@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The job's progress; asked for again by the page itself until it is over."""
    page = page_of(request, get_job_for(request.user, pk))
    context = {"page": page, "job": page.job, "may_cancel": may_cancel(request.user, page.job)}
    if not request.headers.get("HX-Request"):
        return render(request, "reporting/job.html", context)
    answer = render(request, "reporting/_job.html", context | {"is_update": True})
    if request.GET.get("sett") == page.seen:
        # Nothing new: only the clock is changed, and nothing is read aloud once more.
        answer.headers["HX-Reswap"] = "none"
    if page.leads_on:
        answer.headers["HX-Trigger"] = json.dumps({"leadson": page.address})
    return answer


def page_of(request: HttpRequest, job: Job) -> JobPage:
    now = timezone.now()
    if job.kind == FETCH_JOB:
        return fetch_page(job=job, source=get_source_for(request.user, job.subject), now=now)
    if job.kind == REPORT_JOB:
        return report_page(job=job, file=get_report_file_of_job_for(request.user, job), now=now)
    if job.kind == PREVIEW_JOB:
        return preview_page(job=job, file=get_report_file_of_job_for(request.user, job), now=now)
    if job.kind == SEALING_JOB:
        return sealing_page(job=job, order=get_sealing_of_job_for(request.user, job), now=now)
    if job.kind == SEAL_JOB:
        return sealed_files_page(job=job, report=get_sealed_report_for(request.user, int(job.subject)), now=now)
    return assessment_page(job=job, plan=get_plan_for(request.user, job.subject), now=now)


@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the job: at once while it waits; one that runs stops by itself where nothing is half done."""
    job = get_job_for(request.user, pk)
    page_of(request, job)
    if not may_cancel(request.user, job):
        raise PermissionDenied
    cancel_job(job_id=job.pk, now=timezone.now())
    return redirect("job-detail", job.pk)
