"""Work for Celery: ids in, clock read, one call."""

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from indicators.services.fetching import ask_for_due_fetches, run_fetch_job


@shared_task
def fetch_source(*, job_id: int, **_later_arguments: object) -> None:
    """Fetch the source that the job names. Sent by whoever asked for the job, after commit."""
    run_fetch_job(job_id=job_id, clock=timezone.now)
    # Only sooner than it would be found anyway, so what goes wrong there is no failure of the fetch.
    transaction.on_commit(import_string(settings.TASK_AFTER_FIGURES).delay, robust=True)


@shared_task
def fetch_due_sources(**_later_arguments: object) -> None:
    """One task for every source that should be asked again."""
    for job in ask_for_due_fetches(now=timezone.now()):
        fetch_source.delay(job_id=job.pk)
