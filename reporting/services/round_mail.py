"""Mail about rounds: where its links lead, and one that nobody waits for."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

logger = logging.getLogger(__name__)


def address(name: str, *arguments: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def one_line(text: str) -> str:
    """A subject on one line, whatever is in the names it holds."""
    return " ".join(text.split())


def send(messages: Iterable[EmailMessage]) -> list[EmailMessage]:
    """Those that the mail server took. Never raises: nothing that people do waits for a mail server."""
    sent: list[EmailMessage] = []
    try:
        with get_connection() as connection:
            sent += [one for one in messages if is_sent(one, connection)]
    except (SMTPException, OSError) as error:
        logger.warning("Mail about rounds could not be sent: %s", error)
    return sent


def is_sent(message: EmailMessage, connection: BaseEmailBackend) -> bool:
    """The next one may be taken though this one was not."""
    message.connection = connection
    try:
        return bool(message.send())
    except (SMTPException, OSError) as error:
        logger.warning("A mail about rounds could not be sent: %s", error)
        return False
