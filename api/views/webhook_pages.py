"""Pages on which a coordinator says which other systems are called, and sees how the calls went."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.context import remember
from accounts.opened import opened_as, row_in_turn
from accounts.permissions import Permission, rights_of
from api.forms.webhooks import KINDS, WebhookForm
from api.models import Delivery, Webhook
from api.permissions import get_delivery_for, get_webhook_for, municipality_to_connect_for, no_such_webhook
from api.queries.webhooks import deliveries_of, webhooks_told
from api.services import webhooks
from api.tasks import send_delivery
from api.trails import webhook_trail, webhooks_trail
from reporting.acting import who

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
MOST_DELIVERIES = 50


@require_safe
def webhook_list(request: HttpRequest) -> HttpResponse:
    """Every webhook of the municipalities in which the person connects systems; 404 where there are none of these."""
    rights = rights_of(request.user)
    remember(request, rights)
    homes = rights.municipalities(Permission.CONNECT_SYSTEMS)
    if not homes:
        raise no_such_webhook()
    rows = list(webhooks_told(Webhook.objects.filter(municipality__in=homes)).order_by("name", "pk"))
    context = {
        "homes": [(home, [one for one in rows if one.municipality_id == home.pk]) for home in homes],
        "crumbs": webhooks_trail()[:1],
    }
    return render(request, "api/webhook_list.html", context)


@require_safe
def webhook_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it hears of, and its last calls."""
    webhook = get_webhook_for(request.user, pk)
    deliveries = deliveries_of(webhook)
    context = {
        "webhook": webhook,
        "kinds": [name for kind, name in KINDS.items() if kind in webhook.kinds],
        "waiting": deliveries.waiting().count(),
        "deliveries": deliveries[:MOST_DELIVERIES],
        **around(webhook),
        "crumbs": webhooks_trail(),
    }
    return render(request, "api/webhook.html", context)


@never_cache
@require_http_methods(SHOWN_OR_SENT)
def webhook_create(request: HttpRequest) -> HttpResponse:
    """A new one, and its secret; `?kommune=3909` says for which municipality where the person has several."""
    home = municipality_to_connect_for(request.user, request.GET.get("kommune", ""))
    form = WebhookForm(request.POST or None)
    if form.is_valid():
        webhook, secret = webhooks.make_webhook(municipality=home, terms=form.terms, **who(request))
        return show_secret(request, webhook, secret, is_new=True)
    context = {"form": form, "municipality": home, "crumbs": webhooks_trail()}
    return render(request, "api/webhook_edit.html", context)


@require_http_methods(SHOWN_OR_SENT)
def webhook_edit(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = get_webhook_for(request.user, pk)
    with row_in_turn(webhook, is_sent=request.method == "POST"):
        return webhook_answered(request, webhook)


def webhook_answered(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    form = WebhookForm(request.POST or None, webhook=webhook)
    opened = opened_as(form, rows=[webhook])
    if opened.is_mine and form.is_valid():
        webhooks.change_webhook(webhook=webhook, terms=form.terms, **who(request))
        messages.success(request, gettext("Varslingen er endret."))
        return redirect("webhook-detail", webhook.pk)
    context = {"form": form, "opened": opened, "webhook": webhook, **around(webhook)}
    return render(request, "api/webhook_edit.html", context)


@never_cache
@require_POST
def webhook_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Another secret, shown this once."""
    webhook = get_webhook_for(request.user, pk)
    return show_secret(request, webhook, webhooks.renew_secret(webhook=webhook, **who(request)), is_new=False)


def show_secret(request: HttpRequest, webhook: Webhook, secret: str, *, is_new: bool) -> HttpResponse:
    context = {"webhook": webhook, "secret": secret, "is_new": is_new, **around(webhook)}
    return render(request, "api/webhook_secret.html", context)


@require_POST
def webhook_test(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = get_webhook_for(request.user, pk)
    return sent(request, webhook, lambda: webhooks.send_test(webhook=webhook, **who(request)))


@require_POST
def webhook_send_again(request: HttpRequest, pk: int, delivery_pk: int) -> HttpResponse:
    delivery = get_delivery_for(request.user, pk, delivery_pk)
    return sent(request, delivery.webhook, lambda: webhooks.send_again(delivery=delivery, **who(request)))


def sent(request: HttpRequest, webhook: Webhook, ready: Callable[[], Delivery]) -> HttpResponse:
    """A call that a person asks for does not wait for the clock."""
    try:
        with transaction.atomic():
            delivery = ready()
            transaction.on_commit(partial(send_delivery.delay, delivery_id=delivery.pk), robust=True)
        messages.success(request, gettext("Kallet er på vei. Hva mottakeren svarer, står under «Siste kall»."))
    except webhooks.WebhookRefused as refused:
        messages.error(request, str(refused))
    return redirect("webhook-detail", webhook.pk)


@require_POST
def webhook_pause(request: HttpRequest, pk: int) -> HttpResponse:
    webhooks.pause_webhook(webhook=get_webhook_for(request.user, pk), **who(request))
    messages.success(request, gettext("Varslingen er satt på vent. Ingenting sendes før du tar den opp igjen."))
    return redirect("webhook-detail", pk)


@require_POST
def webhook_resume(request: HttpRequest, pk: int) -> HttpResponse:
    webhooks.resume_webhook(webhook=get_webhook_for(request.user, pk), **who(request))
    messages.success(request, gettext("Varslingen er tatt opp igjen. Det som har ventet, blir sendt nå."))
    return redirect("webhook-detail", pk)


@require_POST
def webhook_delete(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = get_webhook_for(request.user, pk)
    webhooks.delete_webhook(webhook=webhook, **who(request))
    messages.success(request, gettext("Varslingen «%(name)s» er slettet.") % {"name": webhook.name})
    return redirect("webhook-list")


def around(webhook: Webhook) -> dict[str, Any]:
    """What every page of a webhook has around it."""
    return {"municipality": webhook.municipality, "crumbs": webhook_trail(webhook)}
