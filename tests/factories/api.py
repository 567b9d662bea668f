"""Other systems that are told, and the calls that tell them."""

from datetime import timedelta
from typing import Any

from accounts.models import Municipality
from api.models import HEARD_OF, Delivery, Event, EventKind, Webhook
from tests.factories.moments import NOW
from tests.factories.numbered import numbers
from tests.factories.people import create_municipality


def create_webhook(*, municipality: Municipality | None = None, **values: Any) -> Webhook:
    """A system that wants to hear of everything, set up a year ago."""
    told = {"name": "Styringsportalen", "url": "https://mottak.example.no/planpuls", "secret": "hemmelig"}
    made = {"made_by": "kari", "made_at": NOW - timedelta(days=365), "kinds": sorted(HEARD_OF)}
    return Webhook.objects.create(municipality=municipality or create_municipality(), **told | made | values)


def create_delivery(webhook: Webhook, **values: Any) -> Delivery:
    """A call that is to be sent: of a report, until the test says otherwise."""
    about = {"kind": EventKind.REPORT_SEALED, "subject": next(numbers), "body": {"title": "Årsrapport 2025"}}
    happened = {"municipality": webhook.municipality, "happened_at": NOW, "found_at": NOW}
    event = values.pop("event", None) or Event.objects.create(**about | happened)
    return Delivery.objects.create(webhook=webhook, event=event, **{"next_try_at": NOW} | values)
