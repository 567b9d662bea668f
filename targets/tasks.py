"""Work for Celery: ids in, clock read, one call."""

from celery import shared_task
from django.utils import timezone

from targets.services import light_mail, news
from targets.services.assessment import run_assessment_job


@shared_task
def assess_plan(*, job_id: int, **_later_arguments: object) -> None:
    """Assess the targets of the plan that the job names."""
    run_assessment_job(job_id=job_id, on=timezone.localdate(), clock=timezone.now)


@shared_task
def assess_touched(**_later_arguments: object) -> None:
    """Assess exactly what something new touches, and what a date concerns that has come."""
    news.assess_news(on=timezone.localdate(), now=timezone.now())


@shared_task
def assess_targets(**_later_arguments: object) -> None:
    """Assess everything without asking what is new: the net under the task above."""
    news.assess_as_a_net(on=timezone.localdate(), now=timezone.now())


@shared_task
def tell_of_worse_lights(**_later_arguments: object) -> None:
    """Mail to those who answer for targets whose lights have become worse."""
    light_mail.tell_of_worse_lights(now=timezone.now())
