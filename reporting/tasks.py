"""Work for Celery: ids in, clock read, one call."""

from celery import shared_task
from django.utils import timezone

from reporting.services import reminders


@shared_task
def send_round_reminders(**_later_arguments: object) -> None:
    """Write to units that have words left in an open round."""
    reminders.send_reminders(on=timezone.localdate(), now=timezone.now())
