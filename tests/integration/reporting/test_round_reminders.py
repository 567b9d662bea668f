"""Who is written to about a round, when, of what, and that it is once."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import Settings

from accounts.models import Role, User
from reporting.models import Reminder, ReportingRound
from reporting.services.commentary import return_to_unit
from reporting.services.reminders import claim_letters, send_reminders
from reporting.services.rounds import RoundTerms, change_round, close_round
from reporting.tasks import send_round_reminders
from targets.models import Target
from tests.factories import NOW, TODAY, create_user
from tests.rounds import DEADLINE, World, add_target, ask, create_world, judge, write

DAY = timedelta(days=1)
BY: dict[str, Any] = {"by": "kari", "now": NOW}
VILDE, KARI = "vilde@larvik.example", "kari@larvik.example"


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def targets(world: World) -> tuple[Target, Target]:
    mine = add_target(world, "red", unit=world.schools, name="Elever som trives")
    theirs = add_target(world, "yellow", unit=world.streets, name="Hull i veien")
    judge(world)
    return mine, theirs


@pytest.fixture
def asked(world: World, targets: tuple[Target, Target]) -> ReportingRound:
    return ask(world, message="Skriv kort.")


def tell(days: int = 0) -> list[str]:
    """Who is written to on that day from when the round opened."""
    mail.outbox.clear()
    send_reminders(on=TODAY + DAY * days, now=NOW + DAY * days)
    return sorted(address for message in mail.outbox for address in message.to)


def test_each_unit_is_told_each_thing_once_and_coordinators_of_units_without_people(asked: ReportingRound) -> None:
    days = range(24)
    assert {day: told for day in days if (told := tell(day))} == {
        0: [KARI, VILDE],
        # Seven days before the deadline, and the day after it.
        13: [KARI, VILDE],
        21: [KARI, VILDE],
    }
    assert tell(21) == []
    assert Reminder.objects.filter(went_to_coordinators=True).count() == Reminder.objects.count() / 2 == 3


def test_the_mail_says_what_lacks_words_why_by_when_and_where(
    asked: ReportingRound, targets: tuple[Target, Target], world: World, settings: Settings
) -> None:
    settings.SITE_URL = "https://planpuls.example"
    tell()
    to_contact, to_coordinator = sorted(mail.outbox, key=lambda one: one.to, reverse=True)
    assert to_contact.subject == "Planpuls: 1 tekst å skrive om 2025, med frist 21. juli 2026"
    base = f"https://planpuls.example/runder/{asked.pk}"
    assert to_contact.body.split("\n\n") == [
        "Rapporteringen for 2025 er åpnet. Skriv det tallene ikke sier selv, innen 21. juli 2026.",
        "Skriv kort.",
        "Oppvekst\n========",
        f"Elever som trives – Ikke oppfylt\nLyset er rødt.\n{base}/target/{targets[0].pk}/skriv/",
        f"Hele listen: {base}/virksomhet/{world.schools.pk}/",
    ]
    assert "virksomheten ikke har noen kontakt som kan få e-post" in to_coordinator.body
    assert "Hull i veien – Nær kravet" in to_coordinator.body


def test_whoever_has_nothing_left_is_left_alone(
    asked: ReportingRound, targets: tuple[Target, Target], world: World
) -> None:
    kept = write(asked, targets[0], world.schools, sent=True)
    write(asked, targets[1], world.streets, sent=True)
    assert tell() == []
    return_to_unit(commentary=kept, reason="Hva gjør dere?", **BY)
    assert tell(13) == [VILDE]
    assert "Sendt tilbake: Hva gjør dere?" in mail.outbox[0].body
    close_round(asked=asked, **BY)
    assert tell(21) == []


def test_people_who_are_gone_or_have_no_address_are_not_written_to(asked: ReportingRound, world: World) -> None:
    User.objects.filter(pk=world.contact.pk).update(is_active=False)
    create_user(role=Role.UNIT_CONTACT, municipality=world.municipality, unit=world.schools)
    assert tell() == [KARI]
    (message,) = mail.outbox
    assert message.subject == "Planpuls: 2 tekster å skrive om 2025, med frist 21. juli 2026", "one mail for all units"
    assert message.body.count("Finn noen som kan skrive.") == 2
    User.objects.filter(pk=world.coordinator.pk).update(is_active=False)
    assert tell(13) == []
    assert not Reminder.objects.filter(kind="before").exists(), "nobody was told, so it is not told"


def test_of_a_new_deadline_everybody_is_told_again(asked: ReportingRound, world: World) -> None:
    assert [len(tell(day)) for day in (0, 13)] == [2, 2]
    terms = RoundTerms(plans=[world.plan], units=[world.schools, world.streets], deadline=DEADLINE + DAY * 30)
    change_round(asked=asked, terms=terms, on=TODAY, **BY)
    assert [len(tell(day)) for day in (14, 43, 51)] == [0, 2, 2]


def test_what_no_mail_server_took_is_sent_the_next_time(asked: ReportingRound, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(self: EmailBackend, messages: list[Any]) -> int:
        raise SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", lose)
        assert tell() == []
    assert not Reminder.objects.exists()
    assert tell() == [KARI, VILDE]


def test_two_workers_at_once_send_once(asked: ReportingRound, world: World) -> None:
    units = [world.schools, world.streets]
    first, second = (claim_letters(asked, "opened", units, on=TODAY, now=NOW) for _worker in range(2))
    assert (len(first), len(second)) == (2, 0)


def test_the_task_runs_without_anything_to_do() -> None:
    send_round_reminders()
    assert mail.outbox == []
