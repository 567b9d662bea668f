"""Webhooks: other systems that are called. Read and written with a scope of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Municipality, Scope
from api.filters.webhooks import DeliveryFilter
from api.forms.webhooks import WebhookForm
from api.models import Delivery, Webhook
from api.permissions import connecting_municipalities, get_delivery_for, get_webhook_for, visible_webhooks
from api.queries.webhooks import deliveries_of, webhooks_told
from api.schema import changed, described, made
from api.serializers.webhook_examples import CALL, WEBHOOK, WITH_SECRET, example
from api.serializers.webhooks import CallShown, WebhookChanged, WebhookMade, WebhookShown, WebhookTaken
from api.services.holding import held
from api.services.webhooks import change_webhook, delete_webhook, make_webhook
from api.views.base import Answering, One, Several
from api.writing import check_unchanged, checked, etag_of, once, written_in
from reporting.acting import who
from reporting.permissions import Person

SECRET = ("secret",)
OF_MAKING = made(
    gettext_lazy("Sett opp en varsling"), WebhookTaken, WebhookMade, examples=example(WITH_SECRET, status=201)
)
OF_CHANGING = changed(gettext_lazy("Endre en varsling"), WebhookChanged, WebhookShown, examples=example(WEBHOOK))
OF_READING = extend_schema(summary=gettext_lazy("En varsling"), examples=example(WEBHOOK))


class Connecting:
    """What is set up for other systems is no open data."""

    reads_with = writes_with = Scope.WEBHOOKS


@described(get=gettext_lazy("Varslinger til andre systemer"), post=OF_MAKING)
class WebhookList(Connecting, Several):
    queryset = Webhook.objects.none()
    serializer_class = WebhookShown
    orders = {"name": ("name",), "made_at": ("made_at",)}

    def get_queryset(self) -> QuerySet[Webhook]:
        return webhooks_told(visible_webhooks(self.request.user))

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Its answer is the only one that has the secret, and not where it is given again."""
        return once(request, lambda: self.made(request), hides=SECRET)

    def made(self, request: Request) -> Response:
        taken = WebhookTaken(data=request.data)
        taken.is_valid(raise_exception=True)
        said = dict(taken.validated_data)
        home = home_of(request.user, said.pop("municipality", ""))
        form = WebhookForm(said)
        checked(form)
        webhook, secret = make_webhook(municipality=home, terms=form.terms, **who(request))
        shown = told(webhook)
        shown.secret = secret
        answer = WebhookMade(shown, context=self.get_serializer_context()).data
        headers = {"Location": answer["self_url"], "ETag": tag_of(answer)}
        return Response(answer, status=status.HTTP_201_CREATED, headers=headers)


class OfWebhooks(Connecting, Answering):
    """Answers with the webhook as it is read."""

    queryset = Webhook.objects.none()
    serializer_class: Any = WebhookShown

    def get_object(self) -> Webhook:
        return told(get_webhook_for(self.request.user, self.kwargs["pk"]))

    @contextmanager
    def alone(self) -> Iterator[Webhook]:
        """The webhook, if it is as the caller has read it, with nobody else writing it until this is over."""
        with held(Webhook.objects.filter(pk=self.get_object().pk)):
            webhook = self.get_object()
            check_unchanged(self.request, lambda: self.as_read(webhook), WebhookShown.computed)
            yield webhook

    def as_read(self, webhook: Webhook) -> dict[str, Any]:
        """Whatever is asked for or done."""
        found: dict[str, Any] = WebhookShown(webhook, context={"request": self.request}).data
        return found

    def answered(self) -> Response:
        shown = self.get_serializer(self.get_object()).data
        return Response(shown, headers={"ETag": tag_of(shown)})


@described(
    get=OF_READING,
    patch=OF_CHANGING,
    delete=gettext_lazy("Slett en varsling"),
)
class WebhookOne(OfWebhooks, One):
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.changed)

    def changed(self) -> Response:
        with self.alone() as webhook:
            taken = WebhookChanged(data=self.request.data)
            taken.is_valid(raise_exception=True)
            form = WebhookForm(written_in(WebhookForm(webhook=webhook)) | taken.validated_data, webhook=webhook)
            checked(form)
            change_webhook(webhook=webhook, terms=form.terms, **who(self.request))
            return self.answered()

    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.deleted)

    def deleted(self) -> Response:
        with self.alone() as webhook:
            delete_webhook(webhook=webhook, **who(self.request))
        return Response(status=status.HTTP_204_NO_CONTENT)


@described(get=gettext_lazy("Kallene til en varsling, med det som sist ble svart"))
class DeliveryList(Connecting, Several):
    queryset = Delivery.objects.none()
    serializer_class = CallShown
    filterset_class = DeliveryFilter

    def get_queryset(self) -> QuerySet[Delivery]:
        return deliveries_of(get_webhook_for(self.request.user, self.kwargs["pk"]))


@described(get=extend_schema(summary=gettext_lazy("Ett kall"), examples=example(CALL)))
class DeliveryOne(Connecting, One):
    queryset = Delivery.objects.none()
    serializer_class = CallShown

    def get_object(self) -> Delivery:
        return get_delivery_for(self.request.user, self.kwargs["pk"], self.kwargs["delivery_pk"])


def home_of(person: Person, number: str) -> Municipality:
    """The municipality that the caller names, or the only one there is. Raises ValidationError."""
    own = connecting_municipalities(person)
    found = [one for one in own if one.number == number] if number else own
    if len(found) == 1:
        return found[0]
    raise ValidationError({"municipality": [gettext("Skriv nummeret til en kommune du setter opp varslinger for.")]})


def told(webhook: Webhook) -> Webhook:
    return webhooks_told(Webhook.objects.filter(pk=webhook.pk)).get()


def tag_of(answer: Mapping[str, Any]) -> str:
    """As it is when it is asked for, which is without the secret."""
    return etag_of(without_secret(answer), WebhookShown.computed)


def without_secret(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in SECRET}
