"""Mail to whoever set up a webhook: it has been paused, because nothing comes through. Each pause is told once."""

import logging
from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

from accounts.models import User
from accounts.permissions import Permission, people_with
from api.models import Webhook
from api.queries.webhooks import webhooks_told
from api.services.pause_mail_words import body_of, subject_of

logger = logging.getLogger(__name__)


def tell_of_paused(*, now: datetime) -> int:
    """Send what nobody has been told yet; how many mails.

    Never raises for a mail server: a pause that reached nobody is told the next time.
    """
    untold = list(webhooks_told(Webhook.objects.paused_untold()).order_by("pk"))
    return sum(tell_of(one, now=now) for one in untold)


def tell_of(webhook: Webhook, *, now: datetime) -> int:
    """Taken by a conditional update, so that no other worker tells the same."""
    if not Webhook.objects.paused_untold().filter(pk=webhook.pk).update(pause_told_at=now):
        return 0
    people = people_to_tell(webhook)
    sent = sum(is_sent(message) for message in letters(webhook, people))
    if people and not sent:
        Webhook.objects.filter(pk=webhook.pk, paused_at=webhook.paused_at).update(pause_told_at=None)
    return sent


def people_to_tell(webhook: Webhook) -> list[User]:
    """Who set it up, if still allowed to; else the administrators; where those have no address, all who can mend it."""
    able = people_with(Permission.CONNECT_SYSTEMS, municipality=webhook.municipality)
    administrators = people_with(Permission.ADMINISTER, municipality=webhook.municipality)
    maker = User.objects.filter(username=webhook.made_by, is_active=True)
    by_right = maker.filter(is_superuser=True) | maker.filter(pk__in=able.values("pk"))
    choices = (one.exclude(email="").order_by("pk") for one in (by_right, administrators, able))
    return next((found for one in choices if (found := list(one))), [])


def letters(webhook: Webhook, people: Iterable[User]) -> list[EmailMessage]:
    """One to each, so that nobody sees the addresses of the others."""
    with override(settings.LANGUAGE_CODE):
        subject, body = subject_of(webhook), body_of(webhook)
    return [EmailMessage(subject, body, to=[person.email]) for person in people]


def is_sent(message: EmailMessage) -> bool:
    """Whether the mail server took it; the next one may be taken though this one was not."""
    try:
        return bool(message.send())
    except (SMTPException, OSError) as error:
        logger.warning("Mail about a paused webhook could not be sent: %s", error)
        return False
