"""Mail about rounds: that one is opened, before its deadline and after it. Each unit is told each thing once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.models import Municipality, Role, Unit, User
from accounts.permissions import Permission, people_with
from reporting.models import Reminder, ReportingRound
from reporting.queries.rounds.items import RoundItem, in_order, round_items
from reporting.rounds import due_reminders
from reporting.services import round_mail
from reporting.services.reminder_words import body_of, subject_of
from targets.services.locking import take_turn


@dataclass(frozen=True, slots=True)
class Notice:
    """What one unit has left in a round. `to_coordinators` where the unit has nobody who can be written to."""

    reminder: Reminder
    unit: Unit
    items: tuple[RoundItem, ...]
    to_coordinators: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, and the reminders that it brings."""

    message: EmailMessage
    reminders: frozenset[int]


def send_reminders(*, on: date, now: datetime) -> int:
    """Send what is due that day and was not sent; how many mails.

    To the contacts of every unit that has something left. A unit without people that can be written to goes to the
    coordinators, and the mail says so. Two workers at once send once. Never raises for a mail server: what cannot be
    sent is sent the next time.
    """
    rounds = ReportingRound.objects.filter(closed_at__isnull=True).select_related("municipality").order_by("pk")
    return sum(remind_of(one, on=on, now=now) for one in rounds)


def remind_of(asked: ReportingRound, *, on: date, now: datetime) -> int:
    """The newest reminder that is due; those before it are overtaken."""
    due = due_reminders(
        opened_on=timezone.localdate(asked.opened_at),
        deadline=asked.deadline,
        before=asked.remind_before,
        after=asked.remind_after,
        on=on,
    )
    untold = units_not_told(asked, due[-1]) if due else []
    if not untold:
        return 0
    letters = claim_letters(asked, due[-1], untold, on=on, now=now)
    return send(letters) if letters else 0


def units_not_told(asked: ReportingRound, kind: str) -> list[Unit]:
    told = Reminder.objects.filter(round=asked, kind=kind).values("unit")
    return list(asked.units.exclude(pk__in=told).order_by("name", "pk"))


@transaction.atomic
def claim_letters(asked: ReportingRound, kind: str, units: Iterable[Unit], *, on: date, now: datetime) -> list[Letter]:
    """Write down who is told, so that no other worker tells them, and write the mails. A unit with nothing left is not
    written down: it is told when it gets something."""
    take_turn()
    left, contacts = items_left(asked, on=on), contacts_of(asked.municipality)
    coordinators = written_to(people_with(Permission.RUN_ROUNDS, municipality=asked.municipality))
    by_person: dict[User, list[Notice]] = defaultdict(list)
    for unit in units:
        people = contacts.get(unit.pk, coordinators)
        if not left[unit.pk] or not people:
            continue
        if notice := claimed(asked, kind, unit, left[unit.pk], has_people=unit.pk in contacts, now=now):
            for person in people:
                by_person[person].append(notice)
    return [letter_to(person, asked, kind, mine) for person, mine in by_person.items()]


def items_left(asked: ReportingRound, *, on: date) -> dict[int, list[RoundItem]]:
    """By unit, in the order of its list."""
    found: dict[int, list[RoundItem]] = defaultdict(list)
    for one in in_order(round_items(asked, on=on)):
        if one.unit and one.is_left:
            found[one.unit.pk].append(one)
    return found


def contacts_of(municipality: Municipality) -> dict[int, list[User]]:
    """By unit, its contacts that can be written to: active, with an address."""
    found: dict[int, list[User]] = {}
    contacts = User.objects.filter(
        is_active=True, memberships__role=Role.UNIT_CONTACT, memberships__municipality=municipality
    ).exclude(email="")
    for person in contacts.distinct().order_by("pk").prefetch_related("memberships"):
        for one in person.memberships.all():
            if one.role == Role.UNIT_CONTACT and one.municipality_id == municipality.pk and one.unit_id:
                found.setdefault(one.unit_id, []).append(person)
    return found


def written_to(people: Iterable[User]) -> list[User]:
    return sorted((one for one in people if one.email), key=lambda one: one.pk)


def claimed(
    asked: ReportingRound, kind: str, unit: Unit, items: Sequence[RoundItem], *, has_people: bool, now: datetime
) -> Notice | None:
    """None where another worker has told the unit in the meantime."""
    row, is_mine = Reminder.objects.get_or_create(
        round=asked, unit=unit, kind=kind, defaults={"went_to_coordinators": not has_people, "sent_at": now}
    )
    return Notice(row, unit, tuple(items), not has_people) if is_mine else None


def letter_to(person: User, asked: ReportingRound, kind: str, notices: Sequence[Notice]) -> Letter:
    """Everything that one person is told of a round, in one mail."""
    parts = [(one.unit, one.items, one.to_coordinators) for one in notices]
    message = EmailMessage(subject_of(asked, kind, parts), body_of(asked, kind, parts), to=[person.email])
    return Letter(message, frozenset(one.reminder.pk for one in notices))


def send(letters: Sequence[Letter]) -> int:
    """What reached nobody is to be told again."""
    sent = {id(one) for one in round_mail.send(letter.message for letter in letters)}
    reached = {key for letter in letters if id(letter.message) in sent for key in letter.reminders}
    missed = {key for letter in letters for key in letter.reminders} - reached
    Reminder.objects.filter(pk__in=missed).delete()
    return len(sent)
