"""Work for Celery: ids in, clock read, one call."""

from celery import shared_task
from django.utils import timezone

from api.services.answers import clear_old_answers
from api.services.happenings import clear_old_events, find_events
from api.services.pause_mail import tell_of_paused
from api.services.sending import send_one, send_waiting


@shared_task
def send_webhooks(**_later_arguments: object) -> None:
    """Find what has happened, and tell it to whoever wants to know."""
    find_events(now=timezone.now())
    send_waiting(clock=timezone.now)


@shared_task
def send_delivery(*, delivery_id: int, **_later_arguments: object) -> None:
    """Send the call that a person has asked for."""
    send_one(delivery_id=delivery_id, clock=timezone.now)


@shared_task
def tell_of_paused_webhooks(**_later_arguments: object) -> None:
    """Mail to whoever set up a webhook that has paused itself."""
    tell_of_paused(now=timezone.now())


@shared_task
def clear_old_webhook_events(**_later_arguments: object) -> None:
    """Delete events that have been kept for long enough."""
    clear_old_events(now=timezone.now())


@shared_task
def forget_old_answers(**_later_arguments: object) -> None:
    """Delete answers to writes that no program asks for again."""
    clear_old_answers(now=timezone.now())
