"""What is done to a webhook, as on its page: paused, taken up again, given another secret, and tried out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Delivery
from api.permissions import get_delivery_for
from api.schema import changed, described
from api.serializers.webhook_examples import NOT_SENT, PAUSED, TRIED_OUT, WEBHOOK, WITH_SECRET, example
from api.serializers.webhooks import CallShown, WebhookMade, WebhookShown
from api.services.holding import held
from api.services.webhooks import (
    WebhookRefused,
    pause_webhook,
    renew_secret,
    resume_webhook,
    send_again,
    send_test,
)
from api.tasks import send_delivery
from api.views.base import Answering
from api.views.webhooks import SECRET, Connecting, OfWebhooks
from api.views.writing.acting import Acts, Nothing, body_of, refusing
from api.writing import check_unchanged, once
from reporting.acting import who


def sent(summary: Any, value: dict[str, Any]) -> Any:
    """How a POST that has a call sent is described."""
    return extend_schema(
        summary=summary, request=Nothing, responses={202: CallShown}, examples=example(value, status=202)
    )


@described(post=changed(_("Sett en varsling på vent"), Nothing, WebhookShown, examples=example(PAUSED)))
class WebhookPause(Acts, OfWebhooks):
    """Nothing happens where it is paused already."""

    takes_match = True

    def act(self) -> Response:
        with self.alone() as webhook:
            body_of(self.request, Nothing)
            pause_webhook(webhook=webhook, **who(self.request))
            return self.answered()


@described(post=changed(_("Ta opp igjen en varsling"), Nothing, WebhookShown, examples=example(WEBHOOK)))
class WebhookResume(Acts, OfWebhooks):
    """What has waited is sent. Nothing happens where it is not paused."""

    takes_match = True

    def act(self) -> Response:
        with self.alone() as webhook:
            body_of(self.request, Nothing)
            resume_webhook(webhook=webhook, **who(self.request))
            return self.answered()


@described(post=changed(_("Bytt hemmeligheten til en varsling"), Nothing, WebhookMade, examples=example(WITH_SECRET)))
class WebhookSecret(OfWebhooks):
    """Its answer has the new secret, and not where it is given again."""

    takes_match = True
    serializer_class = WebhookMade

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.renewed, hides=SECRET)

    def renewed(self) -> Response:
        with self.alone() as webhook:
            body_of(self.request, Nothing)
            renew_secret(webhook=webhook, **who(self.request))
            return self.answered()


class Sends(Acts, Connecting, Answering):
    """A call that is asked for does not wait for the clock."""

    queryset: Any = Delivery.objects.none()
    serializer_class: Any = CallShown

    def sent(self, ready: Callable[[], Delivery]) -> Response:
        body_of(self.request, Nothing)
        with refusing(WebhookRefused), transaction.atomic():
            delivery = ready()
            transaction.on_commit(partial(send_delivery.delay, delivery_id=delivery.pk), robust=True)
        told = self.get_serializer(Delivery.objects.select_related("event").get(pk=delivery.pk)).data
        return Response(told, status=202, headers={"Location": told["url"]})


@described(post=sent(_("Send et prøvekall"), TRIED_OUT))
class WebhookTest(Sends, OfWebhooks):
    """Tells the other system nothing. How it went is told where the answer leads."""

    takes_match = True

    def act(self) -> Response:
        self.get_object()
        return self.sent(self.tried_out)

    def tried_out(self) -> Delivery:
        with self.alone() as webhook:
            return send_test(webhook=webhook, **who(self.request))


@described(post=sent(_("Send et kall på nytt"), NOT_SENT))
class DeliverySentAgain(Sends):
    """From the first try on."""

    takes_match = True

    def act(self) -> Response:
        self.meant()
        return self.sent(self.taken_up)

    def taken_up(self) -> Delivery:
        with held(Delivery.objects.filter(pk=self.meant().pk)):
            delivery = self.meant()
            check_unchanged(self.request, lambda: self.get_serializer(delivery).data)
            return send_again(delivery=delivery, **who(self.request))

    def meant(self) -> Delivery:
        return get_delivery_for(self.request.user, self.kwargs["pk"], self.kwargs["delivery_pk"])
