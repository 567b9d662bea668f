"""What a mail about a paused webhook says: no address, for it may hold a secret, and not what the receiver wrote."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from api.models import Webhook
from api.services.happenings import KEPT_FOR


def subject_of(webhook: Webhook) -> str:
    """On one line whatever it is called."""
    return " ".join((gettext("Planpuls: varslingen «%(name)s» er satt på vent") % {"name": webhook.name}).split())


def body_of(webhook: Webhook) -> str:
    """Why, what waits, and what to do. The webhook is as `webhooks_told` gives it."""
    page = f"{settings.SITE_URL}{reverse('webhook-detail', args=[webhook.pk])}"
    lines = [
        why(webhook),
        answered(webhook),
        waiting(webhook),
        "",
        gettext("Rett feilen hos mottakeren eller adressen i varslingen, og ta den opp igjen her:"),
        page,
        "",
        gettext("Det som skjer imens, blir sendt når den er tatt opp igjen. Etter %(days)d dager blir det borte.")
        % {"days": KEPT_FOR.days},
    ]
    return "\n".join(lines)


def why(webhook: Webhook) -> str:
    words = {"name": webhook.name, "home": webhook.municipality.name}
    if webhook.failing_since is None:
        return gettext("Planpuls har sluttet å kalle «%(name)s» (%(home)s), for kallene kommer ikke fram.") % words
    since = date_format(timezone.localtime(webhook.failing_since), "DATETIME_FORMAT")
    text = gettext("Planpuls har sluttet å kalle «%(name)s» (%(home)s). Ingen kall er kommet fram siden %(since)s.")
    return text % (words | {"since": since})


def answered(webhook: Webhook) -> str:
    status = webhook.newest_last_status  # type: ignore[attr-defined]
    if status is None:
        return gettext("Mottakeren har ikke svart.")
    return gettext("Mottakeren svarte sist %(status)d.") % {"status": status}


def waiting(webhook: Webhook) -> str:
    count = webhook.waiting  # type: ignore[attr-defined]
    return ngettext("%(count)d kall venter.", "%(count)d kall venter.", count) % {"count": count}
