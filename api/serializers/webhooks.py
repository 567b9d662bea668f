"""Webhooks and their calls as the API tells them, and what it takes."""

from typing import Any

from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.models import HEARD_OF, Delivery, DeliveryState, EventKind, Webhook
from api.serializers.base import Moment, Shown, Taken

KINDS = [one.value for one in HEARD_OF]


class LastAnswer(serializers.Serializer[Webhook]):
    """What the other system answered last; without a status it did not, and the text is why."""

    answered_at = Moment(source="newest_answered_at")
    accepted = serializers.SerializerMethodField()
    status = serializers.IntegerField(source="newest_last_status", allow_null=True)
    text = serializers.CharField(source="newest_last_answer")

    def get_accepted(self, webhook: Webhook) -> bool:
        return webhook.newest_delivered_at is not None  # type: ignore[attr-defined]


class WebhookShown(Shown, serializers.ModelSerializer[Webhook]):
    """A system that is called when something has happened. The secret is told when it is made, and not here."""

    computed = ("failing_since", "waiting", "last_answer")

    municipality = serializers.CharField(source="municipality.number", help_text="Kommunenummeret, «3909».")
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    is_paused = serializers.SerializerMethodField()
    waiting = serializers.IntegerField(help_text=gettext_lazy("Kall som ikke er kommet fram ennå."))
    last_answer = serializers.SerializerMethodField()
    deliveries_url = serializers.HyperlinkedIdentityField("api-webhook-delivery-list")
    # The field `url` is the address that is called.
    self_url = serializers.HyperlinkedIdentityField("api-webhook")

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = (
            *("id", "municipality", "name", "url", "kinds", "hears_of_drafts", "made_at", "is_paused", "paused_at"),
            *("pause_reason", "failing_since", "waiting", "last_answer", "deliveries_url", "self_url"),
        )
        read_only_fields: tuple[str, ...] = fields

    def get_is_paused(self, webhook: Webhook) -> bool:
        return webhook.paused_at is not None

    @extend_schema_field(LastAnswer(allow_null=True))
    def get_last_answer(self, webhook: Webhook) -> dict[str, Any] | None:
        """None until something has been sent."""
        answered = webhook.newest_answered_at  # type: ignore[attr-defined]
        return LastAnswer(webhook).data if answered else None


class WebhookMade(WebhookShown):
    """As above, with the secret that calls are signed with. It is told this once."""

    secret = serializers.CharField(
        allow_null=True,
        help_text=gettext_lazy(
            "Det kall signeres med. Den vises denne ene gangen: et svar som gis om igjen for samme Idempotency-Key, "
            "har null. Er den gått tapt, må den byttes."
        ),
    )

    class Meta(WebhookShown.Meta):
        fields = (*WebhookShown.Meta.fields, "secret")
        read_only_fields = fields


class WebhookChanged(Taken):
    """What can be said of a webhook; what is left out stays as it is."""

    name = serializers.CharField(required=False, max_length=100)
    url = serializers.CharField(required=False, max_length=500)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS), required=False, max_length=10)
    hears_of_drafts = serializers.BooleanField(required=False)


class WebhookTaken(WebhookChanged):
    """A new webhook. The municipality may be left out by whoever connects systems in one alone."""

    municipality = serializers.CharField(required=False, max_length=4)


class CallShown(Shown, serializers.ModelSerializer[Delivery]):
    """One call: what of, how often it was tried, what was answered last, and when it is tried again."""

    event = serializers.IntegerField(source="event_id")
    kind = serializers.ChoiceField(source="event.kind", choices=EventKind.choices)
    happened_at = Moment(source="event.happened_at")
    state = serializers.ChoiceField(DeliveryState.choices)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Delivery
        fields = (
            *("id", "event", "kind", "happened_at", "state", "tries", "next_try_at", "delivered_at", "given_up_at"),
            *("answered_at", "last_status", "last_answer", "url"),
        )
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, delivery: Delivery) -> str:
        words = [delivery.webhook_id, delivery.pk]
        return reverse("api-webhook-delivery", args=words, request=self.context["request"])
