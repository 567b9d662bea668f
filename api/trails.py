"""Where a page lies: the way back up, as (label, address)."""

from django.urls import reverse
from django.utils.translation import gettext

from api.models import Webhook

Trail = list[tuple[str, str]]


def webhooks_trail() -> Trail:
    return [(gettext("Min side"), reverse("my-page")), (gettext("Varslinger"), reverse("webhook-list"))]


def webhook_trail(webhook: Webhook) -> Trail:
    return [*webhooks_trail(), (webhook.name, reverse("webhook-detail", args=[webhook.pk]))]
