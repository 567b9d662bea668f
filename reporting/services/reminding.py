"""A coordinator who writes to those that have something left, without waiting for the day that mail is due."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import Unit
from accounts.services import record_event
from reporting.models import Reminder, ReportingRound
from reporting.rounds import due_reminders
from reporting.services.reminders import Letter, claim_letters, items_left, send
from reporting.services.rounds import RoundRefused

# Whoever was written to so short a time ago is not written to again: a button is easily pressed twice.
BETWEEN = timedelta(hours=1)


def remind_now(*, asked: ReportingRound, unit: Unit | None, by: str, on: date, now: datetime) -> int:
    """Write to the contacts of one unit, or of all that have something left; how many units.

    The mail is the newest that is due, sent once more, so that those which come later are sent on their day. Raises
    RoundRefused where the round is closed, and where everybody with something left was written to within the hour.
    """
    letters = claimed_again(asked, unit, by=by, on=on, now=now)
    send(letters)
    claimed = {key for letter in letters for key in letter.reminders}
    # Those that no mail server took are gone again.
    return Reminder.objects.filter(pk__in=claimed).count()


@transaction.atomic
def claimed_again(asked: ReportingRound, unit: Unit | None, *, by: str, on: date, now: datetime) -> list[Letter]:
    if not asked.is_open:
        raise RoundRefused(gettext("Runden er lukket, så ingen blir påminnet."))
    kind = newest_due(asked, on=on)
    left = {key for key, items in items_left(asked, on=on).items() if items}
    units = [one for one in asked.units.order_by("name", "pk") if one.pk in left and unit in {None, one}]
    told = Reminder.objects.filter(round=asked, unit__in=units)
    lately = set(told.filter(sent_at__gt=now - BETWEEN).values_list("unit_id", flat=True))
    waiting = [one for one in units if one.pk not in lately]
    if units and not waiting:
        raise RoundRefused(gettext("De som har noe igjen, fikk e-post for mindre enn en time siden."))
    told.filter(kind=kind, unit__in=waiting).delete()
    if waiting:
        names = {"units": [one.name for one in waiting], "kind": kind}
        number = asked.municipality.number
        what = "reporting.round.reminded"
        record_event(action=what, subject=asked, by=by, now=now, municipality_number=number, after=names)
    return claim_letters(asked, kind, waiting, on=on, now=now)


def newest_due(asked: ReportingRound, *, on: date) -> str:
    """Which mail it is that is sent once more."""
    opened_on = timezone.localdate(asked.opened_at)
    days = {"before": asked.remind_before, "after": asked.remind_after}
    return due_reminders(opened_on=opened_on, deadline=asked.deadline, on=on, **days)[-1]
