"""Work for Celery: ids in, clock read, one call."""

from celery import Task, shared_task
from django.utils import timezone

from reporting.models.report_files import PREVIEW_JOB, REPORT_JOB, SEAL_JOB, SEALING_JOB
from reporting.services import reminders
from reporting.services.report_files import clear_old_files, lost_jobs, run_report_file_job
from reporting.services.sealed_files import run_sealed_files_job
from reporting.services.sealing_jobs import run_sealing_job


@shared_task
def send_round_reminders(**_later_arguments: object) -> None:
    """Write to units that have words left in an open round."""
    reminders.send_reminders(on=timezone.localdate(), now=timezone.now())


# A worker that is killed gives the message back, and another one begins the report anew.
@shared_task(bind=True, reject_on_worker_lost=True)
def make_report_file(self: "Task[..., None]", *, job_id: int, **_later_arguments: object) -> None:
    """Make the file that the job names. Sent by whoever asked for it, after commit."""
    is_redelivered = bool((self.request.delivery_info or {}).get("redelivered"))
    run_report_file_job(job_id=job_id, on=timezone.localdate(), clock=timezone.now, is_redelivered=is_redelivered)


@shared_task(bind=True, reject_on_worker_lost=True)
def seal_asked(self: "Task[..., None]", *, job_id: int, **_later_arguments: object) -> None:
    """Seal the report that the job names, and have its files made. Sent by whoever asked for it, after commit."""
    is_redelivered = bool((self.request.delivery_info or {}).get("redelivered"))
    files = run_sealing_job(job_id=job_id, on=timezone.localdate(), clock=timezone.now, is_redelivered=is_redelivered)
    if files is not None:
        make_sealed_files.delay(job_id=files.pk)


@shared_task(bind=True, reject_on_worker_lost=True)
def make_sealed_files(self: "Task[..., None]", *, job_id: int, **_later_arguments: object) -> None:
    """Make the files of the sealed report that the job names. Sent by whoever sealed it, after commit."""
    is_redelivered = bool((self.request.delivery_info or {}).get("redelivered"))
    run_sealed_files_job(job_id=job_id, clock=timezone.now, is_redelivered=is_redelivered)


@shared_task
def take_up_lost_reports(**_later_arguments: object) -> None:
    """One task for every report whose worker died."""
    for kind in (REPORT_JOB, PREVIEW_JOB):
        for job_id in lost_jobs(kind=kind, now=timezone.now()):
            make_report_file.delay(job_id=job_id)
    for job_id in lost_jobs(kind=SEALING_JOB, now=timezone.now()):
        seal_asked.delay(job_id=job_id)
    for job_id in lost_jobs(kind=SEAL_JOB, now=timezone.now()):
        make_sealed_files.delay(job_id=job_id)


@shared_task
def clear_old_report_files(**_later_arguments: object) -> None:
    """Delete the files that have been kept for long enough."""
    clear_old_files(now=timezone.now())
