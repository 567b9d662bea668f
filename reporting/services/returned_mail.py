"""Telling a unit at once that its words are sent back, and why."""

from collections.abc import Iterator
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from accounts.last_change import names_of
from accounts.models import User
from accounts.permissions import Permission, people_with
from reporting.models import Commentary
from reporting.round_words import period_title
from reporting.services import round_mail
from reporting.services.mentions import title_on
from reporting.services.reminder_words import said_to_coordinators
from reporting.services.reminders import contacts_of, written_to


def tell_returned(kept: Commentary, *, by: str) -> None:
    """After commit, to the contacts of the unit, or to the coordinators where it has nobody who can be written to.

    Sent by the one who took the step, so once. What no mail server took stands in the reminders of the round.
    """
    home = kept.round.municipality
    contacts = contacts_of(home).get(kept.unit_id, [])
    people = contacts or written_to(people_with(Permission.RUN_ROUNDS, municipality=home))
    messages = [message_to(one, kept, by, to_coordinators=not contacts) for one in people]
    if messages:
        transaction.on_commit(partial(round_mail.send, messages))


def message_to(person: User, kept: Commentary, by: str, *, to_coordinators: bool) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        subject = gettext("Planpuls: teksten om «%(title)s» er sendt tilbake") % {"title": title_on(kept)}
        body = "\n\n".join(lines_of(kept, by, to_coordinators=to_coordinators))
        return EmailMessage(round_mail.one_line(subject), body, to=[person.email])


def lines_of(kept: Commentary, by: str, *, to_coordinators: bool) -> Iterator[str]:
    """Who sends what back and why, by when it is wanted, and where it is written. The words stay where they are."""
    kind, key = ("target", kept.target_id) if kept.target_id else ("indicator", kept.indicator_id)
    words = {
        "by": names_of([by]).get(by, by),
        "title": title_on(kept),
        "unit": kept.unit.name,
        "round": period_title(kept.round.period),
        "deadline": date_format(kept.round.deadline),
        "reason": kept.return_reason,
        "page": round_mail.address("commentary-write", kept.round_id, kind, key),
    }
    yield (
        gettext("%(by)s har sendt teksten om «%(title)s» tilbake til %(unit)s, i rapporteringen for %(round)s.") % words
    )
    if to_coordinators:
        yield said_to_coordinators()
    yield gettext("Dette mangler: %(reason)s") % words
    yield gettext("Fristen er %(deadline)s. Skriv videre og send inn her: %(page)s") % words
