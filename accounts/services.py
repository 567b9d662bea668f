"""Writes of accounts: the audit trail and the progress of jobs."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext

from accounts.models import AuditEvent, Job, JobState, Municipality


def record_event(
    *,
    action: str,
    subject: models.Model,
    by: str,
    now: datetime,
    municipality_number: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Keep who did what to which object. `action` is dotted, `planning.plan.loaded`."""
    return AuditEvent.objects.create(
        at=now,
        actor=by,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_label=str(subject)[:500],
        municipality_number=municipality_number,
        before=before,
        after=after,
        reason=reason,
    )


# A job that has run this long belongs to a worker that died.
LOST_AFTER = timedelta(minutes=15)


@transaction.atomic
def ask_for_job(*, kind: str, subject: str, municipality: Municipality | None, by: str, now: datetime) -> Job:
    """A waiting job. One that already waits or runs for the same subject is returned instead of a second one."""
    unfinished = Job.objects.filter(kind=kind, subject=subject, state__in=[JobState.WAITING, JobState.RUNNING])
    unfinished.filter(asked_at__lt=now - LOST_AFTER).update(
        state=JobState.FAILED, finished_at=now, message=gettext("Jobben stoppet før den ble ferdig.")
    )
    return unfinished.order_by("-asked_at").first() or Job.objects.create(
        kind=kind, subject=subject, municipality=municipality, asked_by=by, asked_at=now
    )


def claim_job(*, job_id: int, now: datetime) -> bool:
    """Whether this worker is the one that got the job: a conditional update that only one of several can win."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    return waiting.update(state=JobState.RUNNING, started_at=now) == 1


def report_progress(*, job_id: int, done: int, total: int) -> None:
    """How far the running job has come."""
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(done_count=done, total_count=total)


def finish_job(*, job_id: int, changed: int, now: datetime) -> None:
    """The job is done, with how many things it changed."""
    Job.objects.filter(pk=job_id).update(state=JobState.DONE, changed_count=changed, finished_at=now)


def fail_job(*, job_id: int, message: str, now: datetime) -> None:
    """The job ended without a result, with one line that a person can act on."""
    Job.objects.filter(pk=job_id).update(state=JobState.FAILED, message=message, finished_at=now)
