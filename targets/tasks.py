"""Work for Celery: ids in, clock read, one call."""

from celery import shared_task
from django.utils import timezone

from targets.services.assessment import assess_and_store, assess_news, run_assessment_job


@shared_task
def assess_plan(*, job_id: int, **_later_arguments: object) -> None:
    """Assess the targets of the plan that the job names."""
    run_assessment_job(job_id=job_id, on=timezone.localdate(), clock=timezone.now)


@shared_task
def assess_targets(**_later_arguments: object) -> None:
    """Assess everything, so that a passed date or a new figure shows without anybody asking."""
    assess_and_store(plan=None, on=timezone.localdate(), now=timezone.now())


@shared_task
def assess_new_figures(**_later_arguments: object) -> None:
    """Assess everything if figures have come in lately."""
    assess_news(on=timezone.localdate(), now=timezone.now())
