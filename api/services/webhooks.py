"""Webhooks are made, changed, paused and taken away. The secret is told when it is made, and stands in no trail."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Municipality
from accounts.services import record_event
from api.models import Delivery, Event, EventKind, Webhook

BY_ITSELF = "Planpuls"
COLUMNS = ("name", "url", "kinds", "hears_of_drafts")


class WebhookRefused(Exception):
    """Why something cannot be done as things stand, in one sentence."""


@dataclass(frozen=True, slots=True)
class WebhookTerms:
    """What a person says of a webhook; the address is checked."""

    name: str
    url: str
    kinds: Sequence[str]
    hears_of_drafts: bool


def new_secret() -> str:
    return secrets.token_urlsafe(32)


@transaction.atomic
def make_webhook(*, municipality: Municipality, terms: WebhookTerms, by: str, now: datetime) -> tuple[Webhook, str]:
    """A new webhook, and its secret, which is not told again."""
    secret = new_secret()
    webhook = Webhook(municipality=municipality, secret=secret, made_by=by, made_at=now)
    take_over(webhook, terms)
    webhook.save()
    record(webhook, "added", by=by, now=now, after=told_of(webhook))
    return webhook, secret


@transaction.atomic
def change_webhook(*, webhook: Webhook, terms: WebhookTerms, by: str, now: datetime) -> bool:
    """Whether anything became otherwise. What has happened already is not told anew."""
    before = told_of(webhook)
    take_over(webhook, terms)
    if (after := told_of(webhook)) == before:
        return False
    webhook.save(update_fields=COLUMNS)
    record(webhook, "changed", by=by, now=now, before=before, after=after)
    return True


def take_over(webhook: Webhook, terms: WebhookTerms) -> None:
    webhook.name, webhook.url = terms.name, terms.url
    webhook.kinds, webhook.hears_of_drafts = sorted(terms.kinds), terms.hears_of_drafts


@transaction.atomic
def renew_secret(*, webhook: Webhook, by: str, now: datetime) -> str:
    """Another secret; calls are signed with it from now on."""
    webhook.secret = new_secret()
    webhook.save(update_fields=["secret"])
    record(webhook, "secret_renewed", by=by, now=now)
    return webhook.secret


def pause_webhook(*, webhook: Webhook, by: str, now: datetime) -> bool:
    """Send nothing until somebody says otherwise; what happens meanwhile waits. False where it was paused already."""
    return pause(webhook, "", by=by, now=now)


def leave_alone(*, webhook: Webhook, now: datetime) -> bool:
    """Pause it because nothing comes through."""
    return pause(webhook, gettext("Mottakeren svarte ikke som den skulle."), by=BY_ITSELF, now=now)


@transaction.atomic
def pause(webhook: Webhook, reason: str, *, by: str, now: datetime) -> bool:
    running = Webhook.objects.filter(pk=webhook.pk, paused_at__isnull=True)
    if not running.update(paused_at=now, pause_reason=reason, pause_told_at=None):
        return False
    record(webhook, "paused", by=by, now=now, reason=reason)
    return True


@transaction.atomic
def resume_webhook(*, webhook: Webhook, by: str, now: datetime) -> bool:
    """Send again, also what has waited. False where it was not paused."""
    paused = Webhook.objects.filter(pk=webhook.pk, paused_at__isnull=False)
    if not paused.update(paused_at=None, pause_reason="", failing_since=None):
        return False
    record(webhook, "resumed", by=by, now=now)
    return True


@transaction.atomic
def delete_webhook(*, webhook: Webhook, by: str, now: datetime) -> None:
    """Take it away, and with it how its calls went."""
    record(webhook, "deleted", by=by, now=now, before=told_of(webhook))
    Event.objects.filter(kind=EventKind.TEST, subject=webhook.pk).delete()
    webhook.delete()


@transaction.atomic
def send_test(*, webhook: Webhook, by: str, now: datetime) -> Delivery:
    """A call that tells nothing, ready to be sent. Raises WebhookRefused where nothing is sent."""
    check_running(webhook)
    event = Event.objects.create(
        kind=EventKind.TEST,
        subject=webhook.pk,
        municipality=webhook.municipality,
        happened_at=now,
        found_at=now,
        body={"message": gettext("Dette er et prøvekall fra Planpuls.")},
    )
    record(webhook, "tested", by=by, now=now)
    return Delivery.objects.create(webhook=webhook, event=event, next_try_at=now)


@transaction.atomic
def send_again(*, delivery: Delivery, by: str, now: datetime) -> Delivery:
    """Have a call sent once more, from the first try on, with the ids that it had. Raises WebhookRefused."""
    check_running(delivery.webhook)
    free = Delivery.objects.filter(pk=delivery.pk).exclude(claimed_until__gt=now)
    fresh = {"tries": 0, "next_try_at": now, "claimed_until": None, "delivered_at": None, "given_up_at": None}
    if not free.update(**fresh):
        raise WebhookRefused(gettext("Kallet sendes akkurat nå. Vent litt og se hva som blir svart."))
    about = {"event": delivery.event_id, "kind": delivery.event.kind}
    record(delivery.webhook, "sent_again", by=by, now=now, after=about)
    return delivery


def check_running(webhook: Webhook) -> None:
    if webhook.paused_at:
        raise WebhookRefused(gettext("Varslingen er satt på vent. Ta den opp igjen først."))


def told_of(webhook: Webhook) -> dict[str, Any]:
    """As the trail keeps it."""
    return {column: getattr(webhook, column) for column in COLUMNS}


def record(webhook: Webhook, verb: str, *, by: str, now: datetime, **told: Any) -> None:
    number = webhook.municipality.number
    record_event(action=f"api.webhook.{verb}", subject=webhook, by=by, now=now, municipality_number=number, **told)
