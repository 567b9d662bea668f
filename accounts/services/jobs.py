"""The progress of jobs."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import Job, JobState, Municipality

# A job that nothing is heard from for this long belongs to a worker that died.
LOST_AFTER = timedelta(minutes=15)


@transaction.atomic
def ask_for_job(*, kind: str, subject: str, municipality: Municipality | None, by: str, now: datetime) -> Job:
    """A waiting job. One that already waits or runs for the same subject is returned instead of a second one."""
    unfinished = Job.objects.filter(kind=kind, subject=subject, state__in=[JobState.WAITING, JobState.RUNNING])
    silent = Q(heard_at__lt=now - LOST_AFTER) | Q(heard_at__isnull=True, asked_at__lt=now - LOST_AFTER)
    unfinished.filter(silent).update(
        state=JobState.FAILED, finished_at=now, message=gettext("Jobben stoppet før den ble ferdig.")
    )
    return unfinished.order_by("-asked_at").first() or Job.objects.create(
        kind=kind, subject=subject, municipality=municipality, asked_by=by, asked_at=now, heard_at=now
    )


def claim_job(*, job_id: int, now: datetime) -> bool:
    """Whether this worker is the one that got the job: a conditional update that only one of several can win."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    return waiting.update(state=JobState.RUNNING, started_at=now, heard_at=now) == 1


def take_up_job(*, job_id: int, now: datetime, silent_for: timedelta) -> bool:
    """Whether this worker is to do the job: as above, and also where the worker that had it has been silent so long.

    For work that can be begun anew. A job that somebody has asked to stop is not begun anew.
    """
    if claim_job(job_id=job_id, now=now):
        return True
    lost = Job.objects.filter(pk=job_id, state=JobState.RUNNING, cancel_asked_at__isnull=True)
    return lost.filter(heard_at__lte=now - silent_for).update(heard_at=now, done_count=0, total_count=0) == 1


def report_progress(*, job_id: int, done: int, total: int, now: datetime) -> bool:
    """How far the running job has come. False when somebody has asked it to stop."""
    running = Job.objects.filter(pk=job_id, state=JobState.RUNNING)
    running.update(done_count=done, total_count=total, heard_at=now)
    return running.filter(cancel_asked_at__isnull=True).exists()


def cancel_job(*, job_id: int, now: datetime) -> None:
    """Stop a job: at once while it waits; one that runs stops by itself where nothing is half done."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    if not waiting.update(state=JobState.CANCELLED, finished_at=now, cancel_asked_at=now):
        Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(cancel_asked_at=now)


def end_cancelled_job(*, job_id: int, message: str, now: datetime) -> None:
    """The running job has stopped because somebody asked it to, with one line on what was kept."""
    running = Job.objects.filter(pk=job_id, state=JobState.RUNNING)
    running.update(state=JobState.CANCELLED, message=message, finished_at=now)


def finish_job(*, job_id: int, changed: int, now: datetime, message: str = "") -> None:
    """The job is done, with how many things it changed, and what else there is to say."""
    Job.objects.filter(pk=job_id).update(state=JobState.DONE, changed_count=changed, message=message, finished_at=now)


def fail_job(*, job_id: int, message: str, now: datetime) -> None:
    """The job ended without a result, with one line that a person can act on."""
    Job.objects.filter(pk=job_id).update(state=JobState.FAILED, message=message, finished_at=now)
