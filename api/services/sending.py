"""Calls to other systems are sent, tried again, and given up. Several workers may do it; each call is one's at a time.

A worker takes a call by a conditional update that only one of several can win, and has it for some minutes; one that
dies loses it by itself. Then it may be sent twice, and carries the same ids, so that the other system can tell.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from accounts.moments import moment_said
from api.models import Delivery, Webhook
from api.rules.retrying import MOST_TRIES, is_accepted, is_to_be_left_alone, next_try_at
from api.rules.signing import signature
from api.services.calls import Outcome, post
from api.services.webhooks import leave_alone

# Longer than any call takes.
CLAIMED_FOR = timedelta(minutes=2)
# A round is over before the next one begins; what is left is sent then.
LONGEST_ROUND = timedelta(seconds=50)
CANDIDATES = 10
Clock = Callable[[], datetime]
Chance = Callable[[], float]
by_chance: Chance = SystemRandom().random


@dataclass(slots=True)
class Tally:
    """How many calls came through, and how many did not."""

    accepted: int = 0
    refused: int = 0


def send_waiting(*, clock: Clock, chance: Chance = by_chance) -> Tally:
    """Send everything whose time has come. An address that fails is asked once in a round, and holds up no other."""
    started, tally = clock(), Tally()
    give_up_lost(now=started)
    due = Delivery.objects.due(started).filter(webhook__paused_at__isnull=True)
    for webhook_id in list(due.order_by("webhook_id").values_list("webhook_id", flat=True).distinct()):
        while clock() - started < LONGEST_ROUND and (claimed := claim_next(webhook_id=webhook_id, now=clock())):
            if not send_claimed(delivery=claimed, clock=clock, chance=chance):
                tally.refused += 1
                break
            tally.accepted += 1
    return tally


def send_one(*, delivery_id: int, clock: Clock, chance: Chance = by_chance) -> bool:
    """Send one call now, if its time has come and nobody else is sending it; whether it came through."""
    if not claim_delivery(delivery_id=delivery_id, now=clock()):
        return False
    return send_claimed(delivery=whole(delivery_id), clock=clock, chance=chance)


def claim_next(*, webhook_id: int, now: datetime) -> Delivery | None:
    """The call to this address that has waited longest, taken for this worker."""
    waiting = Delivery.objects.due(now).filter(webhook=webhook_id, webhook__paused_at__isnull=True)
    for key in waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:CANDIDATES]:
        if claim_delivery(delivery_id=key, now=now):
            return whole(key)
    return None


def claim_delivery(*, delivery_id: int, now: datetime) -> bool:
    """Whether this worker is the one that got it. The try is counted here: one that kills its worker ends too."""
    due = Delivery.objects.due(now).filter(pk=delivery_id, tries__lt=MOST_TRIES)
    return due.update(claimed_until=now + CLAIMED_FOR, tries=F("tries") + 1) == 1


def whole(key: int) -> Delivery:
    return Delivery.objects.select_related("webhook__municipality", "event").get(pk=key)


def give_up_lost(*, now: datetime) -> int:
    """End those whose last try was never told of, because its worker died."""
    lost = Delivery.objects.due(now).filter(tries__gte=MOST_TRIES)
    return lost.update(next_try_at=None, given_up_at=now, last_answer=gettext("Utsendingen stoppet underveis."))


def send_claimed(*, delivery: Delivery, clock: Clock, chance: Chance) -> bool:
    """Make the call and keep what was answered. Nothing is open in the database meanwhile."""
    body = body_of(delivery)
    outcome = post(delivery.webhook.url, body=body, headers=headers_of(delivery, body, now=clock()))
    keep_outcome(delivery=delivery, outcome=outcome, now=clock(), chance=chance())
    return is_accepted(outcome.status)


def body_of(delivery: Delivery) -> bytes:
    event = delivery.event
    told = {
        "id": event.pk,
        "kind": event.kind,
        "happened_at": moment_said(event.happened_at),
        "municipality": delivery.webhook.municipality.number,
        "data": event.body,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def headers_of(delivery: Delivery, body: bytes, *, now: datetime) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Planpuls",
        "Planpuls-Signature": signature(secret=delivery.webhook.secret, body=body, at=int(now.timestamp())),
        "Planpuls-Event": str(delivery.event_id),
        "Planpuls-Delivery": str(delivery.pk),
    }


@transaction.atomic
def keep_outcome(*, delivery: Delivery, outcome: Outcome, now: datetime, chance: float) -> None:
    """How it went and what comes next, unless another worker has taken the call meanwhile."""
    accepted = is_accepted(outcome.status)
    again = next_try_at(tries=delivery.tries, status=outcome.status, tried_at=now, chance=chance)
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_until=delivery.claimed_until)
    is_mine = mine.update(
        claimed_until=None,
        answered_at=now,
        last_status=outcome.status,
        last_answer=outcome.said,
        delivered_at=now if accepted else None,
        given_up_at=None if accepted or again else now,
        next_try_at=None if accepted else again,
    )
    if is_mine:
        keep_health(delivery.webhook, outcome, is_given_up=not accepted and again is None, now=now)


def keep_health(webhook: Webhook, outcome: Outcome, *, is_given_up: bool, now: datetime) -> None:
    """Since when the address answers nothing; after some days of that it is left alone."""
    here = Webhook.objects.filter(pk=webhook.pk)
    if is_accepted(outcome.status):
        here.filter(failing_since__isnull=False).update(failing_since=None)
        return
    here.filter(failing_since__isnull=True).update(failing_since=now)
    since = here.values_list("failing_since", flat=True).first()
    if since and is_to_be_left_alone(status=outcome.status, is_given_up=is_given_up, failing_since=since, now=now):
        leave_alone(webhook=webhook, now=now)
