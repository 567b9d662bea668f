"""Where sessions are kept: Django's own store in the database, with whose each of them is, so that they can be listed.

The setting `SESSION_ENGINE` names this module. Times are written here, each time a session is saved.
"""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from accounts.models import Session

STARTED, SEEN, BROWSER = "started_at", "seen_at", "browser"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of a session; one that somebody is logged in with also says who, since when and with what."""
        if SESSION_KEY not in data:
            return super().create_model_instance(data)  # type: ignore[return-value]
        now = timezone.now().timestamp()
        data.setdefault(STARTED, now)
        data[SEEN] = now
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id, row.browser = int(data[SESSION_KEY]), data.get(BROWSER, "")
        row.started_at, row.seen_at = moment(data[STARTED]), moment(now)
        return row


def moment(seconds: float) -> datetime:
    """A time as it is kept in a session: seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
