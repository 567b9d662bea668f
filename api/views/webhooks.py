"""Webhooks: other systems that are called. Read and written with a scope of their own."""

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
from api.permissions import connecting_municipalities, get_webhook_for, visible_webhooks
from api.queries.webhooks import deliveries_of, webhooks_told
from api.schema import described
from api.serializers.webhooks import CallShown, WebhookChanged, WebhookMade, WebhookShown, WebhookTaken
from api.services.webhooks import change_webhook, delete_webhook, make_webhook
from api.views.base import One, Several
from api.writing import check_unchanged, checked, once, written_in
from reporting.acting import who
from reporting.permissions import Person

OF_MAKING = extend_schema(
    summary=gettext_lazy("Sett opp en varsling"), request=WebhookTaken, responses={status.HTTP_201_CREATED: WebhookMade}
)
OF_CHANGING = extend_schema(summary=gettext_lazy("Endre en varsling"), request=WebhookChanged, responses=WebhookShown)


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
        """Its answer is the only one that has the secret."""
        return once(request, lambda: self.made(request))

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
        return Response(answer, status=status.HTTP_201_CREATED, headers={"Location": answer["self_url"]})


@described(
    get=gettext_lazy("En varsling"),
    patch=OF_CHANGING,
    delete=gettext_lazy("Slett en varsling"),
)
class WebhookOne(Connecting, One):
    queryset = Webhook.objects.none()
    serializer_class = WebhookShown

    def get_object(self) -> Webhook:
        return told(get_webhook_for(self.request.user, self.kwargs["pk"]))

    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        webhook = self.get_object()
        check_unchanged(request, lambda: self.get_serializer(webhook).data)
        taken = WebhookChanged(data=request.data)
        taken.is_valid(raise_exception=True)
        form = WebhookForm(written_in(WebhookForm(webhook=webhook)) | taken.validated_data, webhook=webhook)
        checked(form)
        change_webhook(webhook=webhook, terms=form.terms, **who(request))
        return Response(self.get_serializer(self.get_object()).data)

    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        webhook = self.get_object()
        check_unchanged(request, lambda: self.get_serializer(webhook).data)
        delete_webhook(webhook=webhook, **who(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


@described(get=gettext_lazy("Kallene til en varsling, med det som sist ble svart"))
class DeliveryList(Connecting, Several):
    queryset = Delivery.objects.none()
    serializer_class = CallShown
    filterset_class = DeliveryFilter

    def get_queryset(self) -> QuerySet[Delivery]:
        return deliveries_of(get_webhook_for(self.request.user, self.kwargs["pk"]))


def home_of(person: Person, number: str) -> Municipality:
    """The municipality that the caller names, or the only one there is. Raises ValidationError."""
    own = connecting_municipalities(person)
    found = [one for one in own if one.number == number] if number else own
    if len(found) == 1:
        return found[0]
    raise ValidationError({"municipality": [gettext("Skriv nummeret til en kommune du setter opp varslinger for.")]})


def told(webhook: Webhook) -> Webhook:
    return webhooks_told(Webhook.objects.filter(pk=webhook.pk)).get()
