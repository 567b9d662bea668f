"""Who said last which unit comments what."""

from collections.abc import Sequence

from django.db import models

from accounts.last_change import LastChange, names_of
from accounts.models import AuditEvent

# Of a page that was opened before so many changes nobody is named.
LOOKED_THROUGH = 50


def duty_changes(rows: Sequence[models.Model]) -> dict[int, LastChange]:
    """Who last said which unit comments the rows, goals or service areas: one event tells of many of them."""
    events = AuditEvent.objects.filter(action="reporting.duties.changed").order_by("-at", "-pk")[:LOOKED_THROUGH]
    newest = {row.pk: next((one for one in events if str(row) in (one.after or {})), None) for row in rows}
    found = {key: event for key, event in newest.items() if event}
    names = names_of({event.actor for event in found.values()})
    return {key: LastChange(names.get(event.actor, event.actor), event.at) for key, event in found.items()}
