"""Fetch and check together. Who connects other systems sees what is set up; to everybody else it is not there."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Municipality
from accounts.permissions import Permission, municipalities_with
from api.models import Delivery, Webhook
from reporting.permissions import Person


def municipalities_to_connect_for(user: Person) -> QuerySet[Municipality]:
    """Where the person says which systems are called."""
    return municipalities_with(user, Permission.CONNECT_SYSTEMS).order_by("number")


def municipality_to_connect_for(user: Person, number: str = "") -> Municipality:
    """The municipality of that number, else the first; 404 for a number of somebody else's, and where there is none."""
    own = municipalities_to_connect_for(user)
    if found := (own.filter(number=number) if number else own).first():
        return found
    raise no_such_webhook()


def connecting_municipalities(user: Person) -> list[Municipality]:
    """All of them. Raises PermissionDenied where there is none."""
    if own := list(municipalities_to_connect_for(user)):
        return own
    raise PermissionDenied


def visible_webhooks(user: Person) -> QuerySet[Webhook]:
    """Those of the municipalities in which the person connects systems. Raises PermissionDenied where that is none."""
    return Webhook.objects.filter(municipality__in=connecting_municipalities(user))


def get_webhook_for(user: Person, pk: int) -> Webhook:
    """The webhook, or 404 for whoever does not connect systems there."""
    own = Webhook.objects.filter(municipality__in=municipalities_to_connect_for(user))
    if found := own.select_related("municipality").filter(pk=pk).first():
        return found
    raise no_such_webhook()


def get_delivery_for(user: Person, webhook_pk: int, pk: int) -> Delivery:
    """One call of a webhook."""
    webhook = get_webhook_for(user, webhook_pk)
    found = Delivery.objects.filter(webhook=webhook, pk=pk).select_related("webhook__municipality", "event").first()
    if found:
        return found
    raise Http404(gettext("Utsendingen finnes ikke. Utsendinger tas vare på i 30 dager."))


def no_such_webhook() -> Http404:
    return Http404(gettext("Varslingen finnes ikke, eller du har ikke tilgang til den."))
