"""Work for Celery: what the clock does with log-ins and keys."""

from celery import shared_task
from django.utils import timezone

from accounts.services.tokens import clear_ended_tokens
from accounts.session_store import SessionStore


@shared_task
def clear_old_sessions(**_later_arguments: object) -> None:
    """Delete the rows of sessions that are over."""
    SessionStore.clear_expired()


@shared_task
def clear_old_tokens(**_later_arguments: object) -> None:
    """Delete the keys that ended so long ago that nobody looks for them."""
    clear_ended_tokens(now=timezone.now())
