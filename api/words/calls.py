"""Calls to other systems, and their answers."""

from django.utils.translation import gettext_lazy as _

CALLS = {
    "accepted": _("Om mottakeren tok imot: svarte 200–299."),
    "address": _("Adressen."),
    "answered_at": _("Når mottakeren svarte."),
    "delivered_at": _("Når mottakeren tok imot; null der den ikke har gjort det."),
    "deliveries_url": _("Adressen til kallene med svarene de fikk."),
    "delivery_pk": _("Nummeret på kallet."),
    "event": _("Nummeret på hendelsen, det samme hver gang den sendes."),
    "given_up_at": _("Når vi sluttet å prøve; null der vi ikke har gjort det."),
    "happened_at": _("Når det skjedde."),
    "hears_of_drafts": _("Om den skal ha beskjed om planer som er utkast."),
    "is_paused": _("Om den er satt på pause."),
    "kinds": _("Hva den skal ha beskjed om."),
    "last_answer": _("Det siste svaret fra mottakeren."),
    "last_status": _("HTTP-koden i det siste svaret."),
    "made_at": _("Når den ble satt opp."),
    "next_try_at": _("Når det prøves igjen; null der det ikke gjør det."),
    "pause_reason": _("Hvorfor den er satt på pause."),
    "paused_at": _("Når den ble satt på pause."),
    "secret": _("Hemmeligheten kallene signeres med. Den vises bare her."),
    "self_url": _("Adressen til denne varslingen."),
    "tries": _("Hvor mange ganger det er prøvd."),
    "Call.state": _("Om kallet venter, er tatt imot eller er gitt opp."),
    "Webhook.url": _("Adressen som blir kalt."),
    "Delivery.address": _("Hvor leveransen kom fra."),
    "LastAnswer.status": _("HTTP-koden i svaret; null der det ikke kom noe svar."),
}
