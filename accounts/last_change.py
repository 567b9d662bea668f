"""Who changed rows last, and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.models import AuditEvent, User


@dataclass(frozen=True, slots=True)
class LastChange:
    who: str
    at: datetime


def last_changes(rows: Sequence[models.Model]) -> dict[int, LastChange]:
    """By the key of each row, all of one model, as the audit trail tells; two queries."""
    if not rows:
        return {}
    kind = rows[0]._meta.label_lower
    # What is done with a row without changing it, such as reminding of a round, tells of no values.
    told = AuditEvent.objects.filter(object_type=kind, after__isnull=False)
    events = told.filter(object_id__in=[str(one.pk) for one in rows])
    newest = {event.object_id: event for event in events.order_by("at", "pk")}
    names = names_of({event.actor for event in newest.values()})
    return {int(key): LastChange(names.get(event.actor, event.actor), event.at) for key, event in newest.items()}


def newest_change(rows: Iterable[models.Model]) -> LastChange | None:
    """The latest of rows of any model: of a row and those that are written with it."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for one in rows:
        by_model[type(one)].append(one)
    found = [change for alike in by_model.values() for change in last_changes(alike).values()]
    return max(found, key=lambda one: one.at, default=None)


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """What people are called, by the name that they log in with."""
    return {user.username: str(user) for user in User.objects.filter(username__in=usernames)}
