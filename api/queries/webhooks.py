"""Webhooks with what was answered last, and how their calls went."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from api.models import Delivery, Webhook
from api.models.webhooks import DeliveryQuerySet


def webhooks_told(webhooks: QuerySet[Webhook]) -> QuerySet[Webhook]:
    """Each with how many calls wait, when the last one was answered, and what; one query."""
    calls = Delivery.objects.filter(webhook=OuterRef("pk")).order_by()
    waiting = calls.waiting().values("webhook").annotate(n=Count("pk")).values("n")
    answered = calls.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
    return webhooks.select_related("municipality").annotate(
        waiting=Coalesce(Subquery(waiting, output_field=IntegerField()), 0),
        **{
            f"newest_{name}": Subquery(answered.values(name)[:1])
            for name in ("answered_at", "delivered_at", "last_status", "last_answer")
        },
    )


def deliveries_of(webhook: Webhook) -> DeliveryQuerySet:
    """Its calls, the newest first."""
    return Delivery.objects.filter(webhook=webhook).select_related("event").order_by("-pk")
