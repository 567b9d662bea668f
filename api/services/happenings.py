"""Events are found and made ready to be sent. Upper layers ask, lower ones tell nobody (docs/adr/0002).

Found by what is missing and not by a mark that moves: a row that is committed late is found all the same. What happened
before a webhook was made is not told to it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils.translation import override

from api.models import HEARD_OF, Delivery, Event, EventKind, Webhook
from api.queries.happenings import Happening, happenings, unseen
from targets.services.locking import free_rows, take_turn

# How far back rows are looked for; events are kept for longer, or they would be found again.
LOOKING_BACK = timedelta(days=14)
KEPT_FOR = timedelta(days=30)
TOGETHER = 200


def find_events(*, now: datetime) -> int:
    """Make events of everything that is none yet, and something to send for each webhook that wants it; how many."""
    first = Webhook.objects.aggregate(first=Min("made_at"))["first"]
    if first is None:
        return 0
    since = max(first, now - LOOKING_BACK)
    found = 0
    for kind in HEARD_OF:
        while taken := find_some(kind=kind, since=since, now=now):
            found += taken
    return found


@transaction.atomic
def find_some(*, kind: EventKind, since: datetime, now: datetime) -> int:
    """Some of the rows that are no event yet, in the language that the product is written in; how many rows."""
    take_turn()
    taken = list(free_rows(unseen(kind, since)).values_list("pk", flat=True)[:TOGETHER])
    # Another one may have taken them between the question and the lock.
    seen = set(Event.objects.filter(kind=kind, subject__in=taken).values_list("subject", flat=True))
    with override(settings.LANGUAGE_CODE):
        found = happenings(kind, [key for key in taken if key not in seen])
    keep(kind, found, now=now)
    return len({one.subject for one in found})


def keep(kind: EventKind, found: Collection[Happening], *, now: datetime) -> None:
    events = Event.objects.bulk_create(
        Event(
            kind=kind,
            subject=one.subject,
            municipality_id=one.municipality,
            happened_at=one.happened_at,
            found_at=now,
            body=one.told,
        )
        for one in found
    )
    webhooks = list(Webhook.objects.order_by("pk"))
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=event, next_try_at=now)
        for event, one in zip(events, found, strict=True)
        for webhook in listening(webhooks, kind, one)
    )


def listening(webhooks: Iterable[Webhook], kind: EventKind, happening: Happening) -> Iterable[Webhook]:
    """Those that are told of it."""
    if not happening.told:
        return []
    return [one for one in webhooks if kind in one.kinds and hears_of(one, happening)]


def hears_of(webhook: Webhook, happening: Happening) -> bool:
    is_concerned = happening.municipality in {None, webhook.municipality_id}
    may_know = webhook.hears_of_drafts or not happening.is_of_draft
    return is_concerned and may_know and webhook.made_at <= happening.happened_at


def clear_old_events(*, now: datetime) -> int:
    """Take away events, and how their calls went, when they have been kept for long enough; how many events."""
    old = Event.objects.filter(found_at__lt=now - KEPT_FOR)
    number = old.count()
    old.delete()
    return number
