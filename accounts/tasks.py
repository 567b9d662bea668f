"""Work for Celery: what the clock does with log-ins."""

from celery import shared_task

from accounts.session_store import SessionStore


@shared_task
def clear_old_sessions(**_later_arguments: object) -> None:
    """Delete the rows of sessions that are over."""
    SessionStore.clear_expired()
