"""Mail to those who answer for targets: their lights have become worse. Each change is told once, all in one mail."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from accounts.syncing import in_chunks
from targets.models import Assessment, LightChange
from targets.services.light_mail_people import People
from targets.services.light_mail_words import WorseLight, body_of, subject_of
from targets.services.locking import free_rows, take_turn

logger = logging.getLogger(__name__)

BATCH = 500
COLOURS = ("green", "yellow", "red")
BETTER_TO_WORSE = (*COLOURS, "grey")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, and the changes that it tells of."""

    to: User
    message: EmailMessage
    changes: frozenset[int]


def tell_of_worse_lights(*, now: datetime) -> int:
    """Send what nobody has been told yet; how many mails. What has gone back in the meantime is not told.

    Never raises for a mail server: what cannot be sent is told the next time.
    """
    letters = claim_letters(now=now)
    return send(letters) if letters else 0


@transaction.atomic
def claim_letters(*, now: datetime) -> list[Letter]:
    """Take every change that nobody has looked at, so that no other worker sends it, and write the mails."""
    take_turn()
    untold = free_rows(LightChange.objects.filter(considered_at__isnull=True).order_by("target", "pk"))
    by_target: dict[int, list[LightChange]] = defaultdict(list)
    for change in untold:
        by_target[change.target_id].append(change)
    if not by_target:
        return []
    people = People()
    mine: dict[User, list[WorseLight]] = defaultdict(list)
    for light in worse_lights(by_target):
        for person in people.answering_for(light.target):
            mine[person].append(light)
    told = {key for lights in mine.values() for light in lights for key in light.changes}
    for chunk in in_chunks([one.pk for changes in by_target.values() for one in changes]):
        LightChange.objects.filter(pk__in=chunk).update(considered_at=now)
        LightChange.objects.filter(pk__in=told & set(chunk)).update(told_at=now)
    return [letter_to(person, lights) for person, lights in mine.items()]


def worse_lights(by_target: Mapping[int, Sequence[LightChange]]) -> Iterable[WorseLight]:
    """The targets whose light stands worse than the first colour that they had before these changes."""
    for chunk in in_chunks(by_target, BATCH):
        standing = Assessment.objects.current().filter(target__in=chunk).order_by("target__plan__code", "target__order")
        for one in standing.select_related(
            "override", "target__plan__municipality", "target__owner", "target__goal__owner"
        ):
            # What is calculated behind a person's light is not seen by anybody.
            changes = [change for change in by_target[one.target_id] if change.from_light != change.to_light]
            before = next((change.from_light for change in changes if change.from_light in COLOURS), None)
            if before and is_worse(before, one.shown_light):
                told = tuple(change.pk for change in changes if change.from_light)
                yield WorseLight(one, before, changes[-1], told)


def is_worse(before: str, after: str) -> bool:
    """From one colour to a worse one, or to none."""
    return BETTER_TO_WORSE.index(after) > BETTER_TO_WORSE.index(before)


def letter_to(person: User, lights: Sequence[WorseLight]) -> Letter:
    with override(settings.LANGUAGE_CODE):
        message = EmailMessage(subject_of(lights), body_of(lights), to=[person.email])
    return Letter(person, message, frozenset(key for light in lights for key in light.changes))


def send(letters: Sequence[Letter]) -> int:
    """One message to each, so that nobody sees the addresses of the others. What reached nobody is to be told again."""
    sent: list[Letter] = []
    try:
        with get_connection() as connection:
            sent += [one for one in letters if is_sent(one, connection)]
    except (SMTPException, OSError) as error:
        logger.warning("Mail about lights could not be sent: %s", error)
    reached = {key for one in sent for key in one.changes}
    missed = {key for one in letters for key in one.changes} - reached
    for chunk in in_chunks(missed):
        LightChange.objects.filter(pk__in=chunk).update(considered_at=None, told_at=None)
    return len(sent)


def is_sent(letter: Letter, connection: BaseEmailBackend) -> bool:
    """Whether the mail server took it; the next one may be taken though this one was not."""
    letter.message.connection = connection
    try:
        return bool(letter.message.send())
    except (SMTPException, OSError) as error:
        logger.warning("Mail about lights to the user %s could not be sent: %s", letter.to.pk, error)
        return False
