"""`send_webhooks`: tell other systems what has happened, for an installation without a worker; let cron run it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext

from api.services.happenings import clear_old_events, find_events
from api.services.pause_mail import tell_of_paused
from api.services.sending import send_waiting


class Command(BaseCommand):
    help = "Varsler andre systemer om det som har skjedd. Arbeideren gjør det selv der den går."

    def handle(self, *_args: object, **_options: Any) -> None:
        found = find_events(now=timezone.now())
        sent = send_waiting(clock=timezone.now)
        tell_of_paused(now=timezone.now())
        clear_old_events(now=timezone.now())
        words = {"found": found, "accepted": sent.accepted, "refused": sent.refused}
        said = gettext("%(found)d nye hendelser, %(accepted)d kall tatt imot, %(refused)d ikke tatt imot")
        self.stdout.write(said % words)
