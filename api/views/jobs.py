"""Long work: asked for, followed, and stopped."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import ApiToken, Job, Scope
from accounts.services import ask_for_job, cancel_job
from api.access import check_scope
from api.schema import changed, described
from api.serializers.jobs import JobShown
from api.services.holding import held
from api.views.base import Answering, One
from api.views.writing.acting import Acts, Nothing, body_of
from api.writing import check_unchanged, etag_of
from indicators.permissions import get_source_for, may_fetch
from indicators.services.fetching import FETCH_JOB, ask_for_fetch
from indicators.tasks import fetch_source
from reporting.models.report_files import SEALING_JOB
from reporting.permissions import get_job_for, get_plan_for, may_ask_for_assessment, may_cancel
from reporting.queries.jobs import JobPage
from reporting.views.jobs import page_of
from targets.tasks import assess_plan

# With which a job of the kind is asked for, and stopped; others are for plans.
SCOPES = {FETCH_JOB: Scope.WRITE_FIGURES, SEALING_JOB: Scope.WRITE_ROUNDS}


def asked(summary: Any, **more: Any) -> Any:
    """How a POST that asks for a job is described."""
    return extend_schema(summary=summary, request=Nothing, responses={202: JobShown}, **more)


def job_told(page: JobPage, request: Request) -> dict[str, Any]:
    """As it is read."""
    told: dict[str, Any] = JobShown(page, context={"request": request}).data
    return told


def accepted(page: JobPage, request: Request) -> Response:
    """The job that was asked for, and where it is followed."""
    told = job_told(page, request)
    headers = {"Location": told["url"], "ETag": etag_of(told, JobShown.computed)}
    return Response(told, status=status.HTTP_202_ACCEPTED, headers=headers)


class OfJobs(Answering):
    queryset = Job.objects.none()
    serializer_class: Any = JobShown

    def page(self, pk: int) -> JobPage:
        """The job in words, or 404 for whoever may not read what it is about."""
        return page_of(self.request, get_job_for(self.request.user, pk))

    def as_read(self, pk: int) -> dict[str, Any]:
        return job_told(self.page(pk), self.request)

    def accepted(self, job: Job) -> Response:
        return accepted(self.page(job.pk), self.request)


@described(get=_("En jobb, og hvor langt den er kommet"))
class JobOne(OfJobs, One):
    def get_object(self) -> JobPage:
        return self.page(self.kwargs["pk"])


@described(post=changed(_("Stopp en jobb"), Nothing, JobShown))
class JobCancel(Acts, OfJobs):
    """At once while it waits; one that runs stops by itself where nothing is half done."""

    takes_match = True
    # Which of them it is, the job says.
    writes_with = Scope.READ

    def act(self) -> Response:
        body_of(self.request, Nothing)
        job = self.page(self.kwargs["pk"]).job
        if isinstance(self.request.auth, ApiToken):
            check_scope(self.request.auth, SCOPES.get(job.kind, Scope.WRITE_PLANS))
        if not may_cancel(self.request.user, job):
            raise PermissionDenied
        with held(Job.objects.filter(pk=job.pk)):
            check_unchanged(self.request, lambda: self.as_read(job.pk), self.computed)
            cancel_job(job_id=job.pk, now=timezone.now())
        return self.tagged(self.as_read(job.pk))


@described(post=asked(_("Vurder måltallene i en plan på nytt"), tags=["targets"]))
class PlanAssess(Acts, OfJobs):
    def act(self) -> Response:
        plan = get_plan_for(self.request.user, self.kwargs["plan_code"])
        if not may_ask_for_assessment(self.request.user, plan):
            raise PermissionDenied
        body_of(self.request, Nothing)
        by, now = self.request.user.get_username(), timezone.now()
        with transaction.atomic():
            job = ask_for_job(kind="assess_plan", subject=plan.code, municipality=plan.municipality, by=by, now=now)
            transaction.on_commit(partial(assess_plan.delay, job_id=job.pk))
        return self.accepted(job)


@described(post=asked(_("Hent tallene fra en kilde nå")))
class SourceFetch(Acts, OfJobs):
    writes_with = Scope.WRITE_FIGURES

    def act(self) -> Response:
        source = get_source_for(self.request.user, self.kwargs["code"])
        if not may_fetch(self.request.user):
            raise PermissionDenied
        body_of(self.request, Nothing)
        with transaction.atomic():
            job = ask_for_fetch(source=source, by=self.request.user.get_username(), now=timezone.now())
            transaction.on_commit(partial(fetch_source.delay, job_id=job.pk))
        return self.accepted(job)
