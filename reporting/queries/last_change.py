"""Who changed rows last, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.models import AuditEvent
from reporting.queries.edits import names_of

# Of a page that was opened before so many changes nobody is named.
LOOKED_THROUGH = 50


@dataclass(frozen=True, slots=True)
class LastChange:
    who: str
    at: datetime


def last_changes(rows: Sequence[models.Model]) -> dict[int, LastChange]:
    """By the key of each row, all of one model, as the audit trail tells; two queries."""
    if not rows:
        return {}
    kind = rows[0]._meta.label_lower
    events = AuditEvent.objects.filter(object_type=kind, object_id__in=[str(one.pk) for one in rows])
    newest = {event.object_id: event for event in events.order_by("at", "pk")}
    names = names_of({event.actor for event in newest.values()})
    return {int(key): LastChange(names.get(event.actor, event.actor), event.at) for key, event in newest.items()}


def duty_changes(rows: Sequence[models.Model]) -> dict[int, LastChange]:
    """Who last said which unit comments the rows, goals or service areas: one event tells of many of them."""
    events = AuditEvent.objects.filter(action="reporting.duties.changed").order_by("-at", "-pk")[:LOOKED_THROUGH]
    newest = {row.pk: next((one for one in events if str(row) in (one.after or {})), None) for row in rows}
    found = {key: event for key, event in newest.items() if event}
    names = names_of({event.actor for event in found.values()})
    return {key: LastChange(names.get(event.actor, event.actor), event.at) for key, event in found.items()}
