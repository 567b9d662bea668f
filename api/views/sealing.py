"""Sealing a report, as on its page: what is in the way is told, and the rest is a job where somebody takes jobs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope
from api.problems import Refused
from api.queries.sealed import sealed_reports_told
from api.serializers.sealing import JustSealedShown, ReportTaken
from api.views.base import Answering
from api.views.jobs import accepted
from api.views.writing.acting import body_of
from api.writing import checked, once
from reporting.acting import who
from reporting.exports.reports import ReportAsked
from reporting.forms.reports import AskForm, SealForm
from reporting.models import ReportKind
from reporting.permissions import check_may_seal, municipalities_to_report_on_for, plans_to_report_on_for
from reporting.services.sealed_files import ask_for_sealed_files
from reporting.services.sealing import ReasonNeeded, SealingRefused, editions_of, seal_report
from reporting.services.sealing_jobs import ask_for_sealing
from reporting.tasks import make_sealed_files, seal_asked
from reporting.views.jobs import page_of


class SealsReport(Answering):
    writes_with = Scope.WRITE_ROUNDS

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.sealed)

    def sealed(self) -> Response:
        sent = body_of(self.request, ReportTaken)
        asked = self.asked(sent)
        check_may_seal(self.request.user, asked.municipality)
        form = SealForm({"begrunnelse": sent.get("reason", "")}, is_new_edition=editions_of(asked) > 0)
        checked(form, names={"begrunnelse": "reason"})
        reason = form.cleaned_data.get("begrunnelse", "")
        with refused_in_words():
            # Without workers it is done before the answer, and so is everything else.
            return self.now(asked, reason) if current_app.conf.task_always_eager else self.in_a_job(asked, reason)

    def now(self, asked: ReportAsked, reason: str) -> Response:
        """The report, whose files come in a while."""
        with transaction.atomic():
            report = seal_report(asked=asked, on=timezone.localdate(), reason=reason, **who(self.request))
            job = ask_for_sealed_files(report=report, **who(self.request))
            transaction.on_commit(partial(make_sealed_files.delay, job_id=job.pk))
        row = sealed_reports_told(self.request.user).get(pk=report.pk)
        told = JustSealedShown(row, context=self.get_serializer_context() | {"job": job.pk}).data
        return Response(told, status=201, headers={"Location": told["url"]})

    def in_a_job(self, asked: ReportAsked, reason: str) -> Response:
        """The job, which leads to the report when it is done."""
        with transaction.atomic():
            job = ask_for_sealing(asked=asked, reason=reason, **who(self.request))
            transaction.on_commit(partial(seal_asked.delay, job_id=job.pk))
        return accepted(page_of(self.request, job), self.request)

    def asked(self, sent: dict[str, Any]) -> ReportAsked:
        """The report that the body names. Raises ValidationError where there is none, or it is not the caller's."""
        about = "plan" if sent["kind"] == ReportKind.ANNUAL else "municipality"
        named = f"{sent['kind']}/{sent.get(about, '')}"
        form = AskForm(
            {"rapport": named, "ar": sent["year"], "sprak": sent["language"]},
            plans=plans_to_report_on_for(self.request.user).select_related("municipality"),
            municipalities=municipalities_to_report_on_for(self.request.user),
            year=sent["year"],
        )
        checked(form, names={"rapport": about, "ar": "year", "sprak": "language"})
        return form.asked


@contextmanager
def refused_in_words() -> Iterator[None]:
    """What is in the way, and what was not said."""
    try:
        yield
    except SealingRefused as refused:
        raise Refused(" ".join(refused.lines)) from refused
    except ReasonNeeded as error:
        raise ValidationError({"reason": [gettext("Skriv hvorfor det kommer en ny utgave.")]}) from error
